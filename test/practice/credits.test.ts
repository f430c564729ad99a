import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { cardRefunds, checks, creditMemos, deletedTxns } from '../../worker/practice/look-up.ts'
import { deleteTxn, enterSale, setClosingDate } from '../../worker/practice/person.ts'
import type { RequestContent } from '../../worker/qbxml/requests.ts'
import {
  ask,
  cardRefund,
  check,
  codes,
  creditMemo,
  invoice,
  mug,
  payment,
  rets,
  verdict,
} from './ask.ts'
import { memoRet, outOf, withCustomers, withMemo } from './credit.ts'

const BOB = { CustomerRef: { FullName: 'Bob' } }
const STATE = { ItemSalesTaxRef: { FullName: 'State 8.25%' } }

describe('a credit memo', () => {
  test('is to the customer’s credit in full, tax included', () => {
    const { company } = withCustomers()
    const line = { ItemRef: { FullName: 'Mug' }, Desc: 'Broken', Amount: cents(3550) }
    const [ret] = rets(
      company,
      creditMemo({ ...STATE, Memo: 'TB1', Lines: [{ CreditMemoLineAdd: line }] }),
    )
    // 35.50 × 8.25 % = 2.92875
    expect(ret).toMatchObject({
      kind: 'CreditMemoRet',
      CustomerRef: { FullName: 'Ana Lima' },
      ARAccountRef: { FullName: 'Accounts Receivable' },
      TxnDate: '2026-08-05',
      RefNumber: 'R1042',
      Memo: 'TB1',
      ItemSalesTaxRef: { FullName: 'State 8.25%' },
      SalesTaxPercentage: '8.25',
      Subtotal: cents(3550),
      SalesTaxTotal: cents(293),
      TotalAmount: cents(3843),
      CreditRemaining: cents(3843),
      Lines: [{ ItemRef: { FullName: 'Mug' }, Desc: 'Broken', Amount: cents(3550) }],
    })
    expect(creditMemos(company)).toMatchObject([
      { kind: 'CreditMemo', totalCents: 3843, balanceCents: 0, creditRemainingCents: 3843 },
    ])
  })

  test('takes the next number when it brings none', () => {
    const { company } = withCustomers()
    ask(company, creditMemo({ RefNumber: '7' }), creditMemo({ RefNumber: undefined }))
    expect(creditMemos(company).map((one) => one.refNumber)).toEqual(['7', '8'])
  })

  test.each<[string, number, Parameters<typeof creditMemo>[0]]>([
    ['below nothing', 3180, { Lines: [{ CreditMemoLineAdd: { ...mug(), Amount: cents(-1) } }] }],
    ['to somebody it does not know', 3140, { CustomerRef: { FullName: 'Eve' } }],
    ['on or before the closing date', 3171, { TxnDate: '2026-06-30' }],
  ])('is not saved %s: %d', (_, statusCode, fields) => {
    const { company } = withCustomers()
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, creditMemo(fields))?.statusCode).toBe(statusCode)
    expect(creditMemos(company)).toEqual([])
  })

  test('cannot be paid like an invoice', () => {
    const { company, TxnID } = withMemo()
    const AppliedToTxnAdd = [{ TxnID, PaymentAmount: cents(1990) }]
    expect(verdict(company, payment({ AppliedToTxnAdd }))?.statusCode).toBe(3120)
    ask(company, payment({ IsAutoApply: true }))
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
  })

  test.each<[string, RequestContent<'CreditMemoQueryRq'>, readonly string[]]>([
    ['by number, whatever the case', { RefNumber: ['r2'] }, ['R2']],
    ['by customer', { EntityFilter: { FullName: ['ana lima'] } }, ['R1']],
    ['by date', { TxnDateRangeFilter: { FromTxnDate: '2026-08-02' } }, ['R2']],
    ['all of them, by date', {}, ['R1', 'R2']],
  ])('is found %s', (_, content, expected) => {
    const { company } = withCustomers()
    ask(
      company,
      creditMemo({ RefNumber: 'R2', TxnDate: '2026-08-02', ...BOB }),
      creditMemo({ RefNumber: 'R1', TxnDate: '2026-08-01' }),
    )
    const found = rets(company, { name: 'CreditMemoQueryRq', content })
    expect(found.map((ret) => ('RefNumber' in ret ? ret.RefNumber : '?'))).toEqual([...expected])
  })

  test('is found page by page', () => {
    const { company } = withCustomers()
    ask(company, ...['1', '2', '3'].map((RefNumber) => creditMemo({ RefNumber })))
    const [first] = ask(company, {
      name: 'CreditMemoQueryRq',
      content: { MaxReturned: 2 },
      attributes: { iterator: 'Start' },
    })
    expect(first).toMatchObject({ iteratorRemainingCount: 1, rets: [{}, {}] })
  })
})

describe('a card refund pays a credit memo out', () => {
  test('whole: the credit is used up, and the memo counts as changed', () => {
    const { company, clock, TxnID } = withMemo()
    const before = memoRet(company, TxnID)
    clock.nowMs += 60_000
    const fields = { PaymentMethodRef: { FullName: 'Visa' }, Memo: 'TB1' }
    const [ret] = rets(company, cardRefund({ ...fields, ...outOf(TxnID, 1990) }))
    expect(ret).toMatchObject({
      kind: 'ARRefundCreditCardRet',
      CustomerRef: { FullName: 'Ana Lima' },
      RefundFromAccountRef: { FullName: 'Undeposited Funds' },
      ARAccountRef: { FullName: 'Accounts Receivable' },
      TxnDate: '2026-08-05',
      RefNumber: 'R1042',
      TotalAmount: cents(1990),
      PaymentMethodRef: { FullName: 'Visa' },
      Memo: 'TB1',
      RefundAppliedToTxns: [
        {
          TxnID,
          TxnType: 'CreditMemo',
          TxnDate: '2026-08-05',
          RefNumber: 'R1042',
          CreditRemaining: cents(0),
          RefundAmount: cents(1990),
        },
      ],
    })
    const after = memoRet(company, TxnID)
    expect(after).toMatchObject({ CreditRemaining: cents(0), TotalAmount: cents(1990) })
    expect(after.EditSequence).not.toBe(before.EditSequence)
    expect(after.TimeModified).toBe('2026-08-05T16:44:30-04:00')
    expect(creditMemos(company)[0]?.creditRemainingCents).toBe(cents(0))
  })

  test('in part, then the rest, from the account that was named', () => {
    const { company, TxnID } = withMemo()
    const RefundFromAccountRef = { FullName: 'Checking' }
    ask(company, cardRefund({ RefundFromAccountRef, ...outOf(TxnID, 1000) }))
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(990) })
    ask(company, cardRefund(outOf(TxnID, 990)))
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(0) })
    expect(cardRefunds(company).map((one) => [one.refundFrom, one.totalCents as number])).toEqual([
      ['Checking', 1000],
      ['Undeposited Funds', 990],
    ])
  })

  test('of the same set, by macro', () => {
    const { company } = withCustomers()
    const set = ask(
      company,
      creditMemo({ defMacro: 'TxnID:m1' }),
      cardRefund(outOf({ useMacro: 'TxnID:m1' }, 1990)),
    )
    expect(codes(set)).toEqual([0, 0])
    expect(creditMemos(company)[0]?.creditRemainingCents).toBe(cents(0))
    expect(cardRefunds(company)[0]?.appliedTo).toEqual([
      { TxnID: creditMemos(company)[0]?.TxnID ?? '', amountCents: cents(1990) },
    ])
  })

  test('not when the memo was refused: then nothing is done', () => {
    const { company } = withCustomers()
    const refused = creditMemo({ defMacro: 'TxnID:m1', CustomerRef: { FullName: 'Eve' } })
    const set = ask(company, refused, cardRefund(outOf({ useMacro: 'TxnID:m1' }, 1990)))
    expect(codes(set)).toEqual([3140, 9101])
    expect(cardRefunds(company)).toEqual([])
  })

  test('of more than remains it is refused, in these words', () => {
    const { company, TxnID } = withMemo()
    expect(verdict(company, cardRefund(outOf(TxnID, 1991)))).toEqual({
      statusCode: 3210,
      statusMessage:
        'The "RefundAppliedToTxnAdd refund amount" field has an invalid value "19.91".  QuickBooks error message: You cannot refund more than the credit remaining.',
    })
    const RefundAppliedToTxnAdd = [1000, 991].map((part) => ({ TxnID, RefundAmount: cents(part) }))
    expect(verdict(company, cardRefund({ RefundAppliedToTxnAdd }))?.statusCode).toBe(3210)
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
    expect(cardRefunds(company)).toEqual([])
  })

  test.each<[string, number, (TxnID: string) => Parameters<typeof cardRefund>[0]]>([
    ['of nothing', 3210, (TxnID) => outOf(TxnID, 0)],
    ['out of a memo it does not know', 3120, () => outOf('FFFF-1785964190', 1990)],
    ['to somebody else', 3120, (TxnID) => ({ ...outOf(TxnID, 1990), ...BOB })],
    [
      'to somebody it does not know',
      3140,
      (TxnID) => ({ ...outOf(TxnID, 1990), CustomerRef: { FullName: 'Eve' } }),
    ],
    [
      'from an account that holds no money',
      3140,
      (TxnID) => ({ ...outOf(TxnID, 1990), RefundFromAccountRef: { FullName: 'Sales' } }),
    ],
    [
      'on or before the closing date',
      3171,
      (TxnID) => ({ ...outOf(TxnID, 1990), TxnDate: '2026-06-30' }),
    ],
  ])('%s it is refused: %d', (_, statusCode, fields) => {
    const { company, TxnID } = withMemo()
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, cardRefund(fields(TxnID)))?.statusCode).toBe(statusCode)
    expect(cardRefunds(company)).toEqual([])
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
  })

  test('or a payment that nothing was bought with', () => {
    const { company } = withCustomers()
    const [paid] = rets(company, payment())
    const TxnID = paid?.kind === 'ReceivePaymentRet' ? paid.TxnID : ''
    expect(codes(ask(company, cardRefund(outOf(TxnID, 1500))))).toEqual([0])
    const content = { TxnID: [TxnID], IncludeLineItems: true }
    expect(rets(company, { name: 'ReceivePaymentQueryRq', content })).toMatchObject([
      { UnusedPayment: cents(490), AppliedToTxns: [] },
    ])
    expect(verdict(company, cardRefund(outOf(TxnID, 500)))?.statusCode).toBe(3210)
  })

  test('not an invoice, which is owed and no credit', () => {
    const { company } = withCustomers()
    const [owed] = rets(company, invoice())
    const TxnID = owed?.kind === 'InvoiceRet' ? owed.TxnID : ''
    expect(verdict(company, cardRefund(outOf(TxnID, 1990)))?.statusCode).toBe(3120)
  })
})

describe('when a person deletes', () => {
  test('a refund or a check, the credit is there again', () => {
    const { company, TxnID } = withMemo()
    ask(company, cardRefund(outOf(TxnID, 1000)), check({ ApplyCheckToTxnAdd: [{ TxnID }] }))
    deleteTxn(company, cardRefunds(company)[0]?.TxnID ?? '')
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1000) })
    deleteTxn(company, checks(company)[0]?.TxnID ?? '')
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
    const content = { TxnDelType: ['ARRefundCreditCard', 'Check'] } as const
    expect(rets(company, { name: 'TxnDeletedQueryRq', content })).toMatchObject([
      { TxnDelType: 'ARRefundCreditCard', RefNumber: 'R1042' },
      { TxnDelType: 'Check', RefNumber: '501' },
    ])
  })

  test('a memo, what paid it out stays', () => {
    const { company, TxnID } = withMemo()
    ask(company, cardRefund(outOf(TxnID, 1990)))
    deleteTxn(company, TxnID)
    expect(creditMemos(company)).toEqual([])
    expect(cardRefunds(company)).toMatchObject([{ totalCents: 1990, appliedTo: [] }])
    expect(deletedTxns(company)).toMatchObject([{ kind: 'CreditMemo', TxnID }])
  })
})

test('a person may type in a memo, a refund and a check', () => {
  const { company } = withCustomers()
  const [ana] = rets(company, { name: 'CustomerQueryRq', content: { FullName: ['Ana Lima'] } })
  const customerListID = ana?.kind === 'CustomerRet' ? ana.ListID : null
  for (const kind of ['CreditMemo', 'ARRefundCreditCard', 'Check'] as const) {
    const sale = { customerListID, refNumber: '9', txnDate: '2026-08-04', memo: 'by hand' }
    enterSale(company, { kind, ...sale, totalCents: cents(500) })
  }
  const content = { RefNumber: ['9'], IncludeLineItems: true }
  const CustomerRef = { FullName: 'Ana Lima' }
  expect(rets(company, { name: 'CreditMemoQueryRq', content })).toMatchObject([
    { CustomerRef, TotalAmount: cents(500), CreditRemaining: cents(500), Memo: 'by hand' },
  ])
  expect(rets(company, { name: 'ARRefundCreditCardQueryRq', content })).toMatchObject([
    { CustomerRef, TotalAmount: cents(500), RefundAppliedToTxns: [] },
  ])
  expect(rets(company, { name: 'CheckQueryRq', content })).toMatchObject([
    { PayeeEntityRef: CustomerRef, AccountRef: { FullName: 'Checking' }, Amount: cents(500) },
  ])
})
