import { and, asc, eq, lte, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/database.ts'
import { jobs, snapshots } from '../db/schema.ts'
import type { DueJob } from './job.ts'

/** Queued jobs whose time has come, in working order, none whose subject has a job out. */
export function findDueJobs(
  db: Database,
  due: { readonly storeID: string; readonly nowMs: number; readonly limit: number },
): Promise<DueJob[]> {
  return db
    .select({
      id: jobs.id,
      subject: jobs.subject,
      generation: jobs.generation,
      revision: snapshots.revision,
      isPushed: jobs.isPushed,
      attempts: jobs.attempts,
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
    .where(isDue(db, due))
    .orderBy(asc(jobs.rank), asc(jobs.id))
    .limit(due.limit)
}

/** How much is left to do, counted no further than `limit`: the progress bar needs no more. */
export async function countDueJobs(
  db: Database,
  due: { readonly storeID: string; readonly nowMs: number; readonly limit: number },
): Promise<number> {
  const rows = await db.select({ id: jobs.id }).from(jobs).where(isDue(db, due)).limit(due.limit)
  return rows.length
}

/** Whether a held job may be looked at again, because QuickBooks may have changed meanwhile. */
export async function hasRecheckDue(
  db: Database,
  due: { readonly storeID: string; readonly nowMs: number },
): Promise<boolean> {
  const rows = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.storeID, due.storeID),
        // The first term is the index's own condition, without which SQLite would not use it.
        sql`${jobs.state} IN ('queued', 'blocked') AND ${jobs.state} = 'blocked'`,
        lte(jobs.runAtMs, due.nowMs),
      ),
    )
    .limit(1)
  return rows.length > 0
}

function isDue(db: Database, due: { readonly storeID: string; readonly nowMs: number }) {
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
