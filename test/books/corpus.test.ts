import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { isProblem } from '../../worker/books/problems.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import type { Order } from '../../worker/woo/order.ts'
import { corpusJSON, corpusOrder, corpusOrderPaths, readOrder } from '../woo/corpus.ts'
import { saleOf, soundSale } from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const ORDERS = new Map(
  corpusOrderPaths().map((path): [string, Order] => [path, readOrder(corpusJSON(path))]),
)
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  mapping: suggestMapping({ orders: [...ORDERS.values()], settings: DEFAULT_SETTINGS }),
}
const OTHER_CURRENCY = 'orders/currency-eur.json'

function isSent([path, { status }]: [string, Order]): boolean {
  return path !== OTHER_CURRENCY && SETTINGS.orderStatuses.includes(status)
}

const SENT = [...ORDERS].filter(isSent)

function saleNamed(name: string) {
  return soundSale(corpusOrder(name), { settings: SETTINGS })
}

describe('lines and tax of a sale come to the order’s total', () => {
  test.each(SENT)('%s', (_, order) => {
    const sale = soundSale(order, { settings: SETTINGS })
    expect(sumOf(sale)).toBe(Math.round(Number(order.total) * 100))
    expect(sale.totalCents as number).toBe(Math.round(Number(order.total) * 100))
  })
})

test('the corpus holds 52 orders that go, and one in another currency that is held', () => {
  expect(SENT).toHaveLength(52)
  const sale = saleOf(corpusOrder('currency-eur'), { settings: SETTINGS })
  expect(isProblem(sale) && sale.code).toBe('currency-not-in-books')
})

test('every text of the corpus arrives as it is, a product’s Chinese name and emoji apart', () => {
  const losses = SENT.flatMap(([path, order]) =>
    soundSale(order, { settings: SETTINGS }).losses.map((loss) => [path, loss.field]),
  )
  expect(losses).toEqual([['orders/http-store-api-stripe-like.json', 'line_items.name']])
})

test('VAT of 20 % on inclusive prices is what QuickBooks computes, too', () => {
  // 128.82 + 9.20 + 15.50 shipping = 153.52; × 20 % = 30.704 → 30.70
  expect(saleNamed('tax-inclusive-uk-vat').tax).toMatchObject({ kind: 'native', taxCents: 3070 })
})

test('two rates go out as one group that QuickBooks computes, or as lines where it is told so', () => {
  // State 5.07 + 0.73 on shipping, district 0.96 + 0.14: together the order's 6.90. All lines come
  // to 79.96: × 7.25 % = 5.7971 and × 1.375 % = 1.09945.
  expect(saleNamed('tax-exclusive-two-rates').tax).toMatchObject({
    kind: 'native',
    taxCents: 690,
    taxes: [{ amountCents: 580 }, { amountCents: 110 }],
  })
  const settings: Settings = { ...SETTINGS, taxStyle: 'exact' }
  const { tax } = soundSale(corpusOrder('tax-exclusive-two-rates'), { settings })
  expect(tax).toMatchObject({
    kind: 'exact',
    lines: [
      { item: { name: 'CA State Tax 7.25%' }, amountCents: 580 },
      { item: { name: 'SF District 1.375%' }, amountCents: 110 },
    ],
  })
})

test('an order of 0.00 has its lines, no tax and no payment method', () => {
  expect(saleNamed('zero-total-coupon')).toMatchObject({
    kind: 'SalesReceipt',
    totalCents: 0,
    tax: { kind: 'none' },
    paymentMethodName: null,
    lines: [{ amountCents: 0, description: 'Classic Tee – list 19.99, coupon allfree -19.99' }],
  })
})
