/** What QuickBooks still knows of list entries that are gone. */
import { LIST_DEL_TYPE } from '../qbxml/list-deleted.ts'
import type { ListDelType } from '../qbxml/list-deleted.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { found, isRefusal, leaf, withOnly } from './answer.ts'
import type { Answer, Ret } from './answer.ts'
import type { CompanyFile, DeletedEntry, ListEntry } from './books.ts'
import { fullNameOf, localTime, takeOut } from './entries.ts'
import { isWithin, modifiedBounds } from './list-query.ts'

const MEMORY_MS = 90 * 24 * 60 * 60 * 1000

/** Takes an entry out of its list, with a note of it where QuickBooks keeps one. */
export function removeEntry(company: CompanyFile, gone: ListEntry): void {
  const type = LIST_DEL_TYPE.find((known) => known === delTypeOf(gone))
  if (type !== undefined) {
    company.books.deletedEntries.push(noteOf(company, gone, type))
  }
  takeOut(company, gone)
}

function noteOf(company: CompanyFile, gone: ListEntry, type: ListDelType): DeletedEntry {
  return {
    type,
    ListID: gone.ListID,
    fullName: fullNameOf(company, gone),
    timeCreatedMs: gone.timeCreatedMs,
    timeDeletedMs: company.nowMs(),
  }
}

/** Items and terms go by their types, all else by its list: an account is not an `Income`. */
function delTypeOf({ kind, type }: ListEntry): string {
  return kind === 'Item' || kind === 'Terms' ? type : kind
}

export function queryDeletedEntries(
  company: CompanyFile,
  content: RequestContent<'ListDeletedQueryRq'>,
): Answer {
  const { FromDeletedDate, ToDeletedDate } = content.DeletedDateRangeFilter ?? {}
  const bounds = modifiedBounds(company, {
    FromModifiedDate: FromDeletedDate,
    ToModifiedDate: ToDeletedDate,
  })
  if (isRefusal(bounds)) {
    return bounds
  }
  const sinceMs = company.nowMs() - MEMORY_MS
  const types = new Set<string>(content.ListDelType)
  const deleted = company.books.deletedEntries.filter(
    ({ type, timeDeletedMs }) =>
      types.has(type) && timeDeletedMs >= sinceMs && isWithin(timeDeletedMs, bounds),
  )
  return found(
    deleted.map((entry) => withOnly(deletedRet(company, entry), content.IncludeRetElement)),
  )
}

function deletedRet(company: CompanyFile, entry: DeletedEntry): Ret {
  return {
    name: 'ListDeletedRet',
    parts: [
      ...leaf('ListDelType', entry.type),
      ...leaf('ListID', entry.ListID),
      ...leaf('TimeCreated', localTime(company, entry.timeCreatedMs)),
      ...leaf('TimeDeleted', localTime(company, entry.timeDeletedMs)),
      ...leaf('FullName', entry.fullName),
    ],
  }
}
