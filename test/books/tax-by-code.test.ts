/** Sales tax of a Canadian or UK company: each line names a code. */
import { describe, expect, test } from 'bun:test'
import type { Mapping } from '../../worker/books/mapping.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { Order } from '../../worker/woo/order.ts'
import {
  feeLine,
  lineItem,
  plainOrder,
  plainSettings,
  saleOf,
  shippingLine,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'

const CODES: Mapping['taxCodes'] = {
  '1': { name: 'G', ratePercents: ['7.25'] },
  '1,2': { name: 'S', ratePercents: ['7.25', '1.375'] },
}

function inCanada(
  changes: Partial<Mapping> = {},
  taxStyle: Settings['taxStyle'] = 'native-when-equal',
) {
  const settings = { ...plainSettings({ taxCodes: CODES, ...changes }), taxStyle }
  return { settings, edition: 'CA' } as const
}

/** 10.00 at both rates: 0.725 and 0.1375. */
function twoRates(changes: Partial<Order> = {}): Order {
  return plainOrder({
    lineItems: [lineItem({ taxes: taxes([1, 2]) })],
    taxLines: [taxLine(1, '0.73'), taxLine(2, '0.14')],
    totalTax: '0.87',
    total: '10.87',
    ...changes,
  })
}

function codesOf(order: Order, where = inCanada()) {
  return soundSale(order, where).lines.map(({ taxCode }) => taxCode?.name ?? null)
}

describe('QuickBooks computes by the code of each line', () => {
  test('where each rate comes to what the shop took', () => {
    const { tax, lines } = soundSale(twoRates(), inCanada())
    expect(tax).toMatchObject({
      kind: 'by-code',
      taxCents: 87,
      taxes: [
        { codeName: 'S', ratePercent: '7.25', amountCents: 73 },
        { codeName: 'S', ratePercent: '1.375', amountCents: 14 },
      ],
    })
    expect(lines).toMatchObject([{ isTaxable: true, taxCode: { name: 'S' } }])
  })

  test('lines of one rate and of two are two codes, and the rate they share is one tax', () => {
    // 10.00 + 4.00: 7.25 % is 0.725 and 0.29, 1.375 % of 10.00 is 0.1375
    const order = twoRates({
      shippingLines: [shippingLine('4.00', [1])],
      taxLines: [taxLine(1, '0.73', '0.29'), taxLine(2, '0.14')],
      totalTax: '1.16',
      total: '15.16',
    })
    expect(soundSale(order, inCanada()).tax).toMatchObject({ kind: 'by-code', taxCents: 116 })
    expect(codesOf(order)).toEqual(['S', 'G'])
  })

  test('a line that the shop did not tax has the company’s own code of none, or the owner’s', () => {
    // (10.00 − 2.00) × 7.25 % = 0.58 and × 1.375 % = 0.11
    const order = twoRates({
      shippingLines: [shippingLine('5.00')],
      feeLines: [feeLine('-2.00', [1, 2])],
      taxLines: [taxLine(1, '0.58'), taxLine(2, '0.11')],
      totalTax: '0.69',
      total: '13.69',
    })
    // By the line: 0.73 − 0.15 and 0.14 − 0.03, which is the same.
    expect(codesOf(order)).toEqual(['S', null, 'S'])
    const none = { name: 'E', ratePercents: [] }
    expect(codesOf(order, inCanada({ taxCodes: { ...CODES, '': none } }))).toEqual(['S', 'E', 'S'])
  })

  test('a rate of 0 % needs no code of its own', () => {
    const zero = { ...taxLine(2, '0.00'), ratePercent: '0' }
    const order = twoRates({
      lineItems: [lineItem({ taxes: taxes([1]) }), lineItem({ id: 2, taxes: taxes([2]) })],
      taxLines: [taxLine(1, '0.73'), zero],
      totalTax: '0.73',
      total: '20.73',
    })
    expect(codesOf(order)).toEqual(['G', null])
    const zeroRated = { name: 'Z', ratePercents: ['0'] }
    expect(codesOf(order, inCanada({ taxCodes: { ...CODES, '2': zeroRated } }))).toEqual(['G', 'Z'])
  })
})

describe('the tax stands in lines, and no line is taxed', () => {
  test('where QuickBooks might round on the whole what the shop rounded by the line', () => {
    // 2 × 0.20 × 7.25 % = 2 × 0.0145 → 0.02; on 0.40 it is 0.029 → 0.03
    const order = plainOrder({
      lineItems: [
        lineItem({ total: '0.20', taxes: taxes([1]) }),
        lineItem({ id: 2, total: '0.20', taxes: taxes([1]) }),
      ],
      taxLines: [taxLine(1, '0.02')],
      totalTax: '0.02',
      total: '0.42',
    })
    const { tax, lines } = soundSale(order, inCanada())
    expect(tax).toMatchObject({
      kind: 'exact',
      zeroRateItem: null,
      lines: [{ item: { name: 'State 7.25%' }, amountCents: 2 }],
    })
    expect(lines.map(({ isTaxable, taxCode }) => [isTaxable, taxCode])).toEqual([
      [false, null],
      [false, null],
    ])
    // And the reverse: it is not documented where these editions round.
    const atSubtotal = { taxLines: [taxLine(1, '0.03')], totalTax: '0.03', total: '0.43' }
    expect(soundSale({ ...order, ...atSubtotal }, inCanada()).tax.kind).toBe('exact')
  })

  test('where the sum is right and each agency’s is not', () => {
    const order = twoRates({ taxLines: [taxLine(1, '0.72'), taxLine(2, '0.15')] })
    expect(soundSale(order, inCanada()).tax.kind).toBe('exact')
    // One percentage for both rates is one tax to QuickBooks: 10.00 × 8.7 %.
    const one = { '1,2': { name: 'H', ratePercents: ['8.7'] } }
    expect(soundSale(order, inCanada({ taxCodes: one })).tax).toMatchObject({
      kind: 'by-code',
      taxes: [{ codeName: 'H', amountCents: 87 }],
    })
  })

  test('where the owner wants it so, and then no code need be chosen', () => {
    const where = inCanada({ taxCodes: {} }, 'exact')
    expect(soundSale(twoRates(), where).tax).toMatchObject({
      kind: 'exact',
      lines: [{ amountCents: 73 }, { amountCents: 14 }],
    })
  })
})

test('rates that no code was chosen for hold the order, and are named', () => {
  expect(saleOf(twoRates(), inCanada({ taxCodes: {} }))).toMatchObject({
    code: 'unmapped-tax-code',
    summary:
      'Order 1042 is waiting: lines taxed with State 7.25% + City 1.375% have no sales tax code in QuickBooks yet.',
    remedy: expect.stringContaining('Choose one for the rates 1, 2 under Mapping › Taxes'),
  })
})

test('an order without tax names no code, whatever rates would have applied', () => {
  const order = plainOrder({ shippingLines: [shippingLine('5.00')], total: '15.00' })
  const { tax, lines } = soundSale(order, inCanada())
  expect(tax).toEqual({ kind: 'none', zeroRateItem: null })
  expect(lines.every(({ isTaxable }) => !isTaxable)).toBe(true)
})
