import { expect, test } from 'bun:test'
import type { Order } from '../../worker/woo/order.ts'
import { withFields } from './plain-head.ts'
import { lineItem, plainOrder, plainSettings, soundSale } from './plain-order.ts'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'

const BEFORE = soundSale(plainOrder()).fingerprint

test('a status, a payment, a completion or a refund is no change of the order', () => {
  const later = plainOrder({
    status: 'refunded',
    datePaid: '2026-11-26T00:00:00',
    dateCompletedGmt: '2026-11-25T00:00:00',
    refunds: [{ id: 7, reason: '', total: '-1.00' }],
  })
  expect(soundSale(later).fingerprint).toEqual(BEFORE)
})

test('a choice of the owner is no change of the order', () => {
  const settings = { ...plainSettings({ gateways: { stripe: PLAIN_GATEWAY } }), dueDays: 30 }
  expect(soundSale(plainOrder(), { settings }).fingerprint.shop).toBe(BEFORE.shop)
})

test('a note that stands on no form is a change that the document does not show', () => {
  const { fingerprint } = soundSale(plainOrder({ customerNote: 'Please ring twice' }))
  expect(fingerprint.shop).not.toBe(BEFORE.shop)
  expect(fingerprint.document).toBe(BEFORE.document)
})

test('what a choice looks at in the payload is part of what the shop says', () => {
  const settings = withFields({ customFields: { Origin: 'From {payload:cart.source}' } })
  const said = (payload: Order['payload']) => soundSale(plainOrder({ payload }), { settings })
  const before = said({ cart: { source: 'web', hash: '1' } }).fingerprint
  expect(said({ cart: { source: 'web', hash: '2' } }).fingerprint).toEqual(before)
  const { shop, document } = said({ cart: { source: 'phone', hash: '1' } }).fingerprint
  expect(shop).not.toBe(before.shop)
  expect(document).not.toBe(before.document)
})

test('a guest who opens an account afterwards stays the same buyer', () => {
  const { buyer, document } = soundSale(plainOrder({ customerId: 812 })).fingerprint
  expect({ buyer, document }).toEqual({ buyer: BEFORE.buyer, document: BEFORE.document })
})

const CHANGES: readonly (readonly [string, Partial<Order>])[] = [
  ['amount', { total: '11.00', lineItems: [lineItem({ total: '11.00' })] }],
  ['item', { lineItems: [lineItem({ productId: 21 })] }],
  ['quantity', { lineItems: [lineItem({ quantity: '2' })] }],
  ['name of a product', { lineItems: [lineItem({ name: 'Tee, red' })] }],
  ['day', { dateCreated: '2026-11-24T00:00:00' }],
  ['buyer', { billing: { ...plainOrder().billing, email: 'other@example.test' } }],
  ['billing address', { billing: { ...plainOrder().billing, address1: '2 Main St' } }],
  ['transaction', { transactionId: 'ch_other' }],
]

test.each(CHANGES)('another %s is a change that the document shows', (_, change) => {
  const { shop, document } = soundSale(plainOrder(change)).fingerprint
  expect(shop).not.toBe(BEFORE.shop)
  expect(document).not.toBe(BEFORE.document)
})
