/** What a person does to entries of the queue. What may stand in QuickBooks is never forgotten. */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { jobs, links, snapshots } from '../db/schema.ts'
import type { Problem } from '../books/problems.ts'
import { MOVED_RANK, NEVER_MS } from './job.ts'
import type { QueuePlace } from './job.ts'
import { isSaleGone } from './list-jobs.ts'

type Chosen = {
  readonly storeID: string
  readonly ids: readonly number[]
  readonly nowMs: number
}

function isChosen({ storeID, ids }: Chosen): SQL {
  return sql`${jobs.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND +${jobs.storeID} = ${storeID}`
}

/** Tried at the next update, whatever held it; its attempts are counted anew. */
export function retryJobs(db: Database, chosen: Chosen): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET state = 'queued', attempts = 0, run_at_ms = ${chosen.nowMs},
      updated_at_ms = ${chosen.nowMs}
    WHERE ${isChosen(chosen)} AND +${jobs.state} IN ('queued', 'blocked')`)
}

/** Whatever waits for its time to be tried again waits no longer. */
export function hastenJobs(
  db: Database,
  { storeID, nowMs }: Pick<Chosen, 'storeID' | 'nowMs'>,
): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET run_at_ms = ${nowMs}, updated_at_ms = ${nowMs}
    WHERE ${jobs.storeID} = ${storeID} AND ${jobs.state} = 'queued' AND ${jobs.runAtMs} > ${nowMs}`)
}

/**
 * What has not left goes out of the queue. The snapshot stays: the shop saying the same again is no
 * news, so that the entry stays deleted until the content changes or a person pushes it.
 */
export function cancelJobs(db: Database, chosen: Chosen): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET state = 'cancelled', updated_at_ms = ${chosen.nowMs}
    WHERE ${isChosen(chosen)} AND +${jobs.state} IN ('queued', 'blocked')
      AND ${jobs.messageSetID} IS NULL`)
}

/** What waits to go is held until a person lets it go again, or there is news of it. */
export function pauseJobs(
  db: Database,
  chosen: Chosen & { readonly problems: Readonly<Record<string, Problem>> },
): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET state = 'blocked', run_at_ms = ${NEVER_MS}, updated_at_ms = ${chosen.nowMs},
      problem = (SELECT value FROM json_each(${JSON.stringify(chosen.problems)})
        WHERE key = ${jobs.subject})
    WHERE ${isChosen(chosen)} AND +${jobs.state} = 'queued' AND ${jobs.messageSetID} IS NULL`)
}

/**
 * A person has seen to what holds them, or wants nothing done: what stands in QuickBooks went, and
 * the rest is deleted, as by `cancelJobs`. What left once may be there, unless its sale is known to be
 * gone: that holds whatever comes later, until a person pushes it.
 */
export function settleHeldJobs(db: Database, chosen: Chosen): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET updated_at_ms = ${chosen.nowMs},
      state = CASE WHEN EXISTS (SELECT 1 FROM ${links} AS l
        WHERE l.store_id = ${chosen.storeID} AND l.subject = ${jobs.subject} AND l.role = 'sale'
          AND l.deleted_at_ms IS NULL) THEN 'synced' ELSE 'cancelled' END
    WHERE ${isChosen(chosen)} AND +${jobs.state} = 'blocked'
      AND (${jobs.messageSetID} IS NULL OR ${isSaleGone()})`)
}

export function moveJobs(db: Database, chosen: Chosen & { readonly place: QueuePlace }): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET updated_at_ms = ${chosen.nowMs},
      rank = CASE WHEN ${jobs.subject} LIKE 'customer:%' THEN ${MOVED_RANK.customer[chosen.place]}
        ELSE ${MOVED_RANK.order[chosen.place]} END
    WHERE ${isChosen(chosen)} AND +${jobs.state} IN ('queued', 'blocked')`)
}

/**
 * What the shop says is known by its hash again, where none was kept because it might be wanted under
 * other settings: a person has said that it is not.
 */
export function recordHashes(
  db: Database,
  {
    storeID,
    hashes,
  }: { readonly storeID: string; readonly hashes: Readonly<Record<string, string>> },
): Statement[] {
  return Object.keys(hashes).length === 0
    ? []
    : [
        db.run(sql`
          UPDATE ${snapshots} SET content_hash = given.value
          FROM json_each(${JSON.stringify(hashes)}) AS given
          WHERE ${snapshots.storeID} = ${storeID} AND ${snapshots.subject} = given.key
            AND ${snapshots.contentHash} = ''`),
      ]
}
