/** An entry of QuickBooks that a person named, found in the lists as they were last read. */
import type { Choice } from '../books/repair.ts'
import { typeWords } from '../books/sentence-words.ts'
import type { Database } from '../db/database.ts'
import { entriesIn } from '../mirror/mirror.ts'
import { rowsByName } from '../mirror/sought-entries.ts'
import { SELLABLE_ITEMS } from '../posting/desktop/item.ts'
import type { ListEntry, ListName } from '../posting/known.ts'

export type Wanted = {
  readonly list: Extract<ListName, 'account' | 'item' | 'customer'>
  /** Which there may be; any without. */
  readonly types?: readonly string[]
}

export const WANTED_ENTRY: Readonly<Record<'customer' | 'item', Wanted>> = {
  customer: { list: 'customer' },
  item: { list: 'item', types: SELLABLE_ITEMS },
}

/** Of an account QuickBooks takes only these types where it is wanted. */
export const WANTED: Readonly<Record<Choice, Wanted>> = {
  'deposit-account': { list: 'account', types: ['Bank', 'OtherCurrentAsset'] },
  'refund-account': { list: 'account', types: ['Bank'] },
  'income-account': { list: 'account', types: ['Income', 'OtherIncome'] },
  'gift-card-account': { list: 'account', types: ['OtherCurrentLiability'] },
  'other-account': { list: 'account' },
  'other-item': WANTED_ENTRY.item,
  'fallback-item': WANTED_ENTRY.item,
  'guest-customer': WANTED_ENTRY.customer,
}

export function isWanted({ list, types }: Wanted, entry: ListEntry): boolean {
  const isOfType = types === undefined || types.includes(entry.type ?? '')
  return entry.list === list && entry.isActive && isOfType
}

export async function chosenEntry(
  wanted: Wanted,
  typed: string,
  { db, storeID }: { readonly db: Database; readonly storeID: string },
): Promise<ListEntry | { readonly refusal: string }> {
  const { list } = wanted
  const name = typed.trim()
  if (name === '') {
    return { refusal: `Nothing was done: name the ${list}${typeOf(wanted)} that is meant.` }
  }
  const named = entriesIn(await rowsByName(db, storeID, { list, names: [name] }))
  return named.find((entry) => isWanted(wanted, entry)) ?? whyNone(name, { wanted, named })
}

function whyNone(
  name: string,
  { wanted, named }: { readonly wanted: Wanted; readonly named: readonly ListEntry[] },
): { readonly refusal: string } {
  const { list } = wanted
  const [entry] = named
  if (entry === undefined) {
    const none = `QuickBooks has no active ${list}${typeOf(wanted)} called “${name}”`
    return { refusal: `Nothing was done: ${none}, as far as its lists were read.` }
  }
  const { fullName, isActive, type } = entry
  return {
    refusal: isActive
      ? `Nothing was done: “${fullName}” is an ${list} of type ${typeWords(type ?? '')} in QuickBooks, and one${typeOf(wanted)} is needed.`
      : `Nothing was done: the ${list} “${fullName}” is inactive in QuickBooks. Make it active under ${MENUS[list]}, then read QuickBooks’ lists again.`,
  }
}

function typeOf({ types }: Wanted): string {
  return types === undefined ? '' : ` of type ${types.map(typeWords).join(' or ')}`
}

const MENUS: Readonly<Record<Wanted['list'], string>> = {
  account: 'Lists › Chart of Accounts',
  item: 'Lists › Item List',
  customer: 'Customers › Customer Center',
}
