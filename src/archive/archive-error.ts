/** Why an archive is not taken: names the entry where there is one. */

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
  /** The path within the archive; empty when the archive itself is meant. */
  readonly entry: string

  constructor(message: string, entry = '', options?: ErrorOptions) {
    super(message, options)
    this.entry = entry
  }
}
