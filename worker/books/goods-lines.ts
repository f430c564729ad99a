/** The products of an order, each line with what coupons took off it. */
import { cents, formatCents, parseCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { LineItem, LineTax, Order } from '../woo/order.ts'
import type { ItemIdentity, TextLoss } from './document.ts'
import { isGiftCardSale } from './gift-cards.ts'
import { chosenItem, GIFT_CARD_ITEM, isItemName, productItem } from './item-identity.ts'
import type { ItemChoices } from './item-identity.ts'
import { shownMeta } from './line-meta.ts'
import { withoutMarkup } from './plain-text.ts'

/** QUANTYPE; below 0 it is a return. */
const QUANTITY = /^-?\d{1,10}(\.\d{1,5})?$/

/** A line of goods before it is decided how coupons and bundles are shown. */
export type GoodsLine = {
  /** The order's own ID of it. */
  readonly lineID: number
  readonly item: ItemIdentity
  /** What was sold, the customer's choices, and a SKU that is not the item's name. */
  readonly words: readonly string[]
  /** Of a bundle, or the bundle it is of, in brackets behind the first of the words. */
  readonly aside: string
  readonly quantity: string | null
  /** Net of tax and of what coupons took off. */
  readonly amountCents: Cents
  /** What coupons took off: 0 or more. */
  readonly discountCents: Cents
  /** IDs of the rates that WooCommerce applied to it, also where they came to 0.00. */
  readonly taxRateIDs: readonly string[]
  readonly losses: readonly TextLoss[]
}

/** In the order's own order. */
export function goodsLines(
  order: Order,
  { amounts, choices }: { readonly amounts: readonly Cents[]; readonly choices: ItemChoices },
): GoodsLine[] {
  return order.lineItems.map((line, index) =>
    goodsLine(line, { amountCents: amountAt(amounts, index), choices }),
  )
}

function goodsLine(
  line: LineItem,
  { amountCents, choices }: { readonly amountCents: Cents; readonly choices: ItemChoices },
): GoodsLine {
  const item = isGiftCardSale(line, choices)
    ? chosenItem(GIFT_CARD_ITEM, choices)
    : productItem(line, choices)
  const words = [
    [withoutMarkup(line.name), ...shownMeta(line, choices)].join(', '),
    skuText(line, item),
  ]
  const quantity = lineQuantity(line.quantity)
  return {
    lineID: line.id,
    item,
    words: words.filter((word) => word !== ''),
    aside: '',
    quantity: quantity.text,
    amountCents,
    discountCents: takenOff(line, amountCents),
    taxRateIDs: appliedRates(line.taxes),
    losses: quantity.losses,
  }
}

/** A SKU that could not be the item's name stands in full on the line. */
function skuText({ sku }: LineItem, item: ItemIdentity): string {
  return sku === '' || (isItemName(sku) && item.name === sku) ? '' : `SKU ${sku}`
}

/** A line that costs more than its list price has no discount. */
function takenOff({ subtotal, total }: LineItem, amountCents: Cents): Cents {
  const [listCents, netCents] = [parseCents(subtotal), parseCents(total)]
  const isLower = listCents !== null && netCents !== null && listCents > netCents
  return cents(isLower ? Math.max(0, listCents - amountCents) : 0)
}

/** `list 39.98, coupon pct10 -4.01`: the amount is net, and the line says what it would have been. */
export function discountText(
  { amountCents, discountCents }: Pick<GoodsLine, 'amountCents' | 'discountCents'>,
  codes: readonly string[],
): string {
  if (discountCents === 0) {
    return ''
  }
  const reason = codes.length === 0 ? 'discount' : `coupon ${codes.join(', ')}`
  const list = formatCents(cents(amountCents + discountCents))
  return `list ${list}, ${reason} ${formatCents(cents(0 - discountCents))}`
}

/** A quantity of 0 with an amount would make QuickBooks divide by it. */
function lineQuantity(quantity: string): {
  readonly text: string | null
  readonly losses: readonly TextLoss[]
} {
  if (!/[1-9]/.test(quantity)) {
    return { text: null, losses: [] }
  }
  if (QUANTITY.test(quantity)) {
    return { text: quantity, losses: [] }
  }
  return { text: null, losses: [{ field: 'line_items.quantity', original: quantity, sent: '' }] }
}

export function appliedRates(taxes: readonly LineTax[]): string[] {
  return taxes.filter((tax) => tax.total !== null).map((tax) => String(tax.id))
}

export function amountAt(amounts: readonly Cents[], index: number): Cents {
  const amount = amounts[index]
  if (amount === undefined) {
    throw new Error(`The order has no amount for line ${index}`)
  }
  return amount
}
