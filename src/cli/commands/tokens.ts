/** `deckle tokens`: makes, lists, renews and ends the tokens of other writers. */

import { urls } from '../../urls.ts'
import { openRemote } from '../blog.ts'
import { pad, widthOf } from '../columns.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { speak } from '../language.ts'
import { printable } from '../printable.ts'
import type { Remote } from '../remote.ts'

interface Token {
  id: string
  name: string
  scopes: string[]
  created: string
  expires: string | null
  used: string | null
  from: string | null
}
type Made = Token & { token: string }

/** What a push needs. */
const SCOPES = ['create', 'media', 'read', 'update']
const DAY = 86_400_000
/** `2026-11-22 19:30`, by this machine's clock. */
const TIME = { dateStyle: 'short', timeStyle: 'short' } as const

const words = speak({
  en: {
    usage: 'tokens takes: list, create <name>, rotate <name>, revoke <name>',
    name: (verb: string) => `Which one? deckle tokens ${verb} <name>`,
    days: '--days is a whole number from 0 (for ever) to 3650',
    none: 'Nobody but the owner may write. Let somebody: deckle tokens create <name>',
    unknown: (name: string, all: string) =>
      `There is no token "${name}". ${all ? `There are: ${all}` : 'There are none.'}`,
    made: (name: string, scopes: string, until: string) =>
      `"${name}" may ${scopes}, ${until}. Keep it now: it is shown this once.`,
    revoked: (name: string) => `"${name}" is over.`,
    until: (day: string) => `until ${day}`,
    over: (day: string) => `over since ${day}`,
    forever: 'for ever',
    used: (time: string, from: string) => `used ${time} ${from}`.trim(),
    unused: 'never used',
  },
  zh: {
    usage: 'tokens 之后可以是：list、create <名字>、rotate <名字>、revoke <名字>',
    name: (verb: string) => `哪一个？deckle tokens ${verb} <名字>`,
    days: '--days 是 0（永远）到 3650 的整数',
    none: '除了主人没有人可以写。让别人写：deckle tokens create <名字>',
    unknown: (name: string, all: string) =>
      `没有“${name}”这个令牌。${all ? `有：${all}` : '一个都没有。'}`,
    made: (name: string, scopes: string, until: string) =>
      `“${name}”可以 ${scopes}，${until}。请现在保存：只显示这一次。`,
    revoked: (name: string) => `“${name}”已失效。`,
    until: (day: string) => `到 ${day} 为止`,
    over: (day: string) => `${day} 已过期`,
    forever: '永远有效',
    used: (time: string, from: string) => `${time} 用过 ${from}`.trim(),
    unused: '从未用过',
  },
})

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const [verb = 'list', ...names] = paths
  const name = names.join(' ')
  if (!/^(list|create|rotate|revoke)$/.test(verb)) throw new UsageError(words.usage)
  if (verb !== 'list' && name === '') throw new UsageError(words.name(verb))
  const expires = verb === 'create' ? endOf(flags.days) : {}
  const remote = await openRemote(context)
  if (verb === 'create') {
    const scopes = typeof flags.scopes === 'string' ? flags.scopes.split(/[\s,]+/) : SCOPES
    const body = { name, scopes: scopes.filter(Boolean), ...expires }
    return tellMade(context, await send<Made>(remote, 'POST', urls.api.tokens(), body))
  }
  const { tokens } = await remote.json<{ tokens: Token[] }>(urls.api.tokens())
  if (verb === 'list') {
    tellAll(context, tokens)
    answer({ blog: remote.origin, tokens })
    return EXIT.done
  }
  const token = tokens.find((each) => each.name === name || each.id === name)
  if (!token) {
    const all = tokens.map((each) => each.name).join(', ')
    throw new UsageError(printable(words.unknown(name, all)))
  }
  if (verb === 'rotate') {
    return tellMade(context, await send<Made>(remote, 'POST', urls.api.rotate(token.id)))
  }
  const revoked = await send<Token>(remote, 'DELETE', urls.api.token(token.id))
  terminal.say(words.revoked(printable(revoked.name)))
  answer({ blog: remote.origin, revoked })
  return EXIT.done
}

function send<Value>(remote: Remote, method: string, path: string, body?: object): Promise<Value> {
  const headers = { 'Content-Type': 'application/json' }
  return remote.json(path, body ? { method, headers, body: JSON.stringify(body) } : { method })
}

function endOf(days: string | boolean | undefined): { expires?: string | null } {
  if (days === undefined) return {}
  if (typeof days !== 'string' || !/^\d{1,4}$/.test(days) || Number(days) > 3650) {
    throw new UsageError(words.days)
  }
  return { expires: days === '0' ? null : new Date(Date.now() + Number(days) * DAY).toISOString() }
}

function tellMade({ flags, terminal, answer }: Context, made: Made): number {
  const { token, name, scopes } = made
  terminal.say(words.made(printable(name), scopes.join(', '), lasts(made)))
  if (!flags.json) terminal.say(token)
  answer(made)
  return EXIT.done
}

function tellAll({ terminal }: Context, tokens: Token[]): void {
  if (tokens.length === 0) terminal.say(words.none)
  const widest = (texts: string[]) => Math.max(...texts.map(widthOf))
  const rights = tokens.map(({ scopes }) => scopes.join(' '))
  const [names, scopes] = [widest(tokens.map(({ name }) => name)), widest(rights)]
  for (const [n, token] of tokens.entries()) {
    const { name, used, from } = token
    const use = used
      ? words.used(new Date(used).toLocaleString('sv-SE', TIME), from ?? '')
      : words.unused
    const row = [pad(name, names), pad(rights[n] ?? '', scopes), lasts(token), use]
    const line = printable(row.join('  '))
    terminal.say(isOver(token) ? terminal.paint('red', line) : line)
  }
}

const isOver = ({ expires }: Token): boolean =>
  expires !== null && Date.parse(expires) <= Date.now()

function lasts(token: Token): string {
  if (token.expires === null) return words.forever
  const day = token.expires.slice(0, 10)
  return isOver(token) ? words.over(day) : words.until(day)
}
