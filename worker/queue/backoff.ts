/** When a job that failed for a passing reason is tried again. */

/** The first repeats cost a round in a session that is open anyway. */
const IMMEDIATE_ATTEMPTS = 2
const FIRST_DELAY_MS = 60_000
/** An hour: QuickBooks is often closed overnight, and the morning should not wait longer. */
const DELAY_MAX_MS = 3_600_000
/** A job that failed so often will not be helped by one more try; a person is asked. */
export const ATTEMPTS_MAX = 12

/**
 * Milliseconds to wait after `attempts` tries. `jitter` in [0, 1) spreads jobs that failed
 * together; it is passed in because the room that decides has no randomness.
 */
export function retryDelayMs(attempts: number, jitter: number): number {
  if (attempts <= IMMEDIATE_ATTEMPTS) {
    return 0
  }
  const doubled = FIRST_DELAY_MS * 2 ** (attempts - IMMEDIATE_ATTEMPTS - 1)
  return Math.round(Math.min(doubled, DELAY_MAX_MS) * (0.75 + jitter / 4))
}
