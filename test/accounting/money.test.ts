/** Rules 7 to 10 of the rulebook: money that comes, is kept, goes back, or is owed. */
import { describe, expect, test } from 'bun:test'
import type { CompanyFile } from '../../worker/practice/books.ts'
import {
  cardRefunds,
  checks,
  creditMemos,
  deposits,
  invoices,
  listEntries,
  payments,
  salesOrders,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { corpusJSON } from '../woo/corpus.ts'
import { post, ruleShop } from './rule-shop.ts'
import { smallOrder } from './small-order.ts'

const TWENTY = { id: 7, lines: [{ total: '20.00' }], total: '20.00' } as const
const GATEWAY = 'mapping.gateways.stripe'

test('rule 7: the sale is gross, the fee an expense of the deposit, and no customer sees it', async () => {
  const shop = await ruleShop({ [`${GATEWAY}.feeAccountName`]: 'Card fees' })
  const more = {
    meta_data: [
      { id: 1, key: '_stripe_fee', value: '0.88' },
      { id: 2, key: '_stripe_currency', value: 'USD' },
    ],
  }
  await post(shop, smallOrder({ ...TWENTY, more }))
  const [receipt] = salesReceipts(shop.company)
  expect(Number(receipt?.totalCents)).toBe(2000)
  expect(receipt?.depositTo).toBe('Undeposited Funds')
  expect(receipt?.lines.map(({ amountCents }) => Number(amountCents))).toEqual([2000])
  expect(JSON.stringify(receipt)).not.toContain('0.88')
  const [deposit] = deposits(shop.company)
  // 20.00 less 0.88
  expect([deposit?.depositTo, Number(deposit?.totalCents)]).toEqual(['Stripe clearing', 1912])
  expect(
    deposit?.lines.map(({ payment, account, amountCents }) => [
      payment,
      account,
      Number(amountCents),
    ]),
  ).toEqual([
    [receipt?.TxnID ?? '', null, 2000],
    [null, 'Card fees', -88],
  ])
})

describe('rule 8: a payment is applied to one named transaction, and to nothing by itself', () => {
  test('to its own invoice, whatever else the buyer owes', async () => {
    const shop = await ruleShop({ paidOrders: 'invoice-with-payment' })
    const buyer = { billing: { ...corpusBilling(), email: 'same@example.test' } }
    const owed = { ...buyer, date_paid: null, date_paid_gmt: null }
    await post(shop, smallOrder({ ...TWENTY, id: 81, more: owed }))
    await post(shop, smallOrder({ ...TWENTY, id: 82, more: buyer }))
    const [first] = invoices(shop.company, '81')
    const [second] = invoices(shop.company, '82')
    expect(first?.customer).toBe(second?.customer ?? 'nobody')
    expect([Number(first?.balanceCents), Number(second?.balanceCents)]).toEqual([2000, 0])
    expect(payments(shop.company).map(({ appliedTo }) => appliedTo)).toEqual([
      [{ TxnID: second?.TxnID ?? '', amountCents: 2000 as never }],
    ])
  })

  test('a sales order does not post: its money is a credit of the buyer’s, unapplied', async () => {
    const shop = await ruleShop({ paidOrders: 'sales-order' })
    await post(shop, smallOrder(TWENTY))
    expect(salesOrders(shop.company)).toHaveLength(1)
    expect(
      payments(shop.company).map(({ totalCents, appliedTo }) => [Number(totalCents), appliedTo]),
    ).toEqual([[2000, []]])
  })
})

function corpusBilling() {
  return corpusJSON('orders/tax-none-new-york.json').billing as Record<string, string>
}

describe('rule 9: a refund is a credit memo and what settles it, with no credit left open', () => {
  const order = corpusJSON('orders/refund-full.json')
  const refunds = [corpusJSON('refunds/full-all-lines.json')]
  const settings = {
    orderStatuses: ['processing', 'refunded'],
    'mapping.taxRates': {
      1: { name: 'State', ratePercent: '7.25', description: 'State', agencyName: 'State Board' },
      2: { name: 'City', ratePercent: '1.375', description: 'City', agencyName: 'City Hall' },
    },
  }

  test('by card', async () => {
    const shop = await ruleShop(settings)
    await post(shop, order, { refunds })
    const [memo] = creditMemos(shop.company)
    expect([Number(memo?.totalCents), Number(memo?.creditRemainingCents)]).toEqual([4881, 0])
    const [paid] = cardRefunds(shop.company)
    expect([paid?.refundFrom, Number(paid?.totalCents)]).toEqual(['Stripe clearing', 4881])
    expect(paid?.appliedTo).toEqual([{ TxnID: memo?.TxnID ?? '', amountCents: 4881 as never }])
  })

  test('by check', async () => {
    const shop = await ruleShop({ ...settings, [`${GATEWAY}.refundsBy`]: 'check' })
    await post(shop, order, { refunds })
    const [memo] = creditMemos(shop.company)
    expect([Number(memo?.totalCents), Number(memo?.creditRemainingCents)]).toEqual([4881, 0])
    const [paid] = checks(shop.company)
    expect([paid?.account, Number(paid?.totalCents)]).toEqual(['Stripe clearing', 4881])
    expect(paid?.appliedTo).toEqual([{ TxnID: memo?.TxnID ?? '', amountCents: 4881 as never }])
  })

  test('together with its sale the buyer owes nothing and is owed nothing', async () => {
    const shop = await ruleShop({ ...settings, paidOrders: 'invoice-with-payment' })
    await post(shop, order, { refunds })
    const open = [
      ...invoices(shop.company).map(({ balanceCents }) => Number(balanceCents)),
      ...creditMemos(shop.company).map(({ creditRemainingCents }) => Number(creditRemainingCents)),
    ]
    expect(open).toEqual([0, 0])
  })
})

describe('rule 9: goods that QuickBooks counts go back on its shelf only where the shop put them back', () => {
  const order = corpusJSON('orders/refund-partial-line.json')
  const refunds = [corpusJSON('refunds/partial-line-1-of-3-restock.json')]
  const settings = {
    'mapping.taxRates': {
      1: { name: 'State', ratePercent: '7.25', description: 'State', agencyName: 'State Board' },
      2: { name: 'City', ratePercent: '1.375', description: 'City', agencyName: 'City Hall' },
    },
  }

  async function creditedOf(sold: Record<string, unknown>) {
    const shop = await ruleShop(settings)
    enterByHand(shop.company, { kind: 'Item', type: 'ItemInventory', name: 'TEE-001', fields: {} })
    await post(shop, sold, { refunds })
    return creditMemos(shop.company).flatMap(({ lines }) =>
      lines
        .filter(({ quantity }) => quantity !== null)
        .map(({ item, quantity }) => [item, quantity]),
    )
  }

  test('put back: the credit memo counts the piece in', async () => {
    expect(await creditedOf(order)).toEqual([['TEE-001', '1']])
  })

  test('kept out: the money alone goes back', async () => {
    const lines = order.line_items as readonly Record<string, unknown>[]
    const line_items = lines.map((line) => ({ ...line, meta_data: [] }))
    const credited = await creditedOf({ ...order, line_items })
    expect(credited.filter(([item]) => item === 'TEE-001')).toEqual([])
  })
})

describe('rule 10: gift cards are owed until they are redeemed, and then are money', () => {
  const settings = {
    'mapping.accounts.giftCards': 'Gift cards',
    'lines.giftCardProducts': ['GIFT-50'],
  }

  test('sold, a card credits the liability and earns nothing', async () => {
    const shop = await ruleShop(settings)
    await post(
      shop,
      smallOrder({ id: 10, lines: [{ sku: 'GIFT-50', total: '50.00' }], total: '50.00' }),
    )
    expect(creditsByAccount(shop.company)).toEqual({ 'Gift cards': 5000 })
  })

  test('redeemed, it debits the liability, and the sale earns its full price', async () => {
    const shop = await ruleShop(settings)
    // 100.00 of goods, of which 80.00 are paid with a card: 20.00 are left to pay
    const more = { gift_cards: [{ id: 1, code: 'ABCD-1234', amount: '80.00' }] }
    await post(shop, smallOrder({ id: 11, lines: [{ total: '100.00' }], total: '20.00', more }))
    expect(creditsByAccount(shop.company)).toEqual({ Sales: 10_000, 'Gift cards': -8000 })
    expect(Number(salesReceipts(shop.company)[0]?.totalCents)).toBe(2000)
  })
})

/** What all receipts credit, by the account of each line's item, in cents; debits are below zero. */
function creditsByAccount(company: CompanyFile): Readonly<Record<string, number>> {
  const accounts = new Map(
    listEntries(company, 'Item').map(({ fullName, refs }) => [
      fullName,
      refs.AccountRef ?? refs.IncomeAccountRef ?? '',
    ]),
  )
  const credits: Record<string, number> = {}
  for (const { item, amountCents } of salesReceipts(company).flatMap(({ lines }) => lines)) {
    const account = accounts.get(item ?? '') ?? ''
    credits[account] = (credits[account] ?? 0) + amountCents
  }
  return credits
}
