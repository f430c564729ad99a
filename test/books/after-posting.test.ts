import { describe, expect, test } from 'bun:test'
import { leftToDo, undoneBy } from '../../worker/books/after-posting.ts'
import type { ProblemCode } from '../../worker/books/problems.ts'
import type { Order } from '../../worker/woo/order.ts'
import { plainOrder } from './plain-order.ts'

const SALE = {
  kind: 'SalesReceipt',
  refNumber: '1042',
  refunds: [],
  isDeleted: false,
  refNumberPrefix: '',
} as const
/** The plain order comes to 10.00. */
const REFUND = { id: 7, reason: '', total: '-10.00' }

describe('an order is given up', () => {
  test.each(['cancelled', 'failed', 'trash'] as const)('by its status: %s', (status) => {
    expect(undoneBy(plainOrder({ status }), false)).toBe(status)
  })

  test('when it is deleted, whatever its status', () => {
    expect(undoneBy(plainOrder({ status: 'completed' }), true)).toBe('deleted')
  })

  test.each(['refunded', 'pending', 'on-hold', 'packing'])('and not by the status %s', (status) => {
    expect(undoneBy(plainOrder({ status }), false)).toBeNull()
  })
})

describe('what a bookkeeper has still to do by hand', () => {
  test.each<[string, Partial<Order>, ProblemCode | null]>([
    ['nothing of an order that went well', { status: 'completed' }, null],
    ['of one that waits for its payment again', { status: 'pending' }, 'sale-still-stands'],
    ['of one set to refunded by hand', { status: 'refunded' }, 'sale-still-stands'],
    [
      'of one refunded in part and cancelled',
      { status: 'cancelled', refunds: [{ ...REFUND, total: '-1.00' }] },
      'sale-still-stands',
    ],
    [
      'nothing of one refunded whole and cancelled',
      { status: 'cancelled', refunds: [REFUND] },
      null,
    ],
  ])('%s', (_, order, code) => {
    const refunds = (order.refunds ?? []).map(({ id }) => ({ id }))
    const left = leftToDo(plainOrder(order), { ...SALE, refunds: refunds })
    expect(left?.code ?? null).toBe(code)
  })

  test('of a deleted order that was refunded in part', () => {
    const order = plainOrder({ refunds: [{ ...REFUND, total: '-1.00' }] })
    const left = leftToDo(order, { ...SALE, isDeleted: true, refunds: [{ id: 7 }] })
    expect(left?.code).toBe('sale-still-stands')
  })

  test('the details of a refund that the shop did not send', () => {
    const left = leftToDo(plainOrder({ refunds: [REFUND] }), SALE)
    expect(left?.code).toBe('refund-details-missing')
  })
})
