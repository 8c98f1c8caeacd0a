/** Works on many things a few at a time, and stops as a whole. */

import { expect, test } from 'vitest'
import { gate, inPool } from '../../src/cli/pool.ts'

/** Acts that end when they are told to. */
function acts() {
  const begun: number[] = []
  const ends = new Map<number, (error?: Error) => void>()
  const act = (n: number) =>
    new Promise<void>((resolve, reject) => {
      begun.push(n)
      ends.set(n, (error) => (error ? reject(error) : resolve()))
    })
  const end = async (n: number, error?: Error) => {
    ends.get(n)?.(error)
    await turn()
  }
  return { begun, act, end }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('two at once; the next is asked for when there is room', async () => {
  const { begun, act, end } = acts()
  const asked: number[] = []
  const items = async function* () {
    for (const n of [1, 2, 3, 4]) {
      asked.push(n)
      yield n
    }
  }
  const all = inPool(items(), 2, act)
  await turn()
  expect([asked, begun]).toEqual([
    [1, 2],
    [1, 2],
  ])
  await end(2)
  expect(asked).toEqual([1, 2, 3])
  for (const n of [1, 3, 4]) await end(n)
  await all
})

test('after a failure none is begun, and what is under way ends first', async () => {
  const { begun, act, end } = acts()
  let over = false
  const all = inPool([1, 2, 3, 4], 2, act).finally(() => {
    over = true
  })
  all.catch(() => {})
  await turn()
  await end(1, new Error('first'))
  expect(over).toBe(false)
  await end(2, new Error('second'))
  await expect(all).rejects.toThrow('first')
  expect(begun).toEqual([1, 2])
})

test('when no further item can be had, what is under way ends first, too', async () => {
  const { begun, act, end } = acts()
  let over = false
  const items = async function* () {
    yield 1
    throw new Error('no more')
  }
  const all = inPool(items(), 2, act).finally(() => {
    over = true
  })
  all.catch(() => {})
  await turn()
  expect(over).toBe(false)
  await end(1)
  await expect(all).rejects.toThrow('no more')
  expect(begun).toEqual([1])
})

test('a gate lets the next through when one is out, be it by an error', async () => {
  const { begun, act, end } = acts()
  const pass = gate(1)
  const first = pass(() => act(1))
  const second = pass(() => act(2))
  await turn()
  expect(begun).toEqual([1])
  first.catch(() => {})
  await end(1, new Error('out'))
  await expect(first).rejects.toThrow('out')
  expect(begun).toEqual([1, 2])
  await end(2)
  await second
  await Promise.all([pass(async () => {}), pass(async () => {})])
})
