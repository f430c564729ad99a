/** What of a queue does not move, for whoever looks after it. */
import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs, sessions, snapshots } from '../db/schema.ts'

export type QueueHealth = {
  /** Out since before that time, while no session is open. */
  readonly sentWithoutSession: number
  /** Queued, and nothing is known of what to send. */
  readonly withoutSnapshot: number
  /** Carried by a set before that time of which nobody knows what became. */
  readonly inDoubt: number
  /** Due since before that time. */
  readonly dueForLong: number
  readonly held: number
}

/** Every open job of the store is read. */
export async function readQueueHealth(
  db: Database,
  { storeID, beforeMs }: { readonly storeID: string; readonly beforeMs: number },
): Promise<QueueHealth> {
  const isOpen = sql`EXISTS (SELECT 1 FROM ${sessions}
    WHERE ${sessions.storeID} = ${storeID} AND ${sessions.endedAtMs} IS NULL
      AND ${sessions.lastCallAtMs} > ${beforeMs})`
  const hasSnapshot = sql`EXISTS (SELECT 1 FROM ${snapshots}
    WHERE ${snapshots.storeID} = ${storeID} AND ${snapshots.subject} = ${jobs.subject})`
  const isQueued = sql`${jobs.state} = 'queued'`
  const isOld = sql`${jobs.updatedAtMs} < ${beforeMs}`
  const [row] = await db
    .select({
      sentWithoutSession: count(sql`${jobs.state} = 'sent' AND ${isOld} AND NOT ${isOpen}`),
      withoutSnapshot: count(sql`${isQueued} AND NOT ${hasSnapshot}`),
      inDoubt: count(sql`${isQueued} AND ${jobs.messageSetID} IS NOT NULL AND ${isOld}`),
      dueForLong: count(
        sql`${isQueued} AND ${jobs.runAtMs} < ${beforeMs} AND ${isOld} AND ${hasSnapshot}
          AND ${jobs.messageSetID} IS NULL`,
      ),
      held: count(sql`${jobs.state} = 'blocked'`),
    })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} IN ('queued', 'sent', 'blocked')`))
  return row ?? { sentWithoutSession: 0, withoutSnapshot: 0, inDoubt: 0, dueForLong: 0, held: 0 }
}

function count(condition: SQL) {
  return sql<number>`coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`
}

/** Of which stores there is work though there is no such store: a removal that broke off. */
export async function storesWithoutRow(db: Database): Promise<readonly string[]> {
  const rows = await db
    .select({ storeID: sql<string>`store_id` })
    .from(sql`(SELECT store_id FROM ${snapshots} UNION SELECT store_id FROM ${jobs})`)
    .where(sql`store_id NOT IN (SELECT store_id FROM stores)`)
  return rows.map(({ storeID }) => storeID)
}
