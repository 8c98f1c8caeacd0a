/** Asks the author: yes or no, or for a secret that is not shown. */

import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Yes only when it is said. */
export async function confirm(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await reader.question(`${question} [y/N] `)
  reader.close()
  return /^(y|yes|是|好)$/i.test(answer.trim())
}

/** From the terminal without an echo; where there is none, the first line of standard input. */
export async function readSecret(question: string): Promise<string> {
  if (!canAsk()) {
    let text = ''
    for await (const chunk of process.stdin) text += chunk
    return text.split('\n')[0]?.trim() ?? ''
  }
  process.stderr.write(question)
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: mute, terminal: true })
  const answer = await reader.question('')
  reader.close()
  process.stderr.write('\n')
  return answer.trim()
}
