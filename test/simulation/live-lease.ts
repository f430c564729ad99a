import { carriedOverIn } from '../../worker/session/carried-over.ts'
import { leaseEndMs } from '../../worker/session/lease.ts'
import type { Session } from '../../worker/session/sessions.ts'
import type { Store } from '../../worker/stores/store.ts'
import type { Bridge } from './bridge.ts'
import { LEASE } from './store.ts'

/** When the lease of the live session is over, read past the engine; null when none is live. */
export async function liveLeaseEndMs(rows: Bridge['rows']): Promise<number | null> {
  const [live] = await rows(
    `SELECT last_call_at_ms AS lastCallAtMs, state, carried_over AS carriedOver
     FROM sessions JOIN stores USING (store_id) WHERE ended_at_ms IS NULL`,
  )
  if (live === undefined) {
    return null
  }
  const session = {
    lastCallAtMs: Number(live.lastCallAtMs),
    state: JSON.parse(String(live.state)) as Session['state'],
  } as Session
  const store = { carriedOver: JSON.parse(String(live.carriedOver ?? 'null')) as unknown } as Store
  return leaseEndMs(session, { lease: LEASE, carriedOver: carriedOverIn(store) })
}
