/** The part of SqlStorage that the ledger uses, over Node's own SQLite: for tests of SQL alone. */

import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { createTables } from '../../src/ledger/schema.ts'

export function openSql(): SqlStorage {
  const database = new DatabaseSync(':memory:')
  const sql = {
    exec(query: string, ...bindings: SQLInputValue[]) {
      if (bindings.length === 0 && query.split(';').length > 2) {
        database.exec(query)
        return [].values()
      }
      const rows = database.prepare(query).all(...bindings)
      return Object.assign(rows.values(), { toArray: () => rows })
    },
  }
  createTables(sql as unknown as SqlStorage)
  return sql as unknown as SqlStorage
}
