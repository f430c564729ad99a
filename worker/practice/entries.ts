/** The entries of a company file: making them, finding them, and their stamps. */
import { indexedEntries, pathKey, pathOf } from './book-index.ts'
import type { CompanyFile, ListEntry, ListKind } from './books.ts'
import { quickBooksTime } from './clock.ts'

/** The Web Connector has closed its session: its iterators are worth nothing now. */
export function endSession(company: CompanyFile): void {
  company.iterators = []
}

export type NewEntry = Pick<ListEntry, 'kind' | 'name'> & Partial<ListEntry>

/** Files an entry without asking whether QuickBooks would take it; the callers ask. */
export function addEntry(company: CompanyFile, entry: NewEntry): ListEntry {
  const added: ListEntry = {
    type: entry.kind === 'Terms' ? 'StandardTerms' : entry.kind,
    ListID: `8${nextNumber(company, 7)}-${seconds(company)}`,
    ...newStamps(company),
    parentListID: null,
    isActive: true,
    fields: {},
    refs: {},
    ...entry,
  }
  company.books.entries.push(added)
  return added
}

export function nextTxnID(company: CompanyFile): string {
  return `${nextNumber(company, 1)}-${seconds(company)}`
}

export function newStamps(company: CompanyFile) {
  const timeMs = company.nowMs()
  return { timeCreatedMs: timeMs, timeModifiedMs: timeMs, editSequence: seconds(company) }
}

/** A change always moves the EditSequence, also the second one within a second. */
export function stampChange(
  company: CompanyFile,
  changed: { timeModifiedMs: number; editSequence: string },
): void {
  const next = Math.max(Number(seconds(company)), Number(changed.editSequence) + 1)
  Object.assign(changed, { timeModifiedMs: company.nowMs(), editSequence: String(next) })
}

export function localTime(company: CompanyFile, timeMs: number): string {
  return quickBooksTime(timeMs, company.settings.utcOffsetMinutes)
}

/** All of a list, in the order of entry. */
export function entriesOf(company: CompanyFile, kind: ListKind): readonly ListEntry[] {
  return indexedEntries(company.books).byKind.get(kind) ?? []
}

/** e.g. `ItemSalesTax`; of a list whose entries are all of one type, the list's name. */
export function entriesOfType(company: CompanyFile, type: string): readonly ListEntry[] {
  return indexedEntries(company.books).byType.get(type) ?? []
}

export function entryByID(company: CompanyFile, ListID: string | null): ListEntry | null {
  return indexedEntries(company.books).byID.get(ListID ?? '') ?? null
}

/** By the whole path, without regard to case. */
export function entryByPath(company: CompanyFile, kind: ListKind, path: string): ListEntry | null {
  return indexedEntries(company.books).byPath.get(pathKey(kind, path)) ?? null
}

/** After a name or a parent has changed, and with it the path of all below. */
export function refileEntries(company: CompanyFile): void {
  company.books.entries = [...company.books.entries]
}

export function takeOut(company: CompanyFile, gone: ListEntry): void {
  company.books.entries = company.books.entries.filter((entry) => entry !== gone)
}

/** `Parent:Child`, up to the top. */
export function fullNameOf(company: CompanyFile, entry: ListEntry): string {
  return pathOf(indexedEntries(company.books).byID, entry)
}

function nextNumber(company: CompanyFile, digits: number): string {
  company.books.lastNumber += 1
  return company.books.lastNumber.toString(16).toUpperCase().padStart(digits, '0')
}

function seconds(company: CompanyFile): string {
  return String(Math.floor(company.nowMs() / 1000))
}
