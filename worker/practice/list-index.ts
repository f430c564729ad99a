/** The entries of one list, or of one type in it, by name and by the time of their last change. */
import type { ListEntry } from './books.ts'
import { wholeSecond } from './clock.ts'

export type Change = { readonly timeMs: number; readonly entry: ListEntry }
/** From one second to another, both included. */
export type Period = { readonly fromMs: number; readonly toMs: number }
/** Which change of an entry is its last. */
type Latest = ReadonlyMap<ListEntry, Change>

export type ListIndex = {
  /** In the order of entry. */
  readonly entries: ListEntry[]
  /** As somebody last asked for it. Replaced, never changed: an iterator may be reading it. */
  byName: readonly ListEntry[]
  /** To be put into `byName`, and to be taken out of it, when somebody asks again. */
  readonly unsorted: Set<ListEntry>
  readonly misplaced: Set<ListEntry>
  /** Oldest first, unless the clock was set back meanwhile. Earlier ones of an entry stay a while. */
  changes: Change[]
  isInOrder: boolean
}

/** So that a short list is not tidied at every other change. */
const OUTDATED_CHANGES_MAX = 100
/** Of more than one in so many, leaving out the others takes less time than sorting. */
const MANY = 8

export function newListIndex(): ListIndex {
  return {
    entries: [],
    byName: [],
    unsorted: new Set(),
    misplaced: new Set(),
    changes: [],
    isInOrder: true,
  }
}

export function addTo(list: ListIndex, change: Change, latest: Latest): void {
  list.entries.push(change.entry)
  list.unsorted.add(change.entry)
  noteIn(list, change, latest)
}

export function noteIn(list: ListIndex, change: Change, latest: Latest): void {
  list.isInOrder &&= change.timeMs >= (list.changes.at(-1)?.timeMs ?? -Infinity)
  list.changes.push(change)
  if (list.changes.length > 2 * list.entries.length + OUTDATED_CHANGES_MAX) {
    list.changes = list.changes.filter((one) => latest.get(one.entry) === one)
  }
}

/** What is left of its changes is no longer anybody's last. */
export function takeFrom(list: ListIndex, entry: ListEntry): void {
  list.entries.splice(list.entries.indexOf(entry), 1)
  list.unsorted.delete(entry)
  list.misplaced.add(entry)
}

export function entriesByName(list: ListIndex): readonly ListEntry[] {
  const { unsorted, misplaced } = list
  if (misplaced.size > 0) {
    list.byName = list.byName.filter((entry) => !misplaced.has(entry))
    misplaced.clear()
  }
  if (unsorted.size > 0) {
    list.byName = merged(list.byName, [...unsorted].toSorted(compareNames))
    unsorted.clear()
  }
  return list.byName
}

function compareNames(a: ListEntry, b: ListEntry): number {
  return a.name.localeCompare(b.name)
}

/** Of two with one name, what stood there already comes first. */
function merged(sorted: readonly ListEntry[], added: readonly ListEntry[]): readonly ListEntry[] {
  if (sorted.length === 0) {
    return added
  }
  const pieces: (readonly ListEntry[])[] = []
  let from = 0
  for (const entry of added) {
    const to = firstIndex(sorted, (other) => compareNames(other, entry) > 0)
    pieces.push(sorted.slice(from, to), [entry])
    from = to
  }
  return [...pieces, sorted.slice(from)].flat()
}

/** By name, too. */
export function changedWithin(
  list: ListIndex,
  { period, latest }: { readonly period: Period; readonly latest: Latest },
): readonly ListEntry[] {
  if (!list.isInOrder) {
    list.changes = list.changes.toSorted((a, b) => a.timeMs - b.timeMs)
    list.isInOrder = true
  }
  const from = firstIndex(list.changes, ({ timeMs }) => wholeSecond(timeMs) >= period.fromMs)
  const to = firstIndex(list.changes, ({ timeMs }) => wholeSecond(timeMs) > period.toMs)
  const changed = list.changes
    .slice(from, to)
    .filter((change) => latest.get(change.entry) === change)
    .map(({ entry }) => entry)
  if (changed.length * MANY < list.entries.length) {
    return changed.toSorted(compareNames)
  }
  const wanted = new Set(changed)
  return entriesByName(list).filter((entry) => wanted.has(entry))
}

/** Of what is in order: the first that has come so far, or the length when none has. */
function firstIndex<T>(ordered: readonly T[], hasCome: (one: T) => boolean): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = ordered[middle]
    if (one !== undefined && hasCome(one)) {
      high = middle
    } else {
      low = middle + 1
    }
  }
  return low
}
