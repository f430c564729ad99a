import { expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { isProblem } from '../../worker/books/problems.ts'
import { refundDocument } from '../../worker/books/refund-document.ts'
import type { RefundSource } from '../../worker/books/refund-document.ts'
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

test('of a refund of less than its lines the shop kept the rest, in a line of its own', () => {
  // Lines and taxes come to 48.81.
  const refund = { ...readRefund('full-all-lines'), amount: '20.00' }
  const document = sound(corpusOrder('refund-full'), refund)
  expect(document.lines.at(-1)).toMatchObject({
    item: { subject: 'item:refund' },
    description: 'Kept back by the shop',
    amountCents: -2881,
  })
  expect(document.totalCents).toBe(cents(2000))
  expect(sumOf(document)).toBe(2000)
})

test('a refund of nothing for lines that come to something is held', () => {
  const refund = { ...readRefund('full-all-lines'), amount: '0.00' }
  expect(problemOf(corpusOrder('refund-full'), refund)).toBe('refund-does-not-add-up')
})

test('a refund of tax alone is credited to the agency, without goods', () => {
  const shipping = readRefund('shipping-with-tax')
  const taxOnly: Refund = { ...shipping, amount: '0.87', shippingLines: [] }
  const document = sound(corpusOrder('refund-shipping-only'), taxOnly)
  expect(document.lines).toEqual([])
  expect(document.totalCents).toBe(cents(87))
  expect(document.tax).toMatchObject({ lines: [{ amountCents: 73 }, { amountCents: 14 }] })
})

test('a refund of what was not paid yet lowers what is owed, and pays nothing out', () => {
  const order = { ...corpusOrder('refund-full'), datePaidGmt: null }
  const refund = readRefund('full-all-lines')
  expect(settlementOf(order, refund, { saleKind: 'Invoice' })).toBe('owed')
  // A receipt says that the money was there; so does the gateway that paid it back.
  expect(settlementOf(order, refund, { saleKind: 'SalesReceipt' })).toBe('card')
  const paidBack = { ...refund, refundedPayment: true }
  expect(settlementOf(order, paidBack, { saleKind: 'Invoice' })).toBe('card')
})

test('one that was made before the order was paid never had money to give back', () => {
  const refund = readRefund('full-all-lines')
  const paidLater = { ...corpusOrder('refund-full'), datePaidGmt: '2027-01-01T00:00:00' }
  expect(settlementOf(paidLater, refund, { saleKind: 'Invoice' })).toBe('owed')
  const paid = corpusOrder('refund-full')
  expect(settlementOf(paid, refund, { saleKind: 'Invoice' })).toBe('card')
})

test('money that stands in the books is there to give back, whatever status the order came to', () => {
  const order = { ...corpusOrder('refund-full'), datePaidGmt: null }
  const refund = readRefund('full-all-lines')
  const known = { saleKind: 'Invoice', isPaidInBooks: true } as const
  expect(settlementOf(order, refund, known)).toBe('card')
})

function readRefund(name: string): Refund {
  const refund = decodeRefund(corpusJSON(`refunds/${name}.json`))
  if (isFieldProblem(refund)) {
    throw new Error(refund.field)
  }
  return refund
}

type Known = Partial<Pick<RefundSource, 'saleKind' | 'isPaidInBooks'>>

function settlementOf(order: Order, refund: Refund, known: Known) {
  const document = made(order, refund, known)
  return isProblem(document) ? document.code : document.settlement.kind
}

function made(order: Order, refund: Refund, known: Known = {}) {
  const mapping = suggestMapping({ orders: [order], settings: DEFAULT_SETTINGS })
  const settings = { ...DEFAULT_SETTINGS, mapping }
  const source = { order, refund, refunds: [refund], settings }
  return refundDocument({
    ...source,
    storeID: 'k3f9x2',
    edition: 'US',
    currency: null,
    saleKind: 'SalesReceipt',
    isPaidInBooks: false,
    ...known,
  })
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
