import { sql } from 'drizzle-orm'
import type { Problem } from '../books/problems.ts'
import type { Database, Statement } from '../db/database.ts'
import { jobs, snapshots } from '../db/schema.ts'
import { JOB_RANK, NEVER_MS } from './job.ts'

export type SubjectHold = { readonly subject: string; readonly problem: Problem }

/**
 * Puts subjects that need a person before them, whatever work there is on them or none: QuickBooks
 * was seen to hold two documents for one, or to have lost one.
 */
export function holdSubjects(
  db: Database,
  held: {
    readonly storeID: string
    readonly holds: readonly SubjectHold[]
    readonly nowMs: number
  },
): Statement[] {
  const { storeID, holds, nowMs } = held
  return holds.length === 0
    ? []
    : [
        db.run(sql`
          INSERT INTO ${jobs} (store_id, subject, state, rank, generation, revision, is_pushed,
            attempts, run_at_ms, created_at_ms, updated_at_ms, problem)
          SELECT store_id, subject, 'blocked', ${JOB_RANK.order}, generation, revision, 0,
            0, ${NEVER_MS}, ${nowMs}, ${nowMs}, hold.value -> '$.problem'
          FROM json_each(${JSON.stringify(holds)}) AS hold
          JOIN ${snapshots} ON store_id = ${storeID} AND subject = hold.value ->> '$.subject'
          WHERE true
          ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO UPDATE SET
            state = 'blocked', run_at_ms = excluded.run_at_ms, problem = excluded.problem,
            updated_at_ms = excluded.updated_at_ms`),
      ]
}
