import { describe, expect, test } from 'bun:test'
import type { SaleDocument } from '../../worker/books/document.ts'
import { allocate } from '../../worker/money/allocate.ts'
import { cents, sum } from '../../worker/money/cents.ts'
import type { Cents } from '../../worker/money/cents.ts'
import type { Order } from '../../worker/woo/order.ts'
import { corpusOrder } from '../woo/corpus.ts'
import { randomFrom } from '../xml/random-text.ts'
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

  test.each(STYLES)('%s: the shop has changed nothing', (style) => {
    expect(sale(COUPONS, style).fingerprint.shop).toBe(sale(COUPONS, 'in-line').fingerprint.shop)
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

describe('coupons with an item and a class of their own', () => {
  const coupons = {
    TEN: { itemName: 'Discounts:Spring', className: 'Web' },
    two: { itemName: null, className: 'Loyal' },
  }

  function shown(discounts: (typeof STYLES)[number]) {
    const settings = { ...plainSettings({ coupons }), discounts }
    return soundSale(COUPONS, { settings })
      .lines.filter(({ item }) => item.subject === 'item:discount')
      .map(({ item, className, description, amountCents }) => [
        item.chosenFullName ?? item.name,
        className,
        description,
        Number(amountCents),
      ])
  }

  test('have them in their lines at the end', () => {
    expect(shown('separate')).toEqual([
      ['Discounts:Spring', 'Web', 'Coupon ten', -186],
      ['Discount', 'Loyal', 'Coupon two', -114],
      ['Discounts:Spring', 'Web', 'Coupon ten', -124],
      ['Discount', 'Loyal', 'Coupon two', -76],
    ])
  })

  test('have a line each behind every line that they lowered', () => {
    expect(shown('per-line')).toEqual([
      ['Discounts:Spring', 'Web', 'Coupon ten on Tee', -186],
      ['Discount', 'Loyal', 'Coupon two on Tee', -114],
      ['Discounts:Spring', 'Web', 'Coupon ten on Tee', -124],
      ['Discount', 'Loyal', 'Coupon two on Tee', -76],
    ])
  })

  test('stay inside the lines where the owner wants them there', () => {
    expect(shown('in-line')).toEqual([])
  })
})

test('a line that says its list price is at it, and says the discount elsewhere', () => {
  const [inLine, perLine] = (['in-line', 'per-line'] as const).map(
    (style) => sale(COUPONS, style).lines[0],
  )
  expect(inLine?.description).toBe('Tee – list 20.00, coupon ten, two -3.00')
  expect(perLine?.description).toBe('Tee')
})

const SEED = 20_261_125
const ORDERS = 10_000
/** For 10,000 orders in three styles, on a machine that does other things. */
const TIMEOUT_MS = 60_000

test(
  `${ORDERS} random orders with coupons: each coupon to its cent, each line and the whole, too (seed ${SEED})`,
  () => {
    const random = randomFrom(SEED)
    for (let count = 0; count < ORDERS; count += 1) {
      const order = randomOrder(random)
      const net = sum(order.lineItems.map(({ total }) => centsOf(total)))
      for (const discounts of STYLES) {
        const { lines } = soundSale(order, {
          settings: { ...plainSettings({ coupons: EACH_MAPPED }), discounts },
        })
        const off = lines.filter(({ item }) => item.subject === 'item:discount')
        expect(sum(lines.map(({ amountCents }) => amountCents))).toBe(net)
        if (discounts !== 'in-line') {
          const byCoupon = order.couponLines.map(({ code }) =>
            sum(
              off
                .filter(({ description }) => description.startsWith(`Coupon ${code}`))
                .map(({ amountCents }) => cents(0 - amountCents)),
            ),
          )
          expect(byCoupon).toEqual(order.couponLines.map(({ discount }) => centsOf(discount)))
          expect(off.every(({ amountCents }) => amountCents < 0)).toBe(true)
        }
      }
    }
  },
  TIMEOUT_MS,
)

const EACH_MAPPED = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((code) => [code, { itemName: code, className: null }]),
)

/** Up to five lines of three kinds of taxation, and up to four coupons that took off what is off. */
function randomOrder(random: (below: number) => number): Order {
  const lineItems = Array.from({ length: 1 + random(5) }, (_, at) => {
    const listCents = 1 + random(10_000)
    const netCents = random(listCents)
    return lineItem({
      id: at + 1,
      productId: 20 + at,
      subtotal: decimal(listCents),
      total: decimal(netCents),
      taxes: taxes([[], [1], [1, 2]][random(3)] ?? []),
    })
  })
  const offCents = sum(
    lineItems.map(({ subtotal, total }) => cents(centsOf(subtotal) - centsOf(total))),
  )
  const parts = allocate(
    offCents,
    Array.from({ length: 1 + random(4) }, () => random(1000)),
  )
  return plainOrder({
    total: decimal(sum(lineItems.map(({ total }) => centsOf(total)))),
    lineItems,
    couponLines: parts.map((part, at) => couponLine('abcd'.charAt(at), decimal(part))),
  })
}

function centsOf(amount: string): Cents {
  return cents(Math.round(Number(amount) * 100))
}

function decimal(amount: number): string {
  return (amount / 100).toFixed(2)
}
