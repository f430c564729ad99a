/** The lease's alarm: a session that nobody continues ends, and its set goes into doubt. */
import { storeWith } from '../stores/store.ts'
import { carriedOverIn } from './carried-over.ts'
import { closeSession } from './close-session.ts'
import { leaseEndMs } from './lease.ts'
import { liveSession, sessionIn } from './sessions.ts'
import type { Outside } from './world.ts'

/** When the alarm shall ring next, in Unix milliseconds; null when no session is live. */
export async function expireSession(outside: Outside): Promise<number | null> {
  const { db, storeID, nowMs } = outside
  const [stores, lives] = await db.readTogether([storeWith(db, storeID), liveSession(db, storeID)])
  const live = sessionIn(lives)
  const [store] = stores
  if (live === null || store === undefined) {
    // The session ended in time; what it had to tell may have come too soon after the last telling.
    outside.tellShop()
    return null
  }
  const endMs = leaseEndMs(live, { lease: outside.lease, carriedOver: carriedOverIn(store) })
  if (endMs > nowMs) {
    return endMs
  }
  await closeSession({ session: live, statements: [] }, outside)
  return null
}
