/** A buyer whom QuickBooks holds exempt paid tax nevertheless: the sale says so itself. */
import { expect, test } from 'bun:test'
import { entriesOf } from '../../worker/practice/entries.ts'
import {
  lineItem,
  plainOrder,
  plainSettings,
  soundSale,
  taxes,
  taxLine,
} from '../books/plain-order.ts'
import { postSale, practiceBooks } from '../generator/practice-books.ts'

test('QuickBooks computes the tax that the shop took, whatever the customer’s own code is', () => {
  const books = practiceBooks(plainSettings({ gateways: {} }))
  const settings = plainSettings()
  const order = plainOrder({
    datePaid: null,
    datePaidGmt: null,
    lineItems: [lineItem({ taxes: taxes([1]) })],
    taxLines: [taxLine(1, '0.73')],
    totalTax: '0.73',
    total: '10.73',
  })
  postSale(books, { document: soundSale(order, { settings }), subject: 'order:42' })
  const exempt = entriesOf(books.company, 'SalesTaxCode').find(({ name }) => name === 'Non')
  for (const customer of entriesOf(books.company, 'Customer')) {
    customer.refs = { ...customer.refs, SalesTaxCodeRef: exempt?.ListID ?? '' }
  }
  const again = soundSale({ ...order, id: 43, number: '1043' }, { settings })
  expect(again.tax).toMatchObject({ kind: 'native', taxCents: 73 })
  const form = postSale(books, { document: again, subject: 'order:43' })
  expect(form).toMatchObject({ salesTaxCents: 73, totalCents: 1073 })
})
