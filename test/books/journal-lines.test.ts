/** What each form does to the ledger, as QuickBooks books it. */
import { expect, test } from 'bun:test'
import { journalLines } from '../../worker/books/journal-lines.ts'
import type { BookedDocument } from '../../worker/books/journal-lines.ts'
import { cents } from '../../worker/money/cents.ts'

/** 20.00 of goods, a discount of 3.00, 5.00 of shipping, 1.60 of tax to two agencies: 23.60. */
const SOLD: BookedDocument = {
  kind: 'SalesReceipt',
  totalCents: cents(2360),
  moneyAccount: 'Checking',
  receivablesAccount: 'Accounts Receivable',
  taxAccount: 'Sales Tax Payable',
  lines: [
    { account: 'Sales', of: 'TEE', amountCents: cents(2000) },
    { account: 'Discounts given', of: 'Discount', amountCents: cents(-300) },
    { account: 'Sales', of: 'Shipping', amountCents: cents(500) },
  ],
  taxes: [
    { agency: 'State', amountCents: cents(130) },
    { agency: 'City', amountCents: cents(30) },
  ],
}

/** `account: debit / credit`. */
function ledger(document: BookedDocument): readonly string[] {
  return journalLines(document).map(
    ({ account, debitCents, creditCents }) => `${account}: ${debitCents} / ${creditCents}`,
  )
}

const OF_GOODS = {
  sold: [
    'Sales: 0 / 2500',
    'Discounts given: 300 / 0',
    'Sales Tax Payable: 0 / 130',
    'Sales Tax Payable: 0 / 30',
  ],
  credited: [
    'Sales: 2500 / 0',
    'Discounts given: 0 / 300',
    'Sales Tax Payable: 130 / 0',
    'Sales Tax Payable: 30 / 0',
  ],
}

test.each([
  ['SalesReceipt', ['Checking: 2360 / 0', ...OF_GOODS.sold]],
  ['Invoice', ['Accounts Receivable: 2360 / 0', ...OF_GOODS.sold]],
  ['CreditMemo', ['Accounts Receivable: 0 / 2360', ...OF_GOODS.credited]],
  ['ReceivePayment', ['Checking: 2360 / 0', 'Accounts Receivable: 0 / 2360']],
  ['ARRefundCreditCard', ['Checking: 0 / 2360', 'Accounts Receivable: 2360 / 0']],
  ['Check', ['Checking: 0 / 2360', 'Accounts Receivable: 2360 / 0']],
  ['SalesOrder', []],
  ['Estimate', []],
] as const)('%s', (kind, expected) => {
  expect(ledger({ ...SOLD, kind })).toEqual([...expected])
})

test('a deposit takes gross money from Undeposited Funds, and the fee is an expense', () => {
  const deposit: BookedDocument = {
    ...SOLD,
    kind: 'Deposit',
    totalCents: cents(2292),
    lines: [
      { account: 'Undeposited Funds', of: 'payment', amountCents: cents(2360) },
      { account: 'Card fees', of: 'fee', amountCents: cents(-68) },
    ],
    taxes: [],
  }
  expect(ledger(deposit)).toEqual([
    'Checking: 2292 / 0',
    'Undeposited Funds: 0 / 2360',
    'Card fees: 68 / 0',
  ])
})

test('a line says what it is made of, each item once', () => {
  const [, sales] = journalLines({
    ...SOLD,
    lines: [...SOLD.lines, ...SOLD.lines.slice(0, 1)],
    totalCents: cents(4360),
  })
  expect(sales?.of).toEqual(['TEE', 'Shipping'])
})

test('parts that miss the total are our bug', () => {
  expect(() => journalLines({ ...SOLD, totalCents: cents(2361) })).toThrow(
    'SalesReceipt: debits of 2661 cents and credits of 2660',
  )
})
