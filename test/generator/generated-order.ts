/** An order of some WooCommerce shop, from a seed: the same seed, the same order, on every machine. */
import { createRandom } from '../simulation/random.ts'
import type { Random } from '../simulation/random.ts'
import { adminOrder } from './admin-order.ts'
import { generatedBasket } from './generated-basket.ts'
import { generatedShop } from './generated-shop.ts'
import { checkoutOrder } from './checkout.ts'
import { orderPayload } from './order-payload.ts'
import type { Json, OrderHead, PostalAddress } from './order-payload.ts'
import type { Shop } from './shop.ts'
import type { StoredOrder } from './stored-order.ts'

export type GeneratedOrder = {
  readonly seed: number
  readonly stored: StoredOrder
  readonly head: OrderHead
  /** As `GET /wc/v3/orders/ID` answers it. */
  readonly payload: Json
}

export type Money = Pick<Shop, 'currency' | 'decimals'>

export const US_DOLLARS: Money = { currency: 'USD', decimals: 2 }
/** WooCommerce's own setting for it: no decimals, though it keeps six. */
export const YEN: Money = { currency: 'JPY', decimals: 0 }

const FIRST_ID = 100_000
/** 1 January 2026. */
const FIRST_DAY_MS = Date.UTC(2026, 0, 1, 12)
const CHECKOUT_SHARE = 0.65

export function generatedOrder(seed: number, money: Money = US_DOLLARS): GeneratedOrder {
  const random = createRandom(seed)
  const { shop, rates } = generatedShop(random, money)
  const isCheckout = random.chance(CHECKOUT_SHARE)
  const basket = generatedBasket(random, { shop, rates, isCheckout })
  const stored = isCheckout ? checkoutOrder(shop, basket) : adminOrder(shop, basket)
  const head = generatedHead(random, { seed, isCheckout })
  return { seed, stored, head, payload: orderPayload(stored, head) }
}

const GATEWAYS = [
  ['stripe', 'Credit card', 'ch_'],
  ['paypal', 'PayPal', 'PAY-'],
  ['bacs', 'Direct bank transfer', ''],
  ['cod', 'Cash on delivery', ''],
  ['', '', ''],
] as const

const NOWHERE: PostalAddress = {
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

const BUYERS: readonly OrderHead['billing'][] = [
  {
    ...NOWHERE,
    first_name: 'Ana',
    last_name: 'Lima',
    address_1: '1 Main St',
    city: 'Reno',
    state: 'NV',
    postcode: '89501',
    country: 'US',
    email: 'ana@example.test',
  },
  {
    ...NOWHERE,
    first_name: 'Zoë',
    last_name: 'O’Hara',
    company: 'Hart & Söhne “GmbH”',
    address_1: '24 High Street',
    city: 'Leeds',
    postcode: 'LS1 1AA',
    country: 'GB',
    phone: '+44 113 496 0000',
    email: 'zoe@example.test',
  },
  { ...NOWHERE, email: '' },
]

function generatedHead(
  random: Random,
  { seed, isCheckout }: { readonly seed: number; readonly isCheckout: boolean },
): OrderHead {
  const [paymentMethod, paymentMethodTitle, idPrefix] = random.pick(GATEWAYS)
  const billing = random.pick(BUYERS)
  const isPaid = random.chance(0.8)
  const { email: _, ...shipping } = billing
  return {
    id: FIRST_ID + seed,
    version: random.pick(['8.2.2', '9.9.5', '11.0.1', '11.0.1']),
    status: isPaid ? random.pick(['processing', 'completed']) : 'on-hold',
    createdAtMs: FIRST_DAY_MS + random.int(0, 330) * 86_400_000,
    isPaid,
    customerID: billing.email === '' ? 0 : random.pick([0, 812]),
    billing,
    shipping: random.chance(0.5) ? shipping : NOWHERE,
    paymentMethod,
    paymentMethodTitle,
    transactionID: idPrefix === '' ? '' : `${idPrefix}${random.hex(12)}`,
    createdVia: isCheckout ? 'checkout' : 'admin',
  }
}
