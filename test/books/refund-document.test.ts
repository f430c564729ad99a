import { expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { isProblem } from '../../worker/books/problems.ts'
import { refundDocument } from '../../worker/books/refund-document.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import type { RefundDocument } from '../../worker/books/document.ts'
import { cents, parseCents, ZERO } from '../../worker/money/cents.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import type { Order } from '../../worker/woo/order.ts'
import { decodeRefund } from '../../worker/woo/refund.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import { corpusJSON, corpusOrder } from '../woo/corpus.ts'
import { sumOf } from './sale-sum.ts'

/** Each with the order it belongs to. */
const CORPUS = [
  ['amount-only-no-lines', 'refund-amount-only'],
  ['full-all-lines', 'refund-full'],
  ['partial-line-1-of-3-restock', 'refund-partial-line'],
  ['shipping-with-tax', 'refund-shipping-only'],
] as const

test.each(CORPUS)('%s is credited to the cent', (name, orderName) => {
  const refund = readRefund(name)
  const document = sound(corpusOrder(orderName), refund)
  expect(document.totalCents).toBe(parseCents(refund.amount) ?? ZERO)
  expect(sumOf(document)).toBe(document.totalCents)
  expect(document.lines.every(({ amountCents }) => amountCents > 0)).toBe(true)
})

test('one tee of three goes back with its taxes, each to its agency', () => {
  const document = sound(
    corpusOrder('refund-partial-line'),
    readRefund('partial-line-1-of-3-restock'),
  )
  // 19.99 + 1.45 + 0.27
  expect(document.totalCents).toBe(cents(2171))
  expect(
    document.lines.map(({ quantity, amountCents }) => [quantity, Number(amountCents)]),
  ).toEqual([['1', 1999]])
  // 19.99 × 7.25 % = 1.449275 and 19.99 × 1.375 % = 0.2748625: what QuickBooks computes, too
  expect(document.tax).toMatchObject({
    kind: 'native',
    taxes: [{ amountCents: 145 }, { amountCents: 27 }],
  })
})

test('money without goods is a line of its own, which says why', () => {
  const document = sound(corpusOrder('refund-amount-only'), readRefund('amount-only-no-lines'))
  expect(document.lines).toMatchObject([
    {
      item: { subject: 'item:refund' },
      description: 'Goodwill',
      amountCents: 500,
      isTaxable: false,
    },
  ])
  expect(document.tax.kind).toBe('none')
})

test('a refund has a number and a day of its own', () => {
  const refund = readRefund('full-all-lines')
  const document = sound(corpusOrder('refund-full'), refund)
  expect(document.refNumber).toBe(`R${refund.id}`)
  expect(document.txnDate).toBe(refund.dateCreated.slice(0, 10))
})

test('a fee that had lowered the order raises what is not given back', () => {
  const refund: Refund = {
    ...readRefund('amount-only-no-lines'),
    amount: '8.00',
    lineItems: [],
    feeLines: [
      {
        id: 1,
        name: 'Deposit',
        amount: null,
        total: '-10.00',
        totalTax: '0.00',
        taxes: [],
        metaData: [],
      },
      {
        id: 2,
        name: 'Voucher',
        amount: null,
        total: '2.00',
        totalTax: '0.00',
        taxes: [],
        metaData: [],
      },
    ],
  }
  const document = sound(corpusOrder('refund-amount-only'), refund)
  expect(document.lines.map(({ amountCents }) => Number(amountCents))).toEqual([1000, -200])
  expect(document.totalCents).toBe(cents(800))
})

test('taxes that WooCommerce rounded one by one move the largest line by a cent, and no tax', () => {
  // 10.00 shipping, 0.73 and 0.14 tax, refunded as 10.86: 10.00 + 0.725 + 0.1375.
  const document = sound(corpusOrder('refund-shipping-only'), readRefund('shipping-with-tax'))
  expect(document.lines.map(({ amountCents }) => Number(amountCents))).toEqual([999])
  expect(document.tax).toMatchObject({ lines: [{ amountCents: 73 }, { amountCents: 14 }] })
})

test('a refund of less than its lines is held', () => {
  const refund = { ...readRefund('full-all-lines'), amount: '20.00' }
  expect(problemOf(corpusOrder('refund-full'), refund)).toBe('refund-does-not-add-up')
})

test('what was never paid cannot be given back', () => {
  const order = { ...corpusOrder('refund-full'), datePaidGmt: null }
  expect(problemOf(order, readRefund('full-all-lines'))).toBe('refund-of-unpaid')
})

function readRefund(name: string): Refund {
  const refund = decodeRefund(corpusJSON(`refunds/${name}.json`))
  if (isFieldProblem(refund)) {
    throw new Error(refund.field)
  }
  return refund
}

function made(order: Order, refund: Refund) {
  const mapping = suggestMapping({ orders: [order], settings: DEFAULT_SETTINGS })
  const settings = { ...DEFAULT_SETTINGS, mapping }
  return refundDocument({ order, refund, settings, storeID: 'k3f9x2', edition: 'US' })
}

function sound(order: Order, refund: Refund): RefundDocument {
  const document = made(order, refund)
  if (isProblem(document)) {
    throw new Error(document.summary)
  }
  return document
}

function problemOf(order: Order, refund: Refund): string | null {
  const document = made(order, refund)
  return isProblem(document) ? document.code : null
}
