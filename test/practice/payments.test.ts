import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, payments } from '../../worker/practice/look-up.ts'
import { deleteTxn, setClosingDate } from '../../worker/practice/person.ts'
import type { RequestContent } from '../../worker/qbxml/requests.ts'
import { ask, codes, customer, invoice, newCompany, payment, rets, stock, verdict } from './ask.ts'

const ANA = { CustomerRef: { FullName: 'Ana Lima' } }
const BOB = { CustomerRef: { FullName: 'Bob' } }

describe('a payment pays the invoice it names', () => {
  test('whole: the invoice is paid, and counts as changed', () => {
    const { company, clock, TxnID } = withInvoice()
    const before = invoiceRet(company, TxnID)
    clock.nowMs += 60_000
    const [ret] = rets(company, payment(towards(TxnID, 1990)))
    expect(ret).toMatchObject({
      kind: 'ReceivePaymentRet',
      TotalAmount: cents(1990),
      UnusedPayment: cents(0),
      AppliedToTxns: [
        {
          TxnID,
          TxnType: 'Invoice',
          TxnDate: '2026-08-05',
          RefNumber: '1042',
          BalanceRemaining: cents(0),
          Amount: cents(1990),
        },
      ],
    })
    const after = invoiceRet(company, TxnID)
    expect(after).toMatchObject({
      AppliedAmount: cents(-1990),
      BalanceRemaining: cents(0),
      IsPaid: true,
      TimeModified: '2026-08-05T16:44:30-04:00',
    })
    expect(after.EditSequence).not.toBe(before.EditSequence)
    expect(invoices(company)[0]?.balanceCents).toBe(cents(0))
  })

  test('in part, then the rest', () => {
    const { company, TxnID } = withInvoice()
    ask(company, payment({ ...towards(TxnID, 1000), TotalAmount: cents(1000) }))
    expect(invoiceRet(company, TxnID)).toMatchObject({
      AppliedAmount: cents(-1000),
      BalanceRemaining: cents(990),
      IsPaid: false,
    })
    ask(company, payment({ ...towards(TxnID, 990), TotalAmount: cents(990) }))
    expect(invoiceRet(company, TxnID)).toMatchObject({ BalanceRemaining: cents(0), IsPaid: true })
  })

  test('what is left of it stays unused', () => {
    const { company, TxnID } = withInvoice()
    const [ret] = rets(company, payment({ ...towards(TxnID, 1990), TotalAmount: cents(2500) }))
    expect(ret).toMatchObject({ TotalAmount: cents(2500), UnusedPayment: cents(510) })
  })

  test('the invoice names its payments when asked', () => {
    const { company, TxnID } = withInvoice()
    const [paid] = rets(company, payment(towards(TxnID, 1990)))
    const query = (IncludeLinkedTxns: boolean) =>
      rets(company, { name: 'InvoiceQueryRq', content: { TxnID: [TxnID], IncludeLinkedTxns } })
    expect(query(false)).toMatchObject([{ LinkedTxns: [] }])
    expect(query(true)).toMatchObject([
      {
        LinkedTxns: [
          {
            TxnID: paid && 'TxnID' in paid ? paid.TxnID : '',
            TxnType: 'ReceivePayment',
            Amount: cents(-1990),
          },
        ],
      },
    ])
  })

  test('it waits in Undeposited Funds, unless told where to go', () => {
    const { company } = withInvoice()
    const PaymentMethodRef = { FullName: 'Visa' }
    ask(
      company,
      payment({ PaymentMethodRef, Memo: 'TB1' }),
      payment({ RefNumber: '12345678901234567890', DepositToAccountRef: { FullName: 'Checking' } }),
    )
    expect(payments(company).map((one) => [one.refNumber, one.depositTo])).toEqual([
      ['1042', 'Undeposited Funds'],
      ['12345678901234567890', 'Checking'],
    ])
    const [first] = rets(company, { name: 'ReceivePaymentQueryRq', content: {} })
    expect(payments(company, '1042')).toEqual([
      {
        TxnID: first && 'TxnID' in first ? first.TxnID : '',
        refNumber: '1042',
        txnDate: '2026-08-05',
        memo: 'TB1',
        customer: 'Ana Lima',
        paymentMethod: 'Visa',
        depositTo: 'Undeposited Funds',
        totalCents: cents(1990),
        appliedTo: [],
      },
    ])
  })

  test('a payment without a number has none', () => {
    const { company } = withInvoice()
    ask(company, payment({ RefNumber: undefined }))
    expect(payments(company)[0]?.refNumber).toBe('')
  })
})

describe('a payment pays an invoice of the same set, by macro', () => {
  const byMacro = {
    AppliedToTxnAdd: [{ TxnID: { useMacro: 'TxnID:w1' }, PaymentAmount: cents(1990) }],
  }

  test('when the invoice was saved', () => {
    const { company } = withCustomers()
    const set = ask(company, invoice({ defMacro: 'TxnID:w1' }), payment(byMacro))
    expect(codes(set)).toEqual([0, 0])
    expect(invoices(company)[0]?.balanceCents).toBe(cents(0))
  })

  test('not when it was refused: then nothing is done', () => {
    const { company } = withCustomers()
    const refused = invoice({ defMacro: 'TxnID:w1', CustomerRef: { FullName: 'Eve' } })
    const set = ask(company, refused, payment(byMacro))
    expect(codes(set)).toEqual([3140, 9101])
    expect(set[1]).toMatchObject({ statusSeverity: 'Error' })
    expect(payments(company)).toEqual([])
  })

  test('not from one set to the next', () => {
    const { company } = withCustomers()
    ask(company, invoice({ defMacro: 'TxnID:w1' }))
    expect(verdict(company, payment(byMacro))?.statusCode).toBe(9101)
  })

  test('a payment may define one too, once', () => {
    const { company } = withCustomers()
    const twice = payment({ defMacro: 'TxnID:p1' })
    expect(codes(ask(company, twice, twice))).toEqual([0, 9100])
  })
})

describe('QuickBooks saves no payment', () => {
  test('of more than is due, in these words', () => {
    const { company, TxnID } = withInvoice()
    const asked = payment({ ...towards(TxnID, 1991), TotalAmount: cents(1991) })
    const [answer] = ask(company, asked)
    expect(answer).toMatchObject({
      statusCode: 3210,
      statusSeverity: 'Info',
      statusMessage:
        'The "AppliedToTxnAdd payment amount" field has an invalid value "19.91".  QuickBooks error message: You cannot pay more than the amount due.',
      rets: [],
    })
    expect(payments(company)).toEqual([])
    expect(invoices(company)[0]?.balanceCents).toBe(cents(1990))
  })

  test('of more than is due in two parts', () => {
    const { company, TxnID } = withInvoice()
    const AppliedToTxnAdd = [1000, 991].map((part) => ({ TxnID, PaymentAmount: cents(part) }))
    const asked = payment({ AppliedToTxnAdd, TotalAmount: cents(1991) })
    expect(verdict(company, asked)?.statusCode).toBe(3210)
  })

  test.each<[string, number, (TxnID: string) => Parameters<typeof payment>[0]]>([
    ['of somebody it does not know', 3140, () => ({ CustomerRef: { FullName: 'Eve' } })],
    ['for an invoice it does not know', 3120, () => towards('FFFF-1785964190', 1990)],
    [
      'for somebody else’s invoice',
      3120,
      (TxnID) => ({ ...towards(TxnID, 1990), CustomerRef: { FullName: 'Bob' } }),
    ],
    [
      'of which more goes out than came in',
      3180,
      (TxnID) => {
        return { ...towards(TxnID, 1990), TotalAmount: cents(1989) }
      },
    ],
    ['of nothing', 3180, () => ({ TotalAmount: cents(0) })],
    ['of nothing towards an invoice', 3210, (TxnID) => towards(TxnID, 0)],
    ['that does not say how much', 3150, (TxnID) => ({ AppliedToTxnAdd: [{ TxnID }] })],
    ['on or before the closing date', 3171, () => ({ TxnDate: '2026-06-30' })],
  ])('%s: %d', (_, statusCode, fields) => {
    const { company, TxnID } = withInvoice()
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, payment(fields(TxnID)))?.statusCode).toBe(statusCode)
    expect(payments(company)).toEqual([])
    expect(invoices(company)[0]?.balanceCents).toBe(cents(1990))
  })

  test('for a sales receipt, which was paid at once', () => {
    const { company } = withCustomers()
    const sale = {
      name: 'SalesReceiptAddRq',
      content: {
        SalesReceiptAdd: { ...ANA, Lines: [{ SalesReceiptLineAdd: { Desc: 'Thank you' } }] },
      },
    } as const
    const [ret] = rets(company, sale)
    const TxnID = ret && 'TxnID' in ret ? ret.TxnID : ''
    expect(verdict(company, payment(towards(TxnID, 1990)))?.statusCode).toBe(3120)
  })
})

describe('left to QuickBooks, a payment pays', () => {
  const AUTO = { IsAutoApply: true }

  test('the oldest invoices first', () => {
    const { company } = withCustomers()
    ask(
      company,
      invoice({ RefNumber: 'new', TxnDate: '2026-08-02' }),
      invoice({ RefNumber: 'old', TxnDate: '2026-08-01' }),
      invoice({ RefNumber: 'bob', TxnDate: '2026-07-01', ...BOB }),
      payment({ ...AUTO, TotalAmount: cents(2500) }),
    )
    // 19.90 to the old one, 5.10 to the new one: 14.80 are due.
    expect(invoices(company).map((one) => [one.refNumber, one.balanceCents as number])).toEqual([
      ['new', 1480],
      ['old', 0],
      ['bob', 1990],
    ])
  })

  test('the one of just that amount before an older one', () => {
    const { company } = withCustomers()
    const dear = [{ InvoiceLineAdd: { ItemRef: { FullName: 'Mug' }, Amount: cents(5000) } }]
    ask(company, invoice({ RefNumber: 'old', TxnDate: '2026-08-01', Lines: dear }))
    ask(company, invoice({ RefNumber: 'new' }), payment(AUTO))
    expect(invoices(company).map((one) => one.balanceCents as number)).toEqual([5000, 0])
  })

  test('nothing when nothing is owed', () => {
    const { company } = withCustomers()
    expect(rets(company, payment(AUTO))[0]).toMatchObject({ UnusedPayment: cents(1990) })
  })
})

describe('what a person deletes', () => {
  test('a payment: its invoice is due again', () => {
    const { company, TxnID } = withInvoice()
    ask(company, payment(towards(TxnID, 1990)))
    const before = invoiceRet(company, TxnID)
    deleteTxn(company, payments(company)[0]?.TxnID ?? '')
    const after = invoiceRet(company, TxnID)
    expect(after).toMatchObject({ AppliedAmount: cents(0), BalanceRemaining: cents(1990) })
    expect(after.EditSequence).not.toBe(before.EditSequence)
    const content = { TxnDelType: ['ReceivePayment'] } as const
    expect(rets(company, { name: 'TxnDeletedQueryRq', content })).toMatchObject([
      { TxnDelType: 'ReceivePayment', RefNumber: '1042' },
    ])
  })

  test('an invoice: its payment stays, unused', () => {
    const { company, TxnID } = withInvoice()
    ask(company, payment(towards(TxnID, 1990)))
    deleteTxn(company, TxnID)
    const content = { IncludeLineItems: true }
    expect(rets(company, { name: 'ReceivePaymentQueryRq', content })).toMatchObject([
      { UnusedPayment: cents(1990), AppliedToTxns: [] },
    ])
  })
})

describe('payments are found', () => {
  test.each<[string, RequestContent<'ReceivePaymentQueryRq'>, readonly string[]]>([
    ['by number, whatever the case', { RefNumber: ['w-2'] }, ['W-2']],
    ['by number in its case', { RefNumberCaseSensitive: ['w-2'] }, []],
    ['by customer', { EntityFilter: { FullName: ['ana lima'] } }, ['1']],
    ['by date', { TxnDateRangeFilter: { ToTxnDate: '2026-08-01' } }, ['1']],
    [
      'by what changed',
      { ModifiedDateRangeFilter: { FromModifiedDate: '2026-08-05T16:43:31' } },
      ['W-2'],
    ],
    ['all of them, by date', {}, ['1', 'W-2']],
  ])('%s', (_, content, expected) => {
    const { company, clock } = withCustomers()
    ask(company, payment({ RefNumber: '1', TxnDate: '2026-08-01' }))
    clock.nowMs += 5000
    ask(company, payment({ RefNumber: 'W-2', TxnDate: '2026-08-02', ...BOB }))
    const found = rets(company, { name: 'ReceivePaymentQueryRq', content })
    expect(found.map((ret) => ('RefNumber' in ret ? ret.RefNumber : '?'))).toEqual([...expected])
  })

  test('what they paid comes only when asked for', () => {
    const { company, TxnID } = withInvoice()
    ask(company, payment(towards(TxnID, 1990)))
    const applied = (content: RequestContent<'ReceivePaymentQueryRq'>) =>
      rets(company, { name: 'ReceivePaymentQueryRq', content }).map((ret) =>
        ret.kind === 'ReceivePaymentRet' ? ret.AppliedToTxns.length : -1,
      )
    expect(applied({})).toEqual([0])
    expect(applied({ IncludeLineItems: true })).toEqual([1])
  })

  test('page by page', () => {
    const { company } = withCustomers()
    ask(company, ...['1', '2', '3'].map((RefNumber) => payment({ RefNumber })))
    const page = (attributes: { iterator: 'Start' | 'Continue'; iteratorID?: string }) => {
      const content = { MaxReturned: 2 }
      const [answer] = ask(company, { name: 'ReceivePaymentQueryRq', content, attributes })
      return answer?.kind === 'response' ? answer : null
    }
    const first = page({ iterator: 'Start' })
    expect(first).toMatchObject({ iteratorRemainingCount: 1, rets: [{}, {}] })
    const second = page({ iterator: 'Continue', iteratorID: first?.iteratorID ?? '' })
    expect(second).toMatchObject({ iteratorRemainingCount: 0, rets: [{ RefNumber: '3' }] })
  })

  test('a paid invoice is found among the paid ones only', () => {
    const { company, TxnID } = withInvoice()
    ask(company, payment(towards(TxnID, 1990)))
    const found = (PaidStatus: 'PaidOnly' | 'NotPaidOnly') =>
      rets(company, { name: 'InvoiceQueryRq', content: { PaidStatus } }).length
    expect([found('PaidOnly'), found('NotPaidOnly')]).toEqual([1, 0])
  })
})

function towards(TxnID: string, amount: number) {
  return { AppliedToTxnAdd: [{ TxnID, PaymentAmount: cents(amount) }] }
}

function withCustomers() {
  const { company, clock } = newCompany()
  stock(company)
  ask(company, customer(), customer({ Name: 'Bob' }))
  return { company, clock }
}

function withInvoice() {
  const { company, clock } = withCustomers()
  ask(company, invoice())
  return { company, clock, TxnID: invoices(company)[0]?.TxnID ?? '' }
}

function invoiceRet(company: CompanyFile, TxnID: string) {
  const [ret] = rets(company, { name: 'InvoiceQueryRq', content: { TxnID: [TxnID] } })
  if (ret?.kind !== 'InvoiceRet') {
    throw new Error(`no invoice ${TxnID}`)
  }
  return ret
}
