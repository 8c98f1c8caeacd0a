/** A ledger that fills itself with made-up posts and searches them: nothing else of the blog runs here. */

import { DurableObject } from 'cloudflare:workers'
import { commitPost } from '../../../src/ledger/change.ts'
import type { Prepared } from '../../../src/ledger/prepare.ts'
import { createTables } from '../../../src/ledger/schema.ts'
import { listSlugs, search } from '../../../src/ledger/search.ts'
import { readQuery } from '../../../src/ledger/search-query.ts'
import { type Sample, samplePosts } from '../../ledger/search-posts.ts'

const SETTINGS = { timezone: 'Asia/Shanghai', now: Date.UTC(2030, 0, 1) }

export class Ledger extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql
  #samples = samplePosts(0, 0)
  #made = 0

  override async fetch(request: Request): Promise<Response> {
    createTables(this.#sql)
    const { pathname, searchParams } = new URL(request.url)
    const number = (name: string) => Number(searchParams.get(name) ?? 0)
    const query = searchParams.get('q') ?? ''
    if (pathname === '/fill') {
      const samples = this.#make(number('from'), number('posts'), number('of'), number('length'))
      this.ctx.storage.transactionSync(() => {
        for (const sample of samples) commitPost(this.#sql, prepare(sample), SETTINGS)
      })
    } else if (pathname === '/search') {
      for (let round = 0; round < number('rounds'); round++) {
        search({ sql: this.#sql, timezone: SETTINGS.timezone }, query, number('page'))
      }
    } else if (pathname === '/count') {
      const asked = readQuery(query)
      const like = `%${query}%`
      const plain = this.#sql.exec<{ n: number }>(
        `SELECT count(*) AS n FROM articles JOIN posts USING (slug)
         WHERE text LIKE ? OR title LIKE ? OR details ->> '$.tags' LIKE ?`,
        ...[like, like, like],
      )
      const found = asked ? [...listSlugs(this.#sql, asked)].length : 0
      return Response.json({ found, like: plain.one().n })
    }
    return Response.json({ bytes: this.#sql.databaseSize })
  }

  /** The next samples of one sequence, also for an object that was put out of memory meanwhile. */
  #make(from: number, count: number, of: number, length: number): Sample[] {
    if (from === 0 || from !== this.#made) {
      this.#samples = samplePosts(of, 1, length)
      for (this.#made = 0; this.#made < from; this.#made++) this.#samples.next()
    }
    this.#made += count
    return Array.from({ length: count }, () => this.#samples.next().value ?? []).flat()
  }
}

/** As a renderer would leave it. */
function prepare({ slug, title, tags, date, text }: Sample): Prepared {
  const labels = tags.map((name) => ({ name, key: name }))
  const source = new TextEncoder().encode(`---\ntitle: ${title}\ntags: [${tags}]\n---\n\n${text}\n`)
  const plain = { lang: null, author: null, updated: null, cover: null, canonical: null }
  return {
    draft: { source, slug, pictures: [], may: ['create'], by: 'bench' },
    post: {
      ...{
        ...plain,
        slug,
        kind: 'post',
        title,
        date,
        draft: false,
        tags: labels,
        text,
        minutes: 2,
      },
      ...{ categories: [], aliases: [], contents: [], references: [], extra: {}, warnings: [] },
      summary: text.slice(0, 120),
      html: `<p>${text.replaceAll('\n', '</p>\n<p>')}</p>` as unknown as Prepared['post']['html'],
    } as unknown as Prepared['post'],
    etag: slug.padEnd(32, '0'),
    digest: slug,
    renderer: '1',
  } as Prepared
}

export default {
  fetch: (request: Request, env: Env) => env.LEDGER.getByName('ledger').fetch(request),
}
