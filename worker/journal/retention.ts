/** Lines of the log go after a while, but never those of what is not resolved. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { journal, jobs } from '../db/schema.ts'

export const KEPT_DAYS = 30

/** So many numbers of lines are looked at in one statement, and so many statements a store. */
const LINES_AT_ONCE = 5_000
const STATEMENTS_MAX = 40

/**
 * Removes the store's lines that are older, oldest first, as many as one run may. The newest line
 * stays in any case: lines are numbered on from it.
 */
export async function forgetOldLines(
  db: Database,
  { storeID, nowMs }: { readonly storeID: string; readonly nowMs: number },
): Promise<void> {
  const beforeMs = nowMs - KEPT_DAYS * 86_400_000
  const [bounds] = await db
    .select({
      first: sql<number | null>`min(${journal.id})`,
      last: sql<number | null>`max(${journal.id})`,
    })
    .from(journal)
    .where(sql`${journal.storeID} = ${storeID}`)
  let first = bounds?.first ?? 0
  for (let run = 0; run < STATEMENTS_MAX && first < (bounds?.last ?? 0); run += 1) {
    const end = Math.min(first + LINES_AT_ONCE, bounds?.last ?? 0)
    await db.run(sql`
      DELETE FROM ${journal}
      WHERE store_id = ${storeID} AND id >= ${first} AND id < ${end} AND at_ms < ${beforeMs}
        AND (subject IS NULL OR NOT ${isUnresolved(storeID)})`)
    if (!(await hasOldLine(db, { storeID, fromID: end, beforeMs }))) {
      return
    }
    first = end
  }
}

/** What waits, is out, or is held. */
function isUnresolved(storeID: string) {
  return sql`(EXISTS (SELECT 1 FROM ${jobs} AS unsent WHERE unsent.store_id = ${storeID}
      AND unsent.subject = journal.subject AND unsent.state IN ('queued', 'blocked'))
    OR EXISTS (SELECT 1 FROM ${jobs} AS out WHERE out.store_id = ${storeID}
      AND out.subject = journal.subject AND out.state = 'sent'))`
}

/** Lines are in the order of time: where one is new, all behind it are. */
async function hasOldLine(
  db: Database,
  {
    storeID,
    fromID,
    beforeMs,
  }: { readonly storeID: string; readonly fromID: number; readonly beforeMs: number },
): Promise<boolean> {
  const [line] = await db
    .select({ atMs: journal.atMs })
    .from(journal)
    .where(sql`${journal.storeID} = ${storeID} AND ${journal.id} >= ${fromID}`)
    .orderBy(journal.id)
    .limit(1)
  return line !== undefined && line.atMs < beforeMs
}
