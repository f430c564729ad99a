/** When an order counts as paid, how, and what of it becomes a payment. */
import { expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { MappedGateway } from '../../worker/books/gateway-mapping.ts'
import { parseSettings } from '../../worker/books/parse-settings.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import { plainOrder, plainSettings, problemOf, soundSale } from './plain-order.ts'

const ON_ACCOUNT = { paymentMethod: 'cod', datePaid: null, datePaidGmt: null } as const

test('a gateway may be mapped for one currency, and for all others together', () => {
  const gateways = {
    stripe: { ...PLAIN_GATEWAY, depositAccountName: 'Checking' },
    'stripe|USD': { ...PLAIN_GATEWAY, depositAccountName: 'Dollars' },
  }
  const settings = plainSettings({ gateways })
  expect(soundSale(plainOrder(), { settings }).depositAccountName).toBe('Dollars')
  const euros = plainOrder({ currency: 'EUR' })
  const shop = { currency: 'EUR', today: '2026-11-25' }
  expect(soundSale(euros, { settings, shop }).depositAccountName).toBe('Checking')
})

test('a gateway mapped for another currency alone is not mapped', () => {
  const settings = plainSettings({ gateways: { 'stripe|EUR': PLAIN_GATEWAY } })
  expect(problemOf(plainOrder(), { settings })).toBe('unmapped-gateway')
})

test('an invoice falls due as its gateway says, else as the owner says for all', () => {
  const unpaid = plainOrder({ ...ON_ACCOUNT, dateCreated: '2026-11-23T10:00:00' })
  const settings = { ...withGateway({ dueDays: 14 }), dueDays: 30 }
  expect(soundSale(unpaid, { settings }).dueDate).toBe('2026-12-07')
  const others = { ...withGateway({}), dueDays: 30 }
  expect(soundSale(unpaid, { settings: others }).dueDate).toBe('2026-12-23')
})

test('invoice and payment stand in the receivables of the gateway', () => {
  const settings = withGateway({ receivablesAccountName: 'Accounts Receivable - Web' })
  const order = plainOrder({ paymentMethod: 'cod' })
  const invoice = soundSale(order, { settings, linkedKind: 'Invoice' })
  expect(invoice.receivablesAccountName).toBe('Accounts Receivable - Web')
  expect(invoice.payments).toMatchObject([{ receivablesAccountName: 'Accounts Receivable - Web' }])
  expect(soundSale(order, { settings }).receivablesAccountName).toBeNull()
})

test('cash on delivery is paid when the order is completed, where the owner says so', () => {
  const settings = withGateway({ paidStatuses: ['completed'] })
  // WooCommerce dates it as paid when it may be packed.
  const packed = plainOrder({ paymentMethod: 'cod', status: 'processing' })
  expect(soundSale(packed, { settings })).toMatchObject({ kind: 'Invoice', payments: [] })
  const delivered = plainOrder({
    ...ON_ACCOUNT,
    status: 'completed',
    dateCompleted: '2026-11-27T18:00:00',
    dateCompletedGmt: '2026-11-28T02:00:00',
  })
  expect(soundSale(delivered, { settings, linkedKind: 'Invoice' }).payments).toMatchObject([
    { part: null, txnDate: '2026-11-27', totalCents: 1000 },
  ])
  const dated = {
    ...delivered,
    datePaid: '2026-11-28T09:00:00',
    datePaidGmt: '2026-11-28T17:00:00',
  }
  expect(soundSale(dated, { settings, linkedKind: 'Invoice' }).payments).toMatchObject([
    { txnDate: '2026-11-28' },
  ])
})

test('a deposit and the rest are a payment each, on an invoice over the whole', () => {
  // 3.00 of 10.00 on 24 November 2026, 08:00 in the shop.
  const shown = { deposit_amount: '3', deposit_paid: 'yes', deposit_payment_time: '1795536000' }
  const deposit = plainOrder({ status: 'partially-paid', metaData: deposits(shown) })
  expect(soundSale(deposit)).toMatchObject({
    kind: 'Invoice',
    totalCents: 1000,
    payments: [{ part: 1, refNumber: '1042-1', txnDate: '2026-11-24', totalCents: 300 }],
  })
  const whole = plainOrder({
    datePaid: '2026-12-01T09:00:00',
    metaData: deposits({ ...shown, second_payment_paid: 'yes' }),
  })
  expect(soundSale(whole).payments).toMatchObject([
    { part: 1, totalCents: 300 },
    { part: 2, refNumber: '1042-2', txnDate: '2026-12-01', totalCents: 700 },
  ])
})

test('a deposit that is not paid yet is no payment', () => {
  const shown = { deposit_amount: '3', deposit_paid: 'no', second_payment_paid: 'no' }
  const order = plainOrder({ datePaidGmt: null, metaData: deposits(shown) })
  expect(soundSale(order).payments).toEqual([])
})

test('parts that come to more than the order hold it', () => {
  const shown = { deposit_amount: '11', deposit_paid: 'yes' }
  expect(problemOf(plainOrder({ metaData: deposits(shown) }))).toBe('part-payments-unclear')
})

test('or is an invoice without payments, where a person enters them', () => {
  const shown = { deposit_amount: '11', deposit_paid: 'yes' }
  const settings = plainSettings()
  const unclearOrders = { ...settings.unclearOrders, partPayments: 'by-hand' } as const
  const order = plainOrder({ metaData: deposits(shown) })
  expect(soundSale(order, { settings: { ...settings, unclearOrders } })).toMatchObject({
    kind: 'Invoice',
    totalCents: 1000,
    payments: [],
  })
})

test('what was refunded before the order was paid was never paid', () => {
  const order = plainOrder({ datePaid: '2026-11-25T09:00:00', datePaidGmt: '2026-11-25T17:00:00' })
  const early = refundOf('4.00', '2026-11-24T17:00:00')
  const late = refundOf('1.00', '2026-11-26T17:00:00')
  expect(soundSale(order, { refunds: [early, late] })).toMatchObject({
    kind: 'Invoice',
    payments: [{ totalCents: 600 }],
  })
  expect(soundSale(order, { refunds: [late] }).kind).toBe('SalesReceipt')
  const paidBack = { ...early, refundedPayment: true }
  expect(soundSale(order, { refunds: [paidBack] }).kind).toBe('SalesReceipt')
})

test.each([
  [{ feeAccountName: 'Merchant Fees' }, 'depositAccountName'],
  [{ refundsBy: 'check' }, 'refundAccountName or depositAccountName'],
])('%j is refused without the account it needs', (choices, expected) => {
  const parsed = parseSettings({ mapping: { gateways: { stripe: choices } } })
  expect(JSON.stringify(parsed)).toContain(expected)
  const whole = { ...choices, depositAccountName: 'Checking' }
  expect(parseSettings({ mapping: { gateways: { stripe: whole } } }).kind).toBe('settings')
})

function withGateway(changes: Partial<MappedGateway>) {
  return plainSettings({ gateways: { cod: { ...PLAIN_GATEWAY, ...changes } } })
}

function deposits(shown: Readonly<Record<string, string>>) {
  const all = { order_has_deposit: 'yes', ...shown }
  return Object.entries(all).map(([key, value]) => ({ key: `_wc_deposits_${key}`, value }))
}

function refundOf(amount: string, dateCreatedGmt: string): Refund {
  return {
    id: 77,
    dateCreated: dateCreatedGmt,
    dateCreatedGmt,
    amount,
    reason: '',
    refundedPayment: false,
    lineItems: [],
    taxLines: [],
    shippingLines: [],
    feeLines: [],
  }
}
