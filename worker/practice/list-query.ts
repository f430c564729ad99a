/** Queries over the lists: by ID, by name, or by what changed. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { found, isRefusal, refusal, withOnly } from './answer.ts'
import type { Answer, Refusal, Ret } from './answer.ts'
import type { CompanyFile, ListEntry, ListKind } from './books.ts'
import { timeOf } from './clock.ts'
import { entriesOf, entriesOfType, entryByID, fullNameOf } from './entries.ts'
import { pageOf, withPage } from './iterator.ts'
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
  const page = pageOf(company, query.request, () =>
    entriesAsked(company, query)
      .filter((entry) => matches(company, entry, { filter, bounds }))
      .toSorted(byName)
      .map((entry) => entry.ListID),
  )
  if (isRefusal(page)) {
    return page
  }
  const entries = page.ids.flatMap((id) => entryByID(company, id) ?? [])
  return withPage(found(rendered(entries)), page)
}

function entriesAsked(company: CompanyFile, { kind, type }: ListQuery): readonly ListEntry[] {
  return type === null ? entriesOf(company, kind) : entriesOfType(company, type)
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

type Bounds = { readonly fromMs: number; readonly toMs: number }

/** 3030 when they are the wrong way round. */
export function modifiedBounds(
  company: CompanyFile,
  filter: {
    readonly FromModifiedDate?: string | undefined
    readonly ToModifiedDate?: string | undefined
  },
): Bounds | Refusal {
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

/** QuickBooks' times have whole seconds. */
export function isWithin(timeMs: number, bounds: Bounds): boolean {
  const wholeSecondMs = Math.floor(timeMs / 1000) * 1000
  return wholeSecondMs >= bounds.fromMs && wholeSecondMs <= bounds.toMs
}

function matches(
  company: CompanyFile,
  entry: ListEntry,
  { filter, bounds }: { readonly filter: ListFilter; readonly bounds: Bounds },
): boolean {
  const status = filter.ActiveStatus ?? 'ActiveOnly'
  const isWanted = status === 'All' || entry.isActive === (status === 'ActiveOnly')
  const isOfType = filter.AccountType === undefined || filter.AccountType.includes(entry.type)
  return (
    isWanted &&
    isOfType &&
    isWithin(entry.timeModifiedMs, bounds) &&
    nameMatches(fullNameOf(company, entry), filter)
  )
}

function nameMatches(fullName: string, { NameFilter, NameRangeFilter }: ListFilter): boolean {
  const name = fullName.toLowerCase()
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

function byName(a: ListEntry, b: ListEntry): number {
  return a.name.localeCompare(b.name)
}
