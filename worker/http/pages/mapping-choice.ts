/** Entries of QuickBooks' lists to choose from, by the beginning of their full names. */
import type { Context } from 'hono'
import { chosenValue, mappingTarget } from '../../books/mapping-targets.ts'
import type { TargetList } from '../../books/mapping-targets.ts'
import { percentsInOrder } from '../../books/suggest-tax-codes.ts'
import { keyText, valueAt, keyPath } from '../../books/setting-key.ts'
import { isPlainObject } from '../../books/setting-values.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import {
  entriesIn,
  rowsByBeginning,
  rowsByID,
  taxItemRowsByBeginning,
} from '../../mirror/mirror.ts'
import { percentsOf } from '../../posting/desktop/tax-code.ts'
import { indexEntriesByID } from '../../posting/known.ts'
import type { ListEntry, ListName } from '../../posting/known.ts'
import { matchOfSubject } from '../../session/matches-by-hand.ts'
import { ordersIn } from '../../session/suggestions.ts'
import { askSettings } from '../../stores/settings.ts'
import { mappingChoicePage } from '../../ui/mapping-choice-page.tsx'
import { missingPage } from '../../ui/missing-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { nameOfKey } from './mapped-rows.ts'
import { matchName } from './mapping.ts'
import { newestOrders } from '../../queue/newest-orders.ts'
import { shellOf } from './shell.ts'

const FOUND_MAX = 50
const TYPED_CHARACTERS_MAX = 100

type Place = { readonly db: ReadingDatabase; readonly storeID: string }

type Wanted = {
  readonly key: string
  readonly subject: string
  readonly name: string
  readonly noun: string
  readonly present: string
  readonly list: TargetList | 'customer'
}

/** What is chosen for, and what of its list begins as was typed. */
type Offered = { readonly wanted: Wanted; readonly entries: readonly ListEntry[] }

export async function mappingChoice(context: Context<OwnerEnv>): Promise<Response> {
  const { admit, ...place } = placeOf(context)
  const { req } = context
  const typed = (req.query('q') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  const subject = req.query('subject') ?? ''
  const key = req.query('key') ?? newKey(req.query('group') ?? '', req.query('name') ?? '')
  const offered =
    subject === ''
      ? await offeredForKey(key, typed, place)
      : await admit().then(() => offeredForSubject(subject, typed, place))
  await admit()
  const shell = shellOf(context)
  if (offered === null) {
    return answered(context, missingPage(shell), 404)
  }
  const { wanted, entries } = offered
  const found = entries.filter(({ isActive }) => isActive).slice(0, FOUND_MAX)
  const percents = await percentsOfCodes(found, place)
  return answered(
    context,
    mappingChoicePage(shell, {
      ...wanted,
      typed,
      found: found.map((entry) => ({
        listID: entry.listID,
        fullName: entry.fullName,
        hint: hintOf(entry, percents.get(entry.listID) ?? []),
      })),
      isCut: entries.length > FOUND_MAX,
    }),
  )
}

async function offeredForSubject(
  subject: string,
  typed: string,
  place: Place,
): Promise<Offered | null> {
  const match = await matchOfSubject(place.db, { storeID: place.storeID, subject })
  if (match === null) {
    return null
  }
  const list = match.role === 'customer' ? 'customer' : 'item'
  const name = matchName(subject)
  return {
    wanted: { key: '', subject, name, noun: list, list, present: match.label },
    entries: entriesFor(await entryRows(list, typed, place)),
  }
}

/** In one reading. */
async function offeredForKey(key: string, typed: string, place: Place): Promise<Offered | null> {
  const { db, storeID } = place
  const target = mappingTarget(key)
  if (target === null) {
    return null
  }
  const asked = askSettings(db, storeID)
  const [saved, rows] = await db.readTogether([asked.newest, entryRows(target.list, typed, place)])
  const value = valueAt(asked.settingsIn(saved).settings, keyPath(key))
  const present = isPlainObject(value) ? value.name : value
  return {
    wanted: {
      key,
      subject: '',
      name: nameOfKey(key),
      noun: target.noun,
      list: target.list,
      present: typeof present === 'string' ? present : 'nothing chosen',
    },
    entries: target.list === 'tax-item' ? entriesIn(rows) : entriesFor(rows),
  }
}

/** Of what no order has shown yet. */
function newKey(group: string, name: string): string {
  const path = ['mapping', group, name.trim()]
  return keyText(group === 'items' || group === 'fees' ? path : [...path, 'itemName'])
}

function entryRows(list: Wanted['list'], typed: string, { db, storeID }: Place) {
  const sought = { beginning: typed, limit: FOUND_MAX + 1 }
  return list === 'tax-item'
    ? taxItemRowsByBeginning(db, storeID, { ...sought, type: 'ItemSalesTax' })
    : rowsByBeginning(db, storeID, { ...sought, list: listOf(list) })
}

/** Taxes are no items to sell. */
function entriesFor(rows: readonly { readonly entry: unknown }[]): readonly ListEntry[] {
  return entriesIn(rows).filter(({ type }) => type === null || !TAX_TYPES.includes(type))
}

const TAX_TYPES = ['ItemSalesTax', 'ItemSalesTaxGroup']

/** Where QuickBooks keeps what a mapping names. */
function listOf(list: Wanted['list']): ListName {
  switch (list) {
    case 'tax-code':
      return 'sales-tax-code'
    case 'tax-item':
      return 'item'
    case 'account':
    case 'customer':
    case 'item':
    case 'payment-method':
      return list
  }
}

/** What QuickBooks takes under each sales-tax code among them, by its ListID. */
async function percentsOfCodes(
  entries: readonly ListEntry[],
  { db, storeID }: Place,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const codes = entries.filter(({ list }) => list === 'sales-tax-code')
  if (codes.length === 0) {
    return new Map()
  }
  const read = async (listIDs: readonly string[]) =>
    entriesIn(await rowsByID(db, storeID, { list: 'item', listIDs }))
  const items = await read(codes.flatMap(({ taxItemListID }) => taxItemListID ?? []))
  const members = await read(items.flatMap(({ memberListIDs }) => memberListIDs))
  const entriesByID = indexEntriesByID([...items, ...members])
  return new Map(codes.map((code) => [code.listID, percentsOf(code, { entriesByID })]))
}

function hintOf(entry: ListEntry, percents: readonly string[]): string {
  const { type, taxRate, email, companyName, accountNumber } = entry
  const rates = [...(taxRate === null ? [] : [taxRate]), ...percents].map((rate) => `${rate} %`)
  // `OtherCurrentLiability`, as QuickBooks' own windows write it.
  const kind = type?.replace(/^Item/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
  return [kind, rates.join(' and '), companyName, email, accountNumber]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(', ')
}

/** The entry of that ID, as the list was last read; null where there is none. */
export async function entryChosen(
  { list, listID }: { readonly list: ListName; readonly listID: string },
  { db, storeID }: Place,
): Promise<ListEntry | null> {
  const [entry] = entriesIn(await rowsByID(db, storeID, { list, listIDs: [listID] }))
  return entry ?? null
}

/** What the mapping is set to by the entry; null where there is none, or the key takes none. */
export async function valueChosen(
  { key, listID }: { readonly key: string; readonly listID: string },
  place: Place,
): Promise<unknown> {
  const target = mappingTarget(key)
  if (target === null) {
    return null
  }
  const entry = await entryChosen({ list: listOf(target.list), listID }, place)
  if (entry === null) {
    return null
  }
  const agency =
    entry.agencyListID === null
      ? null
      : await entryChosen({ list: 'vendor', listID: entry.agencyListID }, place)
  const percents = (await percentsOfCodes([entry], place)).get(listID) ?? []
  const orders = percents.length > 1 ? ordersIn(await newestOrders(place.db, place.storeID)) : []
  const [, , rateIDs = ''] = keyPath(key)
  return chosenValue(key, {
    ...entry,
    agencyName: agency?.fullName ?? null,
    ratePercents: percentsInOrder(rateIDs, { percents, orders }),
  })
}
