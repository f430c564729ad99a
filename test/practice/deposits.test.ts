import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { deposits } from '../../worker/practice/look-up.ts'
import { depositTxn, setClosingDate } from '../../worker/practice/person.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { ask, codes, receipt, rets, verdict } from './ask.ts'
import { withCustomers } from './credit.ts'

describe('a deposit takes money to the bank', () => {
  test('out of Undeposited Funds, less what the gateway kept', () => {
    const { company, TxnID } = withReceipt()
    const [ret] = rets(company, deposit(TxnID, { TxnDate: '2026-08-06', Memo: 'TB1' }))
    expect(ret).toMatchObject({
      kind: 'DepositRet',
      TxnDate: '2026-08-06',
      DepositToAccountRef: { FullName: 'Checking' },
      Memo: 'TB1',
      DepositTotal: cents(1902),
      DepositLines: [
        { TxnType: 'SalesReceipt', TxnID, Amount: cents(1990) },
        { AccountRef: { FullName: 'Merchant Fees' }, Memo: 'Fee', Amount: cents(-88) },
      ],
    })
    expect(deposits(company)).toMatchObject([
      { depositTo: 'Checking', totalCents: 1902, lines: [{ payment: TxnID }, { payment: null }] },
    ])
  })

  test('of a payment that the same set makes, by its macro', () => {
    const { company } = withCustomers()
    const paid = receipt({ CustomerRef: { FullName: 'Ana Lima' } })
    // A sales receipt can be named like any other transaction.
    const named = {
      ...paid,
      content: {
        SalesReceiptAdd: { ...paid.content.SalesReceiptAdd, defMacro: 'TxnID:sale' },
      },
    } as const satisfies QbxmlRequest
    const answers = ask(company, named, deposit({ useMacro: 'TxnID:sale' }))
    expect(codes(answers)).toEqual([0, 0])
  })

  test('and is found by its day, or by when it changed', () => {
    const { company, TxnID } = withReceipt()
    ask(company, deposit(TxnID, { TxnDate: '2026-08-06' }))
    const days = { FromTxnDate: '2026-08-06', ToTxnDate: '2026-08-06' }
    const query = { name: 'DepositQueryRq', content: { TxnDateRangeFilter: days } } as const
    expect(rets(company, query)).toHaveLength(1)
    const since = { FromModifiedDate: '2026-08-06T00:00:00' }
    const later = { name: 'DepositQueryRq', content: { ModifiedDateRangeFilter: since } } as const
    expect(rets(company, later)).toEqual([])
  })
})

describe('a deposit is refused', () => {
  test('of what is at the bank already', () => {
    const { company, TxnID } = withReceipt()
    expect(codes(ask(company, deposit(TxnID), deposit(TxnID)))).toEqual([0, 3120])
    const other = withReceipt()
    depositTxn(other.company, other.TxnID)
    expect(codes(ask(other.company, deposit(other.TxnID)))).toEqual([3120])
  })

  test('of what never went through Undeposited Funds', () => {
    const { company, TxnID } = withReceipt({ DepositToAccountRef: { FullName: 'Checking' } })
    expect(codes(ask(company, deposit(TxnID)))).toEqual([3120])
  })

  test('that takes more off than it brings', () => {
    const { company, TxnID } = withReceipt()
    const asked = deposit(TxnID, {}, cents(-1991))
    expect(verdict(company, asked)).toMatchObject({ statusCode: 3180 })
    expect(deposits(company)).toEqual([])
  })

  test('on or before the closing date', () => {
    const { company, TxnID } = withReceipt()
    setClosingDate(company, '2026-08-05')
    expect(codes(ask(company, deposit(TxnID, { TxnDate: '2026-08-05' })))).toEqual([3171])
  })
})

test('a deposited receipt is not deleted; without its deposit it waits again', () => {
  const { company, TxnID } = withReceipt()
  const [ret] = rets(company, deposit(TxnID))
  const depositID = ret && 'TxnID' in ret ? ret.TxnID : ''
  expect(codes(ask(company, del('SalesReceipt', TxnID)))).toEqual([3160])
  expect(codes(ask(company, del('Deposit', depositID), deposit(TxnID)))).toEqual([0, 0])
})

/** 19.90 in Undeposited Funds, unless the fields say otherwise. */
function withReceipt(fields: Partial<RequestContent<'SalesReceiptAddRq'>['SalesReceiptAdd']> = {}) {
  const { company } = withCustomers()
  const paid = { CustomerRef: { FullName: 'Ana Lima' }, ...fields }
  const [ret] = rets(company, receipt(paid))
  return { company, TxnID: ret && 'TxnID' in ret ? ret.TxnID : '' }
}

function deposit(
  PaymentTxnID: string | { readonly useMacro: string },
  fields: Partial<RequestContent<'DepositAddRq'>['DepositAdd']> = {},
  feeCents = cents(-88),
) {
  return {
    name: 'DepositAddRq',
    content: {
      DepositAdd: {
        DepositToAccountRef: { FullName: 'Checking' },
        DepositLineAdd: [
          { PaymentTxnID },
          { AccountRef: { FullName: 'Merchant Fees' }, Memo: 'Fee', Amount: feeCents },
        ],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

function del(TxnDelType: 'SalesReceipt' | 'Deposit', TxnID: string) {
  return { name: 'TxnDelRq', content: { TxnDelType, TxnID } } as const
}
