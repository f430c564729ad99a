import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import type { QbxmlVersion } from '../../worker/qbxml/version.ts'

test('a message set is one line of qbXML, in Intuit’s order whatever order it was written in', () => {
  const { xml, dropped } = encodeMessageSet({
    version: '13.0',
    messageSetID: 'tb-42',
    oldMessageSetID: 'tb-41',
    requests: [{ requestID: 'job-1', request: receipt({ Memo: 'TB1', RefNumber: '1042' }) }],
  })
  expect(xml).toBe(
    '<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq newMessageSetID="tb-42" oldMessageSetID="tb-41" onError="continueOnError"><SalesReceiptAddRq requestID="job-1"><SalesReceiptAdd><RefNumber>1042</RefNumber><Memo>TB1</Memo><SalesReceiptLineAdd><ItemRef><FullName>Mug</FullName></ItemRef><Amount>19.90</Amount></SalesReceiptLineAdd></SalesReceiptAdd></SalesReceiptAddRq></QBXMLMsgsRq></QBXML>',
  )
  expect(dropped).toEqual([])
})

test('characters beyond ASCII leave as decimal references', () => {
  expect(encoded(receipt({ Memo: 'Café “Ł” 5 €\nsecond & last' }))).toContain(
    '<Memo>Caf&#233; &#8220;L&#8221; 5 &#8364;&#10;second &amp; last</Memo>',
  )
})

test('a line break in a one-line field becomes a blank', () => {
  expect(encoded(receipt({ Other: 'a\nb' }))).toContain('<Other>a b</Other>')
})

test('a field newer than the declared version is left out and reported', () => {
  const request: QbxmlRequest = {
    name: 'SalesReceiptAddRq',
    content: {
      SalesReceiptAdd: {
        Lines: [{ SalesReceiptLineAdd: { Desc: 'x', OptionForPriceRuleConflict: 'Zero' } }],
      },
    },
  }
  const old = encodeMessageSet({
    version: '12.0' as QbxmlVersion,
    requests: [{ requestID: '7', request }],
  })
  const field =
    'SalesReceiptAddRq/SalesReceiptAdd/Lines[0]/SalesReceiptLineAdd/OptionForPriceRuleConflict'
  expect(old.dropped).toEqual([{ requestID: '7', field }])
  expect(old.xml).not.toContain('OptionForPriceRuleConflict')
})

test('a field that the edition does not know is left out and reported, in either direction', () => {
  const Lines = [{ SalesReceiptLineAdd: { Desc: 'x' } }]
  const sale: QbxmlRequest = {
    name: 'SalesReceiptAddRq',
    content: { SalesReceiptAdd: { IsTaxIncluded: false, Lines } },
  }
  const customer: QbxmlRequest = {
    name: 'CustomerAddRq',
    content: { CustomerAdd: { Name: 'Ana', ItemSalesTaxRef: { FullName: 'State' } } },
  }
  const requests = [sale, customer].map((request, at) => ({ requestID: String(at), request }))
  const inUK = encodeMessageSet({ version: '13.0', edition: 'UK', requests })
  expect(inUK.xml).toContain('<IsTaxIncluded>false</IsTaxIncluded>')
  expect(inUK.dropped).toEqual([
    { requestID: '1', field: 'CustomerAddRq/CustomerAdd/ItemSalesTaxRef' },
  ])
  const inUS = encodeMessageSet({ version: '13.0', requests })
  expect(inUS.xml).toContain('<ItemSalesTaxRef>')
  expect(inUS.dropped).toEqual([
    { requestID: '0', field: 'SalesReceiptAddRq/SalesReceiptAdd/IsTaxIncluded' },
  ])
})

test('a later request refers to an earlier one of the set by macro', () => {
  expect(encoded(receipt({ defMacro: 'TxnID:w42' }))).toContain(
    '<SalesReceiptAdd defMacro="TxnID:w42">',
  )
  const request: QbxmlRequest = {
    name: 'InvoiceAddRq',
    content: {
      InvoiceAdd: {
        CustomerRef: { ListID: '80000001-1' },
        SetCredit: [{ CreditTxnID: { useMacro: 'TxnID:w42' }, AppliedAmount: cents(5) }],
      },
    },
  }
  expect(encoded(request)).toContain('<CreditTxnID useMacro="TxnID:w42" />')
})

test('a payment is applied to an invoice that is made in the same set', () => {
  expect(encoded(payment({}))).toBe(
    '<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="continueOnError"><ReceivePaymentAddRq requestID="1"><ReceivePaymentAdd defMacro="TxnID:w43"><CustomerRef><ListID>80000001-1</ListID></CustomerRef><RefNumber>1042</RefNumber><TotalAmount>19.90</TotalAmount><AppliedToTxnAdd><TxnID useMacro="TxnID:w42" /><PaymentAmount>19.90</PaymentAmount></AppliedToTxnAdd></ReceivePaymentAdd></ReceivePaymentAddRq></QBXMLMsgsRq></QBXML>',
  )
})

test('a payment’s number holds 20 characters, a sale’s 11', () => {
  const RefNumber = '12345678901234567890'
  expect(encoded(payment({ RefNumber }))).toContain(`<RefNumber>${RefNumber}</RefNumber>`)
  expect(() => encoded(payment({ RefNumber: `${RefNumber}1` }))).toThrow(/20 characters, not 21/)
})

test('a payment is applied by name or left to QuickBooks, never both', () => {
  expect(() => encoded(payment({ IsAutoApply: true }))).toThrow(/IsAutoApply or AppliedToTxnAdd/)
  expect(() => encoded(payment({ AppliedToTxnAdd: undefined }))).toThrow(/one of IsAutoApply/)
})

test('an empty field clears in a Mod', () => {
  const request: QbxmlRequest = {
    name: 'CustomerModRq',
    content: { CustomerMod: { ListID: '80000001-1', EditSequence: '1', Phone: '' } },
  }
  expect(encoded(request)).toContain('<Phone />')
})

test('so does an empty date, and a reference without a name', () => {
  const InvoiceMod = { TxnID: '1A-1', EditSequence: '1', DueDate: '', TermsRef: { FullName: '' } }
  expect(encoded({ name: 'InvoiceModRq', content: { InvoiceMod } })).toContain(
    '<TermsRef><FullName /></TermsRef><DueDate />',
  )
})

test('a changed form keeps a line by its ID, and adds one under -1', () => {
  const Lines = [
    { InvoiceLineMod: { TxnLineID: '1B-1' } },
    { InvoiceLineMod: { TxnLineID: '-1', ItemRef: { FullName: 'Mug' }, Amount: cents(500) } },
  ]
  const InvoiceMod = { TxnID: '1A-1', EditSequence: '1', Lines }
  expect(encoded({ name: 'InvoiceModRq', content: { InvoiceMod } })).toContain(
    '<InvoiceMod><TxnID>1A-1</TxnID><EditSequence>1</EditSequence><InvoiceLineMod><TxnLineID>1B-1</TxnLineID></InvoiceLineMod><InvoiceLineMod><TxnLineID>-1</TxnLineID><ItemRef><FullName>Mug</FullName></ItemRef><Amount>5.00</Amount></InvoiceLineMod></InvoiceMod>',
  )
})

describe('what breaks the schema is our bug, and thrown before it costs a whole set', () => {
  const refused: readonly [string, Record<string, unknown>, RegExp][] = [
    ['a field Intuit does not have', { Tip: 'x' }, /has no Tip/],
    ['a RefNumber of 12', { RefNumber: '123456789012' }, /holds 11 characters, not 12/],
    ['an empty field', { Memo: '' }, /is empty/],
    ['text that is nothing once spelled for QuickBooks', { Memo: '🎉' }, /is empty/],
    ['a date with slashes', { TxnDate: '05/08/2026' }, /is no date/],
    ['the 29th of February 2027', { TxnDate: '2027-02-29' }, /there is no 2027-02-29/],
    ['a price with a comma', line({ Rate: '1,5' }), /is no price/],
    ['a price with six decimals', line({ Rate: '1.123456' }), /is no price/],
    ['a float for money', line({ Amount: 19.9 }), /whole number|is no amount/],
    ['both a rate and a percentage', line({ Rate: '1', RatePercent: '2' }), /Rate or RatePercent/],
    ['a reference without a name', line({ ItemRef: {} }), /either ListID or FullName/],
    ['a reference with two', line({ ItemRef: { ListID: '1', FullName: 'x' } }), /either ListID/],
    ['a word that is not in the list', line({ OptionForPriceRuleConflict: 'No' }), /is none of/],
    ['no line at all', { Lines: [] }, /Lines is required/],
    ['a macro name of our own making', { defMacro: 'w42' }, /no macro name/],
    ['a single value where many may stand', { Lines: 'x' }, /Lines is required/],
  ]
  test.each(refused)('%s', (_, fields, message) => {
    expect(() => encoded(receipt(fields))).toThrow(message)
  })

  test('a requestID of 51 characters', () => {
    const set = { version: '13.0', requests: [{ requestID: 'x'.repeat(51), request: receipt({}) }] }
    expect(() => encodeMessageSet(set as Parameters<typeof encodeMessageSet>[0])).toThrow(/1 to 50/)
  })

  test('a message set ID of 24 characters', () => {
    const set = { version: '13.0', messageSetID: 'x'.repeat(24), requests: [] } as const
    expect(() => encodeMessageSet(set)).toThrow(/1 to 23/)
  })

  test('an iterator on a query that has none', () => {
    const request: QbxmlRequest = {
      name: 'AccountQueryRq',
      content: { MaxReturned: 1 },
      attributes: { iterator: 'Start' },
    }
    expect(() => encoded(request)).toThrow(/has no iterator/)
  })
})

function receipt(fields: Record<string, unknown>): QbxmlRequest {
  const Lines = [{ SalesReceiptLineAdd: { ItemRef: { FullName: 'Mug' }, Amount: cents(1990) } }]
  return { name: 'SalesReceiptAddRq', content: { SalesReceiptAdd: { Lines, ...fields } } }
}

/** Made for an invoice of the same set. */
function payment(fields: Record<string, unknown>): QbxmlRequest {
  const ReceivePaymentAdd = {
    defMacro: 'TxnID:w43',
    CustomerRef: { ListID: '80000001-1' },
    RefNumber: '1042',
    TotalAmount: cents(1990),
    AppliedToTxnAdd: [{ TxnID: { useMacro: 'TxnID:w42' }, PaymentAmount: cents(1990) }],
    ...fields,
  }
  return { name: 'ReceivePaymentAddRq', content: { ReceivePaymentAdd } }
}

function line(fields: Record<string, unknown>): Record<string, unknown> {
  return { Lines: [{ SalesReceiptLineAdd: { ItemRef: { FullName: 'Mug' }, ...fields } }] }
}

function encoded(request: QbxmlRequest): string {
  return encodeMessageSet({ version: '13.0', requests: [{ requestID: '1', request }] }).xml
}
