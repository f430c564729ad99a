import { describe, expect, test } from 'bun:test'
import { firstFittingRule } from '../../worker/books/document-rules.ts'
import type { DocumentRule } from '../../worker/books/document-rules.ts'
import { plainOrder, plainSettings, problemOf, soundSale } from './plain-order.ts'

function rule(field: string, comparison: DocumentRule['test'], value: string): DocumentRule {
  return { field, test: comparison, value, becomes: 'invoice' }
}

describe('a rule fits', () => {
  test.each([
    ['status', 'is', 'processing'],
    ['status', 'is not', 'completed'],
    ['gateway', 'is', 'STRIPE'],
    ['country', 'is', 'us'],
    ['buyer', 'is', 'guest'],
    ['paid', 'is', 'yes'],
    ['total', 'above', '9.99'],
    ['total', 'below', '10.01'],
    ['meta:_po_number', 'contains', '4711'],
  ] as const)('%s %s %s', (field, comparison, value) => {
    const order = plainOrder({ metaData: [{ key: '_po_number', value: 'PO 4711' }] })
    expect(firstFittingRule(order, [rule(field, comparison, value)])?.place).toBe(1)
  })

  test.each([
    ['total', 'above', '10.00'],
    ['total', 'above', 'ten'],
    ['meta:_missing', 'contains', 'x'],
    ['country', 'is not', 'US'],
  ] as const)('not: %s %s %s', (field, comparison, value) => {
    expect(firstFittingRule(plainOrder(), [rule(field, comparison, value)])).toBeNull()
  })
})

test('the first rule that fits counts, from the top down', () => {
  const rules: readonly DocumentRule[] = [
    { field: 'country', test: 'is', value: 'CA', becomes: 'hold' },
    { field: 'total', test: 'above', value: '5.00', becomes: 'invoice' },
    { field: 'gateway', test: 'is', value: 'stripe', becomes: 'sales-receipt' },
  ]
  expect(firstFittingRule(plainOrder(), rules)).toEqual({ place: 2, becomes: 'invoice' })
})

test('a rule decides the form; what stands already keeps its own', () => {
  const settings = plainSettings()
  const documentRules = [rule('gateway', 'is', 'stripe')]
  const ruled = { ...settings, documentRules }
  expect(soundSale(plainOrder(), { settings: ruled })).toMatchObject({
    kind: 'Invoice',
    payments: [{ totalCents: 1000 }],
  })
  const standing = { settings: ruled, linkedKind: 'SalesReceipt' } as const
  expect(soundSale(plainOrder(), standing).kind).toBe('SalesReceipt')
})

test('a rule can hold an order, and says which', () => {
  const documentRules: readonly DocumentRule[] = [
    { field: 'total', test: 'above', value: '1.00', becomes: 'hold' },
  ]
  const settings = { ...plainSettings(), documentRules }
  expect(problemOf(plainOrder(), { settings })).toBe('held-by-rule')
})

test('a receipt for an order that is not paid says how the money will arrive', () => {
  const documentRules: readonly DocumentRule[] = [
    { field: 'paid', test: 'is', value: 'no', becomes: 'sales-receipt' },
  ]
  const settings = { ...plainSettings(), documentRules }
  const sale = soundSale(plainOrder({ datePaidGmt: null }), { settings })
  expect(sale).toMatchObject({ kind: 'SalesReceipt', paymentMethodName: 'Visa', payments: [] })
})
