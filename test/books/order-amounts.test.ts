/** Where WooCommerce rounded the parts by themselves and the whole once. */
import { describe, expect, test } from 'bun:test'
import { orderAmounts } from '../../worker/books/order-amounts.ts'
import { isProblem } from '../../worker/books/problems.ts'
import type { Order } from '../../worker/woo/order.ts'
import { randomFrom } from '../qbxml/random-content.ts'
import {
  feeLine,
  lineItem,
  plainOrder,
  plainSettings,
  problemOf,
  shippingLine,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const SEED = 20_261_125

describe('tax that was rounded once, of rates that were rounded each', () => {
  test('the odd cent goes where the most was rounded off', () => {
    const order = taxed([
      ['0.334', '0.33'],
      ['0.173', '0.17'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.51', total: '10.51' })).toMatchObject({
      taxCents: 51,
      taxLines: [34, 17],
    })
  })

  test('what half a cent for each rounded figure does not explain holds the order', () => {
    // Two rates and the order's tax: 3 × 0.5 is a cent and a half.
    const order = taxed([
      ['0.334', '0.33'],
      ['0.173', '0.17'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.49', total: '10.49' })).toMatchObject({
      taxLines: [33, 16],
    })
    expect(amountsOf({ ...order, totalTax: '0.52', total: '10.52' })).toBe('tax-does-not-add-up')
    expect(amountsOf({ ...order, totalTax: '0.48', total: '10.48' })).toBe('tax-does-not-add-up')
  })

  test('lines that show their taxes rounded leave the odd cent to the largest tax', () => {
    // 0.334 + 0.173 of which WooCommerce 11 shows two decimals
    const order = taxed([
      ['0.17', '0.17'],
      ['0.33', '0.33'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.51', total: '10.51' })).toMatchObject({
      taxLines: [17, 34],
    })
  })

  test('goods and shipping are rounded each', () => {
    // 0.014 on goods and 0.014 on shipping are shown as 0.01 each, and come to 0.028
    const order = plainOrder({
      lineItems: [lineItem({ taxes: [{ id: 1, total: '0.014', subtotal: '0.014' }] })],
      shippingLines: [
        { ...shippingLine('1.00'), taxes: [{ id: 1, total: '0.014', subtotal: null }] },
      ],
      taxLines: [taxLine(1, '0.01', '0.01')],
      totalTax: '0.03',
      total: '11.03',
    })
    expect(amountsOf(order)).toMatchObject({ taxLines: [3] })
  })

  test('a rate of 0 % is owed no odd cent', () => {
    const order = taxed([
      ['0.00', '0.00'],
      ['0.16', '0.17'],
    ])
    const [zero, other] = order.taxLines
    const taxLines = [{ ...zero!, ratePercent: '0' }, other!]
    expect(amountsOf({ ...order, taxLines, totalTax: '0.18', total: '10.18' })).toMatchObject({
      taxLines: [0, 18],
    })
  })

  test('lines that say another tax than the rates do say nothing', () => {
    const order = taxed([
      ['0.434', '0.33'],
      ['0.173', '0.17'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.51', total: '10.51' })).toBe('tax-does-not-add-up')
  })
})

test(`whatever is rounded once and apart, the rates sum to the tax, none a cent from what it shows (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let round = 0; round < 3_000; round += 1) {
    // In thousandths of a cent: each rate on goods and on shipping, as WooCommerce computed it.
    const rates = Array.from({ length: 1 + random(4) }, () => [random(400_000), random(60_000)])
    const tax = toCents(rates.flat().reduce((sum, part) => sum + part, 0))
    const order = plainOrder({
      lineItems: [lineItem({ taxes: rates.map(([goods = 0], at) => exactTax(at + 1, goods)) })],
      shippingLines: [
        {
          ...shippingLine('5.00'),
          taxes: rates.map(([, shipping = 0], at) => exactTax(at + 1, shipping)),
        },
      ],
      taxLines: rates.map(([goods = 0, shipping = 0], at) =>
        taxLine(at + 1, decimal(toCents(goods)), decimal(toCents(shipping))),
      ),
      totalTax: decimal(tax),
      total: decimal(1500 + tax),
    })
    const amounts = amountsOf(order)
    const spread = typeof amounts === 'string' ? [] : amounts.taxLines
    expect(spread.reduce((sum, part) => sum + part, 0)).toBe(tax)
    for (const [at, [goods = 0, shipping = 0]] of rates.entries()) {
      const shown = toCents(goods) + toCents(shipping)
      expect(Math.abs((spread[at] ?? 0) - shown)).toBeLessThanOrEqual(1)
    }
  }
})

describe('fees with fractions of a cent', () => {
  test('take part in the rounding of the goods', () => {
    const order = plainOrder({
      feeLines: [
        { ...feeLine('3.17'), amount: '3.166' },
        { ...feeLine('-3.33'), amount: '-3.333' },
      ],
      total: '9.83',
    })
    expect(amountsOf(order)).toMatchObject({ lineItems: [1000], feeLines: [316, -333] })
  })

  test('an amount that is not what the fee came to says nothing', () => {
    const order = plainOrder({ feeLines: [{ ...feeLine('3.17'), amount: '3.9' }], total: '13.16' })
    expect(amountsOf(order)).toBe('order-does-not-add-up')
  })
})

describe('currencies without cents, and with mils', () => {
  test('whole yen stay whole where the rounded parts miss the total', () => {
    // 2 × 454.5454 is shown as 455 each, 910; the total of 1000 less 91 leaves 909.
    const line = lineItem({ total: '455', price: '454.545455' })
    const order = yen({
      lineItems: [line, { ...line, id: 2 }],
      taxLines: [taxLine(1, '91')],
      totalTax: '91',
      total: '1000',
    })
    expect(amountsOf(order)).toMatchObject({ lineItems: [45500, 45400], taxLines: [9100] })
  })

  test('the odd yen of a tax is a whole one, and two are not explained by two figures', () => {
    const line = lineItem({
      total: '1000',
      taxes: [{ id: 1, total: '80.4', subtotal: '80.4' }],
    })
    const order = yen({ lineItems: [line], taxLines: [taxLine(1, '80')] })
    expect(amountsOf({ ...order, totalTax: '81', total: '1081' })).toMatchObject({
      taxLines: [8100],
    })
    expect(amountsOf({ ...order, totalTax: '82', total: '1082' })).toBe('tax-does-not-add-up')
  })

  test('a third digit that is not 0 holds the order, whichever amount it stands in', () => {
    const dinars = plainOrder({
      currency: 'KWD',
      lineItems: [lineItem({ subtotal: '10.500', total: '10.000' })],
      shippingLines: [shippingLine('1.000')],
      feeLines: [feeLine('0.500')],
      taxLines: [taxLine(1, '0.730', '0.070')],
      totalTax: '0.800',
      total: '12.300',
    })
    expect(amountsOf(dinars)).toMatchObject({ totalCents: 1230, taxLines: [80] })
    const [line] = dinars.lineItems
    const withOdd: readonly Partial<Order>[] = [
      { total: '12.305' },
      { totalTax: '0.805' },
      { lineItems: [{ ...line!, total: '10.005' }] },
      { lineItems: [{ ...line!, subtotal: '10.505' }] },
      { shippingLines: [shippingLine('1.005')] },
      { feeLines: [feeLine('0.505')] },
      { taxLines: [taxLine(1, '0.735', '0.070')] },
      { taxLines: [taxLine(1, '0.730', '0.075')] },
    ]
    for (const odd of withOdd) {
      expect(amountsOf({ ...dinars, ...odd })).toBe('amount-too-precise')
    }
  })
})

function exactTax(id: number, milliCents: number) {
  const total = (milliCents / 100_000).toFixed(5)
  return { id, total, subtotal: total }
}

function toCents(milliCents: number): number {
  return Math.floor(milliCents / 1_000 + 0.5)
}

function decimal(amountCents: number): string {
  return (amountCents / 100).toFixed(2)
}

/** As a shop without decimals writes it. */
function yen(changes: Partial<Order>): Order {
  const taxLines = changes.taxLines?.map((line) => ({ ...line, shippingTaxTotal: '0' })) ?? []
  return plainOrder({ currency: 'JPY', totalTax: '0', ...changes, taxLines })
}

/** One line at 10.00 with these taxes: each as the line says it, and as the rate shows it. */
function taxed(amounts: readonly (readonly [string, string])[]): Order {
  const exact = amounts.map(([total], at) => ({ id: at + 1, total, subtotal: total }))
  return plainOrder({
    lineItems: [lineItem({ taxes: exact })],
    taxLines: amounts.map(([, shown], at) => taxLine(at + 1, shown)),
  })
}

function amountsOf(order: Order) {
  const amounts = orderAmounts(order)
  return isProblem(amounts) ? amounts.code : amounts
}

describe('a total that its owner lets be apart from its parts', () => {
  test('goes out with the difference on an untaxed line of its own, up to the cent', () => {
    const lower = plainOrder({ total: '9.50' })
    expect(problemOf(lower, upTo('0.49'))).toBe('order-does-not-add-up')
    // 10.00 of goods less 0.50.
    expect(differenceOf(lower, '0.50')).toEqual([950, -50, false])
  })

  test('owes the agencies what the rates say', () => {
    const parts = { lineItems: [lineItem({ taxes: taxes([1]) })], taxLines: [taxLine(1, '0.73')] }
    const order = plainOrder({ ...parts, total: '11.50', totalTax: '1.50' })
    expect(problemOf(order, upTo('0.76'))).toBe('tax-does-not-add-up')
    // 10.00 + 0.73 + 0.77 = 11.50
    expect(differenceOf(order, '0.77')).toEqual([1150, 77, false])
    expect(soundSale(order, upTo('0.77')).tax).toMatchObject({ taxCents: 73 })
  })

  test('says so in the log, and an order that adds up has no such line', () => {
    const lower = soundSale(plainOrder({ total: '9.50' }), upTo('1.00'))
    expect(lower.losses).toEqual([
      { field: 'total', original: '9.50', sent: 'the same, with -0.50 on a line of its own' },
    ])
    expect(soundSale(plainOrder(), upTo('1.00')).lines).toHaveLength(1)
  })
})

function upTo(differencesUpTo: string) {
  const settings = plainSettings()
  return {
    settings: { ...settings, unclearOrders: { ...settings.unclearOrders, differencesUpTo } },
  }
}

/** What the document comes to, and the line of the difference. */
function differenceOf(order: Order, amount: string) {
  const sale = soundSale(order, upTo(amount))
  const line = sale.lines.find(({ item }) => item.subject === 'item:difference')
  return [sumOf(sale), Number(line?.amountCents), line?.isTaxable]
}
