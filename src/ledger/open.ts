/** Opens a ledger's tables, and brings those of an older one up to what they are now. */

import { startIdle } from './idle.ts'
import { updateItems } from './items.ts'
import { narrowPages } from './lists.ts'
import { createTables } from './schema.ts'
import { updateIndex } from './search-index.ts'

export function openTables(sql: SqlStorage, now: number): void {
  createTables(sql)
  narrowPages(sql)
  updateIndex(sql)
  updateItems(sql)
  startIdle(sql, now)
}
