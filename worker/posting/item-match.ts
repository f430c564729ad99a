/** Which item of QuickBooks a product is when nobody chose or linked one: by its name, and why. */
import { nameKey } from './known.ts'
import type { Known, ListEntry } from './known.ts'

/** `item-name`: called so itself; `child-item-name`: called so below another, `Clothing:TEE-001`. */
export type ItemRule = 'item-name' | 'child-item-name'

/** Under which the mirror keeps an item that stands below another; none for one at the top. */
export function childItemKeys({ list, fullName }: ListEntry): readonly string[] {
  const own = ownName(fullName)
  return list !== 'item' || own === null ? [] : [childItemKey(own)]
}

export function childItemKey(name: string): string {
  return `child-item ${nameKey(name)}`
}

/** All below another that are called so, as far as they are at hand. */
export function childItemsNamed(known: Known, name: string): readonly ListEntry[] {
  const key = childItemKey(name)
  return [...known.entriesByID.values()].filter((entry) => childItemKeys(entry).includes(key))
}

/** What stands behind the last colon; null where there is none. */
function ownName(fullName: string): string | null {
  const at = fullName.lastIndexOf(':')
  return at === -1 ? null : fullName.slice(at + 1)
}
