/** Names come from the blog: none leads out of the folder, or hides in it. */

import { expect, test } from 'vitest'
import { placePicture, placePost } from '../../src/cli/placing.ts'

test.each([
  ['2014-11-16-大会.md', [], '2014-11-16-大会.md'],
  ['../../.ssh/config.md', [], 'config.md'],
  ['/etc/a.markdown', [], 'a.markdown'],
  ['a\\..\\b.md', [], 'b.md'],
  ['.hidden.md', [], 'slug.md'],
  ['a\nb.md', [], 'slug.md'],
  ['authorized_keys', [], 'slug.md'],
  ['taken.md', ['taken.md'], 'slug.md'],
  [null, [], 'slug.md'],
])('a post that was pushed as %j', (name, taken, path) => {
  expect(placePost({ name, slug: 'slug' }, taken)).toBe(path)
})

test.each([
  ['a.md', 'a.jpg', 'a.jpg'],
  ['trips/b.md', 'img/a.jpg?x#y', 'trips/img/a.jpg'],
  ['trips/b.md', '../a.jpg', 'a.jpg'],
  ['trips/b.md', '/img/a.jpg', 'img/a.jpg'],
  ['trips/b.md', 'https://gone.example/x/%E5%9B%BE.png', 'trips/图.png'],
  ['a.md', '../../../etc/a.png', 'a.png'],
  ['a.md', '%2e%2e/%2e%2e/a.png', 'a.png'],
  ['a.md', '.git/hooks/a.png', 'a.png'],
  ['a.md', '.git/hooks/pre-commit', null],
  ['a.md', 'a%00.png', null],
  ['a.md', '.png', null],
  ['a.md', 'x/..', null],
])('from %s a picture at %s', (post, address, path) => {
  expect(placePicture(post, address)).toBe(path)
})
