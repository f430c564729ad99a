import { sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { jobs } from '../db/schema.ts'

/**
 * Marks jobs as carried by a message set. Goes in one batch with the bytes that carry them.
 *
 * The attempt counts here, so that a crash counts too. The revision is the one the bytes were made
 * from: the shop may have written a newer one between our reading and this writing, and `settle`
 * finds that out by comparing.
 *
 * So is a job that the shop withdrew in between: the bytes carry it, and what becomes of it in
 * QuickBooks must be told.
 *
 * The unary plus keeps SQLite from walking the whole queue through `jobs_due`: the jobs are found
 * by their IDs.
 */
export function recordSent(
  db: Database,
  sent: {
    readonly storeID: string
    readonly messageSetID: string
    readonly jobs: readonly { readonly id: number; readonly revision: number }[]
    readonly nowMs: number
  },
): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET state = 'sent', message_set_id = ${sent.messageSetID},
      attempts = attempts + 1, updated_at_ms = ${sent.nowMs},
      revision = carried.value ->> '$.revision'
    FROM json_each(${JSON.stringify(sent.jobs)}) AS carried
    WHERE ${jobs.id} = carried.value ->> '$.id'
      AND +${jobs.storeID} = ${sent.storeID} AND +${jobs.state} IN ('queued', 'cancelled')`)
}
