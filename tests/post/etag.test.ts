/** The author's ETag: the same for the same bytes and pictures, another for any other. */

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { postEtag } from '../../src/post/etag.ts'

const source = new TextEncoder().encode('# 标题\n')
const a = { address: 'a.jpg', key: '1.jpg' }
const b = { address: '/b.jpg', key: '2.png' }

test('SHA-256 over the source and the sorted pictures', async () => {
  const plain = createHash('sha256').update(source).digest('hex').slice(0, 32)
  expect(await postEtag(source, [])).toBe(plain)
  const pictured = createHash('sha256').update(source).update('\n/b.jpg 2.png\na.jpg 1.jpg')
  expect(await postEtag(source, [a, b])).toBe(pictured.digest('hex').slice(0, 32))
})

test('the order of pictures does not matter, their keys do', async () => {
  expect(await postEtag(source, [b, a])).toBe(await postEtag(source, [a, b]))
  const other = await postEtag(source, [a, { ...b, key: '3.png' }])
  expect(other).not.toBe(await postEtag(source, [a, b]))
})
