/** What an act is refused for. */

import { Refusal } from '../../src/post/refusal.ts'

/** `code field`, or `nothing`. Any other error is thrown on. */
export async function refusalOf(act: () => unknown): Promise<string> {
  try {
    await act()
    return 'nothing'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${error.data.code} ${error.data.errors[0]?.field}`
  }
}
