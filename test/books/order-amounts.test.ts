/** Where WooCommerce rounded the parts by themselves and the whole once. */
import { describe, expect, test } from 'bun:test'
import { orderAmounts } from '../../worker/books/order-amounts.ts'
import { isProblem } from '../../worker/books/problems.ts'
import type { Order } from '../../worker/woo/order.ts'
import { feeLine, lineItem, plainOrder, taxLine } from './plain-order.ts'

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

  test('no rate moves by a whole cent: the order is held', () => {
    const order = taxed([
      ['0.334', '0.33'],
      ['0.173', '0.17'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.53', total: '10.53' })).toBe('tax-does-not-add-up')
  })

  test('lines that say another tax than the rates do say nothing', () => {
    const order = taxed([
      ['0.434', '0.33'],
      ['0.173', '0.17'],
    ])
    expect(amountsOf({ ...order, totalTax: '0.51', total: '10.51' })).toBe('tax-does-not-add-up')
  })
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

/** One line at 10.00 with these taxes: each as the line says it, and as the rate shows it. */
function taxed(taxes: readonly (readonly [string, string])[]): Order {
  const exact = taxes.map(([total], at) => ({ id: at + 1, total, subtotal: total }))
  return plainOrder({
    lineItems: [lineItem({ taxes: exact })],
    taxLines: taxes.map(([, shown], at) => taxLine(at + 1, shown)),
  })
}

function amountsOf(order: Order) {
  const amounts = orderAmounts(order)
  return isProblem(amounts) ? amounts.code : amounts
}
