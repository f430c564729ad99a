/** Money that the buyer's bank took back, or may take: never entered as a refund on the card. */
import { expect, test } from 'bun:test'
import { leftToDo } from '../../worker/books/after-posting.ts'
import { isChargeback, isDisputed } from '../../worker/books/dispute.ts'
import type { Order } from '../../worker/woo/order.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import { plainOrder } from './plain-order.ts'

const ON_HOLD = { status: 'on-hold', metaData: [meta('_stripe_status_before_hold', 'processing')] }

test('a paid order that its gateway put on hold is disputed', () => {
  expect(isDisputed(plainOrder(ON_HOLD))).toBe(true)
  expect(isDisputed(plainOrder({ metaData: [meta('_stripe_charge_disputed', 'yes')] }))).toBe(false)
})

test.each([
  ['waits for its payment, as any bank transfer does', { datePaid: null, datePaidGmt: null }],
  ['is back at work: the dispute was won', { status: 'processing' }],
  ['was put on hold by a person', { metaData: [] }],
  ['has a plugin’s word that there is none', { metaData: [meta('_dispute_id', 'no')] }],
])('one that %s is not', (_, changes: Partial<Order>) => {
  expect(isDisputed(plainOrder({ ...ON_HOLD, ...changes }))).toBe(false)
})

test('a disputed order is left to a person, and says what to do either way', () => {
  const held = leftToDo(plainOrder(ON_HOLD), {
    kind: 'SalesReceipt',
    refNumber: '1042',
    refunds: [],
    isDeleted: false,
    refNumberPrefix: '',
  })
  expect(held?.code).toBe('payment-disputed')
  expect(held?.remedy).toContain('set the order back to its status')
  expect(held?.remedy).toContain('Banking › Write Checks')
})

test.each([
  ['Chargeback', true],
  ['charge-back by the bank', true],
  ['Customer disputed the charge', true],
  ['Undisputed damage', false],
  ['Goodwill', false],
])('a refund because of “%s” is a chargeback: %p', (reason, expected) => {
  expect(isChargeback(refundBecause(reason), plainOrder())).toBe(expected)
})

test('what the shop gave up after a dispute was not paid back by its gateway', () => {
  const lost = plainOrder({ ...ON_HOLD, status: 'refunded' })
  const refund = refundBecause('Order fully refunded.')
  expect(isChargeback(refund, lost)).toBe(true)
  expect(isChargeback({ ...refund, refundedPayment: true }, lost)).toBe(false)
})

function meta(key: string, value: string) {
  return { key, value }
}

function refundBecause(reason: string): Refund {
  return {
    id: 77,
    dateCreated: '2026-11-24T10:00:00',
    dateCreatedGmt: '2026-11-24T18:00:00',
    amount: '10.00',
    reason,
    refundedPayment: false,
    lineItems: [],
    taxLines: [],
    shippingLines: [],
    feeLines: [],
  }
}
