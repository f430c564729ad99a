import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs } from '../db/schema.ts'

export type OpenJob = {
  readonly subject: string
  readonly state: 'queued' | 'blocked' | 'sent'
  readonly isPushed: boolean
  /** A set carried it: whether QuickBooks has it is known only by reading there. */
  readonly wasSent: boolean
}

/** The work on these subjects that is queued, held or out. */
export async function findOpenJobs(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<OpenJob[]> {
  const rows = await db
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
        inArray(jobs.subject, sql`(SELECT value FROM json_each(${JSON.stringify(subjects)}))`),
        sql`(${jobs.state} IN ('queued', 'blocked') OR ${jobs.state} = 'sent')`,
      ),
    )
  return rows.flatMap(({ state, messageSetID, ...row }) =>
    state === 'queued' || state === 'blocked' || state === 'sent'
      ? [{ ...row, state, wasSent: messageSetID !== null }]
      : [],
  )
}
