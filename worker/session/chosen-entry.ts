/** An entry of QuickBooks that a person named, found in the lists as they were last read. */
import type { Choice } from '../books/repair.ts'
import type { Database } from '../db/database.ts'
import { entriesIn, rowsByName } from '../mirror/mirror.ts'
import type { ListEntry, ListName } from '../posting/known.ts'

type Wanted = {
  readonly list: Extract<ListName, 'account' | 'item' | 'customer'>
  /** Of accounts: which there may be; any without. */
  readonly types?: readonly string[]
}

/** Of an account QuickBooks takes only these types where it is wanted. */
export const WANTED: Readonly<Record<Choice, Wanted>> = {
  'deposit-account': { list: 'account', types: ['Bank', 'OtherCurrentAsset'] },
  'refund-account': { list: 'account', types: ['Bank'] },
  'income-account': { list: 'account', types: ['Income', 'OtherIncome'] },
  'gift-card-account': { list: 'account', types: ['OtherCurrentLiability'] },
  'other-account': { list: 'account' },
  'other-item': { list: 'item' },
  'fallback-item': { list: 'item' },
  'guest-customer': { list: 'customer' },
}

/** `OtherCurrentLiability` → `Other Current Liability`. */
export function typeWords(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
}

export function isWantedFor(choice: Choice, entry: ListEntry): boolean {
  const { list, types } = WANTED[choice]
  const isOfType = types === undefined || types.includes(entry.type ?? '')
  return entry.list === list && entry.isActive && isOfType
}

/** Its full name as QuickBooks spells it. */
export async function chosenEntry(
  choice: Choice,
  typed: string,
  { db, storeID }: { readonly db: Database; readonly storeID: string },
): Promise<string | { readonly refusal: string }> {
  const { list, types } = WANTED[choice]
  const name = typed.trim()
  const of = types === undefined ? '' : ` of type ${types.map(typeWords).join(' or ')}`
  if (name === '') {
    return { refusal: `Nothing was done: name the ${list}${of} that is meant.` }
  }
  const rows = await rowsByName(db, storeID, { list, names: [name] })
  const entry = entriesIn(rows).find((one) => isWantedFor(choice, one))
  return (
    entry?.fullName ?? {
      refusal: `Nothing was done: QuickBooks has no active ${list}${of} called “${name}”, as far as its lists were read.`,
    }
  )
}
