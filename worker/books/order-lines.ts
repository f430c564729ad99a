/** The lines of a sale: what was sold, shipped and charged, each net of discount and tax. */
import { cents, formatCents, parseCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { LineItem, LineTax, Order } from '../woo/order.ts'
import type { ItemIdentity, TextLoss } from './document.ts'
import { fittedText } from './fitted-text.ts'
import type { Fitted } from './fitted-text.ts'
import { FEE_ITEM, isItemName, productItem, SHIPPING_ITEM } from './item-identity.ts'
import type { OrderAmounts } from './order-amounts.ts'
import { withoutMarkup } from './plain-text.ts'

const DESCRIPTION_LENGTH_MAX = 4095
/** QUANTYPE. */
const QUANTITY = /^\d{1,10}(\.\d{1,5})?$/

/** A line before it is known whether QuickBooks or we compute the tax. */
export type OrderLine = {
  readonly item: ItemIdentity
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: Cents
  /** IDs of the rates that WooCommerce applied to it, also where they came to 0.00. */
  readonly taxRateIDs: readonly string[]
  readonly losses: readonly TextLoss[]
}

/** Products first, then shipping, then fees. Empty when the order has none of them. */
export function orderLines(order: Order, amounts: OrderAmounts): OrderLine[] {
  const coupons = order.couponLines.filter((coupon) => /[1-9]/.test(coupon.discount))
  const codes = coupons.map((coupon) => coupon.code)
  const products = order.lineItems.map((line, index) =>
    productLine({ line, codes, amountCents: amountAt(amounts.lineItems, index) }),
  )
  const shipping = order.shippingLines.map((line, index): OrderLine => ({
    ...described('shipping_lines.method_title', line.methodTitle, SHIPPING_ITEM),
    amountCents: amountAt(amounts.shippingLines, index),
    taxRateIDs: appliedRates(line.taxes),
  }))
  const fees = order.feeLines.map((line, index): OrderLine => ({
    ...described('fee_lines.name', line.name, FEE_ITEM),
    amountCents: amountAt(amounts.feeLines, index),
    taxRateIDs: appliedRates(line.taxes),
  }))
  const charges = [...shipping, ...fees]
  // Free shipping is no line of a receipt, unless there would be none without it.
  const chargesWithAmount = charges.filter((line) => line.amountCents !== 0)
  const lines = [...products, ...chargesWithAmount]
  return lines.length === 0 ? charges.slice(0, 1) : lines
}

type ProductSource = {
  readonly line: LineItem
  readonly codes: readonly string[]
  readonly amountCents: Cents
}

function productLine({ line, codes, amountCents }: ProductSource): OrderLine {
  const item = productItem(line)
  const words = [
    [withoutMarkup(line.name), ...chosenOptions(line)].join(', '),
    skuText(line, item),
    discountText({ line, codes, amountCents }),
  ]
  const description = fittedDescription('line_items.name', words.filter(isPresent).join(' – '))
  const quantity = lineQuantity(line.quantity)
  return {
    item,
    description: description.text,
    quantity: quantity.text === '' ? null : quantity.text,
    amountCents,
    taxRateIDs: appliedRates(line.taxes),
    losses: [...description.losses, ...quantity.losses],
  }
}

/** `Size: M`, unless the variation's name ends in it already. */
function chosenOptions({ name, parentName, metaData }: LineItem): string[] {
  const isVariationName = parentName !== '' && name.startsWith(parentName)
  const named = isVariationName ? withoutMarkup(name.slice(parentName.length)) : ''
  return metaData
    .map(({ displayKey, displayValue }) => [withoutMarkup(displayKey), withoutMarkup(displayValue)])
    .filter(([, value = '']) => value.trim() !== '' && !named.includes(value.trim()))
    .map(([key, value]) => `${key}: ${value}`)
}

/** A SKU that could not be the item's name stands in full on the line. */
function skuText({ sku }: LineItem, item: ItemIdentity): string {
  return sku === '' || (isItemName(sku) && item.name === sku) ? '' : `SKU ${sku}`
}

/** The amount is net of coupons; the line says what it would have been. */
function discountText({ line, codes, amountCents }: ProductSource): string {
  const [listCents, netCents] = [parseCents(line.subtotal), parseCents(line.total)]
  if (listCents === null || netCents === null || listCents <= netCents) {
    return ''
  }
  const reason = codes.length === 0 ? 'discount' : `coupon ${codes.join(', ')}`
  return `list ${formatCents(listCents)}, ${reason} ${formatCents(cents(amountCents - listCents))}`
}

function described(field: string, words: string, item: ItemIdentity) {
  const { text, losses } = fittedDescription(field, withoutMarkup(words))
  return { item, description: text === '' ? item.name : text, quantity: null, losses }
}

function fittedDescription(field: string, text: string): Fitted {
  return fittedText({ field, text, lengthMax: DESCRIPTION_LENGTH_MAX })
}

function appliedRates(taxes: readonly LineTax[]): string[] {
  return taxes.filter((tax) => tax.total !== null).map((tax) => String(tax.id))
}

function amountAt(amounts: readonly Cents[], index: number): Cents {
  const amount = amounts[index]
  if (amount === undefined) {
    throw new Error(`The order has no amount for line ${index}`)
  }
  return amount
}

/** A quantity of 0 with an amount would make QuickBooks divide by it; below 0 it is a return. */
function lineQuantity(quantity: string): Fitted {
  if (!/^\d*\.?\d*[1-9]/.test(quantity)) {
    return { text: '', losses: [] }
  }
  if (QUANTITY.test(quantity)) {
    return { text: quantity, losses: [] }
  }
  const loss = { field: 'line_items.quantity', original: quantity, sent: '' }
  return { text: '', losses: [loss] }
}

function isPresent(words: string): boolean {
  return words !== ''
}
