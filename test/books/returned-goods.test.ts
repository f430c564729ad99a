/** Accounting rule 9: restocked only where the shop restocked. */
import { expect, test } from 'bun:test'
import { shelvesOf } from '../../worker/books/returned-goods.ts'
import type { LineItem } from '../../worker/woo/order.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import { lineItem } from './plain-order.ts'

test('rule 9: what the shop put back is back, what it did not is not', () => {
  const refund = refundOf(77, { 1: 1 })
  expect(shelfOf(refund, { 1: 1 })).toEqual([[1, 'restocked']])
  expect(shelfOf(refund, {})).toEqual([[1, 'kept-out']])
})

test('rule 9: money without pieces brings no goods back', () => {
  expect(shelfOf(refundOf(77, { 1: 0 }), { 1: 1 })).toEqual([])
})

test('rule 9: of two refunds the count says which one was put back', () => {
  // Three pieces back, two of them on the shelf: the refund of two.
  const refunds = [refundOf(77, { 1: 1 }), refundOf(78, { 1: 2 })]
  expect(shelfOf(refunds[0], { 1: 2 }, refunds)).toEqual([[1, 'kept-out']])
  expect(shelfOf(refunds[1], { 1: 2 }, refunds)).toEqual([[1, 'restocked']])
  expect(shelfOf(refunds[0], { 1: 3 }, refunds)).toEqual([[1, 'restocked']])
})

test('rule 9: another line of the same refunds may tell', () => {
  // One piece of line 1 in each; line 2 came back with the first alone.
  const refunds = [refundOf(77, { 1: 1, 2: 3 }), refundOf(78, { 1: 1 })]
  const counts = { 1: 1, 2: 3 }
  expect(shelfOf(refunds[0], counts, refunds)).toEqual([
    [1, 'restocked'],
    [2, 'restocked'],
  ])
  expect(shelfOf(refunds[1], counts, refunds)).toEqual([[1, 'kept-out']])
})

test('rule 9: where two ways are possible nobody guesses', () => {
  const refunds = [refundOf(77, { 1: 1 }), refundOf(78, { 1: 1 })]
  expect(shelfOf(refunds[0], { 1: 1 }, refunds)).toEqual([[1, 'unclear']])
})

test('rule 9: a count that no refunds come to is no answer', () => {
  expect(shelfOf(refundOf(77, { 1: 1 }), { 1: 5 })).toEqual([[1, 'unclear']])
})

test('rule 9: a line whose stock the shop does not count stays out beside one that came back', () => {
  expect(shelfOf(refundOf(77, { 1: 1, 2: 1 }), { 1: 1 })).toEqual([
    [1, 'restocked'],
    [2, 'kept-out'],
  ])
})

type Pieces = Readonly<Record<number, number>>

function shelfOf(refund: Refund | undefined, counts: Pieces, refunds?: readonly Refund[]) {
  if (refund === undefined) {
    throw new Error('no refund')
  }
  const lineItems = [1, 2].map((id): LineItem => {
    const count = counts[id]
    const metaData = count === undefined ? [] : [hidden('_restock_refunded_items', String(count))]
    return lineItem({ id, metaData })
  })
  return [...shelvesOf({ order: { lineItems }, refunds: refunds ?? [refund], refund })]
}

function refundOf(id: number, pieces: Pieces): Refund {
  const lineItems = Object.entries(pieces).map(([soldID, count]) =>
    lineItem({
      id: id * 10 + Number(soldID),
      quantity: count === 0 ? '0' : `-${count}`,
      metaData: [hidden('_refunded_item_id', soldID)],
    }),
  )
  return {
    id,
    dateCreated: '2026-11-24T10:00:00',
    dateCreatedGmt: '2026-11-24T18:00:00',
    amount: '1.00',
    reason: '',
    refundedPayment: false,
    lineItems,
    taxLines: [],
    shippingLines: [],
    feeLines: [],
  }
}

function hidden(key: string, value: string) {
  return { key, value, shown: null }
}
