/**
 * Finding list entries without walking through them. An index belongs to one array of entries. It
 * takes in by itself what was added at the array's end, and is told here of all else: a name, a
 * parent, a change, an entry that goes. A restored backup or a copy is another array, and is
 * indexed afresh.
 */
import type { Books, ListEntry, ListKind } from './books.ts'
import {
  addTo,
  changedWithin,
  entriesByName,
  newListIndex,
  noteIn,
  takeFrom,
} from './list-index.ts'
import type { Change, ListIndex, Period } from './list-index.ts'

type EntryIndex = {
  readonly byID: Map<string, ListEntry>
  /** By list, and by type of an entry: no list is called like a type in another. */
  readonly lists: Map<string, ListIndex>
  /** By kind and whole path, in lower case. A person may have given two the same. */
  readonly byPath: Map<string, ListEntry[]>
  readonly byParent: Map<string, Set<ListEntry>>
  /** Where each entry stands in the two maps above. */
  readonly filings: Map<ListEntry, Filing>
  /** The last change of each. */
  readonly latest: Map<ListEntry, Change>
  size: number
}

type Filing = { readonly path: string; readonly parentListID: string }

const indexes = new WeakMap<readonly ListEntry[], EntryIndex>()

/** All of a list or a type, in the order of entry. */
export function entriesListed(books: Books, list: string): readonly ListEntry[] {
  return indexOf(books).lists.get(list)?.entries ?? []
}

/** The same by name. The array stays as it is, whatever becomes of the list. */
export function entriesListedByName(books: Books, list: string): readonly ListEntry[] {
  const index = indexOf(books).lists.get(list)
  return index === undefined ? [] : entriesByName(index)
}

/** Those of them whose last change lies in the period, by name. */
export function entriesChanged(books: Books, list: string, period: Period): readonly ListEntry[] {
  const { lists, latest } = indexOf(books)
  const index = lists.get(list)
  return index === undefined ? [] : changedWithin(index, { period, latest })
}

export function entryWithID(books: Books, ListID: string): ListEntry | null {
  return indexOf(books).byID.get(ListID) ?? null
}

/** By the whole path, without regard to case; of two with one path, the first. */
export function entryAt(books: Books, kind: ListKind, path: string): ListEntry | null {
  return indexOf(books).byPath.get(pathKey(kind, path))?.[0] ?? null
}

/** `Parent:Child`, up to the top. */
export function pathOf(books: Books, entry: ListEntry): string {
  return pathIn(indexOf(books), entry)
}

export function hasChildren(books: Books, entry: ListEntry): boolean {
  return (indexOf(books).byParent.get(entry.ListID)?.size ?? 0) > 0
}

/** After the time of its last change has moved. */
export function noteChange(books: Books, entry: ListEntry): void {
  const index = indexOf(books)
  const change = { timeMs: entry.timeModifiedMs, entry }
  index.latest.set(entry, change)
  for (const list of listsOf(index, entry)) {
    noteIn(list, change, index.latest)
  }
}

/** After its name or its parent has changed, and with it the path of all below. */
export function refile(books: Books, entry: ListEntry): void {
  const index = indexOf(books)
  unfile(index, entry)
  for (const list of listsOf(index, entry)) {
    list.misplaced.add(entry)
    list.unsorted.add(entry)
  }
  file(index, entry)
  refileBelow(index, entry)
}

/** Out of the books, too. */
export function takeOutOf(books: Books, entry: ListEntry): void {
  const index = indexOf(books)
  unfile(index, entry)
  for (const list of listsOf(index, entry)) {
    takeFrom(list, entry)
  }
  index.byID.delete(entry.ListID)
  index.latest.delete(entry)
  refileBelow(index, entry)
  books.entries.splice(books.entries.indexOf(entry), 1)
  index.size -= 1
}

function indexOf({ entries }: Books): EntryIndex {
  const index = indexes.get(entries) ?? newIndex()
  if (index.size === entries.length) {
    return index
  }
  indexes.set(entries, index)
  const added = entries.slice(index.size)
  index.size = entries.length
  for (const entry of added) {
    const change = { timeMs: entry.timeModifiedMs, entry }
    index.byID.set(entry.ListID, entry)
    index.latest.set(entry, change)
    for (const list of listsOf(index, entry)) {
      addTo(list, change, index.latest)
    }
  }
  // After all IDs: a parent may have been entered after its child.
  for (const entry of added) {
    file(index, entry)
  }
  return index
}

function newIndex(): EntryIndex {
  return {
    byID: new Map(),
    lists: new Map(),
    byPath: new Map(),
    byParent: new Map(),
    filings: new Map(),
    latest: new Map(),
    size: 0,
  }
}

function listsOf(index: EntryIndex, { kind, type }: ListEntry): readonly ListIndex[] {
  const names = type === kind ? [kind] : [kind, type]
  return names.map((name) => {
    const known = index.lists.get(name) ?? newListIndex()
    index.lists.set(name, known)
    return known
  })
}

function file(index: EntryIndex, entry: ListEntry): void {
  const path = pathKey(entry.kind, pathIn(index, entry))
  const parentListID = entry.parentListID ?? ''
  index.filings.set(entry, { path, parentListID })
  const namesakes = index.byPath.get(path)
  if (namesakes === undefined) {
    index.byPath.set(path, [entry])
  } else {
    namesakes.push(entry)
  }
  if (parentListID !== '') {
    const siblings = index.byParent.get(parentListID) ?? new Set()
    index.byParent.set(parentListID, siblings.add(entry))
  }
}

function unfile(index: EntryIndex, entry: ListEntry): void {
  const filing = index.filings.get(entry)
  if (filing === undefined) {
    throw new Error(`${entry.kind} ${entry.ListID} is not in these books`)
  }
  index.filings.delete(entry)
  const others = index.byPath.get(filing.path)?.filter((other) => other !== entry) ?? []
  if (others.length === 0) {
    index.byPath.delete(filing.path)
  } else {
    index.byPath.set(filing.path, others)
  }
  index.byParent.get(filing.parentListID)?.delete(entry)
}

function refileBelow(index: EntryIndex, entry: ListEntry): void {
  // A copy: each child leaves the set and comes back to it.
  const children = Array.from(index.byParent.get(entry.ListID) ?? [])
  for (const child of children) {
    unfile(index, child)
    file(index, child)
    refileBelow(index, child)
  }
}

function pathKey(kind: ListKind, path: string): string {
  return `${kind}:${path.toLowerCase()}`
}

function pathIn(index: EntryIndex, entry: ListEntry): string {
  const parent = index.byID.get(entry.parentListID ?? '')
  return parent === undefined ? entry.name : `${pathIn(index, parent)}:${entry.name}`
}
