import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
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
  return db
    .select({ id: jobs.id, attempts: jobs.attempts, problem: jobs.problem })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'sent'`))
}

/** The work on these subjects that is queued, held or out. */
export async function findOpenJobs(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<OpenJob[]> {
  // Subject by subject: an OR over the two indexes would read the whole queue.
  const found = (states: SQL) => sql`
    SELECT ${jobs.subject} AS subject, ${jobs.state} AS state, ${jobs.isPushed} AS isPushed,
      ${jobs.messageSetID} IS NOT NULL OR ${jobs.state} = 'sent' AS wasSent
    FROM json_each(${JSON.stringify(subjects)}) AS asked CROSS JOIN ${jobs}
    WHERE ${jobs.storeID} = ${storeID} AND ${jobs.subject} = asked.value AND ${states}`
  const rows = await db.all<{
    readonly subject: string
    readonly state: OpenJob['state']
    readonly isPushed: number
    readonly wasSent: number
  }>(sql`${found(sql`${jobs.state} IN ('queued', 'blocked')`)}
    UNION ALL ${found(sql`${jobs.state} = 'sent'`)}`)
  return rows.map((row) => ({
    ...row,
    isPushed: row.isPushed === 1,
    wasSent: row.wasSent === 1,
  }))
}
