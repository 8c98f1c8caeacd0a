/** Random rows of changes, failures and leaps of the clock: when all is quiet, the blog is what a small model says. */

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { commands, type Stage } from './commands.ts'
import { figure, long, seed } from './figures.ts'
import { expectedStatus, Model } from './model.ts'

const RUNS = long ? 600 : 25

let blog: ProvenBlog
beforeAll(async () => {
  blog = await openProvenBlog({ speed: 20, forced: true })
})
afterAll(() => blog.close())

/** What readers and the author see of every post of the model. */
async function expectModel(model: Model): Promise<void> {
  for (const [slug, post] of model.posts) {
    const page = await blog.fetch(`/posts/${slug}`)
    const html = await page.text()
    if (post.revisions.length === 0) {
      expect(page.status).toBe(404)
      continue
    }
    expect([slug, page.status]).toEqual([slug, expectedStatus(post, model.now)])
    if (page.status === 200) expect(html).toContain(`Text ${post.content?.n}.`)
    const answer = await blog.api(`/api/posts/${slug}`)
    if (!post.content) expect(answer.status).toBe(410)
    else {
      expect(await answer.json()).toMatchObject({
        status: post.status(model.now),
        revision: post.revisions.length,
        title: `Title ${post.content.n}`,
      })
    }
  }
}

test(`${RUNS} rows of changes: whatever fails between, the blog is what the model says`, async () => {
  let run = 0
  let steps = 0
  const property = fc.asyncProperty(
    fc.commands(commands, { maxCommands: 24, size: 'max' }),
    async (row) => {
      run++
      const stage: Stage = { blog, slugOf: (name) => `run-${run}-${name}`, last: null }
      const model = new Model()
      model.now = await blog.clock()
      await fc.asyncModelRun(() => ({ model, real: stage }), row)
      steps += [...row].length
      await blog.quiet()
      model.now = await blog.clock()
      await expectModel(model)
      await blog.inspect()
    },
  )
  await fc.assert(property, { numRuns: RUNS, seed, endOnFailure: false })
  await blog.audit()
  figure('model', `${run} rows of changes, ${steps} steps`, `seed ${seed}`)
}, 1_200_000)
