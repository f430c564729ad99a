/** Answers about credit memos, refunds, checks and removals, as Intuit's schema has them. */
import { expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { Ret } from '../../worker/qbxml/response.ts'
import { HAS_REFERENCE, schemaProblem } from './reference-material.ts'

const OK = 'requestID="1" statusCode="0" statusSeverity="Info" statusMessage="Status OK"'
const STAMPS =
  '<TxnID>1A-1</TxnID><TimeCreated>2026-08-05T16:43:30-04:00</TimeCreated><TimeModified>2026-08-06T09:00:00-04:00</TimeModified><EditSequence>9</EditSequence>'
const ANA = '<ListID>8-1</ListID><FullName>Ana</FullName>'
const AR = '<ARAccountRef><FullName>Accounts Receivable</FullName></ARAccountRef>'
const DATE_AND_NUMBER = '<TxnDate>2026-08-05</TxnDate><RefNumber>R1</RefNumber>'

test('a credit memo says what of it remains, and what it was used for', () => {
  const line =
    '<CreditMemoLineRet><TxnLineID>1B-1</TxnLineID><ItemRef><FullName>Mug</FullName></ItemRef><Desc>Broken</Desc><Quantity>2</Quantity><Amount>19.90</Amount><SalesTaxCodeRef><FullName>Tax</FullName></SalesTaxCodeRef></CreditMemoLineRet>'
  const linked =
    '<LinkedTxn><TxnID>1C-1</TxnID><TxnType>ARRefundCreditCard</TxnType><TxnDate>2026-08-05</TxnDate><RefNumber>R1</RefNumber><Amount>10.00</Amount></LinkedTxn>'
  const totals =
    '<Subtotal>19.90</Subtotal><SalesTaxPercentage>8.25</SalesTaxPercentage><SalesTaxTotal>1.64</SalesTaxTotal><TotalAmount>21.54</TotalAmount><CreditRemaining>11.54</CreditRemaining><Memo>TB1</Memo>'
  const body = `<CreditMemoRet>${STAMPS}<CustomerRef>${ANA}</CustomerRef>${AR}${DATE_AND_NUMBER}${totals}${linked}${line}</CreditMemoRet>`
  expect(onlyRet(`<CreditMemoQueryRs ${OK}>${body}</CreditMemoQueryRs>`)).toEqual({
    kind: 'CreditMemoRet',
    TxnID: '1A-1',
    TimeCreated: '2026-08-05T16:43:30-04:00',
    TimeModified: '2026-08-06T09:00:00-04:00',
    EditSequence: '9',
    CustomerRef: { ListID: '8-1', FullName: 'Ana' },
    ARAccountRef: { ListID: null, FullName: 'Accounts Receivable' },
    TxnDate: '2026-08-05',
    RefNumber: 'R1',
    BillAddress: null,
    ShipAddress: null,
    Memo: 'TB1',
    ItemSalesTaxRef: null,
    SalesTaxPercentage: '8.25',
    Subtotal: cents(1990),
    SalesTaxTotal: cents(164),
    TotalAmount: cents(2154),
    CreditRemaining: cents(1154),
    CurrencyRef: null,
    IsPending: false,
    LinkedTxns: [
      { TxnID: '1C-1', TxnType: 'ARRefundCreditCard', RefNumber: 'R1', Amount: cents(1000) },
    ],
    Lines: [
      {
        TxnLineID: '1B-1',
        ItemRef: { ListID: null, FullName: 'Mug' },
        Desc: 'Broken',
        Quantity: '2',
        Rate: null,
        RatePercent: null,
        Amount: cents(1990),
        SalesTaxCodeRef: { ListID: null, FullName: 'Tax' },
      },
    ],
  })
})

test('a card refund says what it took out of which credit', () => {
  const applied =
    '<RefundAppliedToTxnRet><TxnID>1A-1</TxnID><TxnType>CreditMemo</TxnType><TxnDate>2026-08-05</TxnDate><RefNumber>R1</RefNumber><CreditRemaining>0.00</CreditRemaining><RefundAmount>21.54</RefundAmount></RefundAppliedToTxnRet>'
  const from = '<RefundFromAccountRef><FullName>Checking</FullName></RefundFromAccountRef>'
  const body = `<ARRefundCreditCardRet>${STAMPS}<CustomerRef>${ANA}</CustomerRef>${from}${AR}${DATE_AND_NUMBER}<TotalAmount>21.54</TotalAmount><PaymentMethodRef><FullName>Visa</FullName></PaymentMethodRef><Memo>TB1</Memo>${applied}</ARRefundCreditCardRet>`
  expect(onlyRet(`<ARRefundCreditCardAddRs ${OK}>${body}</ARRefundCreditCardAddRs>`)).toMatchObject(
    {
      kind: 'ARRefundCreditCardRet',
      RefundFromAccountRef: { FullName: 'Checking' },
      TotalAmount: cents(2154),
      PaymentMethodRef: { FullName: 'Visa' },
      Memo: 'TB1',
      RefundAppliedToTxns: [
        {
          TxnID: '1A-1',
          TxnType: 'CreditMemo',
          TxnDate: '2026-08-05',
          RefNumber: 'R1',
          CreditRemaining: cents(0),
          RefundAmount: cents(2154),
        },
      ],
    },
  )
})

test('a check says what it was for and whom', () => {
  const line = `<ExpenseLineRet><TxnLineID>1B-1</TxnLineID><AccountRef><FullName>Accounts Receivable</FullName></AccountRef><Amount>21.54</Amount><Memo>back</Memo><CustomerRef>${ANA}</CustomerRef></ExpenseLineRet>`
  const body = `<CheckRet>${STAMPS}<AccountRef><FullName>Checking</FullName></AccountRef><PayeeEntityRef>${ANA}</PayeeEntityRef><RefNumber>501</RefNumber><TxnDate>2026-08-05</TxnDate><Amount>21.54</Amount><Memo>TB1</Memo><IsToBePrinted>true</IsToBePrinted>${line}</CheckRet>`
  expect(onlyRet(`<CheckQueryRs ${OK}>${body}</CheckQueryRs>`)).toMatchObject({
    kind: 'CheckRet',
    AccountRef: { FullName: 'Checking' },
    PayeeEntityRef: { FullName: 'Ana' },
    RefNumber: '501',
    Amount: cents(2154),
    Memo: 'TB1',
    IsToBePrinted: true,
    LinkedTxns: [],
    ExpenseLines: [
      {
        TxnLineID: '1B-1',
        AccountRef: { FullName: 'Accounts Receivable' },
        Amount: cents(2154),
        Memo: 'back',
        CustomerRef: { FullName: 'Ana' },
      },
    ],
  })
})

test('a removal says bare what it removed, and nothing when it was refused', () => {
  const deleted =
    '<TxnDelType>Invoice</TxnDelType><TxnID>1A-1</TxnID><TimeDeleted>2026-08-06T09:00:00-04:00</TimeDeleted><RefNumber>1042</RefNumber>'
  expect(onlyRet(`<TxnDelRs ${OK}>${deleted}</TxnDelRs>`)).toEqual({
    kind: 'TxnDel',
    TxnDelType: 'Invoice',
    TxnID: '1A-1',
    TimeDeleted: '2026-08-06T09:00:00-04:00',
    RefNumber: '1042',
  })
  const emptied =
    '<TxnVoidType>Invoice</TxnVoidType><TxnID>1A-1</TxnID><TimeCreated>2026-08-05T16:43:30-04:00</TimeCreated><TimeModified>2026-08-06T09:00:00-04:00</TimeModified><RefNumber>1042</RefNumber>'
  expect(onlyRet(`<TxnVoidRs ${OK}>${emptied}</TxnVoidRs>`)).toEqual({
    kind: 'TxnVoid',
    TxnVoidType: 'Invoice',
    TxnID: '1A-1',
    TimeCreated: '2026-08-05T16:43:30-04:00',
    TimeModified: '2026-08-06T09:00:00-04:00',
    RefNumber: '1042',
  })
  const refused = 'requestID="1" statusCode="3185" statusSeverity="Error" statusMessage="no"'
  expect(onlyRet(`<TxnVoidRs ${refused} />`)).toBeUndefined()
})

/** Of an answer that Intuit's schema allows. */
function onlyRet(response: string): Ret | undefined {
  const xml = `<?xml version="1.0" ?>\n<QBXML><QBXMLMsgsRs>${response}</QBXMLMsgsRs></QBXML>`
  expect(HAS_REFERENCE ? schemaProblem('qbxml160-us-rs.xsd', xml) : null).toBeNull()
  const set = decodeMessageSetResponse(xml)
  const [first] = set.kind === 'message-set' ? set.responses : []
  return first?.kind === 'response' ? first.rets[0] : undefined
}
