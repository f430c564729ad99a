/** Under which keys a customer is kept, and an item that stands below another. */
import { sql } from 'drizzle-orm'
import { keysOfEntry } from '../posting/customer-keys.ts'
import type { KeyKind } from '../posting/customer-keys.ts'
import { childItemKey, childItemKeys } from '../posting/item-match.ts'
import type { ListEntry, ListName } from '../posting/known.ts'

/**
 * Every key is a row that D1 bills. Who is found by name and post code is found by the name alone,
 * and told apart by the post code that stands in the entry.
 */
const STORED_KINDS: readonly string[] = [
  'account',
  'email',
  'name',
  'company',
] as const satisfies readonly KeyKind[]

const CHILD_ITEM = childItemKey('')

export function isStoredKey(key: string): boolean {
  return STORED_KINDS.includes(key.slice(0, key.indexOf(' '))) || key.startsWith(CHILD_ITEM)
}

/** Whether a key is one of an item's; else it is one of a customer's. */
export const IS_ITEM_KEY = sql.raw(`(key LIKE '${CHILD_ITEM}%')`)

/** Lists whose entries are kept under keys. */
export const KEYED_LISTS = ['customer', 'item'] as const satisfies readonly ListName[]

/** None for what is on another list. */
export function storedKeysOf(entry: ListEntry | undefined): ReadonlySet<string> {
  const keys = entry === undefined ? [] : keysOnList(entry)
  return new Set(keys.filter((key) => isStoredKey(key)))
}

function keysOnList(entry: ListEntry): readonly string[] {
  return entry.list === 'customer' ? keysOfEntry(entry) : childItemKeys(entry)
}
