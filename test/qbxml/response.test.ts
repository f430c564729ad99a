import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import {
  decodeHostCompanyPreferences,
  decodeMessageSetResponse,
} from '../../worker/qbxml/response.ts'
import type { QbxmlResponse, Ret } from '../../worker/qbxml/response.ts'
import {
  HAS_REFERENCE,
  referenceFiles,
  referenceText,
  WITHOUT_REFERENCE,
} from './reference-material.ts'

const SAMPLES = ['flowlink', 'django-quickbooks', 'hotglue', 'qbwc-qbxml-spec/responses']

test.skipIf(!HAS_REFERENCE)(
  `every recorded answer of a real QuickBooks is read${WITHOUT_REFERENCE}`,
  () => {
    const answers = SAMPLES.flatMap((directory) => referenceFiles(`samples/${directory}`))
      .map((path) => ({ path, text: referenceText(path) }))
      // Not templates, and not the requests that lie among them.
      .filter(({ text }) => text.includes('<QBXMLMsgsRs') && !text.includes('>IDTYPE<'))
    expect(answers.length).toBeGreaterThan(15)
    for (const { path, text } of answers) {
      const qbxml = /<QBXML>[\s\S]*<\/QBXML>/.exec(text)?.[0] ?? ''
      const set = decodeMessageSetResponse(qbxml)
      const unreadable =
        set.kind === 'unreadable' ? read : set.responses.filter((one) => one.kind === 'unreadable')
      expect([path, unreadable]).toEqual([path, []])
      const objects = [...qbxml.matchAll(/<(\w+)Rs [^>]*statusCode="0"/g)].length
      const withRets = set.kind === 'message-set' ? set.responses.filter(hasRets).length : 0
      const isKnown = !/<PurchaseOrder\w+Rs/.test(qbxml)
      expect([path, isKnown ? withRets : 'other']).toEqual([path, isKnown ? objects : 'other'])
    }
  },
)

test.skipIf(!HAS_REFERENCE)(`a real sales receipt is read to the cent${WITHOUT_REFERENCE}`, () => {
  const xml = referenceText('samples/qbwc-qbxml-spec/responses/sales_receipt_add_rs.xml')
  const ret = onlyRet(xml)
  expect(ret).toMatchObject({
    kind: 'SalesReceiptRet',
    TxnID: '141CA5-1231522949',
    EditSequence: '1231522949',
    CustomerRef: { ListID: '80003579-1231522938', FullName: 'Test, Tom' },
    RefNumber: '16466',
    Subtotal: cents(15_000),
    SalesTaxTotal: cents(0),
    TotalAmount: cents(15_000),
    DepositToAccountRef: { FullName: '*Undeposited Funds' },
    Lines: [
      { Desc: '$150.00 gift certificate', Quantity: '1', Amount: cents(15_000) },
      { Desc: 'Handling Charge', Quantity: null, Amount: cents(0) },
    ],
  })
})

test.skipIf(!HAS_REFERENCE)(
  `a real payment says what of it went to no invoice${WITHOUT_REFERENCE}`,
  () => {
    const recorded = referenceText('samples/flowlink/receive_payment_add_rs.xml')
    const qbxml = /&lt;QBXML&gt;[\s\S]*&lt;\/QBXML&gt;/.exec(recorded)?.[0] ?? ''
    expect(onlyRet(qbxml.replaceAll('&lt;', '<').replaceAll('&gt;', '>'))).toMatchObject({
      kind: 'ReceivePaymentRet',
      TxnID: 'B7-1417040299',
      TimeModified: '2014-11-26T20:18:19-02:00',
      EditSequence: '1417040299',
      TxnNumber: '60',
      CustomerRef: { ListID: '80000013-1416570432', FullName: 'spree@example.com' },
      TxnDate: '2014-03-02',
      RefNumber: 'R154817935',
      TotalAmount: cents(21_000),
      PaymentMethodRef: { FullName: 'Check' },
      DepositToAccountRef: { FullName: 'Undeposited Funds' },
      UnusedPayment: cents(21_000),
      AppliedToTxns: [],
    })
  },
)

test('a payment says what of it went to which invoice', () => {
  const applied =
    '<AppliedToTxnRet><TxnID>1A-1</TxnID><TxnType>Invoice</TxnType><TxnDate>2026-08-05</TxnDate><RefNumber>1042</RefNumber><BalanceRemaining>0.00</BalanceRemaining><Amount>19.90</Amount></AppliedToTxnRet>'
  const body = `<ReceivePaymentQueryRs requestID="1" statusCode="0" statusSeverity="Info"><ReceivePaymentRet><TxnID>1B-1</TxnID><TotalAmount>25.00</TotalAmount><Memo>TB1</Memo><UnusedPayment>5.10</UnusedPayment>${applied}</ReceivePaymentRet></ReceivePaymentQueryRs>`
  expect(onlyRet(answer(body))).toMatchObject({
    Memo: 'TB1',
    UnusedPayment: cents(510),
    AppliedToTxns: [
      {
        TxnID: '1A-1',
        TxnType: 'Invoice',
        TxnDate: '2026-08-05',
        RefNumber: '1042',
        BalanceRemaining: cents(0),
        Amount: cents(1990),
        DiscountAmount: null,
      },
    ],
  })
})

test('an invoice says what is due on it, and when it was made and changed', () => {
  const body =
    '<InvoiceQueryRs requestID="1" statusCode="0" statusSeverity="Info"><InvoiceRet><TxnID>1A-1</TxnID><TimeCreated>2026-08-05T16:43:30-04:00</TimeCreated><TimeModified>2026-08-06T09:00:00-04:00</TimeModified><EditSequence>9</EditSequence><CustomerRef><ListID>8-1</ListID><FullName>Ana</FullName></CustomerRef><TxnDate>2026-08-05</TxnDate><RefNumber>1042</RefNumber><Subtotal>19.90</Subtotal><SalesTaxTotal>1.64</SalesTaxTotal><AppliedAmount>-21.54</AppliedAmount><BalanceRemaining>0.00</BalanceRemaining><Memo>TB1</Memo><IsPaid>true</IsPaid></InvoiceRet></InvoiceQueryRs>'
  expect(onlyRet(answer(body))).toMatchObject({
    TxnID: '1A-1',
    TimeCreated: '2026-08-05T16:43:30-04:00',
    TimeModified: '2026-08-06T09:00:00-04:00',
    EditSequence: '9',
    CustomerRef: { ListID: '8-1', FullName: 'Ana' },
    TxnDate: '2026-08-05',
    RefNumber: '1042',
    Memo: 'TB1',
    Subtotal: cents(1990),
    SalesTaxTotal: cents(164),
    AppliedAmount: cents(-2154),
    BalanceRemaining: cents(0),
    IsPaid: true,
  })
})

test('a deleted sale says what it was and when it went', () => {
  const body =
    '<TxnDeletedQueryRs requestID="1" statusCode="0" statusSeverity="Info"><TxnDeletedRet><TxnDelType>ReceivePayment</TxnDelType><TxnID>1B-1</TxnID><TimeCreated>2026-08-05T16:43:30-04:00</TimeCreated><TimeDeleted>2026-08-06T09:00:00-04:00</TimeDeleted><RefNumber>1042</RefNumber></TxnDeletedRet></TxnDeletedQueryRs>'
  expect(onlyRet(answer(body))).toEqual({
    kind: 'TxnDeletedRet',
    TxnDelType: 'ReceivePayment',
    TxnID: '1B-1',
    TimeCreated: '2026-08-05T16:43:30-04:00',
    TimeDeleted: '2026-08-06T09:00:00-04:00',
    RefNumber: '1042',
  })
})

test.skipIf(!HAS_REFERENCE)(
  `one refused request leaves the others of a real set readable${WITHOUT_REFERENCE}`,
  () => {
    const set = read(referenceText('samples/hotglue/customer-batch-mixed.response.xml'))
    expect(set.map((one) => [one.requestID, one.kind === 'response' && one.statusCode])).toEqual([
      ['ext-mix-1', 0],
      ['ext-mix-2', 3100],
      ['ext-mix-3', 3250],
      ['ext-mix-4', 3130],
      ['ext-mix-5', 0],
    ])
  },
)

test.skipIf(!HAS_REFERENCE)(
  `an answer torn off anywhere is not believed${WITHOUT_REFERENCE}`,
  () => {
    const xml = referenceText('samples/hotglue/customer-batch-mixed.response.xml').trimEnd()
    for (let length = 0; length < xml.length; length += 7) {
      expect([length, decodeMessageSetResponse(xml.slice(0, length)).kind]).toEqual([
        length,
        'unreadable',
      ])
    }
  },
)

describe('an answer is read by name', () => {
  test('elements in any order, past those we do not know', () => {
    const body =
      '<CustomerAddRs statusMessage="ok" statusCode="0" statusSeverity="Info" requestID="7" new="x"><Extra/><CustomerRet><Invented><X>1</X></Invented><FullName>A:B</FullName><Name>B</Name><ListID>8-1</ListID><IsActive>False</IsActive></CustomerRet></CustomerAddRs>'
    expect(onlyRet(answer(body))).toMatchObject({
      kind: 'CustomerRet',
      ListID: '8-1',
      FullName: 'A:B',
      IsActive: false,
      EditSequence: null,
    })
  })

  test('a control character that somebody pasted into a memo does not spoil it', () => {
    const body =
      '<SalesReceiptQueryRs requestID="1" statusCode="0" statusSeverity="Info"><SalesReceiptRet><TxnID>1-1</TxnID><Memo>a&#xB;b</Memo></SalesReceiptRet></SalesReceiptQueryRs>'
    expect(onlyRet(answer(body))).toMatchObject({ Memo: 'ab' })
  })

  test('leading blanks before the declaration are passed over', () => {
    expect(decodeMessageSetResponse(`\n  ${answer('')}`).kind).toBe('message-set')
  })

  test('an iterator’s page says how much is left', () => {
    const [page] = read(
      answer(
        '<CustomerQueryRs requestID="1" statusCode="0" statusSeverity="Info" iteratorRemainingCount="18" iteratorID="{e}"/>',
      ),
    )
    expect(page).toMatchObject({ iteratorRemainingCount: 18, iteratorID: '{e}', rets: [] })
  })

  test('a remembered answer says the ID of what was made, without the object', () => {
    const [remembered] = read(
      answer(
        '<SalesReceiptAddRs requestID="1" statusCode="0" statusSeverity="Info"><ErrorRecovery><TxnID>1A-1</TxnID><EditSequence>5</EditSequence></ErrorRecovery></SalesReceiptAddRs>',
      ),
    )
    expect(remembered).toMatchObject({
      rets: [],
      errorRecovery: { ListID: null, TxnID: '1A-1', EditSequence: '5' },
    })
  })
})

describe('a response that does not identify its object is unreadable, alone', () => {
  test.each([
    [
      'a receipt without TxnID',
      '<SalesReceiptAddRs requestID="1" statusCode="0"><SalesReceiptRet><RefNumber>1</RefNumber></SalesReceiptRet></SalesReceiptAddRs>',
    ],
    [
      'a customer with an empty ListID',
      '<CustomerAddRs requestID="1" statusCode="0"><CustomerRet><ListID></ListID><Name>x</Name></CustomerRet></CustomerAddRs>',
    ],
    ['a response without statusCode', '<CustomerAddRs requestID="1"/>'],
    ['a statusCode that is no number', '<CustomerAddRs requestID="1" statusCode="OK"/>'],
  ])('%s', (_, body) => {
    const good = '<HostQueryRs requestID="2" statusCode="1" statusSeverity="Info"/>'
    expect(read(answer(body + good)).map((one) => [one.requestID, one.kind])).toEqual([
      ['1', 'unreadable'],
      ['2', 'response'],
    ])
  })
})

describe('what is no message set is unreadable', () => {
  test.each([
    ['nothing', ''],
    ['a page of HTML', '<html><body>Error</body></html>'],
    ['a request', '<QBXML><QBXMLMsgsRq onError="stopOnError"/></QBXML>'],
    ['a sentence', 'HOSTQUERY/COMPANYQUERY/PREFQUERY is currently not supported in QBPOS.'],
    ['a document with a DOCTYPE', '<!DOCTYPE x><QBXML><QBXMLMsgsRs/></QBXML>'],
  ])('%s', (_, xml) => {
    expect(decodeMessageSetResponse(xml).kind).toBe('unreadable')
    expect(decodeHostCompanyPreferences(xml).kind).toBe('unreadable')
  })
})

test('an item posts where its type says', () => {
  const xml = answer(
    '<ItemQueryRs requestID="1" statusCode="0" statusSeverity="Info"><ItemServiceRet><ListID>8-1</ListID><Name>Repair</Name><FullName>Shop:Repair</FullName><SalesAndPurchase><SalesDesc>Hour</SalesDesc><IncomeAccountRef><FullName>Sales</FullName></IncomeAccountRef><ExpenseAccountRef><FullName>Wages</FullName></ExpenseAccountRef></SalesAndPurchase></ItemServiceRet><ItemOtherChargeRet><ListID>8-2</ListID><Name>Shipping</Name><SalesOrPurchase><AccountRef><FullName>Freight</FullName></AccountRef></SalesOrPurchase></ItemOtherChargeRet><ItemSalesTaxRet><ListID>8-3</ListID><Name>CA</Name><TaxRate>8.25</TaxRate><TaxVendorRef><FullName>SBE</FullName></TaxVendorRef></ItemSalesTaxRet></ItemQueryRs>',
  )
  const [query] = read(xml)
  const rets = query?.kind === 'response' ? query.rets : []
  expect(rets.map((ret) => ('IncomeAccountRef' in ret ? ret.IncomeAccountRef : ret))).toEqual([
    { ListID: null, FullName: 'Sales' },
    { ListID: null, FullName: 'Freight' },
    null,
  ])
  expect(rets[2]).toMatchObject({
    TaxRate: '8.25',
    TaxVendorRef: { FullName: 'SBE' },
    FullName: 'CA',
  })
})

function hasRets(response: QbxmlResponse): boolean {
  return response.kind === 'response' && response.rets.length > 0
}

function answer(body: string): string {
  return `<?xml version="1.0" ?>\n<QBXML><QBXMLMsgsRs>${body}</QBXMLMsgsRs></QBXML>`
}

function read(xml: string): readonly QbxmlResponse[] {
  const set = decodeMessageSetResponse(xml)
  return set.kind === 'message-set' ? set.responses : []
}

function onlyRet(xml: string): Ret | undefined {
  const [response] = read(xml)
  return response?.kind === 'response' ? response.rets[0] : undefined
}
