/** Orders made of plain values, and the settings that let them through. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { Mapping } from '../../worker/books/mapping.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { ONE_CURRENCY } from '../../worker/books/foreign-currency.ts'
import { saleDocument } from '../../worker/books/order-document.ts'
import type { SaleSource } from '../../worker/books/order-document.ts'
import type { SaleDocument } from '../../worker/books/document.ts'
import { isProblem } from '../../worker/books/problems.ts'
import type { Problem } from '../../worker/books/problems.ts'
import type {
  CouponLine,
  FeeLine,
  LineItem,
  LineMeta,
  Order,
  ShippingLine,
  TaxLine,
} from '../../worker/woo/order.ts'

const NOWHERE = {
  firstName: '',
  lastName: '',
  company: '',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
}

const BILLING = {
  ...NOWHERE,
  firstName: 'Ana',
  lastName: 'Lima',
  address1: '1 Main St',
  city: 'Reno',
  state: 'NV',
  postcode: '89501',
  country: 'US',
  email: 'ana@example.test',
}

const ORDER: Order = {
  id: 42,
  number: '1042',
  status: 'processing',
  currency: 'USD',
  pricesIncludeTax: false,
  dateCreated: '2026-11-23T23:30:00',
  dateCreatedGmt: '2026-11-24T07:30:00',
  datePaid: '2026-11-23T23:31:00',
  datePaidGmt: '2026-11-24T07:31:00',
  dateCompleted: null,
  dateCompletedGmt: null,
  discountTotal: '0.00',
  discountTax: '0.00',
  shippingTotal: '0.00',
  shippingTax: '0.00',
  cartTax: '0.00',
  total: '10.00',
  totalTax: '0.00',
  customerId: 0,
  customerRole: '',
  billing: BILLING,
  shipping: NOWHERE,
  paymentMethod: 'stripe',
  paymentMethodTitle: 'Credit card',
  transactionId: 'ch_3NfK',
  customerNote: '',
  createdVia: 'checkout',
  lineItems: [],
  taxLines: [],
  shippingLines: [],
  feeLines: [],
  couponLines: [],
  giftCards: [],
  pwGiftCardsRedeemed: [],
  refunds: [],
  metaData: [],
  payload: {},
}

const LINE: LineItem = {
  id: 1,
  name: 'Tee',
  productId: 20,
  variationId: 0,
  quantity: '1',
  subtotal: '10.00',
  subtotalTax: '0.00',
  total: '10.00',
  totalTax: '0.00',
  taxes: [],
  sku: 'TEE-001',
  price: null,
  parentName: '',
  metaData: [],
  bundledBy: null,
  compositeParent: null,
  mnmChildOf: null,
}

const MAPPING: Mapping = {
  ...DEFAULT_SETTINGS.mapping,
  taxRates: {
    '1': { name: 'State 7.25%', ratePercent: '7.25', description: 'State', agencyName: 'State' },
    '2': { name: 'City 1.375%', ratePercent: '1.375', description: 'City', agencyName: 'City' },
  },
  zeroRateItem: {
    name: 'Tax on lines 0%',
    ratePercent: '0',
    description: 'Tax on lines',
    agencyName: 'State',
  },
  taxCodes: {},
  gateways: {
    stripe: {
      ...PLAIN_GATEWAY,
      paymentMethodName: 'Visa',
      depositAccountName: 'Stripe clearing',
    },
    '': PLAIN_GATEWAY,
  },
}

/** One Tee at 10.00, paid by card, untaxed, unless the changes say otherwise. */
export function plainOrder(changes: Partial<Order> = {}): Order {
  return { ...ORDER, lineItems: [LINE], ...changes }
}

/** Its subtotal follows the total, unless it is given too. */
export function lineItem(changes: Partial<LineItem> = {}): LineItem {
  return { ...LINE, subtotal: changes.total ?? LINE.total, ...changes }
}

export function shippingLine(total: string, rateIDs: readonly number[] = []): ShippingLine {
  return {
    id: 2,
    methodTitle: 'Flat rate',
    methodId: 'flat_rate',
    instanceId: '3',
    total,
    totalTax: '0.00',
    taxes: taxes(rateIDs),
  }
}

export function feeLine(total: string, rateIDs: readonly number[] = []): FeeLine {
  return {
    id: 3,
    name: 'Gift wrap',
    amount: total,
    total,
    totalTax: '0.00',
    taxes: taxes(rateIDs),
    metaData: [],
  }
}

export function couponLine(code: string, discount: string): CouponLine {
  return { id: 4, code, discount, discountTax: '0.00', discountType: 'percent' }
}

/** What a plugin keeps beside a line, hidden from the buyer. */
export function lineMeta(key: string, value: unknown): LineMeta {
  return { key, value, shown: null }
}

/** What a line was taxed by; the amounts on the line are not what the books go by. */
export function taxes(rateIDs: readonly number[]) {
  return rateIDs.map((id) => ({ id, total: '0.01', subtotal: '0.01' }))
}

export function taxLine(rateId: number, taxTotal: string, shippingTaxTotal = '0.00'): TaxLine {
  return {
    id: 90 + rateId,
    rateCode: `RATE-${rateId}`,
    rateId,
    label: rateId === 1 ? 'State' : 'City',
    compound: false,
    taxTotal,
    shippingTaxTotal,
    ratePercent: rateId === 1 ? '7.25' : '1.375',
  }
}

export function plainSettings(mapping: Partial<Mapping> = {}): Settings {
  return { ...DEFAULT_SETTINGS, mapping: { ...MAPPING, ...mapping } }
}

export function saleOf(order: Order, changes: Partial<SaleSource> = {}): SaleDocument | Problem {
  return saleDocument({
    order,
    refunds: [],
    settings: plainSettings(),
    shop: { currency: 'USD', today: '2026-11-25' },
    storeID: 'k3f9x2',
    edition: 'US',
    currencies: ONE_CURRENCY,
    linkedKind: null,
    ...changes,
  })
}

/** The sale of an order that has one. */
export function soundSale(order: Order, changes: Partial<SaleSource> = {}): SaleDocument {
  const sale = saleOf(order, changes)
  if (isProblem(sale)) {
    throw new Error(`${sale.summary} ${sale.remedy}`)
  }
  return sale
}

/** The code of the problem that an order has. */
export function problemOf(order: Order, changes: Partial<SaleSource> = {}): string {
  const sale = saleOf(order, changes)
  return isProblem(sale) ? sale.code : 'no problem'
}
