/** A picture that one request sends while another removes it. */

import { describe, expect, test } from 'vitest'
import { author } from '../../src/routes/author/app.ts'
import { restoreUploads } from '../../src/routes/author/uploads.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

describe('a picture that is sent and removed at the same time', () => {
  const key = `${'0'.repeat(32)}.png`
  const picture = { key, type: 'image/png', width: 1, height: 1, bytes: 1 }

  /** As much of R2 as pictures need. */
  class Bucket {
    readonly objects = new Map([[`images/${key}`, bytes('x')]])
    put = async (name: string, content: Uint8Array) => this.objects.set(name, content)
    delete = async (names: string[]) => names.forEach((name) => this.objects.delete(name))
    head = async (name: string) => this.objects.get(name) ?? null
    get = async (name: string) => {
      const content = this.objects.get(name)
      return content ? { arrayBuffer: async () => content.slice().buffer } : null
    }
  }

  /** A ledger that knows the picture until it is removed, and from its `again`th question on once more. */
  const remove = async (bucket: Bucket, again: number) => {
    let questions = 0
    const record = { ...picture, created: '', usedBy: [] }
    const ledger = {
      listPictures: async () => {
        const known = questions === 0 || questions >= again
        questions++
        return { images: known ? [record] : [], next: null }
      },
      removePicture: async () => ({ ok: true, value: { key } }),
    }
    const purged: string[] = []
    const context = {
      cache: {
        purge: async ({ tags }: { tags: string[] }) => {
          purged.push(...tags)
          return { success: true, errors: [] }
        },
      },
    } as unknown as ExecutionContext
    const env = { AUTHOR_TOKEN: 's', IMAGES: bucket, LEDGER: { getByName: () => ledger } }
    const init = { method: 'DELETE', headers: { Authorization: 'Bearer s' } }
    const answer = await author.request(`http://x/api/images/${key}`, init, env, context)
    return { status: answer.status, purged }
  }

  test('is gone, and from the edge too, when nobody sent it again', async () => {
    const bucket = new Bucket()
    expect(await remove(bucket, 9)).toEqual({ status: 200, purged: [`image:${key}`] })
    expect(bucket.objects.size).toBe(0)
  })

  test('is put back by the removal when the ledger knows it again', async () => {
    const bucket = new Bucket()
    expect(await remove(bucket, 1)).toEqual({ status: 200, purged: [] })
    expect([...bucket.objects.values()].map(text)).toEqual(['x'])
  })

  test('is put back by the upload that had found it there', async () => {
    const bucket = new Bucket()
    bucket.objects.clear()
    const uploads = [{ name: 'a.png', bytes: bytes('x'), picture, frames: 1 }]
    await restoreUploads(bucket as unknown as R2Bucket, uploads, new Set())
    expect(bucket.objects.size, 'one it stored itself needs no look').toBe(0)
    await restoreUploads(bucket as unknown as R2Bucket, uploads, new Set([key]))
    expect([...bucket.objects.values()].map(text)).toEqual(['x'])
  })
})
