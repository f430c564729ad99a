/** The generator's arithmetic against orders that WooCommerce itself computed. */
import { expect, test } from 'bun:test'
import { adminOrder } from './admin-order.ts'
import { checkoutOrder } from './checkout.ts'
import { orderPayload } from './order-payload.ts'
import type { OrderHead, WooVersion } from './order-payload.ts'
import { figures } from './payload-figures.ts'
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
