/** What an order's sale is in the books. */
import type { Order } from '../woo/order.ts'
import type { SaleDocument, SaleKind } from './document.ts'
import type { Settings } from './mapping.ts'
import type { Problem } from './problems.ts'

/** What is needed of a store to know what an order is in its books. */
export type Shop = {
  /** The shop's own, which is the books'. */
  readonly currency: string
}

/** A sale, as far as the books know of it already. */
export type SaleSource = {
  readonly order: Order
  readonly settings: Settings
  readonly shop: Shop
  readonly storeID: string
  /** What the sale stands in QuickBooks as; a paid invoice does not become a receipt. */
  readonly linkedKind: SaleKind | null
}

export function saleDocument(source: SaleSource): SaleDocument | Problem {
  throw new Error(`order ${source.order.number}`)
}
