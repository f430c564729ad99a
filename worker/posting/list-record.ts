/**
 * What is remembered of the reading of a list, and what of it is read next: all of it, or what
 * changed. Whatever clock and time zone QuickBooks' computer has, nothing that changed is missed
 * for longer than `WIDE_EVERY_MS`.
 */
import { earlierMidnight } from './document-queries.ts'
import { ENTRY_SHAPE, isFiltered } from './mirrored-lists.ts'
import type { MirroredList } from './mirrored-lists.ts'

export type ListRecord = {
  /** `ENTRY_SHAPE` as it was; another one has the list read whole. */
  readonly shape: number
  /** When the list was last read to its end, in Unix milliseconds. */
  readonly readAtMs: number
  /** When the last reading began that took all changes by our clock, or the whole list. */
  readonly wideFromMs: number
  readonly wholeFromMs: number
  /** The newest TimeModified seen, as QuickBooks' computer writes it, without the offset. */
  readonly newest: string | null
}

/** Why QuickBooks would not show a list, and when it said so. */
export type ListRefusal = {
  readonly statusCode: number
  readonly message: string
  readonly atMs: number
}

/** What one session leaves to the next about the lists. */
export type ListRecords = {
  readonly read: { readonly [list in MirroredList]?: ListRecord }
  readonly refused: { readonly [list in MirroredList]?: ListRefusal }
  /** Up to when QuickBooks' deletions were read, in Unix milliseconds; null: never. */
  readonly deletedFromMs: number | null
}

export const NO_RECORDS: ListRecords = {
  read: {},
  refused: {},
  deletedFromMs: null,
}

/** `narrow` reads what changed by QuickBooks' own clock, `wide` by ours, with days to spare. */
export type Extent = 'whole' | 'wide' | 'narrow'

/** How often what changed is asked for by our clock, in case QuickBooks' was set back. */
const WIDE_EVERY_MS = 6 * 3_600_000
/** A list that no setting uses is read no more often. */
const UNUSED_EVERY_MS = 24 * 3_600_000
/** QuickBooks remembers deletions for some 90 days (PROTOCOL §c.6); a week to spare. */
const DELETIONS_KEPT_MS = 83 * 86_400_000
/** QuickBooks that does not tell deletions shows them by what is missing. */
const WHOLE_WITHOUT_DELETIONS_MS = 30 * 86_400_000
/** What QuickBooks refused to show it is asked for again after this, where orders wait for it. */
const REFUSED_FOR_MS = 15 * 60_000

/**
 * Back from the newest change seen. QuickBooks stamps by its computer's clock, which daylight saving
 * sets back an hour; its own stamps were seen to be an hour off. The rest is for clocks put right.
 */
const OVERLAP_MS = 4 * 3_600_000
/** A newest change further ahead of our clock was stamped by a wrong one. */
const AHEAD_MAX_MS = 2 * 86_400_000

/** Null when the list need not be read now. */
export function extentDue(
  list: MirroredList,
  records: ListRecords,
  { nowMs, isInUse }: { readonly nowMs: number; readonly isInUse: boolean },
): Extent | null {
  const refusal = records.refused[list]
  const restMs = isInUse ? REFUSED_FOR_MS : UNUSED_EVERY_MS
  if (refusal !== undefined && nowMs - refusal.atMs < restMs) {
    return null
  }
  const record = records.read[list]
  if (record === undefined || record.shape !== ENTRY_SHAPE) {
    return 'whole'
  }
  if (!isInUse && nowMs - record.readAtMs < UNUSED_EVERY_MS) {
    return null
  }
  if (!isFiltered(list) || mayHaveHole(record, records, nowMs)) {
    return 'whole'
  }
  const isAhead = record.newest !== null && timeMs(record.newest) > nowMs + AHEAD_MAX_MS
  const isWideDue = nowMs - record.wideFromMs >= WIDE_EVERY_MS
  return record.newest === null || isAhead || isWideDue ? 'wide' : 'narrow'
}

/** Deletions that QuickBooks no longer remembers, or does not tell. */
function mayHaveHole(
  { wholeFromMs }: ListRecord,
  { deletedFromMs }: ListRecords,
  nowMs: number,
): boolean {
  return deletedFromMs === null
    ? nowMs - wholeFromMs >= WHOLE_WITHOUT_DELETIONS_MS
    : nowMs - deletedFromMs >= DELETIONS_KEPT_MS
}

/** FromModifiedDate; null to read all. */
export function changedFrom(extent: Extent, record: ListRecord | undefined): string | null {
  if (extent === 'whole' || record === undefined) {
    return null
  }
  const { newest, wideFromMs } = record
  const byTheirClock = newest === null ? null : localText(timeMs(newest) - OVERLAP_MS)
  const byOurClock = earlierMidnight(wideFromMs)
  if (byTheirClock === null) {
    return byOurClock
  }
  // Of two times the earlier: a computer whose clock is years behind stamps years behind.
  return extent === 'wide' && byOurClock < byTheirClock ? byOurClock : byTheirClock
}

/** FromDeletedDate: as far back as deletions may not have been read. */
export function deletedFrom({ deletedFromMs }: ListRecords, nowMs: number): string {
  return earlierMidnight(deletedFromMs ?? nowMs)
}

export type Completed = {
  readonly extent: Extent
  readonly startedAtMs: number
  readonly newest: string | null
}

/** The list was read to its end. */
export function recordAfter(
  before: ListRecord | undefined,
  { extent, startedAtMs, newest }: Completed,
  nowMs: number,
): ListRecord {
  const isWide = extent !== 'narrow' || before === undefined
  const isWhole = extent === 'whole' || before === undefined
  return {
    shape: ENTRY_SHAPE,
    readAtMs: nowMs,
    wideFromMs: isWide ? startedAtMs : before.wideFromMs,
    wholeFromMs: isWhole ? startedAtMs : before.wholeFromMs,
    newest: laterOf(isWhole ? null : before.newest, newest),
  }
}

/**
 * Deletions were read. Those that QuickBooks had forgotten by then leave a hole, which only a whole
 * reading closes: until that has come to its end the lists count as never read.
 */
export function recordsAfterDeletions(
  records: ListRecords,
  { startedAtMs }: { readonly startedAtMs: number },
): ListRecords {
  const { deletedFromMs, read } = records
  const isHole = deletedFromMs !== null && startedAtMs - deletedFromMs >= DELETIONS_KEPT_MS
  return { ...records, deletedFromMs: startedAtMs, read: isHole ? {} : read }
}

/** TimeModified as its computer's clock shows it: `2026-08-05T16:43:30-04:00` without the offset. */
export function localStamp(timeModified: string | null): string | null {
  const local = timeModified?.slice(0, 'yyyy-mm-ddThh:mm:ss'.length) ?? ''
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(local) ? local : null
}

export function laterOf(left: string | null, right: string | null): string | null {
  return (left ?? '') > (right ?? '') ? left : right
}

function timeMs(local: string): number {
  return Date.parse(`${local}Z`)
}

function localText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
}
