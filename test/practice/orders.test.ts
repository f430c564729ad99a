import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { estimates, invoices, payments, salesOrders } from '../../worker/practice/look-up.ts'
import { deleteTxn, setClosingDate } from '../../worker/practice/person.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { answerTo, ask, codes, mug, payment, rets, responsesIn, verdict } from './ask.ts'
import { withCustomers } from './credit.ts'

const STATE = { ItemSalesTaxRef: { FullName: 'State 8.25%' } }

type Header = Pick<
  RequestContent<'SalesOrderAddRq'>['SalesOrderAdd'] &
    RequestContent<'EstimateAddRq'>['EstimateAdd'],
  'defMacro' | 'RefNumber' | 'TxnDate' | 'Memo' | 'ItemSalesTaxRef' | 'TermsRef' | 'PONumber'
>

/** 19.90 for Ana Lima, of either form. */
const FORMS: readonly [
  'SalesOrder' | 'Estimate',
  (fields?: Header) => QbxmlRequest,
  (company: CompanyFile, refNumber?: string) => ReturnType<typeof salesOrders>,
][] = [
  ['SalesOrder', salesOrder, salesOrders],
  ['Estimate', estimate, estimates],
]

describe.each(FORMS)('a %s', (kind, add, lookUp) => {
  test('is kept with its lines, its tax and its total', () => {
    const { company } = withCustomers()
    const terms = { TermsRef: { FullName: 'Net 30' }, PONumber: 'PO 7', Memo: 'TB1' }
    const [ret] = rets(company, add({ ...STATE, ...terms }))
    // 19.90 × 8.25 % = 1.64175
    expect(ret).toMatchObject({
      kind: `${kind}Ret`,
      CustomerRef: { FullName: 'Ana Lima' },
      TxnDate: '2026-08-05',
      RefNumber: '1042',
      Memo: 'TB1',
      SalesTaxPercentage: '8.25',
      Subtotal: cents(1990),
      SalesTaxTotal: cents(164),
      TotalAmount: cents(2154),
      LinkedTxns: [],
      Lines: [
        {
          ItemRef: { FullName: 'Mug' },
          Quantity: '2',
          Amount: cents(1990),
          SalesTaxCodeRef: { FullName: 'Tax' },
        },
      ],
    })
    expect(lookUp(company, '1042')).toMatchObject([{ kind, totalCents: 2154 }])
  })

  test('posts nothing, so that nothing is due and no payment can be for it', () => {
    const { company } = withCustomers()
    ask(company, add())
    const [form] = lookUp(company)
    expect(form).toMatchObject({ balanceCents: 0, depositTo: null })
    const AppliedToTxnAdd = [{ TxnID: form?.TxnID ?? '', PaymentAmount: cents(1990) }]
    expect(verdict(company, payment({ AppliedToTxnAdd }))?.statusCode).toBe(3120)
    ask(company, payment({ IsAutoApply: true }))
    expect(payments(company)).toMatchObject([{ totalCents: 1990, appliedTo: [] }])
    expect(invoices(company)).toEqual([])
  })

  test('takes the next number of its kind, and may define a macro', () => {
    const { company } = withCustomers()
    const twice = add({ defMacro: 'TxnID:o1' })
    const set = ask(company, add({ RefNumber: '7' }), add({ RefNumber: undefined }), twice, twice)
    expect(codes(set)).toEqual([0, 0, 0, 9100])
    expect(lookUp(company).map((one) => one.refNumber)).toEqual(['7', '8', '1042'])
  })

  test('is not saved on or before the closing date', () => {
    const { company } = withCustomers()
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, add({ TxnDate: '2026-06-30' }))?.statusCode).toBe(3171)
  })

  test('is found by number, by customer and by date, with its lines when asked for', () => {
    const { company } = withCustomers()
    ask(company, add({ RefNumber: 'W-2' }), add({ RefNumber: 'W-1', TxnDate: '2026-08-01' }))
    const found = (content: RequestContent<'SalesOrderQueryRq'>) =>
      rets(company, { name: `${kind}QueryRq`, content })
    const numbers = (content: RequestContent<'SalesOrderQueryRq'>) =>
      found(content).map((ret) => ('RefNumber' in ret ? ret.RefNumber : '?'))
    expect(numbers({ RefNumber: ['w-2'] })).toEqual(['W-2'])
    expect(numbers({ EntityFilter: { FullName: ['Ana Lima'] } })).toEqual(['W-1', 'W-2'])
    expect(numbers({ TxnDateRangeFilter: { ToTxnDate: '2026-08-01' } })).toEqual(['W-1'])
    expect(found({ RefNumber: ['W-1'] })).toMatchObject([{ Lines: [] }])
    const IncludeLineItems = true
    expect(found({ RefNumber: ['W-1'], IncludeLineItems })).toMatchObject([{ Lines: [{}] }])
  })

  test('is found page by page', () => {
    const { company } = withCustomers()
    ask(company, ...['1', '2', '3'].map((RefNumber) => add({ RefNumber })))
    const attributes = { iterator: 'Start' } as const
    const content = { MaxReturned: 2 }
    const [first] = ask(company, { name: `${kind}QueryRq`, content, attributes })
    expect(first).toMatchObject({ iteratorRemainingCount: 1, rets: [{}, {}] })
  })

  test('that a person deleted is among the deleted', () => {
    const { company } = withCustomers()
    ask(company, add())
    deleteTxn(company, lookUp(company)[0]?.TxnID ?? '')
    const content = { TxnDelType: [kind] }
    expect(rets(company, { name: 'TxnDeletedQueryRq', content })).toMatchObject([
      { TxnDelType: kind, RefNumber: '1042' },
    ])
  })
})

test('a sales order is open until somebody closes it', () => {
  const { company } = withCustomers()
  const { SalesOrderAdd } = salesOrder().content
  expect(rets(company, salesOrder())).toMatchObject([
    { IsManuallyClosed: false, IsFullyInvoiced: false },
  ])
  const content = { SalesOrderAdd: { ...SalesOrderAdd, IsManuallyClosed: true } }
  expect(rets(company, { name: 'SalesOrderAddRq', content })).toMatchObject([
    { IsManuallyClosed: true },
  ])
})

test('from qbXML 15 on a sales order says which shop it came from', () => {
  const { company } = withCustomers()
  const { SalesOrderAdd } = salesOrder().content
  const store = { SOChannel: 'Ecommerce', StoreName: 'Larkspur', StoreType: 'WooCommerce' } as const
  const content = { SalesOrderAdd: { ...SalesOrderAdd, ...store } }
  const requests = [{ requestID: '1', request: { name: 'SalesOrderAddRq', content } }] as const
  const newer = encodeMessageSet({ version: '16.0', requests })
  const answer = answerTo(company, newer.xml)
  expect(codes(responsesIn(answer))).toEqual([0])
  expect(answer).toContain('<SOChannel>Ecommerce</SOChannel><StoreName>Larkspur</StoreName>')
  const { dropped } = encodeMessageSet({ version: '13.0', requests })
  expect(dropped.map(({ field }) => field.split('/').at(-1))).toEqual([
    'SOChannel',
    'StoreName',
    'StoreType',
  ])
})

function salesOrder(fields: Header = {}) {
  return {
    name: 'SalesOrderAddRq',
    content: {
      SalesOrderAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: '1042',
        Lines: [{ SalesOrderLineAdd: mug() }],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}

function estimate(fields: Header = {}) {
  const { ItemRef, Quantity, Amount } = mug()
  return {
    name: 'EstimateAddRq',
    content: {
      EstimateAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: '1042',
        Lines: [{ EstimateLineAdd: { ItemRef, Quantity, Amount } }],
        ...fields,
      },
    },
  } as const satisfies QbxmlRequest
}
