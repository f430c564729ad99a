import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import {
  cardRefunds,
  checks,
  creditMemos,
  deletedTxns,
  invoices,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import { depositTxn, setClosingDate } from '../../worker/practice/person.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import {
  answerTo,
  ask,
  cardRefund,
  check,
  codes,
  creditMemo,
  invoice,
  mug,
  payment,
  receipt,
  rets,
  verdict,
} from './ask.ts'
import { memoRet, outOf, withCustomers, withMemo } from './credit.ts'

const ANA = { CustomerRef: { FullName: 'Ana Lima' } }
const ORDER = { ...ANA, Lines: [{ SalesOrderLineAdd: mug() }] }
const OFFER = { ...ANA, Lines: [{ EstimateLineAdd: { Desc: 'x' } }] }

/** Every kind that can be entered here. */
const FORMS: readonly [RequestContent<'TxnDelRq'>['TxnDelType'], QbxmlRequest][] = [
  ['Invoice', invoice()],
  ['SalesReceipt', receipt(ANA)],
  ['CreditMemo', creditMemo({ RefNumber: '1042' })],
  ['SalesOrder', { name: 'SalesOrderAddRq', content: { SalesOrderAdd: ORDER } }],
  ['Estimate', { name: 'EstimateAddRq', content: { EstimateAdd: OFFER } }],
  ['ReceivePayment', payment()],
  ['Check', check()],
]

describe('TxnDel', () => {
  test.each(FORMS)(
    'takes a %s out of the books and notes it among the deleted',
    (kind, request) => {
      const { company } = withCustomers()
      const TxnID = idOf(company, request)
      const [gone] = rets(company, del(kind, TxnID))
      expect(gone).toMatchObject({
        kind: 'TxnDel',
        TxnDelType: kind,
        TxnID,
        TimeDeleted: '2026-08-05T16:43:30-04:00',
      })
      expect(company.books.txns).toEqual([])
      expect(deletedTxns(company)).toMatchObject([{ kind, TxnID }])
      expect(verdict(company, del(kind, TxnID))?.statusCode).toBe(3120)
    },
  )

  test('of a payment leaves its invoice due again', () => {
    const { company, TxnID, paid } = withPaidInvoice()
    expect(codes(ask(company, del('ReceivePayment', paid)))).toEqual([0])
    expect(invoices(company)).toMatchObject([{ TxnID, balanceCents: 1990 }])
  })

  test('of a refund leaves the credit again', () => {
    const { company, TxnID } = withMemo()
    const refund = idOf(company, cardRefund(outOf(TxnID, 1990)))
    expect(codes(ask(company, del('ARRefundCreditCard', refund)))).toEqual([0])
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
  })

  test.each<[string, number, (made: ReturnType<typeof withEverything>) => QbxmlRequest]>([
    ['a paid invoice', 3160, ({ paidInvoice }) => del('Invoice', paidInvoice)],
    ['a credit memo that was paid out', 3160, ({ memo }) => del('CreditMemo', memo)],
    ['a payment that was given back', 3160, ({ returned }) => del('ReceivePayment', returned)],
    ['a deposited sales receipt', 3160, ({ deposited }) => del('SalesReceipt', deposited)],
    ['one on or before the closing date', 3171, ({ old }) => del('SalesReceipt', old)],
    ['one under another kind’s name', 3120, ({ old }) => del('Invoice', old)],
    ['one it does not know', 3120, () => del('Bill', 'FFFF-1785964190')],
  ])('leaves %s: %d', (_, statusCode, request) => {
    const made = withEverything()
    const before = structuredClone(made.company.books)
    expect(verdict(made.company, request(made))?.statusCode).toBe(statusCode)
    expect(made.company.books).toEqual(before)
  })

  test('says why it does not, in these words', () => {
    const { company, TxnID } = withPaidInvoice()
    expect(verdict(company, del('Invoice', TxnID))?.statusMessage).toBe(
      'There was an error when deleting the Invoice.  QuickBooks error message: Other transactions are applied to it.',
    )
  })
})

describe('TxnVoid', () => {
  test('keeps an invoice under its number, with nothing in it', () => {
    const { company, clock } = withCustomers()
    const STATE = { ItemSalesTaxRef: { FullName: 'State 8.25%' } }
    const words = { InvoiceLineAdd: { Desc: 'Thank you' } }
    const Lines = [{ InvoiceLineAdd: mug() }, words]
    const TxnID = idOf(company, invoice({ Memo: 'TB1', ...STATE, Lines }))
    const before = invoiceRet(company, TxnID)
    clock.nowMs += 60_000
    const [ret] = rets(company, makeVoid('Invoice', TxnID))
    expect(ret).toEqual({
      kind: 'TxnVoid',
      TxnVoidType: 'Invoice',
      TxnID,
      TimeCreated: '2026-08-05T16:43:30-04:00',
      TimeModified: '2026-08-05T16:44:30-04:00',
      RefNumber: '1042',
    })
    const after = invoiceRet(company, TxnID)
    expect(after).toMatchObject({
      RefNumber: '1042',
      Memo: 'VOID: TB1',
      Subtotal: cents(0),
      SalesTaxTotal: cents(0),
      BalanceRemaining: cents(0),
      Lines: [
        { ItemRef: { FullName: 'Mug' }, Quantity: '0', Amount: cents(0) },
        { Desc: 'Thank you', Amount: cents(0) },
      ],
    })
    expect(after.EditSequence).not.toBe(before.EditSequence)
    expect(deletedTxns(company)).toEqual([])
  })

  test('a second time changes no words', () => {
    const { company } = withCustomers()
    const TxnID = idOf(company, invoice({ Memo: undefined }))
    expect(codes(ask(company, makeVoid('Invoice', TxnID), makeVoid('Invoice', TxnID)))).toEqual([
      0, 0,
    ])
    expect(invoices(company)[0]?.memo).toBe('VOID:')
  })

  test('empties a sales receipt and a credit memo as well', () => {
    const { company, TxnID } = withMemo()
    const sale = idOf(company, receipt(ANA))
    ask(company, makeVoid('CreditMemo', TxnID), makeVoid('SalesReceipt', sale))
    expect(creditMemos(company)).toMatchObject([{ totalCents: 0, creditRemainingCents: 0 }])
    expect(salesReceipts(company)).toMatchObject([{ totalCents: 0, memo: 'VOID:' }])
  })

  test('of a refund or a check leaves the credit again', () => {
    const { company, TxnID } = withMemo()
    const refund = idOf(company, cardRefund(outOf(TxnID, 1000)))
    const drawn = idOf(company, check({ ApplyCheckToTxnAdd: [{ TxnID }] }))
    const set = ask(company, makeVoid('ARRefundCreditCard', refund), makeVoid('Check', drawn))
    expect(codes(set)).toEqual([0, 0])
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
    expect(cardRefunds(company)).toMatchObject([{ totalCents: 0, appliedTo: [] }])
    expect(checks(company)).toMatchObject([
      { totalCents: 0, appliedTo: [], lines: [{ amountCents: 0 }] },
    ])
  })

  test.each<[string, number, (made: ReturnType<typeof withEverything>) => QbxmlRequest]>([
    ['a paid invoice', 3185, ({ paidInvoice }) => makeVoid('Invoice', paidInvoice)],
    ['a credit memo that was paid out', 3185, ({ memo }) => makeVoid('CreditMemo', memo)],
    ['a deposited sales receipt', 3185, ({ deposited }) => makeVoid('SalesReceipt', deposited)],
    ['one on or before the closing date', 3171, ({ old }) => makeVoid('SalesReceipt', old)],
    ['one under another kind’s name', 3120, ({ old }) => makeVoid('Invoice', old)],
    ['one it does not know', 3120, () => makeVoid('Deposit', 'FFFF-1785964190')],
  ])('leaves %s: %d', (_, statusCode, request) => {
    const made = withEverything()
    const before = structuredClone(made.company.books)
    expect(verdict(made.company, request(made))?.statusCode).toBe(statusCode)
    expect(made.company.books).toEqual(before)
  })
})

test('what a remembered set took away is not taken twice', () => {
  const { company } = withCustomers()
  const TxnID = idOf(company, invoice())
  const requests = [{ requestID: '1', request: del('Invoice', TxnID) }]
  const { xml } = encodeMessageSet({ version: '13.0', messageSetID: 'a', requests })
  const [first, again] = [answerTo(company, xml), answerTo(company, xml)].map((answer) =>
    decodeMessageSetResponse(answer),
  )
  expect(first).toMatchObject({ responses: [{ statusCode: 0, rets: [{ kind: 'TxnDel' }] }] })
  expect(again).toMatchObject({
    responses: [{ statusCode: 0, rets: [], errorRecovery: { TxnID } }],
  })
})

function del(TxnDelType: RequestContent<'TxnDelRq'>['TxnDelType'], TxnID: string): QbxmlRequest {
  return { name: 'TxnDelRq', content: { TxnDelType, TxnID } }
}

function makeVoid(
  TxnVoidType: RequestContent<'TxnVoidRq'>['TxnVoidType'],
  TxnID: string,
): QbxmlRequest {
  return { name: 'TxnVoidRq', content: { TxnVoidType, TxnID } }
}

function idOf(company: CompanyFile, request: QbxmlRequest): string {
  const [ret] = rets(company, request)
  if (ret === undefined || !('TxnID' in ret)) {
    throw new Error(`${request.name} was refused`)
  }
  return ret.TxnID
}

function withPaidInvoice() {
  const { company } = withCustomers()
  const TxnID = idOf(company, invoice())
  const AppliedToTxnAdd = [{ TxnID, PaymentAmount: cents(1990) }]
  const paid = idOf(company, payment({ AppliedToTxnAdd }))
  return { company, TxnID, paid }
}

/** One of each that stands in the way of its removal; the books are closed until June. */
function withEverything() {
  const { company, TxnID: paidInvoice } = withPaidInvoice()
  const memo = idOf(company, creditMemo())
  const returned = idOf(company, payment())
  const old = idOf(company, receipt({ ...ANA, TxnDate: '2026-06-30' }))
  const deposited = idOf(company, receipt(ANA))
  ask(company, cardRefund(outOf(memo, 1)), cardRefund(outOf(returned, 1)))
  depositTxn(company, deposited)
  setClosingDate(company, '2026-06-30')
  return { company, paidInvoice, memo, returned, old, deposited }
}

function invoiceRet(company: CompanyFile, TxnID: string) {
  const content = { TxnID: [TxnID], IncludeLineItems: true }
  const [ret] = rets(company, { name: 'InvoiceQueryRq', content })
  if (ret?.kind !== 'InvoiceRet') {
    throw new Error(`no invoice ${TxnID}`)
  }
  return ret
}
