/** Whether QuickBooks will soon have no room for another customer, said before it is so. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { COUNT_NAMES } from '../posting/names.ts'
import type { Lesson } from '../posting/lesson.ts'
import type { PlannedRequest } from '../posting/purpose.ts'

export type NameCount = {
  readonly names: number
  /** Null where QuickBooks sets no limit that anybody reaches. */
  readonly namesMax: number | null
  /** When it was counted last, in Unix milliseconds. */
  readonly countedAtMs: number
}

const COUNT_EVERY_MS = 86_400_000
/** Of 14,500 names 1,450 are left: days for the busiest shop, and years for most. */
const WARNED_FROM = 0.9

export function nameCountRequests(
  before: NameCount | null,
  nowMs: number,
): readonly PlannedRequest[] {
  return before === null || nowMs - before.countedAtMs >= COUNT_EVERY_MS ? COUNT_NAMES : []
}

/** An answer without a number leaves the last one, and is not asked for again until tomorrow. */
export function nameCountAfter(
  before: NameCount | null,
  { lessons, nowMs }: { readonly lessons: readonly Lesson[]; readonly nowMs: number },
): NameCount | null {
  const counted = lessons.find(({ kind }) => kind === 'names-counted')
  const capacity = lessons.find(({ kind }) => kind === 'names-capacity')
  if (counted === undefined && capacity === undefined) {
    return before
  }
  return {
    names: counted?.kind === 'names-counted' ? counted.names : (before?.names ?? 0),
    namesMax: capacity?.kind === 'names-capacity' ? capacity.namesMax : (before?.namesMax ?? null),
    countedAtMs: nowMs,
  }
}

export function nameNotice(count: NameCount | null): Problem | null {
  if (count === null || count.namesMax === null || count.names < count.namesMax * WARNED_FROM) {
    return null
  }
  const { names, namesMax } = count
  return problem('names-running-out', { names, namesMax })
}
