import { describe, expect, test } from 'bun:test'
import type { MappedTaxItem } from '../../worker/books/mapping.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { Order } from '../../worker/woo/order.ts'
import {
  feeLine,
  lineItem,
  plainOrder,
  plainSettings,
  problemOf,
  saleOf,
  shippingLine,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'

const EXACT: Settings = { ...plainSettings(), taxStyle: 'exact' }

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
  expect(soundSale(twoRates(), { settings: EXACT }).tax).toMatchObject({
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

describe('two rates on every taxed line are a group, of which QuickBooks rounds each member', () => {
  test('native where each comes to what the shop took for it', () => {
    // 10.00 × 7.25 % = 0.725 and 10.00 × 1.375 % = 0.1375
    const { tax, lines } = soundSale(twoRates())
    expect(tax).toMatchObject({
      kind: 'native',
      taxCents: 87,
      taxes: [
        { item: { name: 'State 7.25%' }, amountCents: 73 },
        { item: { name: 'City 1.375%' }, amountCents: 14 },
      ],
      otherwise: { kind: 'exact', lines: [{ amountCents: 73 }, { amountCents: 14 }] },
    })
    expect(lines.map((line) => line.isTaxable)).toEqual([true])
  })

  test('exact where only their sum does', () => {
    const order = twoRates({ taxLines: [taxLine(1, '0.72'), taxLine(2, '0.15')] })
    expect(soundSale(order).tax).toMatchObject({
      kind: 'exact',
      lines: [{ amountCents: 72 }, { amountCents: 15 }],
    })
  })

  test('exact where one of the lines has one of the rates alone', () => {
    // A group taxes a line by all its members. 10.00 and 10.00: 1.45 and 0.14.
    const order = twoRates({
      lineItems: [lineItem({ taxes: taxes([1, 2]) }), lineItem({ id: 2, taxes: taxes([1]) })],
      taxLines: [taxLine(1, '1.45'), taxLine(2, '0.14')],
      totalTax: '1.59',
      total: '21.59',
    })
    expect(soundSale(order).tax.kind).toBe('exact')
  })

  test('a line with none of them stays outside, as a fee below zero lowers the base', () => {
    // (10.00 − 2.00) × 7.25 % = 0.58 and × 1.375 % = 0.11; 5.00 of shipping is untaxed
    const order = twoRates({
      shippingLines: [shippingLine('5.00')],
      feeLines: [feeLine('-2.00', [1, 2])],
      taxLines: [taxLine(1, '0.58'), taxLine(2, '0.11')],
      totalTax: '0.69',
      total: '13.69',
    })
    const { tax, lines } = soundSale(order)
    expect(tax).toMatchObject({ kind: 'native', taxCents: 69 })
    expect(lines.map((line) => line.isTaxable)).toEqual([true, false, true])
  })

  test('a compound rate is no member’s own percentage of the base: exact', () => {
    // 10.00 × 5 % = 0.50, (10.00 + 0.50) × 9.975 % = 1.047; QuickBooks would take 1.00
    const settings = plainSettings({
      taxRates: { '1': taxItem('GST', '5'), '2': taxItem('QST', '9.975') },
    })
    const compound = { ...taxLine(2, '1.05'), compound: true }
    const order = twoRates({
      taxLines: [taxLine(1, '0.50'), compound],
      totalTax: '1.55',
      total: '11.55',
    })
    expect(soundSale(order, { settings }).tax).toMatchObject({
      kind: 'exact',
      lines: [{ amountCents: 50 }, { amountCents: 105 }],
    })
  })

  test('two rates that are one item of QuickBooks’ are one tax', () => {
    // 10.00 × 8.625 % = 0.8625
    const both = taxItem('California 8.625%', '8.625')
    const settings = plainSettings({ taxRates: { '1': both, '2': both } })
    const order = twoRates({
      taxLines: [taxLine(1, '0.72'), taxLine(2, '0.14')],
      totalTax: '0.86',
      total: '10.86',
    })
    expect(soundSale(order, { settings }).tax).toMatchObject({
      kind: 'native',
      taxCents: 86,
      taxes: [{ item: both, amountCents: 86, description: 'State 7.25% + City 1.375%' }],
    })
  })

  test('without a zero-rate item there is nothing to fall back on, and no need to', () => {
    const settings = plainSettings({ zeroRateItem: null })
    expect(soundSale(twoRates(), { settings }).tax).toMatchObject({
      kind: 'native',
      otherwise: null,
    })
  })
})

test('the owner may have all tax in lines, also where QuickBooks would come to the same', () => {
  const order = twoRates({ taxLines: [taxLine(1, '0.73')], totalTax: '0.73', total: '10.73' })
  expect(soundSale(order).tax.kind).toBe('native')
  const exact = soundSale(order, { settings: EXACT })
  expect(exact.tax).toMatchObject({ kind: 'exact', lines: [{ amountCents: 73 }] })
  expect(exact.lines.map((line) => line.isTaxable)).toEqual([false])
})

test('an order of an exempt buyer has no tax lines, and no line is taxable', () => {
  const order = plainOrder({
    metaData: [{ key: 'is_vat_exempt', value: 'yes' }],
    shippingLines: [shippingLine('5.00')],
    total: '15.00',
  })
  const { tax, lines } = soundSale(order)
  expect(tax.kind).toBe('none')
  expect(lines.map((line) => line.isTaxable)).toEqual([false, false])
})

function taxItem(name: string, ratePercent: string): MappedTaxItem {
  return { name, ratePercent, description: name, agencyName: 'Agency' }
}
