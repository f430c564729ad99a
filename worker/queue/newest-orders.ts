/** What the shop's newest orders say, for suggesting a mapping from what they show. */
import { and, eq, inArray, like, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { jobs, outcomes, snapshots } from '../db/schema.ts'

/**
 * For those that are held something may be missing. An order has some 10 kB: the JSON of so many stays
 * far below what D1 gives one answer.
 */
const HELD_READ = 14
const WAITING_READ = 8
const TOLD_READ = 8

/** Rows with a `snapshot` each, for a batch of reads. */
export function newestOrderRows(db: Database, storeID: string) {
  return newestRows(db, { storeID })
}

const newestRows = builtOnce((db, { storeID }: { readonly storeID: string }) => {
  const subjects = sql`(
    SELECT subject FROM (SELECT subject FROM ${jobs} WHERE store_id = ${storeID}
      AND state = 'blocked' ORDER BY run_at_ms DESC, id DESC LIMIT ${HELD_READ})
    UNION SELECT subject FROM (SELECT subject FROM ${jobs} WHERE store_id = ${storeID}
      AND state = 'queued' ORDER BY rank, id LIMIT ${WAITING_READ})
    UNION SELECT subject FROM (SELECT subject FROM ${outcomes} WHERE store_id = ${storeID}
      ORDER BY id DESC LIMIT ${TOLD_READ}))`
  return db
    .select({ snapshot: snapshots.snapshot })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.storeID, storeID),
        inArray(snapshots.subject, subjects),
        like(snapshots.subject, 'order:%'),
      ),
    )
})

export async function newestOrders(db: Database, storeID: string): Promise<readonly string[]> {
  return snapshotsIn(await newestOrderRows(db, storeID))
}

export function snapshotsIn(
  rows: readonly { readonly snapshot: string | null }[],
): readonly string[] {
  return rows.flatMap(({ snapshot }) => (snapshot === null ? [] : [snapshot]))
}
