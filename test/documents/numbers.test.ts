/** Numbers: the order's own, or QuickBooks' next; whole or not at all. */
import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { textField } from '../../worker/practice/books.ts'
import { cents } from '../../worker/money/cents.ts'
import { enterSale } from '../../worker/practice/person.ts'
import { companyWith, order, post, requests, shopWith, txns } from './posted.ts'

const NEXT = { numbering: 'quickbooks-next' } as const

/** A person's receipt, which has the number before. */
function enterReceipt(company: ReturnType<typeof companyWith>, refNumber: string) {
  enterSale(company, {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber,
    txnDate: '2026-11-23',
    totalCents: cents(1),
    memo: '',
  })
}

describe('the order’s own number', () => {
  test.each([
    ['12345678901', 'posted', null],
    ['123456789012', 'held', 'order-number-too-long'],
  ])('%s is %s', async (number, state, code) => {
    const company = companyWith()
    const outcome = await post(await shopWith({}, company), order({ number }))
    expect([outcome?.state, outcome?.problem?.code ?? null]).toEqual([state, code])
    const numbers = txns(company, 'SalesReceipt').map(({ refNumber }) => refNumber)
    expect(numbers).toEqual(state === 'posted' ? [number] : [])
  })
})

describe('QuickBooks’ next number', () => {
  test('is on the form, and the shop is told of it; the order’s own is in the memo', async () => {
    const company = companyWith()
    enterReceipt(company, '5000')
    const outcome = await post(await shopWith(NEXT, company))
    expect(outcome?.documents).toMatchObject([{ kind: 'SalesReceipt', refNumber: '5001' }])
    const [, receipt] = txns(company, 'SalesReceipt')
    expect(textField(receipt?.fields, 'Memo')).toStartWith('WooCommerce order 215, ')
  })

  test('the order’s own stands wherever the owner wants it, and always in the memo', async () => {
    const company = companyWith()
    const documentFields = {
      ...DEFAULT_SETTINGS.documentFields,
      memo: '{gateway title}',
      poNumber: 'Web {number}',
      other: '{number}',
    }
    const paidOrders = 'invoice-with-payment' as const
    await post(await shopWith({ ...NEXT, documentFields, paidOrders }, company))
    const [invoice] = txns(company, 'Invoice')
    expect(invoice?.fields).toMatchObject({ PONumber: 'Web 215', Other: '215' })
    expect(textField(invoice?.fields, 'Memo')).toStartWith(
      'WooCommerce order 215, Credit card (Stripe) TB1:',
    )
    // Payments have no numbers of their own in QuickBooks: they keep the order's.
    expect(txns(company, 'ReceivePayment').map(({ refNumber }) => refNumber)).toEqual(['215'])
  })

  test('lets orders go whose numbers are longer than a form’s, up to a payment’s', async () => {
    const outcomes = []
    for (const number of ['1'.repeat(20), '1'.repeat(21)]) {
      const outcome = await post(await shopWith(NEXT), order({ number }))
      outcomes.push(outcome?.problem?.code ?? outcome?.state)
    }
    expect(outcomes).toEqual(['posted', 'order-number-too-long'])
  })

  test('lets orders go whose numbers QuickBooks cannot spell, their payments under the shop’s ID', async () => {
    const company = companyWith()
    const shop = await shopWith({ ...NEXT, paidOrders: 'invoice-with-payment' }, company)
    expect(await post(shop, order({ number: 'Ж-215' }))).toMatchObject({ state: 'posted' })
    expect(txns(company, 'Invoice').map(({ refNumber }) => refNumber)).toEqual(['1'])
    expect(txns(company, 'ReceivePayment').map(({ refNumber }) => refNumber)).toEqual(['W-215'])
    expect(textField(txns(company, 'Invoice')[0]?.fields, 'Memo')).toStartWith(
      'WooCommerce order Zh-215, ',
    )
  })

  test('asks for no number, and once for all of the day', async () => {
    const company = companyWith()
    enterReceipt(company, '215')
    const shop = await shopWith(NEXT, company)
    // Somebody else's document under the order's number is in nobody's way.
    expect(await post(shop)).toMatchObject({ state: 'posted' })
    const asked = requests(shop, 'SalesReceiptQueryRq')
    expect(asked.filter((xml) => xml.includes('<RefNumber>'))).toEqual([])
    expect(
      asked.filter((xml) => xml.includes('<FromTxnDate>2026-11-23</FromTxnDate>')),
    ).toHaveLength(1)
  })

  test('a sale that stands is compared, and not sent once more', async () => {
    const company = companyWith()
    const shop = await shopWith(NEXT, company)
    await post(shop)
    await post(shop, order({ status: 'completed' }))
    expect(txns(company, 'SalesReceipt')).toHaveLength(1)
  })
})
