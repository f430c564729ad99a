/** What WooCommerce's arithmetic decides in a payload; names, IDs and texts are copied anyway. */
import type { Json } from './order-payload.ts'

const TOTALS = [
  'discount_total',
  'discount_tax',
  'shipping_total',
  'shipping_tax',
  'cart_tax',
  'total_tax',
  'total',
] as const

const LISTS: Readonly<Record<string, readonly string[]>> = {
  line_items: ['quantity', 'subtotal', 'subtotal_tax', 'total', 'total_tax', 'taxes', 'price'],
  shipping_lines: ['total', 'total_tax', 'taxes'],
  fee_lines: ['total', 'total_tax', 'taxes'],
  coupon_lines: ['code', 'discount', 'discount_tax'],
  tax_lines: [
    'rate_id',
    'rate_code',
    'label',
    'compound',
    'tax_total',
    'shipping_tax_total',
    'rate_percent',
  ],
}

/** Of an order or a refund. */
export function figures(payload: object): Json {
  const order = payload as Json
  const lists = Object.entries(LISTS).map(([list, fields]) => [
    list,
    ((order[list] ?? []) as Json[]).map((line) =>
      Object.fromEntries(fields.map((field) => [field, line[field]])),
    ),
  ])
  return Object.fromEntries([...TOTALS.map((field) => [field, order[field]]), ...lists])
}
