/** Giving work back to the queue. */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { ProblemCode } from '../books/problems.ts'
import type { Database, Statement } from '../db/database.ts'
import { jobs } from '../db/schema.ts'
import { NEVER_MS } from './job.ts'

/**
 * Held jobs whose cause may be gone: after the mapping changed, or when a session opens and the
 * owner may have put it right in QuickBooks. Only the named causes move, and their attempts are
 * counted anew: none of them was about the same cause.
 */
export function requeueBlocked(
  db: Database,
  held: {
    readonly storeID: string
    readonly codes: readonly ProblemCode[]
    readonly nowMs: number
    /** Those whose time has not come stay held. */
    readonly isOnlyDue?: boolean
  },
): Statement {
  const untilMs = held.isOnlyDue === true ? held.nowMs : NEVER_MS
  return db.run(sql`
    UPDATE ${jobs} SET state = 'queued', run_at_ms = ${held.nowMs}, updated_at_ms = ${held.nowMs},
      attempts = 0
    WHERE ${jobs.storeID} = ${held.storeID} AND ${jobs.state} = 'blocked'
      AND ${jobs.runAtMs} <= ${untilMs}
      AND problem ->> '$.code' IN (SELECT value FROM json_each(${JSON.stringify(held.codes)}))`)
}

/** The jobs of a set whose answer never came: back in the queue, unless newer news waits there. */
export function giveBackSent(
  db: Database,
  set: {
    readonly storeID: string
    readonly messageSetID: string
    readonly runAtMs: number
    /** QuickBooks refused the set as a whole: which job is to blame is not known yet. */
    readonly isAttemptCounted: boolean
  },
): Statement[] {
  const isOut = sql`${jobs.storeID} = ${set.storeID} AND ${jobs.state} = 'sent'
    AND ${jobs.messageSetID} = ${set.messageSetID}`
  return [
    carryDoubt(db, isOut),
    db.run(sql`
      UPDATE ${jobs} SET state = 'cancelled'
      WHERE ${isOut} AND EXISTS (SELECT 1 FROM ${jobs} AS newer
        WHERE newer.store_id = ${jobs.storeID} AND newer.subject = ${jobs.subject}
          AND newer.state IN ('queued', 'blocked'))`),
    db.run(sql`
      UPDATE ${jobs} SET state = 'queued', run_at_ms = ${set.runAtMs},
        attempts = attempts - ${set.isAttemptCounted ? 0 : 1}
      WHERE ${isOut}`),
  ]
}

/**
 * The newer job inherits the set of the one it overtakes: what may stand in QuickBooks must not
 * be forgotten with the row that carried it.
 */
export function carryDoubt(db: Database, isOvertaken: SQL): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET message_set_id = overtaken.message_set_id,
      is_pushed = max(${jobs.isPushed}, overtaken.is_pushed)
    FROM (SELECT store_id, subject, message_set_id, is_pushed FROM ${jobs} WHERE ${isOvertaken})
      AS overtaken
    WHERE ${jobs.storeID} = overtaken.store_id AND ${jobs.subject} = overtaken.subject
      AND ${jobs.state} IN ('queued', 'blocked')`)
}

/** A person's push holds for the newer news, too. */
export function carryPush(db: Database, isOvertaken: SQL): Statement {
  return db.run(sql`
    UPDATE ${jobs} SET is_pushed = max(${jobs.isPushed}, overtaken.is_pushed)
    FROM (SELECT store_id, subject, is_pushed FROM ${jobs} WHERE ${isOvertaken}) AS overtaken
    WHERE ${jobs.storeID} = overtaken.store_id AND ${jobs.subject} = overtaken.subject
      AND ${jobs.state} IN ('queued', 'blocked')`)
}

/** The shop withdrew what had not left yet; what may have left is for a session to find out. */
export function cancelUnsent(
  db: Database,
  unsent: {
    readonly storeID: string
    readonly subjects: readonly string[]
    readonly nowMs: number
  },
): Statement[] {
  return unsent.subjects.length === 0
    ? []
    : [
        db.run(sql`
          UPDATE ${jobs} SET state = 'cancelled', updated_at_ms = ${unsent.nowMs}
          WHERE ${jobs.storeID} = ${unsent.storeID}
            AND ${jobs.subject} IN (SELECT value FROM json_each(${JSON.stringify(unsent.subjects)}))
            AND ${jobs.state} IN ('queued', 'blocked') AND ${jobs.messageSetID} IS NULL`),
      ]
}

/**
 * A person's push that was given before somebody deleted the document does not ask for another one:
 * that takes a new push.
 */
export function forgetPushes(
  db: Database,
  pushed: { readonly storeID: string; readonly subjects: readonly string[] },
): Statement[] {
  return pushed.subjects.length === 0
    ? []
    : [
        db.run(sql`
          UPDATE ${jobs} SET is_pushed = 0
          WHERE ${jobs.storeID} = ${pushed.storeID}
            AND ${jobs.subject} IN (SELECT value FROM json_each(${JSON.stringify(pushed.subjects)}))
            AND ${jobs.state} IN ('queued', 'blocked')`),
      ]
}
