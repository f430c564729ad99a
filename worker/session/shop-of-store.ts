/** What the shop said of itself, as the books need it. */
import { dayInZone } from '../books/day.ts'
import type { Shop } from '../books/order-document.ts'
import type { Store } from '../stores/store.ts'
import type { ShopFacts } from '../woo/changes.ts'

/** Of a shop that has not called yet nothing is known. */
export function shopOf({ shop }: Pick<Store, 'shop'>, nowMs: number): Shop {
  const facts = shop as ShopFacts | null
  return { currency: facts?.currency ?? '', today: dayInZone(nowMs, facts?.timeZone ?? '') }
}
