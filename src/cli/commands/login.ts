/** `deckle login`: asks for a blog's token, tries it, and keeps it. */

import { urls } from '../../urls.ts'
import { readOrigin, readSettings } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { credentialsFile, isToken, readCredentials, saveCredentials } from '../credentials.ts'
import type { Status } from '../diagnosis.ts'
import { readSecret } from '../prompt.ts'
import { Remote } from '../remote.ts'
import { RemoteRefusal } from '../remote-refusal.ts'

export async function run({ paths, flags, words, terminal, answer }: Context): Promise<number> {
  const credentials = await readCredentials()
  const address =
    paths[0] || String(flags.blog ?? '') || process.env.DECKLE_URL || readSettings().SITE_URL
  if (!address) throw new UsageError(words.noBlog)
  if (paths.length > 1) throw new UsageError(words.tokenIsAsked)
  const origin = readOrigin(address)
  const { tokens, zones } = credentials
  const { [origin]: _, ...others } = tokens
  if (flags.out) {
    const blog = credentials.blog === origin ? null : credentials.blog
    await saveCredentials({ blog, tokens: others, zones })
    terminal.say(words.loggedOut(origin))
    return EXIT.done
  }
  const token = await readSecret(words.pasteToken(origin))
  if (token === '') throw new UsageError(words.emptyToken)
  if (!isToken(token)) throw new UsageError(words.wrongToken(origin))
  try {
    const { timezone } = await new Remote(origin, token).json<Status>(urls.api.status())
    zones[origin] = timezone
  } catch (error) {
    if (!(error instanceof RemoteRefusal)) throw error
    if (error.status === 401) {
      terminal.say(terminal.paint('red', words.wrongToken(origin)))
      return EXIT.unreachable
    }
    // 403: the token is good, and this is none of the things it may do.
    if (error.status !== 403) throw error
  }
  await saveCredentials({ blog: origin, tokens: { ...others, [origin]: token }, zones })
  terminal.say(words.loggedIn(origin, credentialsFile()))
  answer({ blog: origin })
  return EXIT.done
}
