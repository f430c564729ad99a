import { describe, expect, test } from 'bun:test'
import { isFitting } from '../../worker/books/condition.ts'
import { fieldTexts, isField } from '../../worker/books/order-field.ts'
import { corpusOrder } from '../woo/corpus.ts'
import { couponLine, plainOrder } from './plain-order.ts'

describe('a condition fits', () => {
  test.each([
    ['is', 'STRIPE', ['stripe']],
    ['is', ['paypal', 'stripe'], ['stripe']],
    ['is', '', []],
    ['is not', 'cod', ['stripe']],
    ['is not', ['cod', 'bacs'], ['stripe']],
    ['contains', 'gift', ['A gift for Ana']],
    ['contains', 'GIFT-1', ['TEE-1', 'GIFT-1']],
    ['does not contain', 'gift', ['TEE-1', 'MUG-1']],
    ['begins with', 'PO', ['po 4711']],
    ['ends with', '@acme.test', ['ana@acme.test']],
    ['above', '99.99', ['100.00']],
    ['above', '9.5', ['10']],
    ['below', '100', ['99.995']],
    ['at least', '100', ['100.00']],
    ['at most', '100.00', ['100']],
    ['above', '2026-11-24', ['2026-11-25T00:00:00']],
    ['at most', '2026-11-24', ['2026-11-24']],
    ['is empty', '', ['', ' ']],
    ['is empty', '', []],
    ['is not empty', '', ['', 'x']],
  ] as const)('%s %j: %j', (comparison, value, texts) => {
    expect(isFitting({ test: comparison, value }, texts)).toBe(true)
  })

  test.each([
    ['is', 'stripe', ['stripe_cc']],
    // One of them is: then it is not so that none is.
    ['is not', 'TEE-1', ['TEE-1', 'MUG-1']],
    ['does not contain', 'gift', ['TEE-1', 'GIFT-1']],
    ['above', '100.00', ['100']],
    ['above', 'ten', ['100']],
    ['above', '100', ['a lot']],
    ['below', '100', []],
    ['below', '2026-11-24', ['100']],
    ['is empty', '', ['x']],
    ['is not empty', '', []],
  ] as const)('not: %s %j: %j', (comparison, value, texts) => {
    expect(isFitting({ test: comparison, value }, texts)).toBe(false)
  })
})

describe('what can be looked at', () => {
  const order = plainOrder({
    metaData: [
      { key: '_po_number', value: 'PO 4711' },
      { key: 'tags', value: ['retail', 'rush', 7] },
      { key: 'nested', value: { a: 1 } },
    ],
    couponLines: [couponLine('summer', '1.00'), couponLine('staff', '2.00')],
  })
  const view = { order, today: '2026-11-25' }

  test.each([
    ['gateway', ['stripe']],
    ['buyer', ['guest']],
    ['paid', ['yes']],
    ['coupon', ['summer', 'staff']],
    ['order day', ['2026-11-23']],
    ['completed day', ['']],
    ['today', ['2026-11-25']],
    ['meta:_po_number', ['PO 4711']],
    ['meta:tags', ['retail', 'rush', '7']],
    // An object is no text.
    ['meta:nested', []],
    ['meta:_missing', []],
  ])('%s is %j', (field, texts) => {
    expect(isField(field)).toBe(true)
    expect(fieldTexts(field, view)).toEqual(texts)
  })

  test('the payload by path, through its lists, whatever a plugin added to it', () => {
    const real = { order: corpusOrder('stripe-like-paid'), today: '2026-11-25' }
    expect(fieldTexts('payload:billing.city', real)).toEqual(['San Francisco'])
    expect(fieldTexts('payload:shipping_lines.method_id', real)).toEqual(['flat_rate'])
    expect(fieldTexts('payload:prices_include_tax', real)).toEqual(['false'])
    expect(fieldTexts('shipping method', real)).toEqual(['flat_rate'])
    expect(fieldTexts('payload:billing', real)).toEqual([])
    expect(fieldTexts('payload:constructor.name', real)).toEqual([])
  })

  test.each(['gatway', 'meta:', 'payload:', 'payload:a..b', 'toString', ''])(
    '“%s” is none, and a setting that names it is refused',
    (field) => {
      expect(isField(field)).toBe(false)
    },
  )
})
