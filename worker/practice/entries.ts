/** The entries of a company file: making them, finding them, and their stamps. */
import type { CompanyFile, ListEntry, ListKind, Txn } from './books.ts'
import { quickBooksTime } from './clock.ts'
import {
  entriesChanged,
  entriesListed,
  entriesListedByName,
  entryAt,
  entryWithID,
  hasChildren,
  noteChange,
  pathOf,
  refile,
  takeOutOf,
} from './entry-index.ts'
import type { Period } from './list-index.ts'

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
export function stampChange(company: CompanyFile, changed: ListEntry | Txn): void {
  const next = Math.max(Number(seconds(company)), Number(changed.editSequence) + 1)
  Object.assign(changed, { timeModifiedMs: company.nowMs(), editSequence: String(next) })
  if ('ListID' in changed) {
    noteChange(company.books, changed)
  }
}

export function localTime(company: CompanyFile, timeMs: number): string {
  return quickBooksTime(timeMs, company.settings.utcOffsetMinutes)
}

/** All of a list, in the order of entry. */
export function entriesOf(company: CompanyFile, kind: ListKind): readonly ListEntry[] {
  return entriesListed(company.books, kind)
}

/** e.g. `ItemSalesTax`; of a list whose entries are all of one type, the list's name. */
export function entriesOfType(company: CompanyFile, type: string): readonly ListEntry[] {
  return entriesListed(company.books, type)
}

/** Those of a list or a type whose last change lies in the period, by name. */
export function entriesByName(
  company: CompanyFile,
  list: string,
  period: Period,
): readonly ListEntry[] {
  return period.fromMs === -Infinity && period.toMs === Infinity
    ? entriesListedByName(company.books, list)
    : entriesChanged(company.books, list, period)
}

export function entryByID(company: CompanyFile, ListID: string | null): ListEntry | null {
  return entryWithID(company.books, ListID ?? '')
}

/** By the whole path, without regard to case. */
export function entryByPath(company: CompanyFile, kind: ListKind, path: string): ListEntry | null {
  return entryAt(company.books, kind, path)
}

/** Whether anything stands below it. */
export function isParent(company: CompanyFile, entry: ListEntry): boolean {
  return hasChildren(company.books, entry)
}

/** After its name or its parent has changed. */
export function refileEntry(company: CompanyFile, entry: ListEntry): void {
  refile(company.books, entry)
}

export function takeOut(company: CompanyFile, gone: ListEntry): void {
  takeOutOf(company.books, gone)
}

/** `Parent:Child`, up to the top. */
export function fullNameOf(company: CompanyFile, entry: ListEntry): string {
  return pathOf(company.books, entry)
}

function nextNumber(company: CompanyFile, digits: number): string {
  company.books.lastNumber += 1
  return company.books.lastNumber.toString(16).toUpperCase().padStart(digits, '0')
}

function seconds(company: CompanyFile): string {
  return String(Math.floor(company.nowMs() / 1000))
}
