/** What can happen to a blog: each command acts on the real one, and says what the model becomes. */

import fc from 'fast-check'
import { expect } from 'vitest'
import { grey } from '../images/grey.ts'
import type { ProvenBlog } from './blog.ts'
import { type Content, expectedStatus, type Model } from './model.ts'

/** The real blog, and what the last write was: to send it once more. */
export interface Stage {
  blog: ProvenBlog
  slugOf(name: string): string
  last: { send: () => Promise<Response>; etag: string } | null
}

type Command = fc.AsyncCommand<Model, Stage>

const DAY = 86_400_000
const OLD = Date.UTC(2001, 0, 1)
const TAGS = ['ink', 'paper', '宣纸']
let count = 0

interface Told {
  etag: string
  revision: number
}

/** A write through one of the doors that give a receipt. */
abstract class Change {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  check = () => true
  toString = () => `${this.constructor.name}(${this.name})`

  /** Sends it with a key, so that it can be sent again. */
  protected async send(
    real: Stage,
    path: string,
    { headers, ...init }: RequestInit & { headers?: Record<string, string> },
  ): Promise<Response> {
    const keyed = { ...headers, 'Idempotency-Key': `key-${count++}` }
    const send = () => real.blog.api(path, { ...init, headers: keyed })
    const answer = await send()
    real.last = answer.ok ? { send, etag: answer.headers.get('ETag') ?? '' } : null
    return answer
  }
}

class Write extends Change implements Command {
  readonly shape: Shape
  constructor(name: string, shape: Shape) {
    super(name)
    this.shape = shape
  }
  override toString = () => `Write(${this.name}, ${JSON.stringify(this.shape)})`

  async run(model: Model, real: Stage): Promise<void> {
    const slug = real.slugOf(this.name)
    const { days, condition, ...rest } = this.shape
    const date = days > 0 ? model.now + days * DAY : OLD - days * 3_600_000
    const content: Content = { n: count++, date, ...rest }
    const living = model.living(slug)
    const form = new FormData()
    form.append('post', new File([sourceOf(content)], `${slug}.md`))
    if (content.picture)
      form.append('image', new File([new Uint8Array(grey(4, 4, content.n % 250))], 'grey.png'))
    const answer = await this.send(real, `/api/posts/${slug}`, {
      method: 'PUT',
      body: form,
      headers: headersOf(condition, living?.etag),
    })
    const refused =
      (condition === 'new' && living) || (/right|wrong/.test(condition) && !living)
        ? true
        : condition === 'wrong'
    if (refused) return void expect(answer.status).toBe(412)
    expect(answer.status).toBe(living ? 200 : 201)
    const post = model.at(slug)
    post.revisions.push(content)
    const told = (await answer.json()) as Told
    expect(told.revision).toBe(post.revisions.length)
    post.etag = told.etag
    model.settle()
  }
}

class Remove extends Change implements Command {
  async run(model: Model, real: Stage): Promise<void> {
    const slug = real.slugOf(this.name)
    const answer = await this.send(real, `/api/posts/${slug}`, { method: 'DELETE' })
    const post = model.posts.get(slug)
    if (!post?.revisions.length) return void expect(answer.status).toBe(404)
    expect(answer.status).toBe(200)
    if (post.content) post.revisions.push(null)
  }
}

class Restore extends Change implements Command {
  async run(model: Model, real: Stage): Promise<void> {
    const slug = real.slugOf(this.name)
    const answer = await this.send(real, `/api/posts/${slug}/restore`, { method: 'POST' })
    const post = model.posts.get(slug)
    const former = post?.former
    if (!post || !former) return void expect(answer.status).toBe(404)
    expect(answer.status).toBe(post.content ? 200 : 201)
    post.revisions.push(former)
    post.etag = ((await answer.json()) as Told).etag
    model.settle()
  }
}

/** The last write once more, as a client does that got no answer: it must change nothing. */
class Retry implements Command {
  check = () => true
  toString = () => 'Retry'
  async run(_: Model, { last }: Stage): Promise<void> {
    if (!last) return
    const answer = await last.send()
    expect([answer.status < 300, answer.headers.get('ETag')]).toEqual([true, last.etag])
  }
}

class Kill implements Command {
  check = () => true
  toString = () => 'Kill'
  async run(_: Model, { blog }: Stage): Promise<void> {
    await blog.die()
  }
}

class Leap implements Command {
  readonly days: number
  constructor(days: number) {
    this.days = days
  }
  check = () => true
  toString = () => `Leap(${this.days})`
  async run(model: Model, stage: Stage): Promise<void> {
    model.now = await stage.blog.clock({ leap: this.days * DAY })
    await stage.blog.punctual()
    model.settle()
    // Answers are kept for a day.
    stage.last = null
  }
}

class Outage implements Command {
  readonly on: boolean
  constructor(on: boolean) {
    this.on = on
  }
  check = () => true
  toString = () => `Outage(${this.on})`
  async run(model: Model, { blog }: Stage): Promise<void> {
    model.outage = this.on
    await blog.meter.setFaults(this.on ? [{ op: '*', key: '', status: 503 }] : [])
  }
}

/** While KV is down the ledger answers readers, with what is true now. */
class Read implements Command {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  check = (model: Model) => model.outage
  toString = () => `Read(${this.name})`
  async run(model: Model, { blog, slugOf }: Stage): Promise<void> {
    const post = model.posts.get(slugOf(this.name))
    // What is due is published by the alarm, which may be a moment behind a leap.
    if (!post?.content || post.content.date > OLD + DAY * 9_000) return
    const page = await blog.fetch(`/posts/${slugOf(this.name)}`)
    expect(page.status).toBe(expectedStatus(post, model.now))
    await page.body?.cancel()
  }
}

const sourceOf = ({ n, date, draft, tags, picture }: Content) =>
  `---\ntitle: Title ${n}\ndate: ${new Date(date).toISOString()}\ndraft: ${draft}\ntags: [${tags}]\n---\n\nText ${n}.\n${picture ? '\n![grey](grey.png)\n' : ''}`

type Condition = 'none' | 'right' | 'wrong' | 'new'
type Shape = Pick<Content, 'draft' | 'tags' | 'picture'> & { days: number; condition: Condition }

function headersOf(condition: Condition, etag = 'none'): Record<string, string> {
  if (condition === 'new') return { 'If-None-Match': '*' }
  if (condition === 'none') return {}
  return { 'If-Match': condition === 'right' ? `"${etag}"` : '"AAAAAAAAAAAAAAAA"' }
}

const name = fc.constantFrom('a', 'b', '丙')
const shape: fc.Arbitrary<Shape> = fc.record({
  draft: fc.constantFrom(false, false, false, true),
  tags: fc.subarray(TAGS),
  picture: fc.constantFrom(false, false, true),
  /** Days ahead, or hours after a day long ago. */
  days: fc.oneof(fc.constant(10), fc.integer({ min: -2000, max: 0 })),
  condition: fc.constantFrom<Condition>('none', 'none', 'none', 'right', 'right', 'wrong', 'new'),
})

export const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(name, shape).map(([each, how]) => new Write(each, how)),
  fc.tuple(name, shape).map(([each, how]) => new Write(each, how)),
  name.map((each) => new Remove(each)),
  name.map((each) => new Restore(each)),
  fc.constant(new Retry()),
  fc.constant(new Kill()),
  fc.constantFrom(0.1, 11).map((days) => new Leap(days)),
  fc.boolean().map((on) => new Outage(on)),
  name.map((each) => new Read(each)),
]
