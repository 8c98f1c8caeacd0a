/** Keeps tokens in the user's config directory, in a file that nobody else can read. */

import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { configDirectory } from './directories.ts'
import { chooseWords } from './words.ts'

export interface Credentials {
  /** The blog logged in to last. */
  blog: string | null
  /** By origin. */
  tokens: Record<string, string>
  /** The time zones of blogs, by origin. */
  zones: Record<string, string>
}

/** Whether a request can carry it: an error of the platform's would show it. */
export const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

export const credentialsFile = (): string => join(configDirectory(), 'credentials.json')

/** None when there is no file. Throws when others can read it, since the tokens are no secret any more. */
export async function readCredentials(): Promise<Credentials> {
  const file = credentialsFile()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return { blog: null, tokens: {}, zones: {} }
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new Error(chooseWords().othersCanRead(file))
  }
  try {
    const { blog = null, tokens = {}, zones = {} } = JSON.parse(text)
    return { blog, tokens, zones }
  } catch (cause) {
    throw new Error(chooseWords().notJson(file), { cause })
  }
}

export async function saveCredentials(credentials: Credentials): Promise<void> {
  const file = credentialsFile()
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}
