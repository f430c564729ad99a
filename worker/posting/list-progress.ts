/**
 * How far a session has come in reading QuickBooks' lists. An iterator dies with the session, so
 * none of this outlives it; what was read whole is remembered in `list-record.ts`.
 */
import type { CompanyFacts } from './company.ts'
import type { Known } from './known.ts'
import { changedFrom, extentDue, laterOf } from './list-record.ts'
import type { Extent, ListRecords } from './list-record.ts'
import { isKeptBy, isPaged, MIRRORED_LISTS, nextPageOf, startOf } from './mirrored-lists.ts'
import type { MirroredList } from './mirrored-lists.ts'
import type { PlannedRequest, Purpose } from './purpose.ts'

export type ListReading = {
  readonly extent: Extent
  /** When its first request left, in Unix milliseconds; null before that. */
  readonly startedAtMs: number | null
  /** The newest TimeModified it has shown so far. */
  readonly newest: string | null
  /** How often it had to begin anew. */
  readonly losses: number
  /** A set with its request was refused as a whole: it is asked in a set of its own. */
  readonly isAlone: boolean
}

export type ListProgress =
  | { readonly kind: 'due'; readonly reading: ListReading }
  /** More pages wait behind this iterator. */
  | { readonly kind: 'page'; readonly reading: ListReading; readonly iteratorID: string }
  /** Asked for in this set. */
  | { readonly kind: 'out'; readonly reading: ListReading; readonly setID: string }
  | { readonly kind: 'read' }
  | { readonly kind: 'unread'; readonly statusCode: number; readonly message: string }

export type ListsProgress = { readonly [list in MirroredList]?: ListProgress }

/** What an answer says of one list. */
export type ListAnswer =
  | {
      readonly kind: 'page'
      readonly list: MirroredList
      /** Null at the end. */
      readonly iteratorID: string | null
      readonly newest: string | null
    }
  /** To be asked again from the beginning. */
  | { readonly kind: 'lost'; readonly list: MirroredList; readonly message: string }
  | {
      readonly kind: 'refused'
      readonly list: MirroredList
      readonly statusCode: number
      readonly message: string
    }

/** So often an answer may go astray; then the list is left to the next session. */
const LOSSES_MAX = 3

export type Reader = {
  readonly progress: ListsProgress
  readonly records: ListRecords
  readonly company: CompanyFacts
  /** What settings, or the documents they make, refer to. */
  readonly inUse: ReadonlySet<MirroredList>
  readonly nowMs: number
}

/** What is to be asked next of each list that is not read to its end. */
export function listRequests(reader: Reader): readonly PlannedRequest[] {
  return MIRRORED_LISTS.flatMap((list) => {
    const progress = reader.progress[list] ?? progressDue(list, reader)
    return progress === null ? [] : requestFor(list, progress, reader.records)
  })
}

/** Those that must not share a set with anything. */
export function aloneRequests(
  requests: readonly PlannedRequest[],
  progress: ListsProgress,
): readonly PlannedRequest[] {
  return requests.filter(({ purpose }) => {
    const state = purpose.kind === 'read-list' ? progress[purpose.list] : undefined
    return state?.kind === 'due' && state.reading.isAlone
  })
}

function progressDue(list: MirroredList, reader: Reader): ListProgress | null {
  const { records, company, inUse, nowMs } = reader
  const extent = isKeptBy(list, company)
    ? extentDue(list, records, { nowMs, isInUse: inUse.has(list) })
    : null
  return extent === null ? null : { kind: 'due', reading: newReading(extent) }
}

function newReading(extent: Extent): ListReading {
  return { extent, startedAtMs: null, newest: null, losses: 0, isAlone: false }
}

function requestFor(
  list: MirroredList,
  progress: ListProgress,
  records: ListRecords,
): readonly PlannedRequest[] {
  switch (progress.kind) {
    case 'due': {
      const { extent } = progress.reading
      return [planned(list, extent, startOf(list, changedFrom(extent, records.read[list])))]
    }
    case 'page':
      return isPaged(list)
        ? [planned(list, progress.reading.extent, nextPageOf(list, progress.iteratorID))]
        : []
    case 'out':
    case 'read':
    case 'unread':
      return []
  }
}

function planned(
  list: MirroredList,
  extent: Extent,
  request: PlannedRequest['request'],
): PlannedRequest {
  return { key: `list ${list}`, purpose: { kind: 'read-list', list, extent }, request }
}

/** A set leaves with these requests in it. */
export function progressAfterSending(
  progress: ListsProgress,
  { purposes, setID, nowMs }: { purposes: readonly Purpose[]; setID: string; nowMs: number },
): ListsProgress {
  const asked = purposes.flatMap((purpose) => {
    if (purpose.kind !== 'read-list') {
      return []
    }
    const before = progress[purpose.list]
    const reading =
      before?.kind === 'due' || before?.kind === 'page'
        ? before.reading
        : newReading(purpose.extent)
    const out: ListProgress = {
      kind: 'out',
      setID,
      reading: { ...reading, startedAtMs: reading.startedAtMs ?? nowMs },
    }
    return [[purpose.list, out] as const]
  })
  return asked.length === 0 ? progress : { ...progress, ...Object.fromEntries(asked) }
}

/** The answer to a set: what it does not say of a list that it was asked for is lost. */
export function progressAfterAnswer(
  progress: ListsProgress,
  { answers, setID }: { readonly answers: readonly ListAnswer[]; readonly setID: string },
): ListsProgress {
  const byList = new Map(answers.map((answer) => [answer.list, answer]))
  return mapOut(progress, setID, (list, reading) =>
    after(reading, byList.get(list) ?? { kind: 'lost', list, message: 'no answer' }),
  )
}

function after(reading: ListReading, answer: ListAnswer): ListProgress {
  switch (answer.kind) {
    case 'lost':
      return lost(reading, answer.message)
    case 'refused':
      return { kind: 'unread', statusCode: answer.statusCode, message: answer.message }
    case 'page': {
      const { iteratorID } = answer
      const next = { ...reading, newest: laterOf(reading.newest, answer.newest) }
      return iteratorID === null ? { kind: 'read' } : { kind: 'page', reading: next, iteratorID }
    }
  }
}

/** Nobody answered the set: where its pages stood is not known any more. */
export function progressAfterLoss(progress: ListsProgress, setID: string): ListsProgress {
  return mapOut(progress, setID, (_, reading) => lost(reading, 'no answer'))
}

/**
 * QuickBooks could not parse the set, and does not say which request of it: what was alone is to
 * blame, the others are tried alone.
 */
export function progressAfterRefusal(
  progress: ListsProgress,
  { messageSetID, message }: { readonly messageSetID: string; readonly message: string },
): ListsProgress {
  return mapOut(progress, messageSetID, (_, reading) =>
    reading.isAlone
      ? { kind: 'unread', statusCode: PARSE_ERROR, message }
      : { kind: 'due', reading: { ...reading, startedAtMs: null, newest: null, isAlone: true } },
  )
}

/** No statusCode of QuickBooks': it said so with an HRESULT. */
const PARSE_ERROR = -1

function lost(reading: ListReading, message: string): ListProgress {
  const losses = reading.losses + 1
  return losses >= LOSSES_MAX
    ? { kind: 'unread', statusCode: 0, message }
    : { kind: 'due', reading: { ...reading, startedAtMs: null, newest: null, losses } }
}

function mapOut(
  progress: ListsProgress,
  setID: string,
  next: (list: MirroredList, reading: ListReading) => ListProgress,
): ListsProgress {
  const changed = MIRRORED_LISTS.flatMap((list) => {
    const state = progress[list]
    return state?.kind === 'out' && state.setID === setID
      ? [[list, next(list, state.reading)] as const]
      : []
  })
  return changed.length === 0 ? progress : { ...progress, ...Object.fromEntries(changed) }
}

/** Some list is being read, and its end is not reached. */
export function isReading(progress: ListsProgress): boolean {
  return Object.values(progress).some(({ kind }) => kind === 'due' || kind === 'page')
}

/** Some list came to its end between the two. */
export function hasEnded(before: ListsProgress, now: ListsProgress): boolean {
  return MIRRORED_LISTS.some((list) => isOver(now[list]) && !isOver(before[list]))
}

export function isOver(progress: ListProgress | undefined): boolean {
  return progress?.kind === 'read' || progress?.kind === 'unread'
}

/** Whether what is not in a list as we have it is not in QuickBooks either. */
export type ListState =
  | { readonly kind: 'read' }
  | { readonly kind: 'being-read'; readonly request: PlannedRequest }
  | { readonly kind: 'unreadable'; readonly statusCode: number; readonly message: string }

/** A list that this session did not read yet is read when something is missing on it. */
export function listStates(reader: Reader): Known['lists'] {
  const requests = new Map(
    listRequests({ ...reader, inUse: new Set(MIRRORED_LISTS) }).flatMap((request) =>
      request.purpose.kind === 'read-list' ? [[request.purpose.list, request] as const] : [],
    ),
  )
  return new Map(
    MIRRORED_LISTS.map((list) => [list, stateOf(list, requests.get(list), reader)] as const),
  )
}

function stateOf(
  list: MirroredList,
  request: PlannedRequest | undefined,
  { progress, records }: Reader,
): ListState {
  if (request !== undefined) {
    return { kind: 'being-read', request }
  }
  // Read once, it may lack what changed since: QuickBooks says so when it matters.
  const refusal = records.read[list] === undefined ? refusalOf(progress[list]) : null
  const remembered = records.read[list] === undefined ? records.refused[list] : undefined
  return refusal ?? (remembered === undefined ? READ : { kind: 'unreadable', ...remembered })
}

const READ: ListState = { kind: 'read' }

function refusalOf(progress: ListProgress | undefined): ListState | null {
  return progress?.kind === 'unread'
    ? { kind: 'unreadable', statusCode: progress.statusCode, message: progress.message }
    : null
}
