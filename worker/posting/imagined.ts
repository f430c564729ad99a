/**
 * QuickBooks as it would be once all that a document names were there: for looking at a document
 * before anything is asked or made.
 */
import { documentKey } from './doubted.ts'
import { isPlainObject } from '../books/setting-values.ts'
import {
  findEntry,
  findEntryByID,
  indexEntries,
  indexEntriesByID,
  indexLinks,
  oldestAccountOfType,
  PLAIN_ENTRY,
} from './known.ts'
import type { Known, Link, ListEntry, ListName } from './known.ts'
import type { Wanted } from './desktop/wanted.ts'
import type { PlannedRequest } from './purpose.ts'

/** What a document names and the mirror lacks. */
export type MissingEntry = Missing & {
  /** Null where nothing can be asked: accounts are a person's to create. */
  readonly request: PlannedRequest | null
}

export type Missing = {
  /** QuickBooks' list, e.g. `payment-method`. */
  readonly list: ListName
  readonly name: string
  /** Made by Tillbridge, or only looked for, as the settings have it; or left to a person. */
  readonly what: 'created' | 'looked up' | 'left to a person'
  /** Stands in the message set where QuickBooks’ own ListID will. */
  readonly listID: string
}

export type Imagined = { readonly known: Known; readonly missing: readonly MissingEntry[] }

/** A customer refers to terms, a tax item to its agency: each round may ask for what the next needs. */
const ROUNDS_MAX = 8

/** Nothing in QuickBooks has the document's number, as nearly always. */
export function withNumbersFree(known: Known, subject: string, wanted: readonly Wanted[]): Known {
  const absent = wanted.map(({ role }) => [documentKey(subject, role), { kind: 'absent' }] as const)
  const findings = { ...Object.fromEntries(absent), ...known.session.findings }
  return { ...known, session: { ...known.session, findings } }
}

/**
 * With the accounts that the owner's mapping names, whether the company has them or not: a document
 * that waits for one can be shown all the same.
 */
export function withAccountsNamed(known: Known, mapping: unknown): Imagined {
  const names = new Map(accountsIn(mapping, ''))
  const lacking = [...names].filter(([name]) => findEntry(known, 'account', name) === null)
  const hasIncome = oldestAccountOfType(known, 'Income') !== null
  const added = hasIncome ? lacking : [...lacking, ['Sales', 'Income'] as const]
  const entries = added.map(([fullName, type], at): ListEntry => ({
    ...PLAIN_ENTRY,
    list: 'account',
    listID: `NEW-ACCOUNT-${at + 1}`,
    fullName,
    type,
  }))
  return {
    known: withEntries(known, entries),
    missing: entries.map(({ list, listID, fullName: name }) => ({
      list,
      listID,
      name,
      what: 'left to a person',
      request: null,
    })),
  }
}

/** Names with the type that such an account has, as the setting it is named by suggests. */
function accountsIn(mapping: unknown, setting: string): readonly (readonly [string, string])[] {
  if (typeof mapping === 'string') {
    const kind = ACCOUNT_TYPES.find(([words]) => words.test(setting))
    return kind === undefined ? [] : [[mapping, kind[1]]]
  }
  return isPlainObject(mapping)
    ? Object.entries(mapping).flatMap(([name, value]) =>
        accountsIn(value, setting === 'accounts' ? `${setting}.${name}` : name),
      )
    : []
}

const ACCOUNT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^receivablesAccountName$/, 'AccountsReceivable'],
  [/^feeAccountName$/, 'Expense'],
  [/^accounts\..*income/i, 'Income'],
  [/^accounts\./, 'OtherCurrentLiability'],
  [/AccountName$/, 'Bank'],
]

/** Until nothing more is asked for, or what is asked for cannot be imagined. */
export function withAllNamed(
  begun: Imagined,
  asked: (known: Known) => readonly PlannedRequest[],
): Imagined {
  const requests = asked(begun.known)
  if (requests.length === 0) {
    return begun
  }
  let imagined: Draft = { ...begun, known: copied(begun.known) }
  let next = requests.reduce(withOneNamed, imagined)
  for (let round = 1; round < ROUNDS_MAX && next !== imagined; round += 1) {
    // Another object each round: what was decided on the last one is of its time.
    imagined = { ...next, known: { ...next.known } }
    next = asked(imagined.known).reduce(withOneNamed, imagined)
  }
  return next
}

/** What is imagined is written to one copy, round after round. */
type Draft = Imagined & { readonly known: OwnCopy }

type OwnCopy = Known & {
  readonly entries: Map<string, ListEntry>
  readonly entriesByID: Map<string, ListEntry>
  readonly links: Map<string, Link>
}

function copied(known: Known): OwnCopy {
  return {
    ...known,
    entries: new Map(known.entries),
    entriesByID: new Map(known.entriesByID),
    links: new Map(known.links),
  }
}

function withOneNamed(imagined: Draft, request: PlannedRequest): Draft {
  const { known, missing } = imagined
  const sought = soughtEntry(request)
  if (missing.some((one) => one.request?.key === request.key && isSame(one, sought))) {
    return imagined
  }
  const answered = withStateKnown(known, request)
  if (answered !== null) {
    return { ...imagined, known: answered }
  }
  if (sought === null) {
    return imagined
  }
  const listID = `NEW-${String(missing.length + 1).padStart(3, '0')}`
  const entry = { ...entryOf(sought, request), listID, incomeAccount: accountOf(request, known) }
  addEntry(known, entry, sought)
  return { known, missing: [...missing, { ...sought, listID, request }] }
}

/** One question is about all custom fields, and any other about one entry. */
function isSame({ list, name }: MissingEntry, sought: Sought | null): boolean {
  return list !== 'custom-field' || name === sought?.name
}

/** What is only read again, since it may have changed, is as it was read; null for anything else. */
function withStateKnown(known: OwnCopy, { purpose, request }: PlannedRequest): OwnCopy | null {
  const { session } = known
  if (purpose.kind === 'look-up-customer' && purpose.listID !== null) {
    const { need, name: fullName, listID, evidence } = purpose
    return evidence === null
      ? null
      : withSession(known, {
          refusals: {
            ...session.refusals,
            [need]: { kind: 'inactive', listID, fullName, editSequence: '', evidence },
          },
        })
  }
  if (purpose.kind === 'look-up-entry') {
    const { need, name } = purpose
    const list = LISTS_BY_QUERY[request.name]
    const isThere = list !== undefined && findEntry(known, list, name) !== null
    return isThere ? withSession(known, { lookedUp: { ...session.lookedUp, [need]: true } }) : null
  }
  return null
}

function withSession(known: OwnCopy, changes: Partial<Known['session']>): OwnCopy {
  return { ...known, session: { ...known.session, ...changes } }
}

type Sought = Pick<MissingEntry, 'list' | 'name' | 'what'> & {
  readonly linkSubjects: readonly string[]
  readonly role: Link['role'] | null
}

/** Null for what is no entry of a list. */
function soughtEntry({ purpose, request }: PlannedRequest): Sought | null {
  if (purpose.kind === 'add-entry') {
    const { list, name, linkSubjects, role } = purpose
    return { list, name, linkSubjects, role, what: 'created' }
  }
  if (purpose.kind === 'look-up-customer') {
    const { name, linkSubjects } = purpose
    return { list: 'customer', name, linkSubjects, role: 'customer', what: 'looked up' }
  }
  const list = LISTS_BY_QUERY[request.name]
  return purpose.kind !== 'look-up-entry' || list === undefined
    ? null
    : { list, name: purpose.name, linkSubjects: [], role: null, what: 'looked up' }
}

const LISTS_BY_QUERY: Readonly<Record<string, ListName>> = {
  DataExtDefQueryRq: 'custom-field',
  ItemQueryRq: 'item',
  PaymentMethodQueryRq: 'payment-method',
  VendorQueryRq: 'vendor',
}

function entryOf({ list, name }: Sought, request: PlannedRequest): Omit<ListEntry, 'listID'> {
  return {
    ...PLAIN_ENTRY,
    list,
    fullName: name,
    type: typeOf(request, list),
    taxRate: rateOf(request),
    memberListIDs: membersOf(request),
  }
}

/** `ItemNonInventoryAddRq` makes an `ItemNonInventory`; what is looked for is supposed to be one. */
function typeOf({ request }: PlannedRequest, list: ListName): string | null {
  if (list !== 'item') {
    return null
  }
  return request.name === 'ItemQueryRq' ? 'ItemNonInventory' : request.name.replace(/AddRq$/, '')
}

function rateOf({ request }: PlannedRequest): string | null {
  return request.name === 'ItemSalesTaxAddRq'
    ? (request.content.ItemSalesTaxAdd.TaxRate ?? null)
    : null
}

/** Of a tax group: it is known by them, whatever it is called. */
function membersOf({ request }: PlannedRequest): readonly string[] {
  return request.name === 'ItemSalesTaxGroupAddRq'
    ? (request.content.ItemSalesTaxGroupAdd.ItemSalesTaxRef ?? []).flatMap((member) =>
        'ListID' in member ? [member.ListID] : [],
      )
    : []
}

/** By name, of the account that a new item is made with. */
function accountOf({ request }: PlannedRequest, known: Known): string | null {
  const content = JSON.stringify(request.content)
  const [, listID = ''] = /"(?:Income)?AccountRef":{"ListID":"([^"]+)"/.exec(content) ?? []
  return findEntryByID(known, 'account', listID)?.fullName ?? null
}

function addEntry(known: OwnCopy, entry: ListEntry, { linkSubjects, role }: Sought): void {
  for (const [key, one] of indexEntries([entry])) {
    known.entries.set(key, one)
  }
  for (const [key, one] of indexEntriesByID([entry])) {
    known.entriesByID.set(key, one)
  }
  const links = linkSubjects.map((subject): Link => ({
    subject,
    role: role ?? 'item',
    kind: entry.type ?? 'Customer',
    quickBooksID: entry.listID,
    label: entry.fullName,
    editSequence: '',
    sent: '',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
  }))
  for (const [key, link] of indexLinks(links)) {
    known.links.set(key, link)
  }
}

function withEntries(known: Known, entries: readonly ListEntry[]): Known {
  return {
    ...known,
    entries: new Map([...known.entries, ...indexEntries(entries)]),
    entriesByID: new Map([...known.entriesByID, ...indexEntriesByID(entries)]),
  }
}
