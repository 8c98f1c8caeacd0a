/** The Markdown that readers get: pictures at their addresses here, and not another byte changed. */

import { expect, test } from 'vitest'
import { placePictures } from '../../src/post/pictures/place-pictures.ts'

const pictures = new Map([
  ['a.jpg', { key: 'k1.jpg' }],
  ['../img/b c.png', { key: 'k2.png' }],
  ['$&.png', { key: 'k3.png' }],
])

test.each([
  ['![x](a.jpg)', '![x](/images/k1.jpg)'],
  ['![x](a.jpg "title")', '![x](/images/k1.jpg "title")'],
  ['[![x](a.jpg)](a.jpg)', '[![x](/images/k1.jpg)](/images/k1.jpg)'],
  ['![x](<../img/b c.png>)', '![x](</images/k2.png>)'],
  ['[x]: a.jpg', '[x]: /images/k1.jpg'],
  ['<img alt="" src="../img/b c.png">', '<img alt="" src="/images/k2.png">'],
  ["<img src='a.jpg'>", "<img src='/images/k1.jpg'>"],
  ['![x]($&.png)', '![x](/images/k3.png)'],
  ['![x](aa.jpg) a.jpg ![x](a.jpg2)', '![x](aa.jpg) a.jpg ![x](a.jpg2)'],
  ['no picture', 'no picture'],
])('%s', (body, placed) => expect(placePictures(body, pictures)).toBe(placed))

test('a megabyte with a thousand pictures takes no time to speak of', () => {
  const many = new Map(Array.from({ length: 1_000 }, (_, i) => [`p${i}.jpg`, { key: `k${i}.jpg` }]))
  const body = '![x](p1.jpg) ](<'.repeat(65_000)
  const start = process.cpuUsage()
  expect(placePictures(body, many)).toContain('/images/k1.jpg')
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2_000)
})
