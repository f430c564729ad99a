import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { checks, creditMemos } from '../../worker/practice/look-up.ts'
import { setClosingDate } from '../../worker/practice/person.ts'
import { ask, cardRefund, check, codes, creditMemo, rets, verdict } from './ask.ts'
import { memoRet, outOf, withCustomers, withMemo } from './credit.ts'

const BOB = { CustomerRef: { FullName: 'Bob' } }

describe('a check pays a credit memo out', () => {
  test('through a line that posts to receivables, for its customer', () => {
    const { company, TxnID } = withMemo()
    const [ret] = rets(
      company,
      check({ Memo: 'TB1', ApplyCheckToTxnAdd: [{ TxnID, Amount: cents(1990) }] }),
    )
    expect(ret).toMatchObject({
      kind: 'CheckRet',
      AccountRef: { FullName: 'Checking' },
      PayeeEntityRef: { FullName: 'Ana Lima' },
      RefNumber: '501',
      TxnDate: '2026-08-05',
      Amount: cents(1990),
      Memo: 'TB1',
      ExpenseLines: [
        {
          AccountRef: { FullName: 'Accounts Receivable' },
          Amount: cents(1990),
          CustomerRef: { FullName: 'Ana Lima' },
        },
      ],
    })
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(0) })
    expect(checks(company)).toEqual([
      {
        TxnID: ret && 'TxnID' in ret ? ret.TxnID : '',
        refNumber: '501',
        txnDate: '2026-08-05',
        memo: 'TB1',
        payee: 'Ana Lima',
        account: 'Checking',
        totalCents: cents(1990),
        appliedTo: [{ TxnID, amountCents: cents(1990) }],
        lines: [
          {
            account: 'Accounts Receivable',
            customer: 'Ana Lima',
            memo: '',
            amountCents: cents(1990),
          },
        ],
      },
    ])
  })

  test('all that remains of it when no amount is given', () => {
    const { company, TxnID } = withMemo()
    ask(company, cardRefund(outOf(TxnID, 1000)))
    expect(codes(ask(company, check({ ApplyCheckToTxnAdd: [{ TxnID }] })))).toEqual([0])
    expect(checks(company)[0]?.appliedTo).toEqual([{ TxnID, amountCents: cents(990) }])
  })

  test('of the same set, by macro', () => {
    const { company } = withCustomers()
    const TxnID = { useMacro: 'TxnID:m1' }
    const set = ask(
      company,
      creditMemo({ defMacro: 'TxnID:m1' }),
      check({ defMacro: 'TxnID:c1', ApplyCheckToTxnAdd: [{ TxnID, Amount: cents(1990) }] }),
    )
    expect(codes(set)).toEqual([0, 0])
    expect(creditMemos(company)[0]?.creditRemainingCents).toBe(cents(0))
  })

  test.each<[string, number, (TxnID: string) => Parameters<typeof check>[0]]>([
    [
      'of more than remains',
      3210,
      (TxnID) => ({
        ApplyCheckToTxnAdd: [{ TxnID, Amount: cents(1991) }],
        ExpenseLineAdd: [receivable(5000)],
      }),
    ],
    [
      'of more than it pays to receivables',
      3180,
      (TxnID) => ({
        ApplyCheckToTxnAdd: [{ TxnID, Amount: cents(1990) }],
        ExpenseLineAdd: [receivable(1989)],
      }),
    ],
    [
      'that posts to no receivables',
      3120,
      (TxnID) => ({
        ApplyCheckToTxnAdd: [{ TxnID }],
        ExpenseLineAdd: [{ AccountRef: { FullName: 'Merchant Fees' }, Amount: cents(1990) }],
      }),
    ],
    [
      'for another customer',
      3120,
      (TxnID) => ({
        ApplyCheckToTxnAdd: [{ TxnID }],
        ExpenseLineAdd: [{ ...receivable(1990), ...BOB }],
      }),
    ],
    [
      'to receivables of nobody',
      3180,
      () => ({ ExpenseLineAdd: [{ ...receivable(1990), CustomerRef: undefined }] }),
    ],
    ['that is not drawn on a bank', 3140, () => ({ AccountRef: { FullName: 'Sales' } })],
    ['to somebody it does not know', 3140, () => ({ PayeeEntityRef: { FullName: 'Eve' } })],
    ['of less than nothing', 3180, () => ({ ExpenseLineAdd: [receivable(-1)] })],
    ['on or before the closing date', 3171, () => ({ TxnDate: '2026-06-30' })],
    ['for items, which these books cannot buy', 1030, () => ({ ItemLines: [{ ItemLineAdd: {} }] })],
  ])('one %s is refused: %d', (_, statusCode, fields) => {
    const { company, TxnID } = withMemo()
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, check(fields(TxnID)))?.statusCode).toBe(statusCode)
    expect(checks(company)).toEqual([])
    expect(memoRet(company, TxnID)).toMatchObject({ CreditRemaining: cents(1990) })
  })

  test('a vendor may be the payee, and nothing need be applied', () => {
    const { company } = withCustomers()
    const fee = { AccountRef: { FullName: 'Merchant Fees' }, Amount: cents(250), Memo: 'July' }
    const fields = { PayeeEntityRef: { FullName: 'State Tax Agency' }, ExpenseLineAdd: [fee] }
    expect(codes(ask(company, check(fields)))).toEqual([0])
    expect(checks(company)[0]).toMatchObject({
      payee: 'State Tax Agency',
      appliedTo: [],
      lines: [{ account: 'Merchant Fees', customer: null, memo: 'July', amountCents: 250 }],
    })
  })

  test('one that is still to be printed has no number yet', () => {
    const { company } = withCustomers()
    ask(company, check({ RefNumber: undefined, IsToBePrinted: true }))
    ask(company, check({ RefNumber: undefined }))
    expect(checks(company).map((one) => one.refNumber)).toEqual(['', '1'])
  })
})

test('a memo and what paid it out name each other when asked', () => {
  const { company, TxnID } = withMemo()
  ask(company, cardRefund(outOf(TxnID, 1000)), check({ ApplyCheckToTxnAdd: [{ TxnID }] }))
  const linked = (IncludeLinkedTxns: boolean) =>
    rets(company, { name: 'CreditMemoQueryRq', content: { IncludeLinkedTxns } })
  expect(linked(false)).toMatchObject([{ LinkedTxns: [] }])
  // A refund raises what the customer owes, a credit memo lowers it.
  expect(linked(true)).toMatchObject([
    {
      LinkedTxns: [
        { TxnType: 'ARRefundCreditCard', Amount: cents(1000) },
        { TxnType: 'Check', Amount: cents(990) },
      ],
    },
  ])
  const content = { IncludeLinkedTxns: true }
  expect(rets(company, { name: 'CheckQueryRq', content })).toMatchObject([
    { LinkedTxns: [{ TxnID, TxnType: 'CreditMemo', Amount: cents(-990) }] },
  ])
})

test('what refunds and checks are made of comes only when asked for', () => {
  const { company, TxnID } = withMemo()
  ask(company, cardRefund(outOf(TxnID, 1000)), check())
  const refunds = (IncludeLineItems: boolean) =>
    rets(company, { name: 'ARRefundCreditCardQueryRq', content: { IncludeLineItems } })
  expect(refunds(false)).toMatchObject([{ TotalAmount: cents(1000), RefundAppliedToTxns: [] }])
  expect(refunds(true)).toMatchObject([{ RefundAppliedToTxns: [{ TxnID }] }])
  const drawn = (IncludeLineItems: boolean) =>
    rets(company, { name: 'CheckQueryRq', content: { IncludeLineItems } })
  expect(drawn(false)).toMatchObject([{ Amount: cents(1990), ExpenseLines: [] }])
  expect(drawn(true)).toMatchObject([{ ExpenseLines: [{ Amount: cents(1990) }] }])
})

test('refunds and checks are found by whom they went to', () => {
  const { company, TxnID } = withMemo()
  ask(company, cardRefund(outOf(TxnID, 1990)), check({ PayeeEntityRef: { FullName: 'Bob' } }))
  const found = (name: string) => {
    const content = { EntityFilter: { FullName: [name] } }
    return [
      rets(company, { name: 'ARRefundCreditCardQueryRq', content }).length,
      rets(company, { name: 'CheckQueryRq', content }).length,
    ]
  }
  expect(found('Ana Lima')).toEqual([1, 0])
  expect(found('Bob')).toEqual([0, 1])
})

function receivable(amount: number) {
  return {
    AccountRef: { FullName: 'Accounts Receivable' },
    Amount: cents(amount),
    CustomerRef: { FullName: 'Ana Lima' },
  }
}
