/** When a held job is looked at again by itself. */
import { RECHECK } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'

/** A held order that QuickBooks' lists may have come to fit opens a session no more often. */
const LISTS_RECHECK_MS = 15 * 60_000
/** Another try costs QuickBooks a request: four times a day is what an owner may expect. */
const REFUSAL_RECHECK_MS = 6 * 3_600_000

/** In Unix milliseconds; null waits for a person, or for the shop to say more. */
export function recheckMs({ code }: Problem, nowMs: number): number | null {
  switch (RECHECK[code]) {
    case 'quickbooks':
      return nowMs + LISTS_RECHECK_MS
    case 'refusal':
      return nowMs + REFUSAL_RECHECK_MS
    case 'mapping':
    case 'order':
    case 'person':
      return null
  }
}

export function isSameHold(held: Problem, before: Problem | null): boolean {
  return held.code === before?.code && held.summary === before.summary
}
