/** Orders of shops that show more decimals than QuickBooks keeps. */
import { describe, expect, test } from 'bun:test'
import { roundedOrder, roundings } from '../../worker/books/rounded-order.ts'
import { lineItem, plainOrder, soundSale, taxes, taxLine } from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

/** Two mugs at 3.335 and one at 1.117 dinars, taxed 10 %: 6.67 + 1.117 + 0.779 = 8.566. */
const DINARS = plainOrder({
  total: '8.566',
  totalTax: '0.779',
  lineItems: [
    lineItem({
      quantity: '2',
      price: '3.335',
      subtotal: '6.670',
      total: '6.670',
      taxes: taxes([1]),
    }),
    lineItem({ price: '1.117', subtotal: '1.117', total: '1.117', taxes: taxes([1]) }),
  ],
  taxLines: [taxLine(1, '0.779')],
})

describe('amounts with three decimals', () => {
  test('come to the rounded total to the cent', () => {
    const sale = soundSale(roundedOrder(DINARS))
    // 8.57 of which 0.78 are tax; 6.67 + 1.12 = 7.79
    expect([Number(sale.totalCents), sumOf(sale)]).toEqual([857, 857])
    expect(sale.lines.map(({ amountCents }) => Number(amountCents))).toEqual([667, 112])
  })

  test('are spread over the lines where each rounded by itself would miss it', () => {
    // Three of 0.334 are 1.002: 1.00, and not 0.33 three times.
    const line = lineItem({ price: '0.334', subtotal: '0.334', total: '0.334' })
    const order = plainOrder({ total: '1.002', lineItems: [line, line, line] })
    const sale = soundSale(roundedOrder(order))
    expect([Number(sale.totalCents), sumOf(sale)]).toEqual([100, 100])
  })

  test('are in the log as they were', () => {
    expect(roundings(DINARS)).toEqual([
      { field: 'total', original: '8.566', sent: '8.57' },
      { field: 'total_tax', original: '0.779', sent: '0.78' },
    ])
  })

  test('leave an order alone that has two', () => {
    expect(roundedOrder(plainOrder())).toEqual(plainOrder())
    const yen = plainOrder({ total: '1000', lineItems: [lineItem({ total: '1000' })] })
    expect(roundedOrder(yen)).toEqual(yen)
    expect(roundings(plainOrder())).toEqual([])
  })
})
