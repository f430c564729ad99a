import { desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs } from '../db/schema.ts'
import type { Job } from './job.ts'

/** What needs somebody first, then what waits, then what went, each newest first. */
export function listJobs(
  db: Database,
  page: { readonly storeID: string; readonly limit: number },
): Promise<Job[]> {
  return db
    .select()
    .from(jobs)
    .where(eq(jobs.storeID, page.storeID))
    .orderBy(
      sql`CASE ${jobs.state} WHEN 'blocked' THEN 0 WHEN 'queued' THEN 1 WHEN 'sent' THEN 2 ELSE 3 END`,
      desc(jobs.id),
    )
    .limit(page.limit)
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
