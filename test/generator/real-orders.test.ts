/** The generator's arithmetic against orders that WooCommerce itself computed. */
import { expect, test } from 'bun:test'
import { adminOrder } from './admin-order.ts'
import { checkoutOrder } from './checkout.ts'
import { orderPayload } from './order-payload.ts'
import type { Json, OrderHead, WooVersion } from './order-payload.ts'
import {
  HAS_REAL_ORDERS,
  readRealOrder,
  realBasket,
  realOrderPaths,
  realShop,
  WITHOUT_REAL_ORDERS,
} from './real-orders.ts'

const NOWHERE = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
}

const HEAD: Omit<OrderHead, 'version'> = {
  id: 1,
  status: 'processing',
  createdAtMs: 0,
  isPaid: true,
  customerID: 0,
  billing: { ...NOWHERE, email: '' },
  shipping: NOWHERE,
  paymentMethod: '',
  paymentMethodTitle: '',
  transactionID: '',
  createdVia: '',
}

/** What the arithmetic decides; names, IDs and texts are copied anyway. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
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
const TOTALS = [
  'discount_total',
  'discount_tax',
  'shipping_total',
  'shipping_tax',
  'cart_tax',
  'total_tax',
  'total',
]

function figures(payload: object): Json {
  const order = payload as Json
  const lists = Object.entries(FIGURES).map(([list, fields]) => [
    list,
    (order[list] as Json[]).map((line) =>
      Object.fromEntries(fields.map((field) => [field, line[field]])),
    ),
  ])
  return Object.fromEntries([...TOTALS.map((field) => [field, order[field]]), ...lists])
}

test.skipIf(!HAS_REAL_ORDERS).each(realOrderPaths().map((path) => [path]))(
  `%s is computed as WooCommerce did${WITHOUT_REAL_ORDERS}`,
  (path) => {
    const real = readRealOrder(path)
    // The others were put together by a script, which calls what the admin calls.
    const compute = path.startsWith('orders/http-') ? checkoutOrder : adminOrder
    const computed = compute(realShop(real), realBasket(real))
    const head = { ...HEAD, version: real.version as WooVersion }
    expect(figures(orderPayload(computed, head))).toEqual(figures(real))
  },
)
