/** A line of a sale before it is known whether QuickBooks or we compute the tax. */
import type { Cents } from '../money/cents.ts'
import type { LineItem, Order } from '../woo/order.ts'
import type { ItemIdentity, TextLoss } from './document.ts'
import type { OrderAmounts } from './order-amounts.ts'
import type { ItemChoices } from './item-identity.ts'
import type { Redeemed } from './redemptions.ts'
import type { Settings } from './settings.ts'

export type OrderLine = {
  /** Of goods the order's own ID of them; null of what stands beside them. */
  readonly lineID: number | null
  readonly item: ItemIdentity
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: Cents
  /** IDs of the rates that WooCommerce applied to it, also where they came to 0.00. */
  readonly taxRateIDs: readonly string[]
  /** A class's full name, or null for the document's own. */
  readonly className: string | null
  readonly losses: readonly TextLoss[]
}

/** What of the settings decides about lines. */
export type LineChoices = ItemChoices & Pick<Settings, 'discounts'>

export type LineSource = {
  readonly order: Order
  readonly amounts: OrderAmounts
  readonly choices: LineChoices
  readonly redeemed: Redeemed
  /** Of a refund those of its sale, which say what was a part of what; else the order's own. */
  readonly soldLines: readonly LineItem[]
}
