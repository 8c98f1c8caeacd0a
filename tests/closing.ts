/** What stands at the end of a test run: what the tests had to say, and the count on a line of its own. */

import type { UserConsoleLog } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

export class Closing implements Reporter {
  readonly #notes = new Set<string>()

  onUserConsoleLog({ type, content }: UserConsoleLog): void {
    if (type === 'stdout') for (const line of content.trim().split('\n')) this.#notes.add(line)
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    // A file that cannot be read has no test that could fail.
    const unread = modules.filter((module) => module.errors().length > 0)
    const [passed, failed] = [count('passed'), count('failed') + unread.length]
    for (const note of this.#notes) console.log(note)
    console.log(`\n${passed} passed, ${failed} failed, ${count('skipped')} skipped`)
  }
}
