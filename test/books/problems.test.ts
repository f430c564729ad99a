import { Glob } from 'bun'
import { describe, expect, test } from 'bun:test'
import { isProblem, problem, RECHECK } from '../../worker/books/problems.ts'
import type { ProblemCode } from '../../worker/books/problems.ts'
import { KIND_NAMES } from '../../worker/books/sentence-words.ts'
import { EXAMPLES, ORDER, REQUEST } from './problem-examples.ts'

const WORKER = `${import.meta.dir}/../../worker`

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
  'password-refused': 'a field of the Web Connector',
  'web-connector-silent': 'a tick in the Web Connector',
  'orders-waiting': 'a button of the Web Connector',
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
      'Find both in QuickBooks by the number under Edit › Find, delete one of the two, then press Look again in QuickBooks on the order’s page in Tillbridge. Tillbridge sends no third.',
  })
})

test('a near match is described well enough to be found', () => {
  expect(example('near-match')).toMatchObject({
    summary:
      'Order 1042 is waiting: it was sent and not confirmed, and meanwhile QuickBooks got an invoice 1042 over 54.30 of 2026-03-01 for the same customer, without Tillbridge’s mark.',
    remedy:
      'Look at it in QuickBooks under Edit › Find. If it is the order’s, link the two on the order’s page in Tillbridge; if it is not, send this one there.',
  })
})

test('an older company file pauses everything, and both ways out are named', () => {
  const { summary, remedy } = example('company-file-restored')
  expect(summary).toStartWith('Order 1042 is no longer in QuickBooks, and nobody deleted it there')
  expect(summary).toContain('(Sales receipt 1042, the last document that Tillbridge knows of)')
  expect(remedy).toStartWith(
    'Open the right company file in QuickBooks, then press Update Selected',
  )
  expect(remedy).toContain(
    'press “Keep this file and look for each document” in Tillbridge under Problems',
  )
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
