import { describe, expect, test } from 'bun:test'
import { decodeCustomer } from '../../worker/woo/customer.ts'
import { fieldSentence, isFieldProblem } from '../../worker/woo/field-problem.ts'
import { createdAtMs, decodeOrder } from '../../worker/woo/order.ts'
import { decodeRefund, decodeRefunds } from '../../worker/woo/refund.ts'
import { corpusJSON, corpusOrder, corpusOrderPaths, corpusPaths, readOrder } from './corpus.ts'
import type { Json } from './corpus.ts'

function sentenceOf(decoded: object | undefined): string | null {
  return decoded !== undefined && isFieldProblem(decoded) ? fieldSentence(decoded) : null
}

/** The order with one field of one of its parts changed. */
function orderWith(part: string, index: number, changes: Json): Json {
  const order = corpusJSON('orders/coupon-percent.json')
  const parts = order[part] as Json[]
  return {
    ...order,
    [part]: parts.map((line, at) => (at === index ? { ...line, ...changes } : line)),
  }
}

describe('every payload of the corpus', () => {
  test.each(corpusOrderPaths())('%s is read', (path) => {
    expect(sentenceOf(decodeOrder(corpusJSON(path)))).toBeNull()
  })
  test.each(corpusPaths('refunds'))('%s is read', (path) => {
    expect(sentenceOf(decodeRefund(corpusJSON(path)))).toBeNull()
  })
  test.each(corpusPaths('customers'))('%s is read', (path) => {
    expect(sentenceOf(decodeCustomer(corpusJSON(path)))).toBeNull()
  })
  test.each(corpusPaths('errors'))('%s is WooCommerce’s error and no order', (path) => {
    expect(sentenceOf(decodeOrder(corpusJSON(path)))).toMatch(
      /^This change: expected a wc\/v3 order, got WooCommerce’s error ".+" \(w.+\)$/,
    )
    expect(sentenceOf(decodeCustomer(corpusJSON(path)))).toContain('WooCommerce’s error')
  })
})

test('what is no order is refused with what it is instead', () => {
  const others: [unknown, string][] = [
    ['<html><body>503</body></html>', '"<html><body>503</body></html>"'],
    [[], 'a list'],
    [null, 'null'],
    [undefined, 'nothing'],
    [42, '42'],
  ]
  for (const [payload, got] of others) {
    expect(sentenceOf(decodeOrder(payload))).toBe(`This change: expected a wc/v3 order, got ${got}`)
  }
  expect(sentenceOf(decodeOrder({}))).toBe('id: expected a value, got nothing')
})

test('a field that cannot be read is named with what was expected and got', () => {
  expect(sentenceOf(decodeOrder(orderWith('line_items', 1, { total: '19,90' })))).toBe(
    'line_items[1].total: expected a decimal such as "19.90", got "19,90"',
  )
  const tax = [{ id: 'x', total: '1.00', subtotal: '' }]
  expect(sentenceOf(decodeOrder(orderWith('shipping_lines', 0, { taxes: tax })))).toBe(
    'shipping_lines[0].taxes[0].id: expected a whole number such as 1042, got "x"',
  )
  const order = { ...corpusJSON('orders/coupon-percent.json'), billing: 'none' }
  expect(sentenceOf(decodeOrder(order))).toBe('billing: expected an object, got "none"')
})

test('PHP’s empty list, in the place of an object without fields, is an empty address', () => {
  const order = readOrder({ ...corpusJSON('orders/coupon-percent.json'), billing: [] })
  expect(order.billing).toEqual(corpusOrder('admin-no-address').billing)
})

test('a long value is quoted by its beginning only', () => {
  const order = { ...corpusJSON('orders/coupon-percent.json'), total: '9'.repeat(500) }
  expect(sentenceOf(decodeOrder(order))).toBe(
    `total: expected a decimal such as "19.90", got "${'9'.repeat(40)}…"`,
  )
})

test('numbers and texts are read alike where WooCommerce or a plugin wavers', () => {
  const order = readOrder(
    orderWith('line_items', 0, {
      product_id: '16',
      quantity: '2',
      total: 35.97,
      price: '17.985',
      sku: null,
    }),
  )
  const asShipped = corpusOrder('coupon-percent')
  expect(order.lineItems[0]).toEqual({ ...asShipped.lineItems[0]!, sku: '' })
})

test('a price in a float’s exponent notation is read as digits', () => {
  const order = readOrder(orderWith('line_items', 0, { price: 1e-7 }))
  expect(order.lineItems[0]?.price).toBe('0.000000100000000')
})

test('amounts of currencies without or with three decimals are read as they are', () => {
  const json = corpusJSON('orders/admin-no-address.json')
  expect(readOrder({ ...json, currency: 'JPY', total: '85' }).total).toBe('85')
  expect(readOrder({ ...json, currency: 'KWD', total: '85.125' }).total).toBe('85.125')
})

test('six-decimal line taxes of older versions are read to the last digit', () => {
  const order = readOrder(corpusJSON('older/8.2.2/orders/tax-inclusive-uk-vat.json'))
  expect(order.lineItems[0]?.taxes).toEqual([{ id: 8, total: '25.763866', subtotal: '25.763866' }])
})

test('of a line’s meta the shop shows the customer’s choices; the rest is its plugins’, less the stock count', () => {
  const options = { a: 1, b: [2, 3] }
  expect(corpusOrder('line-item-meta').lineItems[0]?.metaData).toEqual([
    {
      key: 'Engraving',
      value: 'To "Bob" & <b>co</b>',
      shown: { key: 'Engraving', value: 'To "Bob" &amp; co' },
    },
    { key: '_internal_cost', value: '3.10', shown: null },
    { key: 'options', value: options, shown: null },
  ])
})

test('what bundles a line belongs to, and which cards paid, is read as the plugins write it', () => {
  const json = corpusJSON('orders/line-item-meta.json')
  const [mug, kit] = json.line_items as Json[]
  const order = readOrder({
    ...json,
    line_items: [
      kit,
      { ...mug, bundled_by: '160', mnm_child_of: '', composite_parent: 0, bundled_items: [] },
    ],
    gift_cards: [{ id: 7, code: 'ABCD-1', amount: 12.5 }],
    pw_gift_cards_redeemed: [{ number: 'PW-1', amount: '3.00' }, { number: 'PW-2' }],
  })
  expect(order.lineItems[1]).toMatchObject({
    bundledBy: 160,
    mnmChildOf: null,
    compositeParent: null,
  })
  expect(order.lineItems[0]).toMatchObject({ bundledBy: null })
  expect(order.giftCards).toEqual([{ code: 'ABCD-1', amount: '12.5' }])
  expect(order.pwGiftCardsRedeemed).toEqual([{ code: 'PW-1', amount: '3.00' }])
  expect(corpusOrder('line-item-meta').giftCards).toEqual([])
})

test('the kind of a coupon is read wherever a version of WooCommerce keeps it', () => {
  const orders = ['orders', 'older/9.9.5/orders', 'older/8.2.2/orders'].map((folder) =>
    readOrder(corpusJSON(`${folder}/coupon-percent.json`)),
  )
  expect(orders.map((order) => order.couponLines[0]?.discountType)).toEqual([
    'percent',
    'percent',
    'percent',
  ])
  const json = corpusJSON('orders/coupon-percent.json')
  const [coupon] = json.coupon_lines as Json[]
  const types = [[], [{ key: 'coupon_info', value: '[1,"a\\"b","smart_coupon",5]' }]].map(
    (meta) =>
      readOrder({
        ...json,
        coupon_lines: [{ ...coupon, discount_type: undefined, meta_data: meta }],
      }).couponLines[0]?.discountType,
  )
  expect(types).toEqual(['', 'smart_coupon'])
})

test('a value in the order’s own meta is kept as the plugin stored it', () => {
  const value = { po_number: 7, nested_list: [1, { a_b: 2 }] }
  const json = {
    ...corpusJSON('orders/admin-no-address.json'),
    meta_data: [
      { id: 1, key: 'k', value },
      { id: 2, key: 7, value: '' },
      { id: 3, key: null, value: 'x' },
    ],
  }
  expect(readOrder(json).metaData).toEqual([
    { key: 'k', value },
    { key: '7', value: '' },
  ])
})

test('a hostile key of the payload changes nothing but itself', () => {
  const json = JSON.parse(
    JSON.stringify(corpusJSON('orders/admin-no-address.json')).replace(
      '{',
      '{"__proto__":{"id":1},',
    ),
  )
  const { payload, ...order } = readOrder(json)
  const { payload: plain, ...expected } = corpusOrder('admin-no-address')
  expect(order).toEqual(expected)
  expect(Object.getPrototypeOf(payload)).toBe(Object.getPrototypeOf(plain))
})

test('the moment of an order is read from its UTC time', () => {
  // 2026-11-23T12:04:40Z
  expect(createdAtMs(corpusOrder('coupon-percent'))).toBe(Date.UTC(2026, 10, 23, 12, 4, 40))
})

test('refunds that were not sent differ from refunds that are none', () => {
  const refund = corpusJSON('refunds/amount-only-no-lines.json')
  expect(decodeRefunds(undefined)).toBeUndefined()
  expect(decodeRefunds([])).toEqual([])
  expect(decodeRefunds([refund])).toMatchObject([{ amount: '5.00', reason: 'Goodwill' }])
  expect(sentenceOf(decodeRefunds([{ ...refund, amount: 'five' }]))).toBe(
    'refunds[0].amount: expected a decimal such as "19.90", got "five"',
  )
})
