/** Ends a session, whatever it was doing, and says what came of it. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { doubtSet } from './doubt.ts'
import { saveSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

export async function closeSession(session: Session, world: World): Promise<void> {
  const { db, store, nowMs } = world
  const { session: doubted, statements } = doubtSet(session, { call: null, world })
  const { setsSent, posted, held } = session.state
  await writeTogether(db, [
    ...statements,
    saveSession(db, { ...doubted, endedAtMs: nowMs }),
    ...recordJournal(db, {
      storeID: store.storeID,
      entries: [{ subject: null, event: 'session-ended', detail: { setsSent, posted, held } }],
      nowMs,
    }),
  ])
}

/** `18 sent, 1 needs attention: Order 1042 …`, for the Web Connector's status column. */
export function summaryOf({ posted, held, firstHeld, error }: SessionState): string {
  if (error !== null) {
    return error
  }
  const sent = posted === 0 ? 'Nothing new to send' : `${posted} sent`
  if (held === 0) {
    return `${sent}.`
  }
  const needs = held === 1 ? '1 needs attention' : `${held} need attention`
  return `${sent}, ${needs}: ${firstHeld ?? 'see the queue in Tillbridge.'}`
}
