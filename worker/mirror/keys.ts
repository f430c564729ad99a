/** Under which keys a customer is kept. */
import { keysOfEntry } from '../posting/customer-keys.ts'
import type { KeyKind } from '../posting/customer-keys.ts'
import type { ListEntry } from '../posting/known.ts'

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

export function isStoredKey(key: string): boolean {
  return STORED_KINDS.includes(key.slice(0, key.indexOf(' ')))
}

/** None for what is no customer. */
export function storedKeysOf(entry: ListEntry | undefined): ReadonlySet<string> {
  const keys = entry?.list === 'customer' ? keysOfEntry(entry) : []
  return new Set(keys.filter((key) => isStoredKey(key)))
}
