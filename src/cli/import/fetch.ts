/** Fetches pictures of other hosts: the author's machine does it, within bounds, and never from its own network. */

export interface Fetched {
  bytes: Uint8Array
  extension: string
}

/** Null when nothing came, or no picture. */
export type Fetch = (address: string) => Promise<Fetched | null>

export const noFetch: Fetch = async () => null
