import { expectedMs } from './pace.ts'
import type { Session } from './sessions.ts'
import type { World } from './world.ts'

/** What a set may take beyond what it should. */
const PATIENCE = 3
/** However slow QuickBooks was: a computer that died must not hold the store up for hours. */
const LEASE_MAX_MS = 15 * 60_000

/** When the lease of a live session is over, in Unix milliseconds. */
export function leaseEndMs(
  { state, lastCallAtMs }: Session,
  { lease, carriedOver }: Pick<World, 'lease' | 'carriedOver'>,
): number {
  if (state.out === null) {
    return lastCallAtMs + lease.seconds * 1000
  }
  const patienceMs = PATIENCE * expectedMs(state.out.requests, carriedOver)
  const longMs = Math.min(patienceMs, LEASE_MAX_MS)
  return lastCallAtMs + Math.max(lease.withSetSeconds * 1000, longMs)
}
