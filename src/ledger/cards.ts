/** Which posts need a card, which card each has, and which are still to be drawn. */

import type { Picture } from '../post/post.ts'
import { keys } from '../shelf/keys.ts'
import { releasePictures } from './idle.ts'
import { savePictures } from './pictures.ts'
import { type PostRow, readDetails } from './posts.ts'
import type { CardTitle } from './protocol.ts'
import { first, nextVersion } from './schema.ts'
import { markDirty } from './shelf-rows.ts'

/** Milliseconds after a failure; twice as many after each that follows. Browser Run's free plan draws six a minute. */
const WAIT = 15_000
const LONGEST = 86_400_000

type CardRow = { slug: string; title: string; lang: string | null; key: string | null }

/** Says that a post needs a card, or none: a published one without a cover does. One of another title goes. */
export function wantCard(sql: SqlStorage, row: PostRow, now: number): void {
  const { lang, cover } = readDetails(row)
  const wanted = row.status === 'published' && cover === null
  const old = findCard(sql, row.slug)
  if (wanted && old?.title === row.title && old.lang === lang) return
  sql.exec('DELETE FROM cards WHERE slug = ?', row.slug)
  if (wanted) {
    sql.exec('INSERT INTO cards VALUES (?, ?, ?, NULL, ?)', row.slug, row.title, lang, now)
  }
  if (old?.key) releasePictures(sql, [old.key], now)
}

const findCard = (sql: SqlStorage, slug: string): CardRow | null =>
  first<CardRow>(sql, 'SELECT slug, title, lang, key FROM cards WHERE slug = ?', slug)

/** The key of the picture, or null where there is none yet. */
export const cardOf = (sql: SqlStorage, slug: string): string | null =>
  findCard(sql, slug)?.key ?? null

export interface CardSurroundings {
  sql: SqlStorage
  transact<Value>(change: () => Value): Value
  /** Draws and stores a card; null when that cannot be done now. Null where cards cannot be drawn at all. */
  draw: ((post: CardTitle) => Promise<Picture | null>) | null
  /** Called when a card was drawn, or was not: something else is due then. */
  arm(): Promise<void>
  report(error: unknown): void
}

/** Draws what is due, one after the other, beside all else: a scheduled post does not wait for a card. */
export class Cards {
  readonly #around: CardSurroundings
  #running = false

  constructor(around: CardSurroundings) {
    this.#around = around
  }

  /** When to begin, in milliseconds since the epoch, or null. */
  get due(): number | null {
    if (!this.#around.draw) return null
    // Should it be cut short, it begins again.
    if (this.#running) return Date.now() + WAIT
    const sql = 'SELECT min(due) AS due FROM cards WHERE key IS NULL'
    return first<{ due: number | null }>(this.#around.sql, sql)?.due ?? null
  }

  begin(): void {
    if (this.#running || (this.due ?? Number.POSITIVE_INFINITY) > Date.now()) return
    this.#running = true
    this.#run()
      .catch((error) => this.#around.report(error))
      .finally(() => {
        this.#running = false
      })
  }

  /** After a failure, all that are left wait. */
  async #run(): Promise<void> {
    const { sql, transact, draw, report, arm } = this.#around
    for (let card = nextCard(sql); draw && card; card = nextCard(sql)) {
      const { slug, title, lang, summary } = card
      const picture = await draw({ title, lang, summary }).catch((error) => {
        report(error)
        return null
      })
      transact(() => (picture ? saveCard(sql, slug, title, picture) : postpone(sql, slug)))
      await arm()
    }
  }
}

const nextCard = (sql: SqlStorage): (CardRow & { summary: string }) | null =>
  first(
    sql,
    `SELECT cards.*, json_extract(details, '$.summary') AS summary FROM cards JOIN posts USING (slug)
     WHERE key IS NULL AND due <= ? ORDER BY due, slug LIMIT 1`,
    Date.now(),
  )

function saveCard(sql: SqlStorage, slug: string, title: string, picture: Picture): void {
  const now = Date.now()
  savePictures(sql, [{ name: 'card.png', picture }], now)
  sql.exec(`DELETE FROM counters WHERE name = 'undrawn'`)
  // The post may have been written meanwhile; what is shown nowhere is swept.
  const { rowsWritten } = sql.exec(
    'UPDATE cards SET key = ? WHERE slug = ? AND title = ? AND key IS NULL',
    picture.key,
    slug,
    title,
  )
  if (rowsWritten > 0) markDirty(sql, [keys.post(slug)], nextVersion(sql), now)
}

/** The one that failed goes to the end of the row. */
function postpone(sql: SqlStorage, slug: string): void {
  const row = first<{ value: number }>(
    sql,
    `INSERT INTO counters VALUES ('undrawn', 1)
     ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
  )
  const due = Date.now() + Math.min(WAIT * 2 ** ((row?.value ?? 1) - 1), LONGEST)
  sql.exec('UPDATE cards SET due = ? WHERE key IS NULL AND due < ?', due, due)
  sql.exec('UPDATE cards SET due = ? WHERE slug = ?', due + 1, slug)
}
