/** The accounting rules that a sale keeps, by their numbers in the rulebook. */
import { expect, test } from 'bun:test'
import type { Settings } from '../../worker/books/settings.ts'
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
import { sumOf } from './sale-sum.ts'

test('rule 1: lines and tax come to the total, or the order is held with both figures', () => {
  // 10.00 + 5.00 shipping - 2.00 fee + 0.94 tax = 13.94
  const order = plainOrder({
    lineItems: [lineItem({ taxes: taxes([1]) })],
    shippingLines: [shippingLine('5.00', [1])],
    feeLines: [feeLine('-2.00', [1])],
    taxLines: [taxLine(1, '0.58', '0.36')],
    totalTax: '0.94',
    total: '13.94',
  })
  expect(sumOf(soundSale(order))).toBe(1394)
  expect(saleOf({ ...order, total: '13.95' })).toMatchObject({
    code: 'order-does-not-add-up',
    summary: 'Order 1042 is waiting: its lines and tax come to 13.94, its total is 13.95.',
  })
})

test('rule 2: the amount is the line’s own, never a price times a quantity', () => {
  // 3 for 10.00: 3.33 × 3 would be 9.99
  const order = plainOrder({
    lineItems: [lineItem({ quantity: '3', total: '10.00', price: '3.333333' })],
  })
  expect(soundSale(order).lines).toMatchObject([{ quantity: '3', amountCents: 1000 }])
})

test('rule 3: the odd cent of rounded lines goes to the largest remainder', () => {
  // Inclusive prices: 3 lines of 8.264463 net show 8.26 each, 24.78; the total of 30.00 less
  // 5.21 tax leaves 24.79. All remainders are equal, so the first line takes the cent.
  const line = lineItem({ total: '8.26', price: '8.264463', taxes: taxes([2]) })
  const order = plainOrder({
    lineItems: [line, { ...line, id: 2 }, { ...line, id: 3 }],
    taxLines: [taxLine(2, '5.21')],
    totalTax: '5.21',
    total: '30.00',
  })
  const sale = soundSale(order)
  expect(sale.lines.map((sold) => sold.amountCents as number)).toEqual([827, 826, 826])
  expect(sumOf(sale)).toBe(3000)
})

test('rule 3: a line that would have to move by a whole cent holds the order', () => {
  // 10.00 exactly, and a total of 10.01
  const order = plainOrder({ lineItems: [lineItem({ price: '10' })], total: '10.01' })
  expect(problemOf(order)).toBe('order-does-not-add-up')
})

test('rule 4: QuickBooks’ own tax is used where it comes to the shop’s', () => {
  // 10.00 × 7.25 % = 0.725 → 0.73
  const order = plainOrder({
    lineItems: [lineItem({ taxes: taxes([1]) })],
    taxLines: [taxLine(1, '0.73')],
    totalTax: '0.73',
    total: '10.73',
  })
  const sale = soundSale(order)
  expect(sale.tax).toMatchObject({
    kind: 'native',
    taxCents: 73,
    taxes: [{ item: { name: 'State 7.25%' }, amountCents: 73 }],
  })
  expect(sale.lines.map((line) => line.isTaxable)).toEqual([true])
})

test('rule 4: where it does not, the tax is an exact line owed to the same agency', () => {
  // Two lines of 0.20 at 7.25 % round to 0.01 each, 0.02; QuickBooks: 0.40 × 7.25 % = 0.029 → 0.03
  const order = plainOrder({
    lineItems: [
      lineItem({ total: '0.20', taxes: taxes([1]) }),
      lineItem({ id: 2, total: '0.20', taxes: taxes([1]) }),
    ],
    taxLines: [taxLine(1, '0.02')],
    totalTax: '0.02',
    total: '0.42',
  })
  expect(soundSale(order).tax).toMatchObject({
    kind: 'exact',
    lines: [{ item: { name: 'State 7.25%', agencyName: 'State' }, amountCents: 2 }],
  })
})

test('rule 5: with tax as lines the document is at 0 % and no line is taxable', () => {
  const order = plainOrder({
    lineItems: [lineItem({ taxes: taxes([1, 2]) })],
    taxLines: [taxLine(1, '0.73'), taxLine(2, '0.14')],
    totalTax: '0.87',
    total: '10.87',
  })
  const settings: Settings = { ...plainSettings(), taxStyle: 'exact' }
  const sale = soundSale(order, { settings })
  expect(sale.tax).toMatchObject({ kind: 'exact', zeroRateItem: { ratePercent: '0' } })
  expect(sale.lines.some((line) => line.isTaxable)).toBe(false)
  const without: Settings = { ...plainSettings({ zeroRateItem: null }), taxStyle: 'exact' }
  expect(problemOf(order, { settings: without })).toBe('no-zero-rate-item')
})

test('rule 6: shipping is taxable exactly where the shop taxed it', () => {
  // Texas taxes no shipping here: 10.00 × 7.25 % = 0.73 either way, 5.00 is outside the base.
  const untaxed = plainOrder({
    lineItems: [lineItem({ taxes: taxes([1]) })],
    shippingLines: [shippingLine('5.00')],
    taxLines: [taxLine(1, '0.73')],
    totalTax: '0.73',
    total: '15.73',
  })
  expect(soundSale(untaxed).lines.map((line) => line.isTaxable)).toEqual([true, false])
  // 15.00 × 7.25 % = 1.0875 → 1.09
  const taxed = {
    ...untaxed,
    shippingLines: [shippingLine('5.00', [1])],
    taxLines: [taxLine(1, '0.73', '0.36')],
    totalTax: '1.09',
    total: '16.09',
  }
  expect(soundSale(taxed).lines.map((line) => line.isTaxable)).toEqual([true, true])
})

test('rule 15: an order number that does not fit is a problem, never cut', () => {
  expect(soundSale(plainOrder({ number: '12345678901' })).refNumber).toBe('12345678901')
  expect(saleOf(plainOrder({ number: '123456789012' }))).toMatchObject({
    code: 'order-number-too-long',
    summary:
      'Order 123456789012 is waiting: “123456789012” is longer than the 11 characters that QuickBooks keeps of a number.',
  })
})

test('rule 15: a number that QuickBooks would spell differently is a problem, too', () => {
  expect(problemOf(plainOrder({ number: 'Ж-1042' }))).toBe('order-number-unusable')
  expect(problemOf(plainOrder({ number: '1042 ' }))).toBe('order-number-unusable')
  expect(problemOf(plainOrder({ number: '' }))).toBe('order-number-unusable')
  expect(soundSale(plainOrder({ number: '#É-1042/7' })).refNumber).toBe('#É-1042/7')
})

test('rule 15: a SKU that cannot be a name as it is leaves the name to the product’s ID', () => {
  const names = ['TEE-001', 'x'.repeat(31), 'x'.repeat(32), 'A:B', ' A', 'ÜNI-漢字', '']
  const items = names.map(
    (sku) => soundSale(plainOrder({ lineItems: [lineItem({ sku })] })).lines[0],
  )
  expect(items.map((line) => line?.item.name)).toEqual([
    'TEE-001',
    'x'.repeat(31),
    'W-20',
    'W-20',
    'W-20',
    'W-20',
    'W-20',
  ])
  // The whole SKU is on the line then.
  expect(items[2]?.description).toBe(`Tee – SKU ${'x'.repeat(32)}`)
  expect(items[0]?.description).toBe('Tee')
})

test('rule 16: text that does not fit is cut in sight: what it was and what was sent', () => {
  const order = plainOrder({
    billing: { ...plainOrder().billing, city: 'Llanfairpwllgwyngyllgogerychwyrndrobwll' },
  })
  const sale = soundSale(order)
  expect(sale.billAddress?.city).toBe('Llanfairpwllgwyngyllgogerychwyr')
  expect(sale.losses).toEqual([
    {
      field: 'billing.city',
      original: 'Llanfairpwllgwyngyllgogerychwyrndrobwll',
      sent: 'Llanfairpwllgwyngyllgogerychwyr',
    },
  ])
})
