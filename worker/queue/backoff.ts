/** When a job that failed for a passing reason is tried again. */

/** A record that somebody has open is often closed within seconds, in the same session. */
const FIRST_DELAY_MS = 5_000
/** An hour: QuickBooks is often closed overnight, and the morning should not wait longer. */
const DELAY_MAX_MS = 3_600_000
/** A job that failed so often will not be helped by one more try; a person is asked. */
export const ATTEMPTS_MAX = 12

/**
 * Milliseconds to wait after `attempts` tries, of which there was at least one. `jitter` in [0, 1)
 * spreads jobs that failed together; it is passed in because the room that decides has no
 * randomness.
 */
export function retryDelayMs(attempts: number, jitter: number): number {
  const doubled = FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1)
  return Math.round(Math.min(doubled, DELAY_MAX_MS) * (0.75 + jitter / 4))
}
