/** Sessions in D1. At most one of a store is live; the index sees to it. */
import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { sessions } from '../db/schema.ts'
import type { SessionState } from './state.ts'

export type Session = {
  readonly storeID: string
  readonly ticketHash: string
  readonly openedAtMs: number
  readonly lastCallAtMs: number
  readonly endedAtMs: number | null
  readonly turn: number
  readonly state: SessionState
}

/** A row, for a batch of reads. */
export function sessionOfTicket(db: Database, storeID: string, ticketHash: string) {
  return rowsOfTicket(db, { storeID, ticketHash })
}

const rowsOfTicket = builtOnce(
  (db, { storeID, ticketHash }: { readonly storeID: string; readonly ticketHash: string }) =>
    db
      .select()
      .from(sessions)
      .where(and(eq(sessions.storeID, storeID), eq(sessions.ticketHash, ticketHash))),
)

export function liveSession(db: Database, storeID: string) {
  return liveRows(db, { storeID })
}

const liveRows = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs))),
)

/** How far the live one is, without all that it knows; a row or none, for a batch of reads. */
export function liveSessionProgress(db: Database, storeID: string) {
  return db
    .select({
      openedAtMs: sessions.openedAtMs,
      percent: sql<number>`${sessions.state} ->> '$.percent'`,
    })
    .from(sessions)
    .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs)))
}

/** What came of the one that ended last, as `liveSessionProgress`. */
export function lastSessionEnd(db: Database, storeID: string) {
  return db
    .select({
      endedAtMs: sql<number>`${sessions.endedAtMs}`,
      posted: sql<number>`${sessions.state} ->> '$.posted'`,
      held: sql<number>`${sessions.state} ->> '$.held'`,
      error: sql<string | null>`${sessions.state} ->> '$.error'`,
    })
    .from(sessions)
    .where(and(eq(sessions.storeID, storeID), isNotNull(sessions.endedAtMs)))
    .orderBy(desc(sessions.endedAtMs))
    .limit(1)
}

export function sessionIn(rows: readonly (typeof sessions.$inferSelect)[]): Session | null {
  const [row] = rows
  return row === undefined ? null : { ...row, state: row.state as SessionState }
}

export function insertSession(db: Database, session: Session): Statement {
  return db.insert(sessions).values(session)
}

/**
 * Fails, and with it the whole batch, when the session was written to since it was read or has
 * ended: a column that may not be null becomes null. So a write that was decided before the Durable
 * Object was evicted, and that arrives late, changes nothing.
 */
export function saveSession(db: Database, session: Session): Statement {
  const { endedAtMs, ...saved } = session
  const next = { ...saved, nextTurn: session.turn + 1 }
  return endedAtMs === null ? saveLive(db, next) : saveEnded(db, { ...next, endedAtMs })
}

type Saved = Omit<Session, 'endedAtMs'> & { readonly nextTurn: number }

const saveLive = builtOnce((db, session: Saved) => updateSession(db, session, null))
const saveEnded = builtOnce((db, session: Saved & { readonly endedAtMs: number }) =>
  updateSession(db, session, session.endedAtMs),
)

function updateSession(db: Database, session: Saved, endedAtMs: number | null) {
  const { storeID, ticketHash, turn, nextTurn, lastCallAtMs, state } = session
  return db
    .update(sessions)
    .set({
      turn: sql`CASE WHEN ${sessions.turn} = ${turn} AND ${sessions.endedAtMs} IS NULL
        THEN ${nextTurn} END`,
      lastCallAtMs,
      endedAtMs,
      state,
    })
    .where(and(eq(sessions.storeID, storeID), eq(sessions.ticketHash, ticketHash)))
}

/** Of the live one: the next that asks for a session gets it, unless this one calls before. */
export function endLease(db: Database, storeID: string): Statement {
  return db
    .update(sessions)
    .set({ lastCallAtMs: 0 })
    .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs)))
}

/** Ended sessions are evidence for late answers for a while; then they go. */
export function forgetSessions(
  db: Database,
  ended: { readonly storeID: string; readonly beforeMs: number },
): Statement {
  return db
    .delete(sessions)
    .where(and(eq(sessions.storeID, ended.storeID), lt(sessions.endedAtMs, ended.beforeMs)))
}
