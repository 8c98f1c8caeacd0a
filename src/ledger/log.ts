/** The record of every write: when, by which token, what, and the hash of what it left. */

/** Notes who wrote what and when. */
export function record(
  sql: SqlStorage,
  entry: { at: number; by: string; action: string; subject: string; hash: string },
): void {
  const { at, by, action, subject, hash } = entry
  sql.exec('INSERT INTO log VALUES (?, ?, ?, ?, ?)', at, by, action, subject, hash)
}
