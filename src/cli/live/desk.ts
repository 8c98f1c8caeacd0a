/** What lies on the author's desk: the folder's posts and pictures, found by the addresses they will have. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Picture, Post } from '../../post/post.ts'
import type { Site } from '../../site.ts'
import { readFolder } from '../folder.ts'
import { Memory } from '../memory.ts'
import { lookInto, renderFile } from '../prepare.ts'
import { type Readings, readPosts } from '../read-posts.ts'

export class Desk {
  readonly #root: string
  readonly #site: Site
  readonly #memory = new Memory(null)
  /** Of all posts that were shown, by key. */
  readonly #pictures = new Map<string, { file: string; picture: Picture }>()

  constructor(root: string, site: Site) {
    this.#root = root
    this.#site = site
  }

  /** Every post as it is now; what has not changed is not read again. */
  async list(): Promise<Readings> {
    const folder = await readFolder(this.#root)
    const { timezone } = this.#site
    return readPosts(folder, folder.posts, { memory: this.#memory, timezone })
  }

  /** The post of a slug, rendered; null when there is none. Throws its Refusal. */
  async find(slug: string): Promise<Post | null> {
    const found = (await this.list()).ready.find((each) => each.slug === slug)
    if (!found) return null
    const source = new Uint8Array(await readFile(join(this.#root, found.path)))
    const folder = await readFolder(this.#root)
    const { post, pictures } = await renderFile(folder, found.path, source, {
      ...{ timezone: this.#site.timezone, look: lookInto(folder) },
    })
    for (const { file, picture } of pictures) this.#pictures.set(picture.key, { file, picture })
    return post
  }

  async picture(key: string): Promise<{ bytes: Uint8Array; type: string } | null> {
    const found = this.#pictures.get(key)
    if (!found) return null
    return { bytes: await readFile(join(this.#root, found.file)), type: found.picture.type }
  }
}
