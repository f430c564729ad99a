import { expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { invoices, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { enterSale } from '../../worker/practice/person.ts'
import { ask, codes, customer, newCompany, payment, receipt, rets, stock } from './ask.ts'

const BY_HAND = {
  customerListID: null,
  refNumber: '1042',
  txnDate: '2026-08-05',
  totalCents: cents(1990),
  memo: 'phone order',
}

test('a sale typed in by hand stands in the books like any other', () => {
  const { company } = newCompany()
  stock(company)
  ask(company, receipt())
  const { TxnID } = enterSale(company, { kind: 'SalesReceipt', ...BY_HAND })
  const content = { RefNumber: ['1042'], IncludeLineItems: true }
  const found = rets(company, { name: 'SalesReceiptQueryRq', content })
  expect(found).toHaveLength(2)
  expect(found[1]).toMatchObject({
    TxnID,
    TxnDate: '2026-08-05',
    RefNumber: '1042',
    Memo: 'phone order',
    CustomerRef: null,
    Subtotal: cents(1990),
    SalesTaxTotal: cents(0),
    TotalAmount: cents(1990),
    DepositToAccountRef: { FullName: 'Undeposited Funds' },
    Lines: [{ Amount: cents(1990) }],
  })
  expect(salesReceipts(company)[1]).toMatchObject({ memo: 'phone order', customer: null })
})

test('an invoice typed in by hand is owed by its customer, and can be paid', () => {
  const { company } = newCompany()
  ask(company, customer())
  const customerListID = listEntries(company, 'Customer')[0]?.ListID ?? ''
  const { TxnID } = enterSale(company, { kind: 'Invoice', ...BY_HAND, customerListID })
  expect(invoices(company)).toMatchObject([{ customer: 'Ana Lima', balanceCents: cents(1990) }])
  const AppliedToTxnAdd = [{ TxnID, PaymentAmount: cents(1990) }]
  expect(codes(ask(company, payment({ AppliedToTxnAdd })))).toEqual([0])
  expect(invoices(company)[0]?.balanceCents).toBe(cents(0))
})
