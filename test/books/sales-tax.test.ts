import { expect, test } from 'bun:test'
import type { Order } from '../../worker/woo/order.ts'
import {
  lineItem,
  plainOrder,
  plainSettings,
  problemOf,
  saleOf,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'

/** 10.00 at both rates: 0.73 and 0.14. */
function twoRates(changes: Partial<Order> = {}): Order {
  return plainOrder({
    lineItems: [lineItem({ taxes: taxes([1, 2]) })],
    taxLines: [taxLine(1, '0.73'), taxLine(2, '0.14')],
    totalTax: '0.87',
    total: '10.87',
    ...changes,
  })
}

test('a rate that nobody mapped holds the order, and is named', () => {
  const { '1': state } = plainSettings().mapping.taxRates
  const settings = plainSettings({ taxRates: state === undefined ? {} : { '1': state } })
  expect(saleOf(twoRates(), { settings })).toMatchObject({
    code: 'unmapped-tax-rate',
    summary:
      'Order 1042 is waiting: the tax rate “City” (1.375 %) has no sales tax item in QuickBooks yet.',
  })
})

test('a rate that came to 0.00 needs no mapping and gets no line', () => {
  const order = twoRates({
    taxLines: [taxLine(1, '0.73'), { ...taxLine(2, '0.00'), rateId: 77 }],
    totalTax: '0.73',
    total: '10.73',
  })
  expect(soundSale(order).tax).toMatchObject({ kind: 'native', taxCents: 73 })
})

test('each rate’s line says what it is', () => {
  expect(soundSale(twoRates()).tax).toMatchObject({
    lines: [
      { description: 'State 7.25%', amountCents: 73 },
      { description: 'City 1.375%', amountCents: 14 },
    ],
  })
})

test('rates that do not come to the order’s tax hold it, with both figures', () => {
  expect(saleOf(twoRates({ totalTax: '0.88', total: '10.88' }))).toMatchObject({
    code: 'tax-does-not-add-up',
    summary: 'Order 1042 is waiting: its tax rates come to 0.87, its tax is 0.88.',
  })
})

test('a cent that rounding explains goes with the order’s tax, more of it holds the order', () => {
  // 0.7345 and 0.1435 are shown as 0.73 and 0.14, and come to 0.878
  const order = twoRates({
    lineItems: [
      lineItem({
        taxes: [
          { id: 1, total: '0.7345', subtotal: '0.7345' },
          { id: 2, total: '0.1435', subtotal: '0.1435' },
        ],
      }),
    ],
    totalTax: '0.88',
    total: '10.88',
  })
  expect(soundSale(order).tax).toMatchObject({
    lines: [
      { description: 'State 7.25%', amountCents: 74 },
      { description: 'City 1.375%', amountCents: 14 },
    ],
  })
  expect(problemOf({ ...order, totalTax: '0.89', total: '10.89' })).toBe('tax-does-not-add-up')
})

test('an order without tax has the zero-rate item where there is one', () => {
  expect(soundSale(plainOrder()).tax).toMatchObject({
    kind: 'none',
    zeroRateItem: { ratePercent: '0' },
  })
  const settings = plainSettings({ zeroRateItem: null })
  expect(soundSale(plainOrder(), { settings }).tax).toEqual({ kind: 'none', zeroRateItem: null })
})

test('the prediction goes by the rate of the QuickBooks item, not by the shop’s', () => {
  // The owner mapped 7.25 % to an item of 8 %: 10.00 × 8 % = 0.80, the shop took 0.73.
  const item = { name: 'State', ratePercent: '8', description: '', agencyName: 'State' }
  const order = twoRates({ taxLines: [taxLine(1, '0.73')], totalTax: '0.73', total: '10.73' })
  const settings = plainSettings({ taxRates: { '1': item } })
  expect(soundSale(order, { settings }).tax).toMatchObject({
    kind: 'exact',
    lines: [{ amountCents: 73 }],
  })
})

test('only the lines that the shop taxed are in QuickBooks’ base', () => {
  // 10.00 taxed, 90.00 exempt: 10.00 × 7.25 % = 0.73
  const order = plainOrder({
    lineItems: [lineItem({ taxes: taxes([1]) }), lineItem({ id: 2, total: '90.00' })],
    taxLines: [taxLine(1, '0.73')],
    totalTax: '0.73',
    total: '100.73',
  })
  const sale = soundSale(order)
  expect(sale.tax.kind).toBe('native')
  expect(sale.lines.map((line) => line.isTaxable)).toEqual([true, false])
})

test('a line on which the rate stands without an amount is not taxed by it', () => {
  // WooCommerce writes "" where a rate exists and was not applied.
  const applied = lineItem({ taxes: taxes([1]) })
  const notApplied = lineItem({ id: 2, taxes: [{ id: 1, total: null, subtotal: null }] })
  const order = plainOrder({
    lineItems: [applied, notApplied],
    taxLines: [taxLine(1, '0.73')],
    totalTax: '0.73',
    total: '20.73',
  })
  expect(soundSale(order).lines.map((line) => line.isTaxable)).toEqual([true, false])
})

test('tax without any rate behind it holds the order', () => {
  expect(problemOf(plainOrder({ totalTax: '0.73', total: '10.73' }))).toBe('tax-does-not-add-up')
})
