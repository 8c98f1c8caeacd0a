/** What a writer can be allowed to do. Nothing includes anything else, and what is not given is denied. */

export const SCOPES = ['create', 'update', 'delete', 'media', 'read', 'admin', 'draft'] as const

/** `draft`: only posts that are drafts and stay so. `admin`: tokens, the record of writes, the shelf's rebuild; with `read` the export, with `create` an import. */
export type Scope = (typeof SCOPES)[number]

/** Who writes, and what they may. */
export interface Writer {
  /** Stands in the record of writes: a token's name, `AUTHOR_TOKEN`, or `github:<owner>/<repository>`. */
  name: string
  may: readonly Scope[]
}
