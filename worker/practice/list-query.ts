/** Queries over the lists: by ID, by name, or by what changed. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { found, isRefusal, refusal, withOnly } from './answer.ts'
import type { Answer, Refusal, Ret } from './answer.ts'
import type { CompanyFile, ListEntry, ListKind } from './books.ts'
import { timeOf, wholeSecond } from './clock.ts'
import { entriesByName, entryByID, fullNameOf } from './entries.ts'
import { pageOf, withPage } from './iterator.ts'
import type { Period } from './list-index.ts'
import { findEntry } from './reference.ts'

/** The filters the list queries share, in any of their lists. */
type ListFilter = {
  readonly ListID?: readonly string[] | undefined
  readonly FullName?: readonly string[] | undefined
  readonly ActiveStatus?: 'ActiveOnly' | 'InactiveOnly' | 'All' | undefined
  readonly FromModifiedDate?: string | undefined
  readonly ToModifiedDate?: string | undefined
  readonly NameFilter?: { readonly MatchCriterion: string; readonly Name: string } | undefined
  readonly NameRangeFilter?:
    | { readonly FromName?: string | undefined; readonly ToName?: string | undefined }
    | undefined
  readonly AccountType?: readonly string[] | undefined
  readonly IncludeRetElement?: readonly string[] | undefined
}

export type ListQuery = {
  readonly request: QbxmlRequest
  readonly kind: ListKind
  /** One of the types of that list, e.g. `ItemService`; null for all of them. */
  readonly type: string | null
  readonly render: (company: CompanyFile, entry: ListEntry) => Ret
}

const UNKNOWN_FILTERS = ['TotalBalanceFilter', 'CurrencyFilter', 'ClassFilter', 'ItemRef']

export function queryList(company: CompanyFile, query: ListQuery): Answer {
  const filter = query.request.content as ListFilter
  const unknown = UNKNOWN_FILTERS.find((name) => name in filter)
  if (unknown !== undefined) {
    return refusal(1030, `These books cannot filter a list by ${unknown}.`)
  }
  const rendered = (entries: readonly ListEntry[]) =>
    entries.map((entry) => withOnly(query.render(company, entry), filter.IncludeRetElement))
  const named = findNamed(company, query, filter)
  if (named !== null) {
    return found(rendered(named.entries), named.missing)
  }
  const bounds = modifiedBounds(company, filter)
  if (isRefusal(bounds)) {
    return bounds
  }
  const page = pageOf(company, query.request, (limit = Infinity) =>
    matching(company, { ...query, filter, bounds, limit }),
  )
  if (isRefusal(page)) {
    return page
  }
  const entries = page.ids.flatMap((id) => entryByID(company, id) ?? [])
  return withPage(found(rendered(entries)), page)
}

function matching(
  company: CompanyFile,
  asked: ListQuery & {
    readonly filter: ListFilter
    readonly bounds: Period
    readonly limit: number
  },
): readonly string[] {
  const { kind, type, filter, bounds, limit } = asked
  const ids: string[] = []
  for (const entry of entriesByName(company, type ?? kind, bounds)) {
    if (ids.length >= limit) {
      break
    }
    if (matches(company, entry, filter)) {
      ids.push(entry.ListID)
    }
  }
  return ids
}

/** Asked for by ID or name, inactive entries come back as well. */
function findNamed(company: CompanyFile, { kind, type }: ListQuery, filter: ListFilter) {
  const asked = [
    ...(filter.ListID ?? []).map((ListID) => ({ said: ListID, reference: { ListID } })),
    ...(filter.FullName ?? []).map((FullName) => ({ said: FullName, reference: { FullName } })),
  ]
  if (asked.length === 0) {
    return null
  }
  const results = asked.map(({ said, reference }) => {
    const entry = findEntry(company, kind, reference)
    return { said, entry: type === null || entry?.type === type ? entry : null }
  })
  return {
    entries: results.flatMap(({ entry }) => entry ?? []),
    missing: results.filter(({ entry }) => entry === null).map(({ said }) => said),
  }
}

/** 3030 when they are the wrong way round. */
export function modifiedBounds(
  company: CompanyFile,
  filter: {
    readonly FromModifiedDate?: string | undefined
    readonly ToModifiedDate?: string | undefined
  },
): Period | Refusal {
  const { utcOffsetMinutes } = company.settings
  const from = filter.FromModifiedDate
  const to = filter.ToModifiedDate
  const bounds = {
    fromMs: from === undefined ? -Infinity : timeOf(from, { utcOffsetMinutes, edge: 'from' }),
    toMs: to === undefined ? Infinity : timeOf(to, { utcOffsetMinutes, edge: 'to' }),
  }
  return bounds.fromMs > bounds.toMs
    ? refusal(3030, `The from date "${from}" is later than the to date "${to}".`)
    : bounds
}

export function isWithin(timeMs: number, { fromMs, toMs }: Period): boolean {
  const secondMs = wholeSecond(timeMs)
  return secondMs >= fromMs && secondMs <= toMs
}

function matches(company: CompanyFile, entry: ListEntry, filter: ListFilter): boolean {
  const status = filter.ActiveStatus ?? 'ActiveOnly'
  const isWanted = status === 'All' || entry.isActive === (status === 'ActiveOnly')
  const isOfType = filter.AccountType === undefined || filter.AccountType.includes(entry.type)
  return isWanted && isOfType && nameMatches(company, entry, filter)
}

function nameMatches(
  company: CompanyFile,
  entry: ListEntry,
  { NameFilter, NameRangeFilter }: ListFilter,
): boolean {
  if (NameFilter === undefined && NameRangeFilter === undefined) {
    return true
  }
  const name = fullNameOf(company, entry).toLowerCase()
  if (NameFilter !== undefined) {
    return criterionMatches(name, { criterion: NameFilter.MatchCriterion, part: NameFilter.Name })
  }
  const from = NameRangeFilter?.FromName?.toLowerCase() ?? ''
  const to = NameRangeFilter?.ToName?.toLowerCase() ?? '\uffff'
  return name >= from && name <= to
}

export function criterionMatches(
  text: string,
  { criterion, part }: { readonly criterion: string; readonly part: string },
): boolean {
  const wanted = part.toLowerCase()
  if (criterion === 'StartsWith') {
    return text.startsWith(wanted)
  }
  return criterion === 'EndsWith' ? text.endsWith(wanted) : text.includes(wanted)
}
