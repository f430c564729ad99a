import { describe, expect, test } from 'bun:test'
import type { SaleDocument } from '../../worker/books/document.ts'
import { cents, sum } from '../../worker/money/cents.ts'
import type { Order } from '../../worker/woo/order.ts'
import { corpusOrder } from '../woo/corpus.ts'
import {
  couponLine,
  lineItem,
  plainOrder,
  plainSettings,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const STYLES = ['in-line', 'per-line', 'separate'] as const

/** Two mugs and a tee, 10 % and 2.00 off, of which the mug is taxed. */
const COUPONS = plainOrder({
  total: '27.23',
  totalTax: '1.23',
  discountTotal: '5.00',
  lineItems: [
    lineItem({ id: 1, productId: 20, subtotal: '20.00', total: '17.00', taxes: taxes([1]) }),
    lineItem({ id: 2, productId: 21, subtotal: '11.00', total: '9.00' }),
  ],
  taxLines: [taxLine(1, '1.23')],
  couponLines: [couponLine('ten', '3.10'), couponLine('two', '1.90')],
})

function sale(order: Order, discounts: (typeof STYLES)[number]): SaleDocument {
  return soundSale(order, { settings: { ...plainSettings(), discounts } })
}

describe('whichever way coupons are shown', () => {
  test.each(STYLES)('%s: the same total, and the same tax', (style) => {
    const document = sale(COUPONS, style)
    const net = sum(document.lines.map(({ amountCents }) => amountCents))
    expect(document.totalCents).toBe(cents(2723))
    // 17.00 + 9.00
    expect(net).toBe(cents(2600))
    expect(document.tax.kind).toBe(sale(COUPONS, 'in-line').tax.kind)
  })

  test.each(STYLES)('%s: the books are moved as before: nothing to correct', (style) => {
    expect(sale(COUPONS, style).fingerprint).toBe(sale(COUPONS, 'in-line').fingerprint)
  })

  test.each(['coupon-percent', 'coupon-fixed-product-freeship', 'zero-total-coupon'] as const)(
    'a real order, %s, comes to its total in each',
    (name) => {
      const order = corpusOrder(name)
      const sums = STYLES.map((style) => {
        const settings = { ...plainSettings(), discounts: style }
        return sumOf(soundSale({ ...order, paymentMethod: 'stripe' }, { settings }))
      })
      expect(new Set(sums).size).toBe(1)
    },
  )
})

test('per line, each discount stands behind its line and is taxed as it', () => {
  const lines = sale(COUPONS, 'per-line').lines.map(({ item, amountCents, isTaxable }) => [
    item.subject,
    Number(amountCents),
    isTaxable,
  ])
  expect(lines).toEqual([
    ['product:20', 2000, true],
    ['item:discount', -300, true],
    ['product:21', 1100, false],
    ['item:discount', -200, false],
  ])
})

test('separate, several coupons split exactly, each kind of taxation for itself', () => {
  const coupons = sale(COUPONS, 'separate').lines.slice(2)
  expect(coupons.map(({ description }) => description)).toEqual([
    'Coupon ten',
    'Coupon two',
    'Coupon ten',
    'Coupon two',
  ])
  // 3.00 and 2.00 off, shared 3.10 to 1.90.
  expect(coupons.map(({ amountCents }) => Number(amountCents))).toEqual([-186, -114, -124, -76])
})

test('an order without coupons looks the same in each', () => {
  const [inLine, ...others] = STYLES.map((style) => sale(plainOrder(), style))
  for (const other of others) {
    expect(other).toEqual(inLine as SaleDocument)
  }
})
