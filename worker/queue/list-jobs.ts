import { and, asc, desc, eq, gt, inArray, like, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs, links, snapshots } from '../db/schema.ts'
import type { Job } from './job.ts'

export type JobState = Job['state']

/** Which jobs of a store; all that is named must fit. */
export type JobFilter = {
  readonly ids?: readonly number[]
  readonly subjects?: readonly string[]
  readonly state?: JobState
  /** The code of what holds it. */
  readonly cause?: string
  readonly kind?: 'order' | 'customer'
  /** Any of the subjects of the customer or item that it is held for. */
  readonly soughtAs?: readonly string[]
}

/** What needs somebody first, then what waits, then what went, each newest first. */
export function listJobs(
  db: Database,
  page: { readonly storeID: string; readonly limit: number; readonly filter?: JobFilter },
): Promise<Job[]> {
  return db
    .select()
    .from(jobs)
    .where(fits(page.storeID, page.filter ?? {}))
    .orderBy(
      sql`CASE ${jobs.state} WHEN 'blocked' THEN 0 WHEN 'queued' THEN 1 WHEN 'sent' THEN 2 ELSE 3 END`,
      desc(jobs.id),
    )
    .limit(page.limit)
}

/** Jobs that a person chose, each with what the shop said last; in pages, by their IDs. */
export function pickJobs(
  db: Database,
  page: {
    readonly storeID: string
    readonly filter: JobFilter
    readonly afterID: number
    readonly limit: number
  },
) {
  return db
    .select({
      id: jobs.id,
      subject: jobs.subject,
      state: jobs.state,
      generation: jobs.generation,
      messageSetID: jobs.messageSetID,
      isSaleGone: sql<boolean>`${isSaleGone()}`.mapWith(Boolean),
      problem: jobs.problem,
      revision: snapshots.revision,
      contentHash: snapshots.contentHash,
      event: snapshots.event,
      snapshot: snapshots.snapshot,
      refunds: snapshots.refunds,
    })
    .from(jobs)
    .leftJoin(
      snapshots,
      and(eq(snapshots.storeID, jobs.storeID), eq(snapshots.subject, jobs.subject)),
    )
    .where(and(fits(page.storeID, page.filter), gt(jobs.id, page.afterID)))
    .orderBy(asc(jobs.id))
    .limit(page.limit)
}

/** Somebody deleted the order's sale in QuickBooks, or we took it out: nothing of it goes by itself. */
export function isSaleGone(): SQL {
  return sql`EXISTS (SELECT 1 FROM ${links} AS gone
    WHERE gone.store_id = ${jobs.storeID} AND gone.subject = ${jobs.subject}
      AND gone.role = 'sale' AND gone.deleted_at_ms IS NOT NULL)`
}

export type PickedJob = Awaited<ReturnType<typeof pickJobs>>[number]

export async function countPicked(
  db: Database,
  { storeID, filter }: { readonly storeID: string; readonly filter: JobFilter },
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(jobs)
    .where(fits(storeID, filter))
  return row?.count ?? 0
}

function fits(storeID: string, filter: JobFilter): SQL | undefined {
  const { ids, subjects, state, cause, kind, soughtAs } = filter
  return and(
    eq(jobs.storeID, storeID),
    ids === undefined ? undefined : inArray(jobs.id, listed(ids)),
    subjects === undefined ? undefined : inArray(jobs.subject, listed(subjects)),
    // Literally, or the partial indexes would not be used.
    state === undefined ? undefined : sql`${jobs.state} = ${sql.raw(`'${state}'`)}`,
    cause === undefined ? undefined : sql`${jobs.problem} ->> '$.code' = ${cause}`,
    kind === undefined ? undefined : like(jobs.subject, `${kind}:%`),
    soughtAs === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${jobs.problem}, '$.sought.subjects') AS sought
          WHERE sought.value IN ${listed(soughtAs)})`,
  )
}

function listed(values: readonly (string | number)[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`
}

/** How many jobs are in each state; every row of the store is read. */
export async function countJobs(
  db: Database,
  storeID: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .select({ state: jobs.state, count: sql<number>`count(*)` })
    .from(jobs)
    .where(eq(jobs.storeID, storeID))
    .groupBy(jobs.state)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
