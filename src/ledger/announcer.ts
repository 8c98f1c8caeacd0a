/** Tells the world what changed, where the owner asked for it: a WebSub hub (W3C), search engines by IndexNow. */

import type { Site } from '../site.ts'
import { urls } from '../urls.ts'
import { type Listener, listNews, type News, nextNews, saveListeners, settleNews } from './news.ts'

/** IndexNow takes 10,000 addresses at once; a hub is told in one form of moderate length. */
const AT_ONCE = 200
/** Milliseconds to wait for an answer, and before the second try: each later one waits twice as long. */
const PATIENCE = 10_000
const RETRY = 4_000
/** The last of them, after more than two hours, is the last. */
const TRIES = 12
/** Shares what it is told with Bing, Yandex, Naver, Seznam and others. */
const INDEXNOW = 'https://api.indexnow.org/indexnow'

export interface AnnouncerSurroundings {
  sql: SqlStorage
  site: Site
  transact<Value>(change: () => Value): Value
  report(error: unknown): void
}

export class Announcer {
  readonly #around: AnnouncerSurroundings
  /** How to tell each listener of some addresses. */
  readonly #listeners = new Map<Listener, (addresses: string[]) => Request>()

  constructor(around: AnnouncerSurroundings) {
    this.#around = around
    const { sql, site } = around
    const { websubHub: hub, indexnowKey: key } = site
    if (hub) this.#listeners.set('websub', (addresses) => tellHub(hub, addresses))
    if (key) this.#listeners.set('indexnow', (addresses) => tellIndexnow(site, key, addresses))
    // Who hears of a change comes to see it: not before KV shows it everywhere.
    saveListeners(sql, [...this.#listeners.keys()], site.kvWindow)
  }

  /** When something is to be told, in milliseconds since the epoch, or null. */
  get due(): number | null {
    return nextNews(this.#around.sql)
  }

  /** Tells what is due. Never throws. */
  async announce(): Promise<void> {
    const { sql, report } = this.#around
    const due = nextNews(sql)
    if (due === null || due > Date.now()) return
    for (const [listener, make] of this.#listeners) {
      const news = listNews(sql, listener, Date.now(), AT_ONCE)
      if (news.length === 0) continue
      const failure = await send(make(news.map(({ path }) => this.#around.site.url + path)))
      if (failure) report(new Error(`${listener} was not told: ${failure}`))
      this.#settle(listener, news, failure === null)
    }
  }

  #settle(listener: Listener, news: News[], told: boolean): void {
    const { sql, transact } = this.#around
    const now = Date.now()
    transact(() => {
      for (const each of news) {
        const later = told || each.tries + 1 >= TRIES ? null : now + RETRY * 2 ** each.tries
        settleNews(sql, listener, each, later)
      }
    })
  }
}

/** The form that hubs take a publisher's word in; the topic may stand there several times. */
function tellHub(hub: string, addresses: string[]): Request {
  const form = new URLSearchParams({ 'hub.mode': 'publish' })
  for (const address of addresses) form.append('hub.url', address)
  return new Request(hub, { method: 'POST', body: form })
}

function tellIndexnow({ url }: Site, key: string, urlList: string[]): Request {
  const { host } = new URL(url)
  const keyLocation = url + urls.indexnowKey(key)
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  const body = JSON.stringify({ host, key, keyLocation, urlList })
  return new Request(INDEXNOW, { method: 'POST', headers, body })
}

/** Why it failed, or null. */
async function send(request: Request): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetch(request, { redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer.ok ? null : `it answered ${answer.status}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
