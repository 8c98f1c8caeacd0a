/** The post that this blog began with, and one of our own with the same habits. */

import { readFileSync } from 'node:fs'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import type { Picture, Post } from '../../src/post/post.ts'
import { RENDERER, renderPost } from '../../src/post/render-post.ts'
import { shared } from '../shared.ts'
import { picture } from './render.ts'

const NAME = '2014-11-16-Pycon2014@Shanghai.md'

const OWN = `---
layout: post
title: 一次大会
categories:
- 讲座
tags:
- Python machine_learning

---
**时间**：那年十一月
*******************
学习编程有一段时间了，大约一个月之前看到消息，当时就
很激动地报名。

<img src="http://me.qiniudn.com/one.jpg" height="280" width="700" >

###1.线程,协程
- 进程。**进程是程序执行的一个实例** ，担当分配
系统资源的实体，优点是*稳定
*,缺点是慢。
- 线程。**线程是轻量级的进程**，共享内存。

###2.为何适合初创公司?
正文。
`

const render = (
  source: Uint8Array | string,
  name: string,
  pictures: Map<string, Picture>,
): Promise<Post> =>
  renderPost(typeof source === 'string' ? new TextEncoder().encode(source) : source, {
    timezone: 'Asia/Shanghai',
    name,
    pictures,
  })

/** No markup left over, and no spaces where Chinese was wrapped. */
function expectClean(post: Post): void {
  const words = post.html.replace(/<[^>]*>/g, '')
  expect(words).not.toMatch(/[#*]/)
  expect(words).not.toMatch(/\p{Script=Han}[ \t]+\p{Script=Han}/u)
  expect(words).not.toMatch(/[\p{Script=Han}，。][ \t]*\n[ \t]*[\p{Script=Han}，。]/u)
}

test('our own', async () => {
  const post = await render(OWN, '2014-11-16-one.md', new Map([['one.jpg', picture('k.jpg')]]))
  expectClean({ ...post, html: post.html.replace(/<\/(?:p|li|h3)>\n?/g, ' | ') as Post['html'] })
  expect(post.contents.map((each) => each.text)).toEqual(['1.线程,协程', '2.为何适合初创公司?'])
  expect(post.html).toContain(
    '<strong>进程是程序执行的一个实例</strong> ，担当分配系统资源的实体，优点是<em>稳定</em>,缺点',
  )
  expect(post.html).toContain(
    '<img src="/images/k.jpg" alt="" width="700" height="280" fetchpriority="high" decoding="async">',
  )
  expect(post.references).toEqual([
    { address: 'http://me.qiniudn.com/one.jpg', line: 15, picture: picture('k.jpg') },
  ])
})

test('the renderer has a version', () => {
  expect(RENDERER).toMatch(/^\d+$/)
})

const seed = shared(`seed/${NAME}`)

describe.skipIf(seed === null)('the seed', async () => {
  const pictures = new Map([
    ['pycon_scheme1.jpg', picture('1.jpg')],
    ['pycon_scheme2.jpg', picture('2.jpg', 1400, 900)],
  ])
  const source = seed === null ? new Uint8Array() : readFileSync(seed)
  const post = seed === null ? null : await render(source, NAME, pictures)

  test('title, tag, category, date', () => {
    expect(post).toMatchObject({
      title: 'Pycon2014 @Shanghai',
      slug: 'pycon2014-shanghai',
      tags: [{ name: 'Python mechine_learning' }],
      categories: [{ name: 'Lectures' }],
      date: Date.parse('2014-11-16T00:00:00+08:00'),
    })
  })

  test('five headings', () => {
    expect(post?.contents.map((each) => [each.level, each.text.slice(0, 2)])).toEqual([
      [3, '1.'],
      [3, '2.'],
      [3, '3.'],
      [3, '4.'],
      [3, '5.'],
    ])
  })

  test('five pictures in their sizes: two came, three have their places', () => {
    const shown = [...(post?.html ?? '').matchAll(/<img [^>]*>/g)].map((each) => each[0])
    expect(
      shown.map((each) => /width="(\d+)" height="(\d+)"/.exec(each)?.slice(1).join('x')),
    ).toEqual(['700x280', '700x450', '700x350', '700x350', '700x350'])
    expect(post?.references.map((each) => each.picture?.key ?? null)).toEqual([
      '1.jpg',
      '2.jpg',
      null,
      null,
      null,
    ])
    expect(post?.html.match(/class="missing"/g)).toHaveLength(3)
  })

  test('no stray marks, no spaces between Han', () => {
    if (post)
      expectClean({
        ...post,
        html: post.html.replace(/<\/(?:p|li|h3)>\n?/g, ' | ') as Post['html'],
      })
  })

  test('takes at most five times the CPU of marked alone', async () => {
    const text = new TextDecoder().decode(source)
    const cpu = async (run: () => unknown) => {
      for (let each = 0; each < 100; each++) await run()
      const start = process.cpuUsage()
      for (let each = 0; each < 200; each++) await run()
      const { user, system } = process.cpuUsage(start)
      return user + system
    }
    const alone = await cpu(() => marked.parse(text))
    expect((await cpu(() => render(source, NAME, pictures))) / alone).toBeLessThan(5)
  })
})
