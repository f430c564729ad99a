import { Glob } from 'bun'
import { describe, expect, test } from 'bun:test'
import { isProblem, problem, RECHECK } from '../../worker/books/problems.ts'
import type { ProblemCode, ProblemFacts } from '../../worker/books/problems.ts'
import { KIND_NAMES } from '../../worker/books/sentence-words.ts'
import { cents } from '../../worker/money/cents.ts'

const WORKER = `${import.meta.dir}/../../worker`

const ORDER = { order: '1042' }
const SALE = { ...ORDER, kind: 'SalesReceipt', refNumber: '1042' } as const
const CUSTOMER = { subject: 'customer:8' }
const REQUEST = { ...ORDER, request: 'SalesReceipt', statusCode: '3171' }

/** One example of every problem there is. */
const EXAMPLES: { readonly [TCode in ProblemCode]: ProblemFacts[TCode] } = {
  'order-without-lines': ORDER,
  'order-does-not-add-up': { ...ORDER, partsCents: cents(123_456_789), totalCents: cents(-5) },
  'tax-does-not-add-up': { ...ORDER, ratesCents: cents(87), taxCents: cents(88) },
  'currency-not-in-books': { ...ORDER, currency: 'EUR', booksCurrency: 'USD' },
  'currency-not-in-quickbooks': { ...ORDER, currency: 'EUR', booksCurrency: 'USD' },
  'exchange-rate-unclear': {
    ...ORDER,
    currency: 'EUR',
    booksCurrency: 'USD',
    field: '_woocs_order_rate',
    shown: '0',
  },
  'customer-of-another-currency': {
    ...ORDER,
    customer: 'Ana Lima',
    customerCurrency: 'US Dollar',
    currency: 'Euro',
  },
  'amount-too-precise': { ...ORDER, field: 'its total', amount: '10.005' },
  'negative-total': { ...ORDER, totalCents: cents(-200) },
  'redemption-unexplained': { ...ORDER, redeemedCents: cents(1250) },
  'credit-lowers-tax': { ...ORDER, creditCents: cents(1200), discountCents: cents(1000) },
  'order-number-too-long': { ...ORDER, refNumber: 'WEB-12345678', lengthMax: 11 },
  'order-number-unusable': { ...ORDER, refNumber: '№ 1042' },
  'unreadable-field': { subject: 'order:42', sentence: 'total: expected a value, got nothing' },
  'snapshot-too-large': { subject: 'order:42', bytes: 2_000_000, bytesMax: 1_000_000 },
  'status-not-sent': { ...ORDER, status: 'pending' },
  'before-start-date': ORDER,
  'taken-off-list': { subject: 'order:42' },
  'before-first-order': { ...ORDER, firstOrderID: 5000 },
  'unfinished-order': { ...ORDER, status: 'trash' },
  'unknown-deletion': { subject: 'order:42' },
  'kind-not-sent': CUSTOMER,
  'customer-not-in-books': CUSTOMER,
  'field-too-long': { ...ORDER, field: 'PO number', text: 'PO 4711'.repeat(5), lengthMax: 25 },
  'field-without-day': { ...ORDER, field: 'ship date', text: 'soon' },
  'held-by-rule': { ...ORDER, rule: '2' },
  'unmapped-tax-rate': { ...ORDER, rateID: '3', label: '', ratePercent: null },
  'unmapped-tax-code': { ...ORDER, rateIDs: '3,12', rates: 'GST 5% + PST 7%' },
  'no-zero-rate-item': ORDER,
  'unmapped-gateway': { ...ORDER, gateway: 'klarna', title: '' },
  'no-refund-account': { ...ORDER, gateway: 'bacs', title: 'Bank transfer' },
  'no-account': { ...ORDER, item: 'Gift wrap', accountType: 'Income' },
  'account-missing': { ...ORDER, account: 'Sales' },
  'customer-missing': { ...ORDER, customer: 'Ana Lima' },
  'customer-inactive': { ...ORDER, customer: 'Ana Lima' },
  'customer-ambiguous': {
    ...ORDER,
    customer: 'Ana Lima',
    rule: 'email',
    names: ['Ana Lima', 'Ana Lima (old)'],
    others: 1,
  },
  'customer-path-too-long': { ...ORDER, customer: 'Acme:Ana Lima', lengthMax: 209 },
  'customer-name-taken': { ...ORDER, customer: 'Ana Lima' },
  'item-missing': { ...ORDER, item: 'TEE-001' },
  'item-inactive': { ...ORDER, item: 'TEE-001' },
  'item-unsuitable': { ...ORDER, item: 'TEE-001', type: 'Group' },
  'chosen-item-missing': { ...ORDER, item: 'Clothing:Tee', chosenFor: 'Tee' },
  'item-ambiguous': { ...ORDER, item: 'TEE', first: 'Men:TEE', second: 'Women:TEE' },
  'no-fallback-item': { ...ORDER, item: 'TEE-001' },
  'no-gift-card-account': { ...ORDER, item: 'Gift card' },
  'gift-card-account-unsuitable': { ...ORDER, item: 'Gift card', account: 'Sales' },
  'list-unreadable': { ...ORDER, list: 'customers' },
  'list-entry-missing': { ...ORDER, list: 'payment method', name: 'Visa' },
  'sales-tax-off': ORDER,
  'classes-off': { ...ORDER, name: 'Web' },
  'tax-code-unsuitable': { ...ORDER, code: 'S', expected: '20 %', found: '17.5 %' },
  'ref-number-used': { ...SALE, totalCents: cents(5430) },
  'near-match': { ...SALE, kind: 'Invoice', txnDate: '2026-03-01', totalCents: cents(5430) },
  'posted-twice': { ...SALE, txnIDs: '4A-1790000000 and 4B-1790000000' },
  'total-differs': { ...SALE, shopCents: cents(5430), quickBooksCents: cents(5429) },
  'changed-after-posting': SALE,
  'cancelled-after-posting': { ...SALE, status: 'cancelled' },
  'deleted-in-shop': SALE,
  'document-without-sale': { ...ORDER, kind: 'ReceivePayment', refNumber: '1042' },
  'deleted-in-quickbooks': SALE,
  'fee-unclear': { ...ORDER, field: '_stripe_fee', shown: '1.17 GBP', currency: 'EUR' },
  'money-for-invoiced': {
    ...ORDER,
    kind: 'SalesOrder',
    refNumber: '1042',
    totalCents: cents(5430),
    linked: 'invoice 77',
  },
  'document-linked': { ...SALE, kind: 'Invoice', wish: 'changed', linked: 'payment 77' },
  'document-deposited': { ...SALE, wish: 'cancelled' },
  'document-in-closed-period': { ...SALE, wish: 'failed', closingDate: '2026-06-30' },
  'document-edited': { ...SALE, wish: 'trash', parts: 'its lines and its date' },
  'taken-out-of-books': { ...SALE, wish: 'deleted', how: 'voided-not-deleted' },
  'back-after-removal': SALE,
  'date-in-closed-period': {
    ...ORDER,
    kind: 'Invoice',
    txnDate: '2025-12-30',
    closingDate: '2025-12-31',
  },
  'refund-does-not-add-up': {
    ...ORDER,
    refund: '77',
    partsCents: cents(600),
    amountCents: cents(500),
  },
  'part-payments-unclear': { ...ORDER, paidCents: cents(6000), totalCents: cents(5430) },
  'less-is-open': {
    ...SALE,
    kind: 'Invoice',
    money: 'ReceivePayment',
    number: '1042',
    totalCents: cents(5430),
    openCents: cents(1000),
  },
  'money-not-waiting': { ...ORDER, totalCents: cents(3141) },
  'payment-disputed': { ...ORDER, gateway: 'stripe', title: 'Credit card' },
  'refund-is-chargeback': { ...ORDER, refund: '77', refNumber: 'R77' },
  'restock-unclear': { ...ORDER, refNumber: 'R77', item: 'TEE-001' },
  'credit-to-apply': { ...ORDER, refNumber: 'R77', totalCents: cents(400), invoice: '1042' },
  'refund-of-unposted': { ...ORDER, kind: 'SalesOrder', refNumber: '1042', refund: '77' },
  'refund-details-missing': { ...ORDER, count: 2 },
  'refund-deleted-in-shop': { ...ORDER, kind: 'CreditMemo', refNumber: 'R77' },
  'quickbooks-refused': { ...ORDER, request: 'item “TEE-001”', statusCode: '3140' },
  'period-closed': REQUEST,
  'permission-missing': { ...REQUEST, order: 'customer:8', request: 'CustomerMod' },
  'single-user-needed': REQUEST,
  'feature-missing': REQUEST,
  'reference-missing': { ...REQUEST, list: 'PaymentMethod', name: 'Visa' },
  'text-unusable': { ...REQUEST, request: 'customer “Ana Lima”', field: 'Name' },
  'posting-account-missing': { ...REQUEST, request: 'item “TEE-001”' },
  'name-in-use': { ...REQUEST, request: 'customer “Ana Lima”', name: 'Ana Lima' },
  'quickbooks-busy': REQUEST,
  'request-malformed': REQUEST,
  'answer-unclear': REQUEST,
  'set-refused': { order: 'customer:8' },
  'too-many-attempts': { ...ORDER, attempts: 10 },
  'quickbooks-too-old': { version: '5.0' },
  'wrong-company-file': { expected: 'Acme', found: 'Sample' },
  'company-file-restored': { ...ORDER, document: 'Sales receipt 1042' },
  'nothing-moves': { waiting: 0 },
  'quickbooks-unreachable': { waiting: 14 },
  'names-running-out': { names: 13_100, namesMax: 14_500 },
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

/** Words of the wire, of the database or of the code; and a name as code writes it. */
const JARGON =
  /\b(qbXML|XML|HTTP|JSON|API|TxnID|ListID|RefNumber|EditSequence|AccountRef|hresult|0x[0-9a-f]+|status code|snapshot|payload|queue|session|iterator|macro|marker|mirror|hash|boolean|string|array|object|parse|schema|webhook)\b/i
const CODE_NAME = /\b(?!WooCommerce|QuickBooks|WordPress)[A-Za-z]?[a-z]+[A-Z]\w*|\b\w+_\w+/

test('no sentence speaks the language of programs', () => {
  for (const { code, summary, remedy } of CODES.map(example)) {
    // What stands in quotation marks are the shop's words or QuickBooks', not ours.
    for (const sentence of [summary, remedy].map((text) => text.replaceAll(/“[^”]*”/g, '“”'))) {
      expect([code, JARGON.exec(sentence)?.[0], CODE_NAME.exec(sentence)?.[0]]).toEqual([
        code,
        undefined,
        undefined,
      ])
      expect(CODES.filter((one) => sentence.includes(one))).toEqual([])
    }
  }
})

/** Reviewed: what a person does about these is found under no menu. */
const WITHOUT_MENU: Partial<Record<ProblemCode, string>> = {
  'currency-not-in-books': 'it is entered by hand, where sales of any kind are entered',
  'customer-of-another-currency': 'which setting names the customer is not known',
  'unfinished-order': 'there is nothing to do',
  'unknown-deletion': 'there is nothing to do',
  'customer-not-in-books': 'there is nothing to do',
  'credit-lowers-tax': 'where a plugin has its settings, only the plugin knows',
  'customer-name-taken': 'whose name it is decides the menu, and that is not known',
  'name-in-use': 'what has the name decides the menu, and that is not known',
  'ref-number-used': 'a button on the order’s page',
  'too-many-attempts': 'a button on the order’s page',
  'changed-after-posting': 'the document is named, and opened as any other',
  'quickbooks-refused': 'QuickBooks’ own words say where',
  'request-malformed': 'a fault of ours, for us to put right',
  'quickbooks-too-old': 'an installation',
  'wrong-company-file': 'a file is opened',
  'company-file-restored': 'a file is opened, or the operator gives a command',
  'nothing-moves': 'a button of the Web Connector',
  'quickbooks-unreachable': 'a button of the Web Connector',
}

test('a remedy names the menu, or was reviewed to have none', () => {
  const without = CODES.filter((code) => !example(code).remedy.includes(' › '))
  const reviewed = CODES.filter((code) => WITHOUT_MENU[code] !== undefined)
  expect(without.toSorted()).toEqual(reviewed.toSorted())
})

test('the cause is said, and is not the remedy again', () => {
  for (const { code, summary, remedy } of CODES.map(example)) {
    const words = summary.split(' ').length
    expect([code, words >= 8, summary !== remedy]).toEqual([code, true, true])
  }
})

test('every problem is one that Tillbridge can have', async () => {
  const texts = await Array.fromAsync(new Glob('**/*.ts').scan(WORKER), async (path) =>
    // Where the sentences and what they need are kept says nothing of who would say them.
    /books\/(problem|[\w-]+-sentences)/.test(path) ? '' : Bun.file(`${WORKER}/${path}`).text(),
  )
  const code = texts.join('\n')
  expect(CODES.filter((one) => !code.includes(`'${one}'`))).toEqual([])
})

test('a problem of an order begins with the order', () => {
  const ofOrders = CODES.filter((code) => 'order' in EXAMPLES[code])
  for (const code of ofOrders) {
    expect(example(code).summary).toMatch(/^(Order 1042|Customer 8) /)
  }
})

test('every document is called what it is called in QuickBooks', () => {
  const kinds = Object.entries(KIND_NAMES)
  for (const [kind, name] of kinds) {
    const { summary } = problem('quickbooks-refused', { ...REQUEST, request: kind })
    expect(summary).toBe(`Order 1042 is waiting: QuickBooks did not accept the ${name}.`)
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

describe('what QuickBooks lacks is named with the menu where it is found', () => {
  test.each([
    ['Customer', 'Ana Lima', 'no customer “Ana Lima” that', 'under Customers › Customer Center in'],
    ['Item Inventory', 'TEE-001', 'no item inventory “TEE-001” that', 'under Lists › Item List in'],
    ['ItemSalesTax', 'Reno', 'no item sales tax “Reno” that', 'under Lists › Item List in'],
    ['PaymentMethod', 'Visa', 'no payment method “Visa” that', 'Profile Lists › Payment Method'],
    ['Ship Method', 'UPS', 'no ship method “UPS” that', 'Profile Lists › Ship Via List'],
    [null, '80000001-1790000000', 'no entry with the ID 80000001-1790000000 that', 'company file'],
    [
      null,
      null,
      'lacks an entry that the sales receipt refers to',
      'Look under Lists in QuickBooks',
    ],
  ])('%s %s', (list, name, said, where) => {
    const { summary, remedy } = problem('reference-missing', { ...REQUEST, list, name })
    expect(summary).toContain(said)
    expect(remedy).toContain(where)
  })
})

test('a customer’s text is corrected among the users, an order’s in the order', () => {
  expect(example('set-refused')).toMatchObject({
    summary:
      'Customer 8 is waiting: QuickBooks could not read what was sent for it, and has stored nothing of that.',
    remedy:
      'Look for unusual characters in its names, addresses and products, correct them under Users › All Users, then press Send again on its page in Tillbridge.',
  })
  expect(problem('set-refused', ORDER).remedy).toContain('under WooCommerce › Orders › 1042, then')
})

test('a document that stands twice is shown with both its IDs', () => {
  expect(example('posted-twice')).toMatchObject({
    summary:
      'Order 1042 stands in QuickBooks twice: sales receipt 1042 has the transaction IDs 4A-1790000000 and 4B-1790000000.',
    remedy:
      'Find both in QuickBooks by the number under Edit › Find, delete one of the two, then mark it as done on the order’s page in Tillbridge. Tillbridge sends no third.',
  })
})

test('a near match is described well enough to be found', () => {
  expect(example('near-match')).toMatchObject({
    summary:
      'Order 1042 is waiting: it was sent and not confirmed, and meanwhile QuickBooks got an invoice 1042 over 54.30 of 2026-03-01 for the same customer, without Tillbridge’s mark.',
    remedy:
      'Look at it in QuickBooks under Edit › Find. If it is the order’s, leave it and cancel this entry on the order’s page in Tillbridge; if it is not, press Send again there.',
  })
})

test('an older company file pauses everything, and both ways out are named', () => {
  const { summary, remedy } = example('company-file-restored')
  expect(summary).toStartWith('Order 1042 is no longer in QuickBooks, and nobody deleted it there')
  expect(summary).toContain('(Sales receipt 1042, the last document that Tillbridge knows of)')
  expect(remedy).toStartWith(
    'Open the right company file in QuickBooks, then press Update Selected',
  )
  expect(remedy).toContain('run “tillbridge store verify STORE”')
})

test('amounts are written as on the forms', () => {
  expect(example('order-does-not-add-up').summary).toBe(
    'Order 1042 is waiting: its lines and tax come to 1,234,567.89, its total is -0.05.',
  )
})

test('one order waits, fourteen orders wait', () => {
  expect(example('quickbooks-unreachable').summary).toEndWith('14 orders are waiting.')
  expect(problem('quickbooks-unreachable', { waiting: 1 }).summary).toEndWith('1 order is waiting.')
})

test('a problem and what stands in its place are told apart', () => {
  expect(isProblem(example('sales-tax-off'))).toBe(true)
  expect(isProblem({ kind: 'SalesReceipt' })).toBe(false)
})
