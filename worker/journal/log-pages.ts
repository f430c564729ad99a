/** The log as a person looks at it: a page at a time, however long it is. */
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { journal } from '../db/schema.ts'

/** The number after the newest line's; 1 of an empty log. */
export function nextLineID(db: Database, storeID: string) {
  return db
    .select({ id: sql<number>`coalesce(max(${journal.id}), 0) + 1` })
    .from(journal)
    .where(eq(journal.storeID, storeID))
}

/**
 * The number of the first line that was written at that time or later, found by halving: lines are
 * numbered in the order in which they were written. One row or none.
 */
export function firstLineIDFrom(
  db: Database,
  { storeID, fromMs }: { readonly storeID: string; readonly fromMs: number },
) {
  const middle = sql`((low + high) / 2)`
  const isBefore = sql`coalesce((SELECT at_ms FROM journal
    WHERE store_id = ${storeID} AND id >= ${middle} ORDER BY id LIMIT 1) < ${fromMs}, 0)`
  const halves = sql`(WITH RECURSIVE half (low, high) AS (
      SELECT (SELECT id FROM journal WHERE store_id = ${storeID} ORDER BY id LIMIT 1),
        (SELECT id FROM journal WHERE store_id = ${storeID} ORDER BY id DESC LIMIT 1) + 1
      UNION ALL
      SELECT CASE WHEN ${isBefore} THEN ${middle} + 1 ELSE low END,
        CASE WHEN ${isBefore} THEN high ELSE ${middle} END
      FROM half WHERE low < high)
    SELECT low FROM half WHERE low = high) AS found`
  return db.select({ id: sql<number>`low` }).from(halves)
}

/** Newest first, among so many numbers before that one and no further. */
export function linesBefore(
  db: Database,
  page: {
    readonly storeID: string
    readonly beforeID: number
    readonly lookedAt: number
    readonly event: string | null
    readonly limit: number
  },
) {
  return db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.storeID, page.storeID),
        lt(journal.id, page.beforeID),
        gte(journal.id, page.beforeID - page.lookedAt),
        page.event === null ? undefined : eq(journal.event, page.event),
      ),
    )
    .orderBy(desc(journal.id))
    .limit(page.limit)
}
