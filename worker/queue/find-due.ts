import { and, asc, eq, inArray, lte, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { jobs, snapshots } from '../db/schema.ts'

/** Where a job stands in working order. */
export type JobPlace = { readonly rank: number; readonly id: number }

export type Due = { readonly storeID: string; readonly nowMs: number }

/**
 * Queued jobs whose time has come, in working order, none whose subject has a job out: as
 * `DueJob[]`. With `onlyIDs` no others than these, with `after` none before or at that place.
 */
export function dueJobs(db: Database, due: DueRange) {
  const { storeID, nowMs, limit, onlyIDs, after } = due
  return onlyIDs === null && after === null
    ? firstDueJobs(db, { storeID, nowMs, limit })
    : dueRows(db, due)
}

const firstDueJobs = builtOnce((db, due: Due & { readonly limit: number }) => {
  const { storeID, nowMs, limit } = due
  return dueRows(db, { storeID, nowMs, limit, onlyIDs: null, after: null })
})

type DueRange = Due & {
  readonly limit: number
  readonly onlyIDs: readonly number[] | null
  readonly after: JobPlace | null
}

function dueRows(db: Database, due: DueRange) {
  return db
    .select({
      id: jobs.id,
      rank: jobs.rank,
      subject: jobs.subject,
      generation: jobs.generation,
      revision: snapshots.revision,
      isPushed: jobs.isPushed,
      attempts: jobs.attempts,
      messageSetID: jobs.messageSetID,
      event: snapshots.event,
      snapshot: snapshots.snapshot,
      refunds: snapshots.refunds,
      problem: jobs.problem,
    })
    .from(jobs)
    .innerJoin(
      snapshots,
      and(eq(snapshots.storeID, jobs.storeID), eq(snapshots.subject, jobs.subject)),
    )
    .where(
      and(
        isDue(db, due),
        due.onlyIDs === null
          ? undefined
          : inArray(jobs.id, sql`(SELECT value FROM json_each(${JSON.stringify(due.onlyIDs)}))`),
        due.after === null
          ? undefined
          : sql`(${jobs.rank}, ${jobs.id}) > (${due.after.rank}, ${due.after.id})`,
      ),
    )
    .orderBy(asc(jobs.rank), asc(jobs.id))
    .limit(due.limit)
}

/** One row when something is due, else none. */
export const anyDueJob = builtOnce((db, due: Due) =>
  db.select({ id: jobs.id }).from(jobs).where(isDue(db, due)).limit(1),
)

/** How much is left to do, counted no further than `limit`: the progress bar needs no more. */
export async function countDueJobs(
  db: Database,
  due: Due & { readonly limit: number },
): Promise<number> {
  const rows = await db.select({ id: jobs.id }).from(jobs).where(isDue(db, due)).limit(due.limit)
  return rows.length
}

/** One row when a held job may be looked at again, because QuickBooks may have changed meanwhile. */
export const anyRecheckDue = builtOnce((db, { storeID, nowMs }: Due) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'blocked'`, lte(jobs.runAtMs, nowMs)))
    .limit(1),
)

/**
 * When the next queued job comes due, in Unix milliseconds; null when none is queued. To be asked
 * when nothing is due: what is queued then is little.
 */
export async function nextRunAtMs(db: Database, storeID: string): Promise<number | null> {
  const [row] = await db
    .select({ runAtMs: sql<number | null>`min(${jobs.runAtMs})` })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'queued'`))
  return row?.runAtMs ?? null
}

function isDue(db: Database, due: Due) {
  const out = alias(jobs, 'out')
  return and(
    eq(jobs.storeID, due.storeID),
    sql`${jobs.state} = 'queued'`,
    lte(jobs.runAtMs, due.nowMs),
    notExists(
      db
        .select({ one: sql`1` })
        .from(out)
        .where(
          and(
            eq(out.storeID, jobs.storeID),
            eq(out.subject, jobs.subject),
            sql`${out.state} = 'sent'`,
          ),
        ),
    ),
  )
}
