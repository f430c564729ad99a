/** What the shop's newest orders say, for suggesting a mapping from what they show. */
import type { ReadingDatabase } from '../../db/database.ts'
import { newestOutcomeTotals } from '../../journal/outcomes.ts'
import { heldRows, waitingRows } from '../../queue/queue-rows.ts'
import { snapshotsOf } from '../../queue/snapshots.ts'

const ROWS_EACH = 20
/** An order has some 10 kB: their JSON stays far below what D1 gives one answer. */
const ORDERS_MAX = 30

/** Those that are held first: for them something may be missing. */
export async function newestOrders(
  db: ReadingDatabase,
  storeID: string,
): Promise<readonly string[]> {
  const limit = ROWS_EACH
  const [beside, held, nextTo, waiting, told] = await db.readTogether([
    ...heldRows(db, { storeID, after: null, limit }),
    ...waitingRows(db, { storeID, kind: 'order', after: null, limit }),
    newestOutcomeTotals(db, { storeID, limit }),
  ])
  const subjects = [...beside, ...held, ...nextTo, ...waiting, ...told]
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith('order:'))
  const rows = await snapshotsOf(db, storeID, [...new Set(subjects)].slice(0, ORDERS_MAX))
  return rows.flatMap(({ snapshot }) => (snapshot === null ? [] : [snapshot]))
}
