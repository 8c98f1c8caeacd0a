/** Settings that are wrong: each is named, with what it takes, on every page and before a deploy. */

import { describe, expect, test } from 'vitest'
import { checkTimezone, readSite, type SiteVars } from '../../src/site.ts'
import { openBlog } from '../world.ts'
import { readWranglerToml } from '../wrangler-toml.ts'

const read = (vars: Record<string, string>) => checkTimezone(readSite(vars as SiteVars))

test('those of wrangler.toml are right', () => {
  expect(() => read(readWranglerToml().vars)).not.toThrow()
})

test.each([
  ['SITE_URL', 'blog.example', 'https://example.com'],
  ['SITE_URL', 'https://blog.example/blog', 'https://example.com'],
  ['SITE_LANGUAGE', 'no language', 'zh-Hans'],
  ['SITE_TIMEZONE', 'Shanghai', 'Asia/Shanghai'],
  ['SITE_NAV', 'About', 'Label=/path'],
  ['SITE_NAV', 'About=javascript:alert(1)', 'Label=/path'],
  ['SITE_AI_CRAWLERS', 'maybe', 'allow or deny'],
  ['SITE_LICENCE', 'CC BY 4.0', 'Label=/path'],
  ['SITE_SECURITY_CONTACT', 'me', 'mailto:'],
  ['SITE_TITEL', 'My blog', 'SITE_TITLE'],
  ['KV_WINDOW', 'soon', 'seconds'],
])('%s = %s', (name, value, takes) => {
  const wrong = () => read({ [name]: value })
  expect(wrong).toThrow(name)
  expect(wrong).toThrow(takes)
})

describe('a blog with a wrong one says so on every page', () => {
  test.each([
    ['misspelt', { SITE_TITEL: 'My blog' }, 'There is no setting SITE_TITEL.'],
    ['wrong', { SITE_LANGUAGE: 'no language' }, 'SITE_LANGUAGE must be a language tag'],
  ])('%s', async (_, vars, told) => {
    const blog = await openBlog({ vars, log: () => {} })
    try {
      for (const path of ['/', '/posts/a', '/feed.xml', '/archive', '/nowhere', '/sitemap.xml']) {
        const answer = await blog.fetch(path)
        expect([path, answer.status]).toEqual([path, 500])
        expect(await answer.text()).toContain(told)
      }
      expect(await (await blog.api('/api/status')).text()).toContain(told)
    } finally {
      await blog.close()
    }
  })
})
