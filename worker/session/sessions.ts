/** Sessions in D1. At most one of a store is live; the index sees to it. */
import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { sessions } from '../db/schema.ts'
import type { SessionState } from './state.ts'

export type Session = {
  readonly storeID: string
  readonly ticketHash: string
  readonly openedAtMs: number
  readonly lastCallAtMs: number
  readonly endedAtMs: number | null
  readonly state: SessionState
}

export async function findSession(
  db: Database,
  storeID: string,
  ticketHash: string,
): Promise<Session | null> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.storeID, storeID), eq(sessions.ticketHash, ticketHash)))
  return row === undefined ? null : { ...row, state: row.state as SessionState }
}

export async function findLiveSession(db: Database, storeID: string): Promise<Session | null> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs)))
  return row === undefined ? null : { ...row, state: row.state as SessionState }
}

/** The newest session that settled something: its last set may be forgotten by QuickBooks. */
export async function findLastSession(db: Database, storeID: string): Promise<Session | null> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.storeID, storeID))
    .orderBy(desc(sessions.openedAtMs))
    .limit(1)
  return row === undefined ? null : { ...row, state: row.state as SessionState }
}

export function insertSession(db: Database, session: Session): Statement {
  return db.insert(sessions).values(session)
}

/** Only a live session is written to: what ended while we were deciding stays ended. */
export function saveSession(db: Database, session: Session): Statement {
  return db
    .update(sessions)
    .set({
      lastCallAtMs: session.lastCallAtMs,
      endedAtMs: session.endedAtMs,
      state: session.state,
    })
    .where(
      and(
        eq(sessions.storeID, session.storeID),
        eq(sessions.ticketHash, session.ticketHash),
        isNull(sessions.endedAtMs),
      ),
    )
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
