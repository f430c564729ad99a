import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { ProblemCode } from '../books/problems.ts'
import type { Database, Statement } from '../db/database.ts'
import { jobs, links, snapshots } from '../db/schema.ts'
import { JOB_RANK } from './job.ts'

export type News = {
  readonly subject: string
  readonly rank: number
  readonly generation: number
  readonly revision: number
  readonly isPushed: boolean
}

const ANSWERED_BY_PUSH: ProblemCode = 'near-match'

/**
 * Unsent news replaces unsent news, a held job included: what the shop says now may be what the
 * order was waiting for. News about a subject whose job is out gets a row of its own.
 *
 * The problem stays until the job is decided anew: the same one again is no news. So does the set
 * that once carried the job, since QuickBooks may have the document. Only a push of an order that
 * is held because another document looks like it says that it is not that one.
 */
export function enqueueJobs(
  db: Database,
  queued: { readonly storeID: string; readonly news: readonly News[]; readonly nowMs: number },
): Statement[] {
  const { storeID, news, nowMs } = queued
  if (news.length === 0) {
    return []
  }
  return [
    db.run(sql`
      INSERT INTO ${jobs} (store_id, subject, state, rank, generation, revision, is_pushed,
        attempts, run_at_ms, created_at_ms, updated_at_ms)
      SELECT ${storeID}, value ->> '$.subject', 'queued', value ->> '$.rank',
        value ->> '$.generation', value ->> '$.revision', value ->> '$.isPushed',
        0, ${nowMs}, ${nowMs}, ${nowMs}
      FROM json_each(${JSON.stringify(news)}) WHERE true
      ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO UPDATE SET
        state = 'queued', generation = excluded.generation, revision = excluded.revision,
        is_pushed = max(is_pushed, excluded.is_pushed), attempts = 0,
        message_set_id = CASE WHEN excluded.is_pushed AND state = 'blocked'
          AND problem ->> '$.code' = ${ANSWERED_BY_PUSH} THEN NULL ELSE message_set_id END,
        run_at_ms = excluded.run_at_ms, updated_at_ms = excluded.updated_at_ms`),
  ]
}

type Subjects = {
  readonly storeID: string
  readonly subjects: readonly string[]
  readonly nowMs: number
}

/** The rows of jobs on these subjects' snapshots; which of them, and what if one waits, follows. */
function asShopSaidLast({ storeID, subjects, nowMs }: Subjects): SQL {
  return sql`
    INSERT INTO ${jobs} (store_id, subject, state, rank, generation, revision, is_pushed,
      attempts, run_at_ms, created_at_ms, updated_at_ms)
    SELECT s.store_id, s.subject, 'queued', ${JOB_RANK.order}, s.generation, s.revision, 0,
      0, ${nowMs}, ${nowMs}, ${nowMs}
    FROM json_each(${JSON.stringify(subjects)}) AS given
    JOIN ${snapshots} AS s ON s.store_id = ${storeID} AND s.subject = given.value`
}

/**
 * What the shop does not want in the books any more, and what a session put there between our
 * reading and this writing; and what was found there when no work was left of it: it has to be
 * compared after all.
 */
export function enqueueLinked(db: Database, left: Subjects): Statement[] {
  return left.subjects.length === 0
    ? []
    : [
        db.run(sql`
          ${asShopSaidLast(left)}
          WHERE EXISTS (SELECT 1 FROM ${links} AS l
            WHERE l.store_id = s.store_id AND l.subject = s.subject AND l.role = 'sale')
          ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO NOTHING`),
      ]
}

/** Subjects that something became known of: whatever the shop said last is decided on anew. */
export function enqueueAnew(db: Database, known: Subjects): Statement[] {
  return known.subjects.length === 0
    ? []
    : [
        db.run(sql`
          ${asShopSaidLast(known)}
          WHERE true
          ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO UPDATE SET
            state = 'queued', run_at_ms = excluded.run_at_ms,
            updated_at_ms = excluded.updated_at_ms`),
      ]
}
