/** What the generator makes: every kind of order, in the real payloads' own shape. */
import { describe, expect, test } from 'bun:test'
import { corpusJSON, corpusPaths } from '../woo/corpus.ts'
import { generatedOrder, YEN } from './generated-order.ts'
import type { GeneratedOrder } from './generated-order.ts'
import type { Json, WooVersion } from './order-payload.ts'

const ORDERS = Array.from({ length: 3_000 }, (_, at) => generatedOrder(at + 1))

test('the same seed makes the same order', () => {
  expect(generatedOrder(7)).toEqual(generatedOrder(7))
})

test.each<[string, number, (order: GeneratedOrder) => boolean]>([
  ['prices that include tax', 0.4, ({ stored }) => stored.shop.pricesIncludeTax],
  ['tax rounded at the subtotal', 0.3, ({ stored }) => stored.shop.roundsTaxAtSubtotal],
  ['a checkout', 0.5, ({ head }) => head.createdVia === 'checkout'],
  ['an order from the admin', 0.3, ({ head }) => head.createdVia === 'admin'],
  ['no tax', 0.1, ({ stored }) => stored.taxLines.length === 0],
  ['two rates', 0.2, ({ stored }) => stored.taxLines.length === 2],
  ['three rates or more', 0.1, ({ stored }) => stored.taxLines.length > 2],
  ['a compound rate', 0.05, ({ stored }) => stored.taxLines.some(({ rate }) => rate.isCompound)],
  ['a rate of 0 %', 0.01, ({ stored }) => stored.taxLines.some(({ rate }) => rate.percent === 0)],
  ['a buyer elsewhere', 0.2, ({ stored }) => stored.basket.rates !== stored.shop.baseRates],
  ['a buyer who is exempt', 0.02, ({ stored }) => stored.basket.isVatExempt],
  ['several lines of shipping', 0.2, ({ stored }) => stored.shippingLines.length > 1],
  ['taxed shipping', 0.1, ({ stored }) => Number(stored.shippingTax) > 0],
  ['a fee', 0.3, ({ stored }) => stored.feeLines.some(({ total }) => Number(total) > 0)],
  ['a fee below zero', 0.1, ({ stored }) => stored.feeLines.some((fee) => Number(fee.total) < 0)],
  ['an untaxed fee', 0.1, ({ stored }) => stored.basket.fees.some((fee) => !fee.isTaxable)],
  ['a coupon', 0.3, ({ stored }) => stored.couponLines.length > 0],
  ['several coupons', 0.1, ({ stored }) => stored.couponLines.length > 1],
  ['part of a piece', 0.1, ({ stored }) => stored.lines.some(hasPartOfPiece)],
  ['something free', 0.02, ({ stored }) => stored.lines.some(isFree)],
  ['a total of nothing', 0.01, ({ payload }) => payload.total === '0.00'],
  ['an order that is not paid', 0.1, ({ payload }) => payload.date_paid === null],
])('%s is among the orders', (_, shareMin, has) => {
  expect(ORDERS.filter(has).length / ORDERS.length).toBeGreaterThan(shareMin)
})

type Line = GeneratedOrder['stored']['lines'][number]

function hasPartOfPiece({ source }: Line): boolean {
  return !Number.isInteger(source.quantity)
}

function isFree({ source }: Line): boolean {
  return source.product.price === 0
}

const CORPUS: Readonly<Record<WooVersion, string>> = {
  '8.2.2': 'older/8.2.2/orders',
  '9.9.5': 'older/9.9.5/orders',
  '11.0.1': 'orders',
}
const LISTS = ['line_items', 'tax_lines', 'shipping_lines', 'fee_lines', 'coupon_lines'] as const
const AMOUNT = /^-?\d+\.\d\d$/

describe.each(Object.entries(CORPUS))('as WooCommerce %s shows it', (version, folder) => {
  const real = corpusPaths(folder).map(corpusJSON)
  const made = ORDERS.filter(({ head }) => head.version === version).map(({ payload }) => payload)

  test('an order has the fields of a real one', () => {
    expect(fieldsOf(made)).toEqual(fieldsOf(real).filter((field) => field !== '_links'))
  })

  test.each(LISTS)('%s have the fields of real ones', (list) => {
    expect(fieldsOf(linesOf(made, list))).toEqual(fieldsOf(linesOf(real, list)))
  })

  test('a line’s taxes are shown as real ones are', () => {
    const isRounded = taxAmounts(real).every((amount) => AMOUNT.test(amount))
    expect(taxAmounts(made).every((amount) => AMOUNT.test(amount))).toBe(isRounded)
  })
})

test('a price is the unrounded net of one piece', () => {
  const noisy = ORDERS.flatMap(({ payload }) => linesOf([payload], 'line_items')).filter(
    ({ price }) => String(price).length > 12,
  )
  expect(noisy.length).toBeGreaterThan(1_000)
})

test('an order in yen has no decimals', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { payload } = generatedOrder(seed, YEN)
    expect([payload.currency, String(payload.total)]).toEqual([
      'JPY',
      expect.stringMatching(/^-?\d+$/),
    ])
  }
})

function taxAmounts(orders: readonly Json[]): string[] {
  return linesOf(orders, 'line_items')
    .flatMap(({ taxes }) => taxes as Json[])
    .map(({ total }) => String(total))
}

function linesOf(orders: readonly Json[], list: (typeof LISTS)[number]): Json[] {
  return orders.flatMap((order) => order[list] as Json[])
}

function fieldsOf(objects: readonly Json[]): string[] {
  return [...new Set(objects.flatMap((one) => Object.keys(one)))].toSorted()
}
