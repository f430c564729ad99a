import { describe, expect, test } from 'bun:test'
import type { Order, ShippingLine } from '../../worker/woo/order.ts'
import type { Mapping } from '../../worker/books/mapping.ts'
import {
  feeLine,
  plainOrder,
  plainSettings,
  shippingLine,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

function method(total: string, methodId: string, instanceId: string): ShippingLine {
  return { ...shippingLine(total), methodTitle: methodId, methodId, instanceId }
}

/** Its charges, behind the tee of 10.00. */
function charged(order: Order, mapping: Partial<Mapping> = {}) {
  return soundSale(order, { settings: plainSettings(mapping) })
    .lines.slice(1)
    .map(({ item, className, amountCents }) => [
      item.chosenFullName ?? item.name,
      className,
      Number(amountCents),
    ])
}

function fee(name: string, total = '2.00') {
  return { ...feeLine(total), name }
}

describe('several shipping lines', () => {
  const ORDER = plainOrder({
    total: '22.00',
    shippingLines: [
      method('5.00', 'flat_rate', '3'),
      method('7.00', 'flat_rate', '4'),
      method('0.00', 'free_shipping', '1'),
    ],
  })

  test('stand each for itself and come to the shop’s shipping; free shipping is no line', () => {
    expect(charged(ORDER)).toEqual([
      ['Shipping', null, 500],
      ['Shipping', null, 700],
    ])
    expect(sumOf(soundSale(ORDER))).toBe(2200)
  })

  test('have the item and the class of their method, one of a zone before its kind', () => {
    const shippingMethods = {
      flat_rate: { itemName: 'Freight:Flat', className: 'Web' },
      'flat_rate:4': { itemName: 'Freight:Island', className: null },
    }
    expect(charged(ORDER, { shippingMethods })).toEqual([
      ['Freight:Flat', 'Web', 500],
      ['Freight:Island', null, 700],
    ])
  })

  test('have the one item that the owner chose for shipping', () => {
    const items = { 'item:shipping': 'Freight' }
    expect(charged(ORDER, { items }).map(([item]) => item)).toEqual(['Freight', 'Freight'])
  })

  test('are found by an older version’s method and instance in one word', () => {
    const order = plainOrder({ total: '15.00', shippingLines: [method('5.00', 'flat_rate:3', '')] })
    const mapped = { itemName: 'Freight:Flat', className: null }
    expect(charged(order, { shippingMethods: { 'flat_rate:3': mapped } })).toEqual([
      ['Freight:Flat', null, 500],
    ])
    expect(charged(order, { shippingMethods: { flat_rate: mapped } })).toEqual([
      ['Freight:Flat', null, 500],
    ])
  })

  test('are taxed as the shop taxed each, not by one switch', () => {
    const order = plainOrder({
      total: '20.36',
      totalTax: '0.36',
      shippingLines: [shippingLine('5.00', [1]), shippingLine('5.00')],
      taxLines: [taxLine(1, '0.00', '0.36')],
    })
    // 5.00 × 7.25 % = 0.3625
    const { lines, tax } = soundSale(order)
    expect(tax).toMatchObject({ kind: 'native', taxCents: 36 })
    expect(lines.map(({ isTaxable }) => isTaxable)).toEqual([false, true, false])
  })
})

describe('fees', () => {
  test('have the item that is chosen for their name, in any case', () => {
    const order = plainOrder({ total: '14.00', feeLines: [fee('Gift Wrap'), fee('Insurance')] })
    const fees = { 'gift wrap': 'Services:Wrapping' }
    expect(charged(order, { fees })).toEqual([
      ['Services:Wrapping', null, 200],
      ['Fee', null, 200],
    ])
  })

  test.each(['Tip', 'gratuity', ' Order tip '])('“%s” is a tip', (name) => {
    const order = plainOrder({ total: '12.00', feeLines: [fee(name)] })
    const [, line] = soundSale(order).lines
    expect(line?.item).toMatchObject({ subject: 'item:tip', name: 'Tip', role: 'tip' })
  })

  test('what the owner calls a tip is one, and nothing else', () => {
    const plain = plainSettings()
    const settings = { ...plain, lines: { ...plain.lines, tipNames: ['Propina'] } }
    const order = plainOrder({ total: '14.00', feeLines: [fee('Propina'), fee('Tip')] })
    const roles = soundSale(order, { settings }).lines.map(({ item }) => item.role)
    expect(roles).toEqual(['product', 'tip', 'fee'])
  })

  test('a name that QuickBooks cannot spell fails no order, and the original is kept for the log', () => {
    const order = plainOrder({ total: '12.00', feeLines: [fee('🎁 漢字 wrap')] })
    const { lines, losses } = soundSale(order)
    expect(lines[1]?.description).toBe('?? wrap')
    expect(losses).toEqual([{ field: 'fee_lines.name', original: '🎁 漢字 wrap', sent: '?? wrap' }])
  })

  test('are taxed as the shop taxed them', () => {
    const order = plainOrder({
      total: '12.15',
      totalTax: '0.15',
      feeLines: [{ ...fee('Gift wrap'), taxes: taxes([1]) }],
      taxLines: [taxLine(1, '0.15')],
    })
    // 2.00 × 7.25 % = 0.145, half a cent up
    expect(soundSale(order).tax).toMatchObject({ kind: 'native', taxCents: 15 })
  })
})
