/** Ends a session, whatever it was doing, and says what came of it. */
import { recordJournal } from '../journal/journal.ts'
import { commit } from './commit.ts'
import { doubtSet } from './doubt.ts'
import type { Doubted } from './doubt.ts'
import type { SessionState } from './state.ts'
import type { Outside } from './world.ts'

export async function closeSession(
  before: Doubted,
  world: Pick<Outside, 'db' | 'storeID' | 'nowMs' | 'tellShop'>,
): Promise<void> {
  const { db, storeID, nowMs } = world
  const { session, statements } = doubtSet(before.session, null, world)
  const { setsSent, posted, held } = session.state
  await commit(
    { ...session, endedAtMs: nowMs },
    [
      ...before.statements,
      ...statements,
      ...recordJournal(db, {
        storeID,
        entries: [{ subject: null, event: 'session-ended', detail: { setsSent, posted, held } }],
        nowMs,
      }),
    ],
    world,
  )
  world.tellShop()
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
