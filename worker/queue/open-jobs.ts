import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { jobs } from '../db/schema.ts'

export type OpenJob = {
  readonly subject: string
  readonly state: 'queued' | 'blocked' | 'sent'
  readonly isPushed: boolean
  /** A set carried it: whether QuickBooks has it is known only by reading there. */
  readonly wasSent: boolean
}

/** The jobs of the set that is out. */
export function jobsOut(db: Database, storeID: string) {
  return rowsOut(db, { storeID })
}

const rowsOut = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  db
    .select({ id: jobs.id, attempts: jobs.attempts, problem: jobs.problem })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'sent'`)),
)

/** The work on these subjects that is queued or held, and what is out: two queries for one batch. */
export function openJobsOf(db: Database, storeID: string, subjects: readonly string[]) {
  const of = { storeID, subjects: JSON.stringify(subjects) }
  // Two queries: an OR over the two indexes would read the whole queue.
  return [unsentRows(db, of), sentRows(db, of)] as const
}

const unsentRows = rowsIn(sql`${jobs.state} IN ('queued', 'blocked')`)
const sentRows = rowsIn(sql`${jobs.state} = 'sent'`)

function rowsIn(states: SQL) {
  return builtOnce(
    (db, { storeID, subjects }: { readonly storeID: string; readonly subjects: string }) =>
      db
        .select({
          subject: jobs.subject,
          state: jobs.state,
          isPushed: jobs.isPushed,
          messageSetID: jobs.messageSetID,
        })
        .from(jobs)
        .where(
          and(
            eq(jobs.storeID, storeID),
            inArray(jobs.subject, sql`(SELECT value FROM json_each(${subjects}))`),
            states,
          ),
        ),
  )
}

type OpenRow = Awaited<ReturnType<typeof openJobsOf>[0]>[number]

export function openJobsIn(rows: readonly OpenRow[]): OpenJob[] {
  return rows.flatMap(({ subject, state, isPushed, messageSetID }) =>
    state === 'queued' || state === 'blocked' || state === 'sent'
      ? [{ subject, state, isPushed, wasSent: messageSetID !== null || state === 'sent' }]
      : [],
  )
}
