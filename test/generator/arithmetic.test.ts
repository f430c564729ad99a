/** WooCommerce's rules, each on a basket small enough to be worked out by hand. */
import { describe, expect, test } from 'bun:test'
import { adminOrder } from './admin-order.ts'
import { checkoutOrder } from './checkout.ts'
import { formatDecimal, numberFormat, phpRound } from './php-numbers.ts'
import type { Basket, BasketLine, Coupon, Fee, Shop, TaxRate } from './shop.ts'
import { matchedRates } from './taxes.ts'

const VAT = rate(1, 20)
const GST = rate(2, 5)
const QST = { ...rate(3, 9.975), priority: 2, isCompound: true }

const SHOP: Shop = {
  currency: 'USD',
  decimals: 2,
  pricesIncludeTax: false,
  taxHalves: 'up',
  roundsTaxAtSubtotal: false,
  discountsSequentially: false,
  shippingTaxClass: 'inherit',
  taxClasses: ['reduced-rate', 'zero-rate'],
  baseRates: { '': [VAT] },
}
const INCLUSIVE: Shop = { ...SHOP, pricesIncludeTax: true, taxHalves: 'down' }
const AT_SUBTOTAL: Shop = { ...SHOP, roundsTaxAtSubtotal: true }

const BASKET: Basket = {
  lines: [],
  coupons: [],
  shipping: [],
  fees: [],
  rates: { '': [VAT] },
  isVatExempt: false,
}

function rate(id: number, percent: number): TaxRate {
  const code = `XX-RATE-${id}`
  return { id, code, label: code, percent, priority: 1, isCompound: false, isOnShipping: true }
}

function line(price: number, quantity = 1, isTaxable = true): BasketLine {
  const texts = { name: 'Tee', parentName: null, sku: 'TEE', taxClass: '' }
  const product = { ...texts, productID: 16, variationID: 0, price, isTaxable }
  return { product, quantity, editedTotal: null }
}

function coupon(type: Coupon['type'], amount: number): Coupon {
  return { id: 10, code: 'c', type, amount, itemsMax: null, productIDs: null }
}

function fee(amount: number, isTaxable = true): Fee {
  return { name: 'Fee', amount, isTaxable, taxClass: '' }
}

describe('rounding', () => {
  test('a half goes away from zero also where a float falls short of it', () => {
    expect([phpRound(1.005, 2), phpRound(-1.005, 2), phpRound(1.005, 2, 'down')]).toEqual([
      1.01, -1.01, 1,
    ])
  })

  test('the database keeps six decimals, and the REST API shows the shop’s', () => {
    expect([formatDecimal(18.4027617142), formatDecimal(4), numberFormat(-0.001, 2)]).toEqual([
      '18.402762',
      '4',
      '0.00',
    ])
  })

  test('net and tax of a price that includes it make the price again', () => {
    // 9.99 / 1.2 = 8.325 → 8.33; the tax of 1.665 goes down to 1.66.
    const order = checkoutOrder(INCLUSIVE, { ...BASKET, lines: [line(9.99)] })
    expect(order).toMatchObject({ total: '9.99', totalTax: '1.66' })
    expect(order.lines[0]?.total).toBe('8.325')
  })

  // 0.30 × 8.25 % = 0.02475: by the line 3 × 0.02, at the subtotal 0.07425.
  test.each([
    ['each line', SHOP, '0.96', '0.06'],
    ['at the subtotal', AT_SUBTOTAL, '0.97', '0.07'],
  ] as const)('tax is rounded %s', (_, shop, total, totalTax) => {
    const lines = [line(0.3), line(0.3), line(0.3)]
    const basket = { ...BASKET, lines, rates: { '': [rate(1, 8.25)] } }
    expect(checkoutOrder(shop, basket)).toMatchObject({ total, totalTax })
    expect(adminOrder(shop, basket)).toMatchObject({ total, totalTax })
  })

  test('a shop without decimals rounds to whole yen', () => {
    // 3 × 333 = 999, 10 % of it 99.9.
    const basket = { ...BASKET, lines: [line(333, 3)], rates: { '': [rate(1, 10)] } }
    const order = checkoutOrder({ ...SHOP, currency: 'JPY', decimals: 0 }, basket)
    expect(order).toMatchObject({ total: '1099', totalTax: '100' })
  })

  test('part of a piece is priced to the cent where lines are rounded', () => {
    // 1.5 × 3.33 = 4.995, untaxed.
    const order = checkoutOrder(SHOP, { ...BASKET, lines: [line(3.33, 1.5, false)] })
    expect(order).toMatchObject({ total: '5.00', totalTax: '0' })
    expect(order.lines[0]?.total).toBe('4.995')
  })
})

describe('rates', () => {
  test('a compound rate is on the tax before it, too', () => {
    // 100.00 × 5 % = 5.00; 105.00 × 9.975 % = 10.47375.
    const basket = { ...BASKET, lines: [line(100)], rates: { '': [GST, QST] } }
    const order = checkoutOrder(SHOP, basket)
    expect(order).toMatchObject({ total: '115.47', totalTax: '15.47' })
    expect(order.taxLines.map(({ taxTotal }) => taxTotal)).toEqual(['5', '10.47'])
  })

  test('of one priority only the first counts', () => {
    expect(matchedRates([rate(7, 3), rate(5, 2), { ...rate(6, 1), priority: 2 }])).toEqual([
      rate(5, 2),
      { ...rate(6, 1), priority: 2 },
    ])
  })

  test('a buyer elsewhere pays his own tax on the shop’s net price', () => {
    // 12.00 includes 20 %: 10.00 net, at 5 % 10.50.
    const basket = { ...BASKET, lines: [line(12)], rates: { '': [GST] } }
    expect(checkoutOrder(INCLUSIVE, basket)).toMatchObject({ total: '10.50', totalTax: '0.5' })
    expect(adminOrder(INCLUSIVE, basket)).toMatchObject({ total: '10.50', totalTax: '0.5' })
  })

  test('who is exempt pays the price without tax', () => {
    const basket = { ...BASKET, lines: [line(12)], isVatExempt: true }
    expect(checkoutOrder(INCLUSIVE, basket)).toMatchObject({ total: '10.00', taxLines: [] })
    expect(adminOrder(INCLUSIVE, basket)).toMatchObject({ total: '10.00', taxLines: [] })
  })
})

describe('coupons', () => {
  test('a percentage is rounded down on each line, and the dearest bears the odd cent', () => {
    // 10 % of 10.01 + 5.05 = 1.506 → 1.51; by the line 1.00 and 0.50.
    const lines = [line(5.05, 1, false), line(10.01, 1, false)]
    const order = checkoutOrder(SHOP, { ...BASKET, lines, coupons: [coupon('percent', 10)] })
    expect(order.lines.map(({ total }) => total)).toEqual(['4.55', '9'])
    expect(order.couponLines).toMatchObject([{ discount: '1.51', discountTax: '0' }])
  })

  test('a sum off the cart is spread over the pieces, cent by cent', () => {
    // 10.00 over three pieces: 3.33 each, and the odd cent to the line worth most.
    const lines = [line(10, 1, false), line(10, 2, false)]
    const order = checkoutOrder(SHOP, { ...BASKET, lines, coupons: [coupon('fixed_cart', 10)] })
    expect(order.lines.map(({ total }) => total)).toEqual(['6.67', '13.33'])
  })

  test('a sum off a product counts for each piece, and never more than the line', () => {
    const lines = [line(10, 3, false), line(1, 1, false)]
    const order = checkoutOrder(SHOP, { ...BASKET, lines, coupons: [coupon('fixed_product', 2)] })
    expect(order.lines.map(({ total }) => total)).toEqual(['24', '0'])
    expect(order).toMatchObject({ total: '24.00', discountTotal: '7' })
  })

  test('a coupon comes off the price that includes tax', () => {
    // 12.00 − 6.00 = 6.00, of which 1.00 is tax.
    const basket = { ...BASKET, lines: [line(12)], coupons: [coupon('fixed_cart', 6)] }
    for (const order of [checkoutOrder(INCLUSIVE, basket), adminOrder(INCLUSIVE, basket)]) {
      expect(order).toMatchObject({ total: '6.00', totalTax: '1', discountTotal: '5' })
    }
  })
})

describe('fees', () => {
  test('one below zero takes tax off what it discounts, in proportion', () => {
    // Half of the goods are taxed: 5.00 of the fee takes 1.00 of the 10.00 tax with it.
    const basket = { ...BASKET, lines: [line(50), line(50, 1, false)], fees: [fee(-10, false)] }
    for (const order of [checkoutOrder(SHOP, basket), adminOrder(SHOP, basket)]) {
      expect(order).toMatchObject({ total: '99.00', totalTax: '9' })
    }
  })

  test('one below zero goes no further than the goods', () => {
    const basket = { ...BASKET, lines: [line(5, 1, false)], fees: [fee(-12)] }
    expect(checkoutOrder(SHOP, basket)).toMatchObject({ total: '0.00', isRaisedToZero: false })
    expect(adminOrder(SHOP, basket).feeLines[0]?.total).toBe('-5')
  })

  test('a fee of fractions of a cent is shown rounded and counted as it is', () => {
    // 1.48 + 0.0148 − 0.049284 = 1.445516, shown as 1.48, 0.01 and −0.05.
    const basket = { ...BASKET, lines: [line(0.74, 2, false)], fees: [fee(0.0148, false)] }
    const rates = { '': [] }
    const order = adminOrder(SHOP, { ...basket, rates, fees: [...basket.fees, fee(-0.049284)] })
    expect(order.total).toBe('1.45')
  })

  test('at the checkout the tax lines may miss the tax, where fees are taxed', () => {
    // Two fees of 0.37 at 6.25 %: 0.023125 each, counted as 0.02 and listed as 0.04625.
    const basket = { ...BASKET, fees: [fee(0.37), fee(0.37)], rates: { '': [rate(1, 6.25)] } }
    const order = checkoutOrder(SHOP, { ...basket, lines: [line(0)] })
    expect(order.totalTax).toBe('0.04')
    expect(order.taxLines.map(({ taxTotal }) => numberFormat(Number(taxTotal), 2))).toEqual([
      '0.05',
    ])
  })
})

describe('shipping', () => {
  test('is taxed before its cost is rounded at the checkout, and after it in the admin', () => {
    // 10.004 × 20 % = 2.0008, 10.00 × 20 % = 2.00: they differ in what is stored.
    const flat = { title: 'Flat rate', methodID: 'flat_rate', cost: 10.004, isTaxable: true }
    const basket = { ...BASKET, lines: [line(1)], shipping: [flat] }
    const stored = [checkoutOrder, adminOrder].map(
      (compute) => compute(SHOP, basket).shippingLines[0]?.taxes[0]?.total,
    )
    expect(stored).toEqual(['2.0008', '2'])
  })

  test('only those rates are on it that say so', () => {
    const goodsOnly = { ...rate(2, 5), priority: 2, isOnShipping: false }
    const flat = { title: 'Flat rate', methodID: 'flat_rate', cost: 10, isTaxable: true }
    const rates = { '': [VAT, goodsOnly] }
    const order = checkoutOrder(SHOP, { ...BASKET, lines: [line(10)], shipping: [flat], rates })
    expect(order).toMatchObject({ shippingTax: '2', cartTax: '2.5', total: '24.50' })
  })
})
