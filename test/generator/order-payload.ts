/** A stored order as `GET /wc/v3/orders/ID` shows it, field by field as in the real payloads. */
import { formatDecimal, numberFormat } from './php-numbers.ts'
import type { Coupon } from './shop.ts'
import type {
  StoredCoupon,
  StoredFee,
  StoredLine,
  StoredOrder,
  StoredShipping,
  StoredTaxLine,
} from './stored-order.ts'
import type { StoredTax } from './taxes.ts'

export type Json = Record<string, unknown>

/** 8.2.2 and 9.9.5 show a line's taxes as stored, 11.0.1 rounds them; each adds fields. */
export type WooVersion = '8.2.2' | '9.9.5' | '11.0.1'

export type PostalAddress = Readonly<
  Record<
    | 'first_name'
    | 'last_name'
    | 'company'
    | 'address_1'
    | 'address_2'
    | 'city'
    | 'state'
    | 'postcode'
    | 'country'
    | 'phone',
    string
  >
>

/** What an order says beside its amounts. */
export type OrderHead = {
  readonly id: number
  readonly version: WooVersion
  readonly status: string
  /** In the shop's time zone, and eight hours later in UTC. */
  readonly createdAtMs: number
  readonly isPaid: boolean
  readonly customerID: number
  readonly billing: PostalAddress & { readonly email: string }
  readonly shipping: PostalAddress
  readonly paymentMethod: string
  readonly paymentMethodTitle: string
  readonly transactionID: string
  readonly createdVia: string
}

export type ShownRefund = { readonly id: number; readonly reason: string; readonly amount: string }

/** What an order tells of its refunds. */
export type GivenBack = {
  readonly refunds: readonly ShownRefund[]
  /** Pieces of each line that went back on the shelf. */
  readonly restocked: readonly number[]
}

const NOTHING: GivenBack = { refunds: [], restocked: [] }

/** Products whose stock WooCommerce counts. */
const STOCKED_PRODUCTS: readonly number[] = [16, 17, 39]

const SHOP_OFFSET_MS = -8 * 3_600_000

export function orderPayload(
  order: StoredOrder,
  head: OrderHead,
  { refunds, restocked }: GivenBack = NOTHING,
): Json {
  const { shop } = order
  const money = (amount: string) => numberFormat(Number(amount), shop.decimals)
  const created = timesOf('date_created', head.createdAtMs)
  const paid = timesOf('date_paid', head.isPaid ? head.createdAtMs + 60_000 : null)
  const isDone = head.status === 'completed'
  const ids = lineIDs(order, head)
  return {
    id: head.id,
    parent_id: 0,
    status: head.status,
    currency: shop.currency,
    version: head.version,
    prices_include_tax: shop.pricesIncludeTax,
    ...created,
    ...timesOf('date_modified', head.createdAtMs + 60_000),
    discount_total: money(order.discountTotal),
    discount_tax: money(order.discountTax),
    shipping_total: money(order.shippingTotal),
    shipping_tax: money(order.shippingTax),
    cart_tax: money(order.cartTax),
    total: money(order.total),
    total_tax: money(order.totalTax),
    customer_id: head.customerID,
    order_key: `wc_order_${head.id}`,
    billing: head.billing,
    shipping: head.shipping,
    payment_method: head.paymentMethod,
    payment_method_title: head.paymentMethodTitle,
    transaction_id: head.transactionID,
    customer_ip_address: '127.0.0.1',
    customer_user_agent: 'Mozilla/5.0',
    created_via: head.createdVia,
    customer_note: '',
    ...timesOf('date_completed', isDone ? head.createdAtMs + 86_400_000 : null),
    ...paid,
    cart_hash: '',
    number: String(head.id),
    meta_data: [
      { id: head.id, key: 'is_vat_exempt', value: order.basket.isVatExempt ? 'yes' : 'no' },
    ],
    line_items: order.lines.map((line, at) => ({
      ...productLine(order, { line, id: ids.lines + at, head }),
      meta_data: stockMeta(line, { id: ids.lines + at, restocked: restocked[at] ?? 0 }),
    })),
    tax_lines: order.taxLines.map((line, at) => taxLine(line, { id: ids.taxes + at, money })),
    shipping_lines: order.shippingLines.map((line, at) =>
      shippingLine(order, { line, id: ids.shipping + at, head }),
    ),
    fee_lines: order.feeLines.map((line, at) => feeLine(order, { line, id: ids.fees + at, head })),
    coupon_lines: order.couponLines.map((line, at) =>
      couponLine(line, { id: ids.coupons + at, head }),
    ),
    refunds: refunds.map(({ id, reason, amount }) => ({ id, reason, total: `-${money(amount)}` })),
    payment_url: `https://shop.example.test/checkout/order-pay/${head.id}/`,
    is_editable: false,
    needs_payment: !head.isPaid,
    needs_processing: !isDone,
    currency_symbol: shop.currency === 'JPY' ? '¥' : '$',
  }
}

export function timesOf(field: string, timeMs: number | null): Json {
  return {
    [field]: timeMs === null ? null : timeText(timeMs + SHOP_OFFSET_MS),
    [`${field}_gmt`]: timeMs === null ? null : timeText(timeMs),
  }
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
}

/** How many pieces of the line are off the shelf, and how many came back with a refund. */
function stockMeta(
  { source: { product, quantity } }: StoredLine,
  { id, restocked }: { readonly id: number; readonly restocked: number },
): Json[] {
  if (!STOCKED_PRODUCTS.includes(product.productID) || !Number.isInteger(quantity)) {
    return []
  }
  const counts: readonly (readonly [string, number])[] = [
    ['_reduced_stock', quantity - restocked],
    ['_restock_refunded_items', restocked],
  ]
  return counts
    .filter(([key, pieces]) => key === '_reduced_stock' || pieces > 0)
    .map(([key, pieces]) => {
      const value = String(pieces)
      return { id, key, value, display_key: key, display_value: value }
    })
}

/** Order items are numbered across all orders; each kind follows the one before. */
export function lineIDs(order: StoredOrder, { id }: Pick<OrderHead, 'id'>) {
  const lines = id * 100
  const shipping = lines + order.lines.length
  const fees = shipping + order.shippingLines.length
  const taxes = fees + order.feeLines.length
  const coupons = taxes + order.taxLines.length
  return { lines, shipping, fees, taxes, coupons }
}

type Shown<TLine> = {
  readonly line: TLine
  readonly id: number
  readonly head: Pick<OrderHead, 'version'>
}

export function productLine(
  { shop }: Pick<StoredOrder, 'shop'>,
  { line, id, head: { version } }: Shown<StoredLine>,
): Json {
  const { product, quantity } = line.source
  const money = (amount: string) => numberFormat(Number(amount), shop.decimals)
  const isVariation = product.variationID > 0
  return {
    id,
    name: product.name,
    product_id: product.productID,
    variation_id: product.variationID,
    quantity,
    tax_class: product.taxClass,
    subtotal: money(line.subtotal),
    subtotal_tax: money(line.subtotalTax),
    total: money(line.total),
    total_tax: money(line.totalTax),
    taxes: shownTaxes(line.taxes, { version, money }),
    meta_data: [],
    // Both are the product's, and a product that was deleted has none.
    sku: product.productID === 0 ? null : product.sku,
    ...(version === '11.0.1' ? { global_unique_id: '' } : {}),
    price: quantity === 0 ? 0 : Number(line.total) / quantity,
    image: { id: '', src: '' },
    parent_name: isVariation ? product.parentName : null,
  }
}

export function shippingLine(
  { shop }: Pick<StoredOrder, 'shop'>,
  { line, id, head: { version } }: Shown<StoredShipping>,
): Json {
  const money = (amount: string) => numberFormat(Number(amount), shop.decimals)
  const { title, methodID, isTaxable } = line.source
  return {
    id,
    method_title: title,
    method_id: methodID,
    instance_id: '1',
    total: money(line.total),
    total_tax: money(line.totalTax),
    taxes: shownTaxes(line.taxes, { version, money }),
    ...(version === '8.2.2' ? {} : { tax_status: isTaxable ? 'taxable' : 'none' }),
    meta_data: [],
  }
}

export function feeLine(
  { shop }: Pick<StoredOrder, 'shop'>,
  { line, id, head: { version } }: Shown<StoredFee>,
): Json {
  const money = (amount: string) => numberFormat(Number(amount), shop.decimals)
  return {
    id,
    name: line.source.name,
    tax_class: line.taxClass,
    tax_status: line.taxStatus,
    amount: formatDecimal(line.source.amount),
    total: money(line.total),
    total_tax: money(line.totalTax),
    taxes: shownTaxes(line.taxes, { version, money }),
    meta_data: [],
  }
}

function shownTaxes(
  taxes: readonly StoredTax[],
  { version, money }: { readonly version: WooVersion; readonly money: (amount: string) => string },
): Json[] {
  const shown = (amount: string) => (version === '11.0.1' && amount !== '' ? money(amount) : amount)
  return taxes.map(({ rateID, total, subtotal }) => ({
    id: rateID,
    total: shown(total),
    subtotal: shown(subtotal),
  }))
}

export function taxLine(
  { rate, taxTotal, shippingTaxTotal }: StoredTaxLine,
  { id, money }: { readonly id: number; readonly money: (amount: string) => string },
): Json {
  return {
    id,
    rate_code: rate.code,
    rate_id: rate.id,
    label: rate.label,
    compound: rate.isCompound,
    tax_total: money(taxTotal),
    shipping_tax_total: money(shippingTaxTotal),
    rate_percent: rate.percent,
    meta_data: [],
  }
}

/** The only amounts that the REST API does not round. */
function couponLine(
  { coupon, discount, discountTax }: StoredCoupon,
  { id, head: { version } }: { readonly id: number; readonly head: OrderHead },
): Json {
  const told = { discount_type: coupon.type, nominal_amount: coupon.amount, free_shipping: false }
  const info = couponInfo(coupon)
  return {
    id,
    code: coupon.code,
    discount,
    discount_tax: discountTax,
    meta_data: [
      { id, key: 'coupon_info', value: info, display_key: 'coupon_info', display_value: info },
    ],
    ...(version === '8.2.2' ? {} : told),
  }
}

function couponInfo({ id, code, type, amount }: Coupon): string {
  return JSON.stringify([id, code, type, amount])
}
