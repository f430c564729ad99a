/** A wc/v3 order, reduced to the fields that `books` may read. */
import * as v from 'valibot'

import { decodeFields } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'
import {
  amount,
  fields,
  flag,
  id,
  list,
  optionalAmount,
  optionalText,
  optionalTime,
  text,
  time,
} from './wire-fields.ts'

export type Order = v.InferOutput<typeof order>
export type LineItem = Order['lineItems'][number]
export type ShippingLine = Order['shippingLines'][number]
export type FeeLine = Order['feeLines'][number]
export type TaxLine = Order['taxLines'][number]
export type LineTax = v.InferOutput<typeof lineTax>
export type DisplayMeta = v.InferOutput<typeof displayMeta>[number]
export type PostalAddress = v.InferOutput<typeof postalAddress>

/** The order, or the first field that cannot be read. WooCommerce 8.2 to 11. */
export function decodeOrder(snapshot: unknown): Order | FieldProblem {
  return decodeFields(order, snapshot, 'a wc/v3 order')
}

/** When the order was placed, in Unix milliseconds. */
export function createdAtMs({ dateCreatedGmt }: Pick<Order, 'dateCreatedGmt'>): number {
  return Date.parse(`${dateCreatedGmt}Z`)
}

/** `total` is null where the rate exists but was not applied: WooCommerce writes `""`. */
const lineTax = fields({ id, total: optionalAmount, subtotal: optionalAmount })

const lineTaxes = list(lineTax)

/** What the customer chose and the shop shows; hidden keys and values of plugins fall away. */
export const displayMeta = v.pipe(
  list(fields({ display_key: v.unknown(), display_value: v.unknown() })),
  v.transform((metas) => metas.flatMap(shownMeta)),
  v.readonly(),
)

const postalAddressEntries = {
  first_name: optionalText,
  last_name: optionalText,
  company: optionalText,
  address_1: optionalText,
  address_2: optionalText,
  city: optionalText,
  state: optionalText,
  postcode: optionalText,
  country: optionalText,
  phone: optionalText,
}

export const postalAddress = fields(postalAddressEntries)

export const billingAddress = fields({ ...postalAddressEntries, email: optionalText })

export const lineItem = fields({
  id,
  name: text,
  product_id: id,
  variation_id: id,
  quantity: amount,
  subtotal: amount,
  subtotal_tax: optionalAmount,
  total: amount,
  total_tax: optionalAmount,
  taxes: lineTaxes,
  sku: optionalText,
  /** Net price of one, unrounded: times the quantity it is the line's amount before rounding. */
  price: optionalAmount,
  parent_name: optionalText,
  meta_data: displayMeta,
})

export const shippingLine = fields({
  id,
  method_title: optionalText,
  total: amount,
  total_tax: optionalAmount,
  taxes: lineTaxes,
})

export const feeLine = fields({
  id,
  name: optionalText,
  /** The net fee unrounded, as far as it is known. */
  amount: optionalAmount,
  total: amount,
  total_tax: optionalAmount,
  taxes: lineTaxes,
})

export const taxLine = fields({
  id,
  rate_code: optionalText,
  rate_id: id,
  label: optionalText,
  compound: flag,
  tax_total: amount,
  shipping_tax_total: amount,
  /** A number, or null on orders from before WooCommerce recorded it. */
  rate_percent: optionalAmount,
})

const order = fields({
  id,
  number: text,
  status: text,
  currency: text,
  prices_include_tax: flag,
  date_created: time,
  date_created_gmt: time,
  /** In the shop's own time zone, as `date_created` is. */
  date_paid: optionalTime,
  date_paid_gmt: optionalTime,
  date_completed: optionalTime,
  date_completed_gmt: optionalTime,
  discount_total: optionalAmount,
  discount_tax: optionalAmount,
  shipping_total: optionalAmount,
  shipping_tax: optionalAmount,
  cart_tax: optionalAmount,
  total: amount,
  total_tax: amount,
  customer_id: id,
  billing: billingAddress,
  shipping: postalAddress,
  payment_method: optionalText,
  payment_method_title: optionalText,
  transaction_id: optionalText,
  customer_note: optionalText,
  created_via: optionalText,
  line_items: list(lineItem),
  tax_lines: list(taxLine),
  shipping_lines: list(shippingLine),
  fee_lines: list(feeLine),
  coupon_lines: list(fields({ id, code: text, discount: amount })),
  refunds: list(fields({ id, reason: optionalText, total: amount })),
  meta_data: v.pipe(
    list(fields({ key: v.unknown(), value: v.unknown() })),
    v.transform((metas) => metas.flatMap(keyedMeta)),
    v.readonly(),
  ),
})

type StoredMeta = { readonly key: unknown; readonly value: unknown }

/** A value is whatever a plugin stored; PHP makes a number of a key such as `"7"`. */
function keyedMeta({ key, value }: StoredMeta) {
  const isKey = typeof key === 'string' || typeof key === 'number'
  return isKey ? [{ key: String(key), value }] : []
}

type WireMeta = { readonly displayKey: unknown; readonly displayValue: unknown }

function shownMeta({ displayKey, displayValue }: WireMeta) {
  const isText = typeof displayKey === 'string' && typeof displayValue === 'string'
  return !isText || displayKey.startsWith('_') ? [] : [{ displayKey, displayValue }]
}
