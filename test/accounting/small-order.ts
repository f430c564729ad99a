/** Orders of a few round figures, in the shape that WooCommerce's REST API gives them. */
import { corpusJSON } from '../woo/corpus.ts'
import type { Json } from '../woo/corpus.ts'

/** By the ID of the rate: what it took of a line, or of goods and of shipping. */
type Taxes = Readonly<Record<number, string>>

export type SmallLine = {
  readonly sku?: string
  readonly name?: string
  readonly quantity?: number
  readonly total: string
  readonly price?: number
  readonly taxes?: Taxes
}

export type SmallOrder = {
  readonly id: number
  readonly lines: readonly SmallLine[]
  readonly shipping?: { readonly total: string; readonly taxes?: Taxes }
  readonly fee?: { readonly name: string; readonly total: string; readonly taxes?: Taxes }
  /** Of each rate on goods and on shipping, as the order sums them up. */
  readonly taxLines?: Readonly<Record<number, readonly [goods: string, shipping: string]>>
  readonly total: string
  readonly totalTax?: string
  /** Any other field, by its name in the payload. */
  readonly more?: Json
}

/** As the shop's rates are set up; each agency is another vendor in QuickBooks. */
export const RATES: Readonly<
  Record<number, { readonly label: string; readonly percent: number; readonly agency: string }>
> = {
  1: { label: 'State', percent: 7.25, agency: 'State Board' },
  2: { label: 'City', percent: 1.375, agency: 'City Hall' },
}

const TEMPLATE = corpusJSON('orders/tax-none-new-york.json')

/** Paid by card by a guest of its own, unless `more` says otherwise. */
export function smallOrder(order: SmallOrder): Json {
  const { id, lines, shipping, fee, taxLines = {}, total, totalTax = '0.00', more = {} } = order
  return {
    ...TEMPLATE,
    id,
    number: String(id),
    status: 'processing',
    payment_method: 'stripe',
    payment_method_title: 'Credit card',
    transaction_id: `ch_${id}`,
    billing: {
      ...(TEMPLATE.billing as Json),
      email: `buyer-${id}@example.test`,
      last_name: `No${id}`,
    },
    line_items: lines.map((line, at) => goods(line, at)),
    shipping_lines: shipping === undefined ? [] : [charge('method_title', 'Flat rate', shipping)],
    fee_lines: fee === undefined ? [] : [charge('name', fee.name, fee)],
    tax_lines: Object.entries(taxLines).map(([rateID, [goodsTax, shippingTax]]) => ({
      id: 900 + Number(rateID),
      rate_code: `RATE-${rateID}`,
      rate_id: Number(rateID),
      label: RATES[Number(rateID)]?.label,
      compound: false,
      tax_total: goodsTax,
      shipping_tax_total: shippingTax,
      rate_percent: RATES[Number(rateID)]?.percent,
    })),
    coupon_lines: [],
    refunds: [],
    total,
    total_tax: totalTax,
    ...more,
  }
}

function goods(line: SmallLine, at: number): Json {
  const { sku = `SKU-${at + 1}`, name = sku, quantity = 1, total, price, taxes = {} } = line
  return {
    id: at + 1,
    name,
    product_id: 100 + at,
    variation_id: 0,
    quantity,
    subtotal: total,
    total,
    taxes: taxesOf(taxes),
    sku,
    price: price ?? Number(total) / quantity,
    meta_data: [],
    parent_name: null,
  }
}

function charge(nameField: string, name: string, line: { total: string; taxes?: Taxes }): Json {
  return {
    id: 50,
    [nameField]: name,
    amount: line.total,
    total: line.total,
    taxes: taxesOf(line.taxes ?? {}),
    meta_data: [],
  }
}

function taxesOf(taxes: Taxes): readonly Json[] {
  return Object.entries(taxes).map(([id, total]) => ({ id: Number(id), total, subtotal: total }))
}
