import { expect, test } from 'bun:test'
import { isProblem, problem, RECHECK } from '../../worker/books/problems.ts'
import type { ProblemCode, ProblemFacts } from '../../worker/books/problems.ts'
import { cents } from '../../worker/money/cents.ts'

const ORDER = { order: '1042' }
const SALE = { ...ORDER, kind: 'SalesReceipt', refNumber: '1042' } as const
const CUSTOMER = { subject: 'customer:8' }

/** One example of every problem there is. */
const EXAMPLES: { readonly [TCode in ProblemCode]: ProblemFacts[TCode] } = {
  'order-without-lines': ORDER,
  'order-does-not-add-up': { ...ORDER, partsCents: cents(123_456_789), totalCents: cents(-5) },
  'tax-does-not-add-up': { ...ORDER, ratesCents: cents(87), taxCents: cents(88) },
  'currency-not-in-books': { ...ORDER, currency: 'EUR', booksCurrency: 'USD' },
  'amount-too-precise': { ...ORDER, field: 'its total', amount: '10.005' },
  'negative-total': { ...ORDER, totalCents: cents(-200) },
  'order-number-too-long': { ...ORDER, refNumber: 'WEB-12345678', lengthMax: 11 },
  'order-number-unusable': { ...ORDER, refNumber: '№ 1042' },
  'unreadable-field': { subject: 'order:42', sentence: 'total: expected a value, got nothing' },
  'snapshot-too-large': { subject: 'order:42', bytes: 2_000_000, bytesMax: 1_000_000 },
  'status-not-sent': { ...ORDER, status: 'pending' },
  'before-start-date': ORDER,
  'unfinished-order': { ...ORDER, status: 'trash' },
  'unknown-deletion': { subject: 'order:42' },
  'kind-not-sent': CUSTOMER,
  'customer-not-in-books': CUSTOMER,
  'unmapped-tax-rate': { ...ORDER, rateID: '3', label: '', ratePercent: null },
  'no-zero-rate-item': ORDER,
  'unmapped-gateway': { ...ORDER, gateway: 'klarna', title: '' },
  'no-account': { ...ORDER, item: 'Gift wrap', accountType: 'Income' },
  'account-missing': { ...ORDER, account: 'Sales' },
  'customer-missing': { ...ORDER, customer: 'Ana Lima' },
  'customer-inactive': { ...ORDER, customer: 'Ana Lima' },
  'customer-name-taken': { ...ORDER, customer: 'Ana Lima' },
  'item-missing': { ...ORDER, item: 'TEE-001' },
  'item-inactive': { ...ORDER, item: 'TEE-001' },
  'item-unsuitable': { ...ORDER, item: 'TEE-001', type: 'Group' },
  'list-entry-missing': { ...ORDER, list: 'payment methods', name: 'Visa' },
  'sales-tax-off': ORDER,
  'ref-number-used': { ...SALE, totalCents: cents(5430) },
  'near-match': { ...SALE, kind: 'Invoice', totalCents: null },
  'total-differs': { ...SALE, shopCents: cents(5430), quickBooksCents: cents(5429) },
  'changed-after-posting': SALE,
  'cancelled-after-posting': { ...SALE, status: 'cancelled' },
  'deleted-in-shop': SALE,
  'deleted-in-quickbooks': SALE,
  'paid-after-invoice': { ...ORDER, refNumber: '1042', paidCents: cents(5430) },
  'refunds-not-carried': { ...ORDER, refNumber: '1042', refundedCents: cents(500), count: 2 },
  'quickbooks-refused': { ...ORDER, request: 'item “TEE-001”', statusCode: '3140' },
  'set-refused': { order: 'customer:8' },
  'too-many-attempts': { ...ORDER, attempts: 10 },
  'quickbooks-too-old': { version: '5.0' },
  'wrong-company-file': { expected: 'Acme', found: 'Sample' },
  'quickbooks-unreachable': { waiting: 14 },
  'no-web-connector': { waiting: 1 },
}

const CODES = Object.keys(EXAMPLES) as ProblemCode[]

function example(code: ProblemCode) {
  return problem(code, EXAMPLES[code], 'QuickBooks’ own words')
}

test('every problem has two whole sentences that tell the owner and blame nobody', () => {
  for (const { code, summary, remedy } of CODES.map(example)) {
    for (const sentence of [summary, remedy]) {
      expect([code, sentence]).toEqual([code, expect.stringMatching(/^[A-Z1“].*\.$/s)])
      expect(sentence).not.toMatch(/please|error|invalid|undefined|null|\[object|failed|NaN/i)
    }
  }
})

test('a problem of an order begins with the order', () => {
  const ofOrders = CODES.filter((code) => 'order' in EXAMPLES[code])
  for (const code of ofOrders) {
    expect(example(code).summary).toMatch(/^(Order 1042|Customer 8) /)
  }
})

test('every problem says what must change before it is tried again', () => {
  expect(Object.keys(RECHECK).toSorted()).toEqual(CODES.toSorted())
})

test('QuickBooks’ own words are kept aside', () => {
  expect(example('quickbooks-refused')).toEqual({
    code: 'quickbooks-refused',
    summary: 'Order 1042 is waiting: QuickBooks did not accept item “TEE-001”.',
    remedy:
      'What QuickBooks said stands below. Put that right in QuickBooks or in the order, then press Send again on the order’s page in Tillbridge.',
    detail: 'QuickBooks’ own words',
  })
  expect(problem('account-missing', EXAMPLES['account-missing']).detail).toBeNull()
})

test('amounts are written as on the forms', () => {
  expect(example('order-does-not-add-up').summary).toBe(
    'Order 1042 is waiting: its lines and tax come to 1,234,567.89, its total is -0.05.',
  )
})

test('one order waits, fourteen orders wait', () => {
  expect(example('quickbooks-unreachable').summary).toEndWith('14 orders are waiting.')
  expect(example('no-web-connector').summary).toEndWith('1 order is waiting.')
})

test('a problem and what stands in its place are told apart', () => {
  expect(isProblem(example('sales-tax-off'))).toBe(true)
  expect(isProblem({ kind: 'SalesReceipt' })).toBe(false)
})
