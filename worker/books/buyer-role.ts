/**
 * Which role of the shop a buyer has. An order of WooCommerce does not say it: the plugin may add
 * it (`customer_role`), and what the shop last sent of the account (`customer:812`) has it too.
 */
import type { Order } from '../woo/order.ts'

/** Whoever has no account. */
export const GUEST_ROLE = 'guest'
/** The row of a table by role for all that have none of their own. */
export const EVERY_ROLE = '*'

/** `guest`, a role such as `wholesale`, or `""` of an account whose role is not known. */
export function buyerRole({
  customerId,
  customerRole,
}: Pick<Order, 'customerId' | 'customerRole'>): string {
  return customerId === 0 ? GUEST_ROLE : customerRole.trim().toLowerCase()
}

/** The role's own row, or the one for every role; null where there is neither. */
export function rowOfRole<TRow>(rows: Readonly<Record<string, TRow>>, role: string): TRow | null {
  for (const key of [role, EVERY_ROLE]) {
    // A role called `constructor` has no row, whatever every object inherits.
    if (key !== '' && Object.hasOwn(rows, key)) {
      return rows[key] ?? null
    }
  }
  return null
}
