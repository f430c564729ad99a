/** A wc/v3 order, reduced to the fields that `books` may read. */
import * as v from 'valibot'

import { decodeFields, isFieldProblem } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'
import {
  amount,
  fields,
  flag,
  id,
  lineReference,
  list,
  optionalAmount,
  optionalText,
  optionalTime,
  optionalWord,
  redeemedCards,
  text,
  time,
} from './wire-fields.ts'

export type Order = v.InferOutput<typeof order> & {
  /** As it came, for what only an owner's own rules look at. */
  readonly payload: Readonly<Record<string, unknown>>
}
export type LineItem = Order['lineItems'][number]
export type ShippingLine = Order['shippingLines'][number]
export type FeeLine = Order['feeLines'][number]
export type TaxLine = Order['taxLines'][number]
export type LineTax = v.InferOutput<typeof lineTax>
export type LineMeta = v.InferOutput<typeof lineMeta>[number]
export type CouponLine = Order['couponLines'][number]
export type RedeemedCard = Order['giftCards'][number]
export type PostalAddress = v.InferOutput<typeof postalAddress>

/** The order, or the first field that cannot be read. WooCommerce 8.2 to 11. */
export function decodeOrder(snapshot: unknown): Order | FieldProblem {
  const decoded = decodeFields(order, snapshot, 'a wc/v3 order')
  return isFieldProblem(decoded)
    ? decoded
    : { ...decoded, payload: snapshot as Readonly<Record<string, unknown>> }
}

/** When the order was placed, in Unix milliseconds. */
export function createdAtMs({ dateCreatedGmt }: Pick<Order, 'dateCreatedGmt'>): number {
  return Date.parse(`${dateCreatedGmt}Z`)
}

/** `total` is null where the rate exists but was not applied: WooCommerce writes `""`. */
const lineTax = fields({ id, total: optionalAmount, subtotal: optionalAmount })

const lineTaxes = list(lineTax)

/** What stands beside a line: the customer's choices, which the shop shows, and what plugins keep. */
export const lineMeta = v.pipe(
  list(
    fields({
      key: v.nullish(v.unknown(), null),
      value: v.nullish(v.unknown(), null),
      display_key: v.nullish(v.unknown(), null),
      display_value: v.nullish(v.unknown(), null),
    }),
  ),
  v.transform((metas) => metas.flatMap(readLineMeta)),
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
  meta_data: lineMeta,
  /** The line that this one is a part of, by ID, where Product Bundles is installed; else null. */
  bundled_by: lineReference,
  /** The same of Composite Products. */
  composite_parent: lineReference,
  /** The same of Mix and Match Products. */
  mnm_child_of: lineReference,
})

export const shippingLine = fields({
  id,
  method_title: optionalText,
  /** Such as `flat_rate`, and which of a zone's methods of that kind; both may be empty. */
  method_id: optionalText,
  instance_id: optionalWord,
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
  meta_data: v.optional(lineMeta, []),
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

const couponLine = v.pipe(
  fields({
    id,
    code: text,
    discount: amount,
    discount_tax: optionalAmount,
    /** Such as `percent`; older versions leave the field out. */
    discount_type: optionalText,
    meta_data: v.optional(lineMeta, []),
  }),
  v.transform(({ metaData, ...coupon }) => ({
    ...coupon,
    discountType: coupon.discountType === '' ? storedDiscountType(metaData) : coupon.discountType,
  })),
)

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
  /** WooCommerce leaves it out; the plugin may say it. */
  customer_role: optionalText,
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
  coupon_lines: list(couponLine),
  /** Redeemed, as WooCommerce Gift Cards writes it. */
  gift_cards: redeemedCards,
  /** The same of PW Gift Cards Pro. */
  pw_gift_cards_redeemed: redeemedCards,
  refunds: list(fields({ id, reason: optionalText, total: amount })),
  meta_data: v.pipe(
    list(fields({ key: v.unknown(), value: v.unknown() })),
    v.transform((metas) => metas.flatMap(keyedMeta)),
    v.readonly(),
  ),
})

/** `coupon_info` is a list as text, ID, code and type first; before 8.7 `coupon_data` is an object. */
function storedDiscountType(metas: readonly LineMeta[]): string {
  for (const { key, value } of metas) {
    const stored =
      key === 'coupon_info' && typeof value === 'string'
        ? /^\[\d+,"(?:[^"\\]|\\.)*","([a-z0-9_-]+)"/i.exec(value)?.[1]
        : Object(key === 'coupon_data' ? value : null).discount_type
    if (typeof stored === 'string') {
      return stored
    }
  }
  return ''
}

type StoredMeta = { readonly key: unknown; readonly value: unknown }

/** A value is whatever a plugin stored; PHP makes a number of a key such as `"7"`. */
function keyedMeta({ key, value }: StoredMeta) {
  const isKey = typeof key === 'string' || typeof key === 'number'
  return isKey ? [{ key: String(key), value }] : []
}

type WireMeta = StoredMeta & { readonly displayKey: unknown; readonly displayValue: unknown }

function readLineMeta({ displayKey, displayValue, ...stored }: WireMeta) {
  const isText = typeof displayKey === 'string' && typeof displayValue === 'string'
  // Hidden keys are not for the customer; a value that is no text the shop does not show either.
  const shown =
    !isText || displayKey.startsWith('_') ? null : { key: displayKey, value: displayValue }
  return keyedMeta(stored)
    .filter(({ key }) => !STOCK_KEYS.includes(key))
    .map((meta) => ({ ...meta, shown }))
}

/** WooCommerce's own count of the stock, which moves with an order's status: no news of the line. */
const STOCK_KEYS: readonly string[] = ['_reduced_stock']
