/** Accounting rule 7: the sale is gross, the fee an expense in the deposit. */
import { expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { MappedGateway } from '../../worker/books/gateway-mapping.ts'
import type { Order } from '../../worker/woo/order.ts'
import { corpusOrder } from '../woo/corpus.ts'
import { plainOrder, plainSettings, soundSale } from './plain-order.ts'

const BOOKED = { feeAccountName: 'Merchant Fees', depositAccountName: 'Checking' } as const

test('rule 7: the receipt is over the whole; what arrives at the bank is less the fee', () => {
  // 10.00 less 0.59
  const sale = soundSale(withFee({ _stripe_fee: '0.59' }), { settings: booking() })
  expect(sale).toMatchObject({
    kind: 'SalesReceipt',
    totalCents: 1000,
    depositAccountName: null,
    deposit: {
      refNumber: '1042',
      txnDate: '2026-11-23',
      totalCents: 941,
      feeCents: 59,
      feeAccountName: 'Merchant Fees',
      depositAccountName: 'Checking',
    },
    leftToDo: null,
  })
  const shown = JSON.stringify([sale.lines, sale.memo, sale.tax])
  expect(shown).not.toContain('59')
})

test('rule 7: the payment of an invoice goes to the bank in the same way', () => {
  const order = withFee({ _stripe_fee: '0.59' })
  const sale = soundSale(order, { settings: booking(), linkedKind: 'Invoice' })
  expect(sale.payments).toMatchObject([{ totalCents: 1000, depositAccountName: null }])
  expect(sale.deposit).toMatchObject({ totalCents: 941 })
})

test('a real Stripe order: 32.58 less 1.17', () => {
  const sale = soundSale(corpusOrder('stripe-like-paid'), {
    settings: plainSettings({
      ...booking().mapping,
      taxRates: { '1': TAX, '2': { ...TAX, name: 'City 1.375%', ratePercent: '1.375' } },
    }),
  })
  expect(sale).toMatchObject({ totalCents: 3258, deposit: { totalCents: 3141, feeCents: 117 } })
})

const TAX = { name: 'State 7.25%', ratePercent: '7.25', description: 'State', agencyName: 'State' }

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['Stripe', { _stripe_fee: '0.59', _stripe_currency: 'usd' }],
  ['WooPayments', { _wcpay_transaction_fee: 0.59 }],
  ['PayPal Standard', { 'PayPal Transaction Fee': '0.59' }],
  ['PayPal Checkout', { _paypal_transaction_fee: '0.59' }],
  [
    'PayPal Payments',
    { _ppcp_paypal_fees: { paypal_fee: { currency_code: 'USD', value: '0.59' } } },
  ],
  ['more digits than the bank pays out by', { _stripe_fee: '0.5949' }],
])('the fee is found where %s keeps it', (_, metaData) => {
  expect(soundSale(withFee(metaData), { settings: booking() }).deposit).toMatchObject({
    feeCents: 59,
  })
})

test('the owner’s own key counts instead of all others', () => {
  const settings = booking({ feeMetaKey: '_bank_charge' })
  const order = withFee({ _stripe_fee: '0.59', _bank_charge: '0.40' })
  expect(soundSale(order, { settings }).deposit).toMatchObject({ feeCents: 40 })
  expect(soundSale(withFee({ _stripe_fee: '0.59' }), { settings }).deposit).toBeNull()
})

test('a gateway that kept nothing pays out the whole', () => {
  const sale = soundSale(withFee({ _stripe_fee: '0' }), { settings: booking() })
  expect(sale.deposit).toMatchObject({ totalCents: 1000, feeCents: 0 })
})

test('without the fee nothing is guessed: the money waits in Undeposited Funds', () => {
  const sale = soundSale(plainOrder(), { settings: booking() })
  expect(sale).toMatchObject({ depositAccountName: null, deposit: null, leftToDo: null })
})

test('fees are booked where the owner says so, and nowhere else', () => {
  const sale = soundSale(withFee({ _stripe_fee: '0.59' }))
  expect(sale).toMatchObject({ depositAccountName: 'Stripe clearing', deposit: null })
})

test.each([
  ['0.59 GBP', { _stripe_fee: '0.59', _stripe_currency: 'gbp' }],
  ['n/a', { _stripe_fee: 'n/a' }],
  ['-0.59', { _stripe_fee: '-0.59' }],
  ['10.01', { _stripe_fee: '10.01' }],
])('a fee that reads %s is for a person; the sale goes out', (shown, metaData) => {
  const sale = soundSale(withFee(metaData), { settings: booking() })
  expect(sale.deposit).toBeNull()
  expect(sale.leftToDo?.code).toBe('fee-unclear')
  expect(sale.leftToDo?.summary).toContain(`“${shown}”`)
})

test('an unpaid order and one of 0.00 have no deposit', () => {
  const unpaid = { ...withFee({ _stripe_fee: '0.59' }), datePaid: null, datePaidGmt: null }
  expect(soundSale(unpaid, { settings: booking() }).deposit).toBeNull()
})

function booking(changes: Partial<MappedGateway> = {}) {
  return plainSettings({ gateways: { stripe: { ...PLAIN_GATEWAY, ...BOOKED, ...changes } } })
}

function withFee(metaData: Readonly<Record<string, unknown>>): Order {
  const entries = Object.entries(metaData).map(([key, value]) => ({ key, value }))
  return plainOrder({ metaData: entries })
}
