/** Mappings of a shop that sends an order of the corpus, with some of it not chosen yet. */
import { DEFAULT_SETTINGS } from '../../../worker/books/settings.ts'
import type { Settings } from '../../../worker/books/settings.ts'
import { suggestMapping } from '../../../worker/books/suggest-mapping.ts'
import { isFieldProblem } from '../../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../../worker/woo/order.ts'
import type { Order } from '../../../worker/woo/order.ts'
import { ORDER } from '../held-orders.ts'
import type { WooOrder } from '../shop.ts'
import type { Opening } from './scene.ts'

export function decoded(order: WooOrder = ORDER): Order {
  const read = decodeOrder(order)
  if (isFieldProblem(read)) {
    throw new Error(`order ${order.number} of the corpus cannot be read`)
  }
  return read
}

/** All that the order needs, but for what is given otherwise. */
export function mappedBut(
  mapping: Partial<Settings['mapping']>,
  settings: Partial<Settings> = {},
): Opening {
  const suggested = suggestMapping({ orders: [decoded()], settings: DEFAULT_SETTINGS })
  return { settings: { ...settings, isMapped: false, mapping: { ...suggested, ...mapping } } }
}
