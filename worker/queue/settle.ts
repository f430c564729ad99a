/**
 * The outcome of jobs, in statements that belong in one batch with links and log.
 *
 * A job given back may have been overtaken: newer news about its subject then waits in a row of
 * its own, carries everything the older one would have said, and the older one is cancelled.
 * A plain update would break the unique index and fail the whole batch.
 */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Problem } from '../books/problems.ts'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { jobs, snapshots } from '../db/schema.ts'
import { NEVER_MS } from './job.ts'
import { carryDoubt, carryPush } from './requeue.ts'

export type JobResult =
  | ((
      | { readonly kind: 'synced' }
      | { readonly kind: 'cancelled' }
      /** `recheckAtMs`: when a session may look again by itself; null waits for a person. */
      | {
          readonly kind: 'blocked'
          readonly problem: Problem
          readonly recheckAtMs: number | null
        }
    ) & {
      readonly id: number
      /**
       * The revision this was decided on, of a job that no set carries: the shop may have written a
       * newer one into the same row meanwhile, which then stays queued. Null for the jobs of a set,
       * whose rows say what was sent.
       */
      readonly decidedOn: number | null
    })
  /** QuickBooks did not do it. */
  | { readonly kind: 'retry'; readonly id: number; readonly runAtMs: number }
  /** Nobody knows whether QuickBooks did it: the job keeps the set that carried it. */
  | { readonly kind: 'doubt'; readonly id: number; readonly runAtMs: number }

export function settleJobs(
  db: Database,
  settled: {
    readonly storeID: string
    readonly results: readonly JobResult[]
    readonly nowMs: number
  },
): Statement[] {
  const { storeID, results, nowMs } = settled
  if (results.length === 0) {
    return []
  }
  return jsonParts(results.map((result) => rowOf(result))).flatMap((part) =>
    settlePart(db, { storeID, part, nowMs }),
  )
}

function settlePart(
  db: Database,
  {
    storeID,
    part,
    nowMs,
  }: { readonly storeID: string; readonly part: string; readonly nowMs: number },
): Statement[] {
  const given = sql`json_each(${part}) AS given`
  // The unary plus keeps SQLite from walking an index of the whole queue for each of them.
  const isGiven = sql`${jobs.id} = given.value ->> '$.id' AND +${jobs.storeID} = ${storeID}`
  const isSent = sql`+${jobs.storeID} = ${storeID} AND +${jobs.state} = 'sent'`
  return [
    carryDoubt(
      db,
      sql`${isSent} AND ${jobs.id} IN (SELECT value ->> '$.id' FROM ${given}
        WHERE value ->> '$.isInDoubt')`,
    ),
    carryPush(
      db,
      sql`${isSent} AND ${jobs.id} IN (SELECT value ->> '$.id' FROM ${given}
        WHERE value ->> '$.state' IN ('queued', 'blocked'))`,
    ),
    cancelOvertaken(db, { storeID, given, nowMs }),
    db.run(sql`
      UPDATE ${jobs} SET state = given.value ->> '$.state',
        run_at_ms = coalesce(given.value ->> '$.runAtMs', run_at_ms),
        problem = CASE WHEN given.value ->> '$.state' = 'queued' THEN problem
          ELSE given.value ->> '$.problem' END,
        message_set_id = CASE WHEN given.value ->> '$.isInDoubt' THEN message_set_id END,
        updated_at_ms = ${nowMs}
      FROM ${given}
      WHERE ${isGiven} AND +${jobs.state} IN ('queued', 'sent')
        AND coalesce(given.value ->> '$.decidedOn', ${jobs.revision}) >= ${jobs.revision}`),
    // The shop is told what was decided even so: the row keeps what it was told last.
    db.run(sql`
      UPDATE ${jobs} SET problem = given.value ->> '$.problem'
      FROM ${given}
      WHERE ${isGiven} AND +${jobs.state} IN ('queued', 'blocked')
        AND given.value ->> '$.state' <> 'queued'
        AND given.value ->> '$.decidedOn' < ${jobs.revision}`),
    requeueMoved(db, { storeID, given, nowMs }),
  ]
}

function rowOf(result: JobResult) {
  switch (result.kind) {
    case 'synced':
    case 'cancelled':
      return { id: result.id, state: result.kind, decidedOn: result.decidedOn }
    case 'blocked':
      return {
        id: result.id,
        state: 'blocked',
        problem: result.problem,
        runAtMs: result.recheckAtMs ?? NEVER_MS,
        decidedOn: result.decidedOn,
        // A decision without QuickBooks does not tell what became of the set that carried it.
        isInDoubt: result.decidedOn !== null,
      }
    case 'retry':
      return { id: result.id, state: 'queued', runAtMs: result.runAtMs }
    case 'doubt':
      return { id: result.id, state: 'queued', runAtMs: result.runAtMs, isInDoubt: true }
  }
}

type Given = { readonly storeID: string; readonly given: SQL; readonly nowMs: number }

function cancelOvertaken(db: Database, { storeID, given, nowMs }: Given): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET state = 'cancelled', updated_at_ms = ${nowMs}
    FROM ${given}
    WHERE ${jobs.id} = given.value ->> '$.id' AND +${jobs.storeID} = ${storeID}
      AND +${jobs.state} = 'sent' AND given.value ->> '$.state' IN ('queued', 'blocked')
      AND EXISTS (SELECT 1 FROM ${jobs} AS newer
        WHERE newer.store_id = ${jobs.storeID} AND newer.subject = ${jobs.subject}
          AND newer.state IN ('queued', 'blocked'))`)
}

/** The shop moved on between our reading and our writing: its newer snapshot is work again. */
function requeueMoved(db: Database, { storeID, given, nowMs }: Given): Statement {
  return db.run(sql`
    INSERT INTO ${jobs} (store_id, subject, state, rank, generation, revision, is_pushed,
      attempts, run_at_ms, created_at_ms, updated_at_ms)
    SELECT old.store_id, old.subject, 'queued', old.rank, news.generation, news.revision, 0,
      0, ${nowMs}, ${nowMs}, ${nowMs}
    FROM ${given}
    JOIN ${jobs} AS old ON old.id = given.value ->> '$.id' AND old.store_id = ${storeID}
    JOIN ${snapshots} AS news ON news.store_id = old.store_id AND news.subject = old.subject
    WHERE news.revision > old.revision AND old.state <> 'queued'
    ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO UPDATE SET
      state = 'queued', generation = excluded.generation, revision = excluded.revision,
      run_at_ms = excluded.run_at_ms, updated_at_ms = excluded.updated_at_ms`)
}
