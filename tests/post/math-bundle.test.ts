/** Math in the bundle, which takes temml apart, is what the whole package writes. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadMath } from '../../src/post/markdown/math.ts'
import { type Blog, openBlog } from '../world.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

async function preview(source: string): Promise<{ html: string; warnings: unknown[] }> {
  const answer = await blog.api('/api/posts/math?dry_run=1', {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown' },
    body: source,
  })
  expect(answer.ok).toBe(true)
  const body = (await answer.json()) as { html: string; warnings: unknown[] }
  return { html: body.html, warnings: body.warnings }
}

test.each([
  'e^{i\\pi} + 1 = 0',
  '\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}',
  '\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}',
  '\\begin{aligned} x &= 1 \\\\ y &= \\frac{1}{2} \\end{aligned}',
  '\\text{若 } x \\in \\mathbb{R},\\ \\hat{f}(\\xi) \\xrightarrow{n} \\overbrace{a+b}^{c}',
  '\\begin{cases} 1 & n = 0 \\\\ n! & n > 0 \\end{cases}',
])('%s', async (tex) => {
  const write = await loadMath()
  const { html, complaint } = write(tex, true)
  expect(complaint).toBeNull()
  expect((await preview(`$$\n${tex}\n$$\n`)).html.trim()).toContain(html)
})

test('what is no TeX is shown as it is, with a warning', async () => {
  const { html, warnings } = await preview('$$\n\\frac{1}{\n$$\n')
  expect(html).not.toContain('<math')
  expect(warnings).toHaveLength(1)
})
