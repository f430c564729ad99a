import { describe, expect, test } from 'bun:test'
import { isProblem } from '../../worker/books/problems.ts'
import { refundDocument } from '../../worker/books/refund-document.ts'
import type { LineItem, Order } from '../../worker/woo/order.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import {
  lineItem,
  lineMeta,
  plainOrder,
  plainSettings,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const STYLES = ['lines', 'parent-only', 'allocate'] as const
type Style = (typeof STYLES)[number]

const KIT = lineItem({ id: 1, name: 'Starter kit', productId: 10, sku: 'KIT', total: '10.00' })
const TEE = lineItem({
  id: 2,
  name: 'Tee',
  productId: 20,
  sku: 'TEE',
  total: '0.00',
  quantity: '2',
})
const MUG = lineItem({ id: 3, name: 'Mug', productId: 21, sku: 'MUG', total: '0.00' })
const PEN = lineItem({ id: 4, name: 'Pen', productId: 22, sku: 'PEN', total: '1.00' })

/** A kit of two tees and a mug, and a pen beside it. */
const ORDER = plainOrder({
  total: '11.00',
  lineItems: [KIT, { ...TEE, bundledBy: 1 }, { ...MUG, bundledBy: 1 }, PEN],
})

function settings(bundles: Style) {
  const plain = plainSettings()
  return { ...plain, lines: { ...plain.lines, bundles } }
}

function shown(order: Order, style: Style) {
  return soundSale(order, { settings: settings(style) }).lines.map(
    ({ item, description, quantity, amountCents }) => [
      item.name,
      description,
      quantity,
      Number(amountCents),
    ],
  )
}

describe('a bundle with one price', () => {
  test('line by line as the shop lists it', () => {
    expect(shown(ORDER, 'lines')).toEqual([
      ['KIT', 'Starter kit', '1', 1000],
      ['TEE', 'Tee', '2', 0],
      ['MUG', 'Mug', '1', 0],
      ['PEN', 'Pen', '1', 100],
    ])
  })

  test('alone, naming what is in it', () => {
    expect(shown(ORDER, 'parent-only')).toEqual([
      ['KIT', 'Starter kit (2 × Tee, Mug)', '1', 1000],
      ['PEN', 'Pen', '1', 100],
    ])
  })

  test('as its parts, by their number, the odd cent to the largest remainder', () => {
    // 10.00 over 3 pieces: 6.666… and 3.333…
    expect(shown(ORDER, 'allocate')).toEqual([
      ['TEE', 'Tee (part of Starter kit)', '2', 667],
      ['MUG', 'Mug (part of Starter kit)', '1', 333],
      ['PEN', 'Pen', '1', 100],
    ])
  })
})

describe('a bundle whose parts have prices', () => {
  const priced = plainOrder({
    total: '36.00',
    lineItems: [
      { ...KIT, total: '6.00', subtotal: '6.00' },
      { ...TEE, total: '20.00', subtotal: '20.00', bundledBy: 1 },
      { ...MUG, total: '10.00', subtotal: '10.00', bundledBy: 1 },
    ],
  })

  test('has its own price shared by theirs', () => {
    expect(shown(priced, 'allocate').map(([name, , , amount]) => [name, amount])).toEqual([
      ['TEE', 2400],
      ['MUG', 1200],
    ])
  })

  test('is one amount when it stands alone', () => {
    expect(shown(priced, 'parent-only')).toEqual([['KIT', 'Starter kit (2 × Tee, Mug)', '1', 3600]])
  })

  test('of which only some have one: the bundle’s goes to the others', () => {
    const some = plainOrder({
      total: '30.00',
      lineItems: [
        KIT,
        { ...TEE, total: '20.00', subtotal: '20.00', bundledBy: 1 },
        { ...MUG, bundledBy: 1 },
      ],
    })
    expect(shown(some, 'allocate').map(([name, , , amount]) => [name, amount])).toEqual([
      ['TEE', 2000],
      ['MUG', 1000],
    ])
  })
})

test('parts of one bundle that are taxed differently stay apart, so that no cent is taxed wrongly', () => {
  const mixed = plainOrder({
    total: '31.45',
    totalTax: '1.45',
    lineItems: [
      { ...KIT, total: '0.00', subtotal: '0.00' },
      { ...TEE, total: '20.00', subtotal: '20.00', taxes: taxes([1]), bundledBy: 1 },
      { ...MUG, total: '10.00', subtotal: '10.00', bundledBy: 1 },
    ],
    taxLines: [taxLine(1, '1.45')],
  })
  for (const style of STYLES) {
    const { lines, tax } = soundSale(mixed, { settings: settings(style) })
    // 20.00 × 7.25 % = 1.45
    expect(tax).toMatchObject({ kind: 'native', taxCents: 145 })
    const taxed = lines.filter(({ isTaxable }) => isTaxable)
    expect(taxed.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(2000)
  }
  expect(shown(mixed, 'parent-only')).toEqual([
    ['KIT', 'Starter kit (2 × Tee, Mug)', '1', 1000],
    ['KIT', 'Starter kit (2 × Tee, Mug)', null, 2000],
  ])
})

test('a gift card in a bundle stays what is owed: no share of the price, and none of it hidden', () => {
  const card = { ...MUG, name: 'Card', total: '5.00', subtotal: '5.00', bundledBy: 1 }
  const order = plainOrder({
    total: '15.00',
    lineItems: [
      KIT,
      { ...TEE, bundledBy: 1 },
      { ...card, metaData: [lineMeta('pw_gift_card_amount', '5')] },
    ],
  })
  for (const style of ['parent-only', 'allocate'] as const) {
    const { lines } = soundSale(order, { settings: settings(style) })
    const owed = lines.filter(({ item }) => item.role === 'gift-card')
    expect(owed.map(({ amountCents }) => Number(amountCents))).toEqual([500])
    expect(sumOf(soundSale(order, { settings: settings(style) }))).toBe(1500)
  }
})

describe('each plugin’s way to say what is a part of what', () => {
  const key = 'a1b2c3'
  const WAYS: readonly (readonly [string, readonly LineItem[]])[] = [
    ['Product Bundles, in REST', [KIT, { ...TEE, bundledBy: 1 }]],
    ['Composite Products, in REST', [KIT, { ...TEE, compositeParent: 1 }]],
    ['Mix and Match Products, in REST', [KIT, { ...TEE, mnmChildOf: 1 }]],
    [
      'Product Bundles, in meta',
      [
        {
          ...KIT,
          metaData: [lineMeta('_bundled_items', ['x']), lineMeta('_bundle_cart_key', key)],
        },
        { ...TEE, metaData: [lineMeta('_bundled_by', key), lineMeta('_bundle_cart_key', 'x')] },
      ],
    ],
    [
      'YITH Product Bundles',
      [
        { ...KIT, metaData: [lineMeta('_cartstamp', {}), lineMeta('_yith_bundle_cart_key', key)] },
        { ...TEE, metaData: [lineMeta('_bundled_by', key)] },
      ],
    ],
    [
      'Composite Products, in meta',
      [
        { ...KIT, metaData: [lineMeta('_composite_cart_key', key)] },
        { ...TEE, metaData: [lineMeta('_composite_parent', key)] },
      ],
    ],
    [
      'Mix and Match Products, in meta',
      [
        { ...KIT, metaData: [lineMeta('_mnm_cart_key', key)] },
        { ...TEE, metaData: [lineMeta('_mnm_container', key)] },
      ],
    ],
    ['Chained Products', [KIT, { ...TEE, metaData: [lineMeta('_chained_product_of', '10')] }]],
    ['WPC Product Bundles', [KIT, { ...TEE, metaData: [lineMeta('_woosb_parent_id', 10)] }]],
    ['WPC Composite Products', [KIT, { ...TEE, metaData: [lineMeta('_wooco_parent_id', 10)] }]],
  ]

  test.each(WAYS)('%s', (_, lineItems) => {
    const order = plainOrder({ lineItems })
    expect(shown(order, 'allocate')).toEqual([['TEE', 'Tee (part of Starter kit)', '2', 1000]])
  })

  test('a bundle twice in the cart: parts belong to the one they stand behind', () => {
    const chained = [lineMeta('_chained_product_of', '10')]
    const order = plainOrder({
      total: '30.00',
      lineItems: [
        KIT,
        { ...TEE, metaData: chained },
        { ...KIT, id: 5, total: '20.00', subtotal: '20.00' },
        { ...MUG, metaData: chained },
      ],
    })
    expect(shown(order, 'allocate').map(([name, , , amount]) => [name, amount])).toEqual([
      ['TEE', 1000],
      ['MUG', 2000],
    ])
  })

  test('a bundle within a composite is a part of the composite', () => {
    const order = plainOrder({
      lineItems: [KIT, { ...TEE, compositeParent: 1 }, { ...MUG, bundledBy: 2 }],
    })
    expect(shown(order, 'parent-only')).toEqual([['KIT', 'Starter kit (2 × Tee, Mug)', '1', 1000]])
  })

  test.each([
    ['a bundle that is not on the order', { ...TEE, bundledBy: 99, total: '10.00' }],
    ['itself', { ...TEE, bundledBy: 2, total: '10.00' }],
  ])('a part of %s is a line like any other', (_, line) => {
    const order = plainOrder({ lineItems: [line] })
    for (const style of STYLES) {
      expect(shown(order, style)).toEqual(shown(order, 'lines'))
    }
  })

  test('two lines that are parts of each other lose nothing', () => {
    const order = plainOrder({
      lineItems: [
        { ...KIT, bundledBy: 2 },
        { ...TEE, bundledBy: 1 },
      ],
    })
    for (const style of STYLES) {
      expect(sumOf(soundSale(order, { settings: settings(style) }))).toBe(1000)
    }
  })
})

describe('what comes back of a bundle comes back as it was sold', () => {
  test('the price of the bundle, over its parts', () => {
    const half = [refunded(KIT, { quantity: '0', subtotal: '-5.00', total: '-5.00' })]
    expect(credited(half, { amount: '5.00', style: 'lines' })).toEqual([['KIT', 500]])
    expect(credited(half, { amount: '5.00', style: 'parent-only' })).toEqual([['KIT', 500]])
    expect(credited(half, { amount: '5.00', style: 'allocate' })).toEqual([
      ['TEE', 333],
      ['MUG', 167],
    ])
  })

  test('a gift card, off what is owed, though the refund does not say that it is one', () => {
    const metaData = [lineMeta('wc_gc_giftcard_amount', '1')]
    const order = { ...ORDER, lineItems: [{ ...PEN, name: 'Card', metaData }] }
    const back = [refunded(PEN, { quantity: '-1', subtotal: '-1.00', total: '-1.00' })]
    expect(credited(back, { amount: '1.00', style: 'lines', order })).toEqual([['Gift card', 100]])
  })

  test('the price of a part, to the bundle that it was sold in', () => {
    const part = [refunded(MUG, { quantity: '-1', subtotal: '-1.00', total: '-1.00' })]
    expect(credited(part, { amount: '1.00', style: 'parent-only' })).toEqual([['KIT', 100]])
    expect(credited(part, { amount: '1.00', style: 'allocate' })).toEqual([['MUG', 100]])
  })
})

function credited(
  refundedLines: readonly LineItem[],
  {
    amount,
    style,
    order = ORDER,
  }: { readonly amount: string; readonly style: Style; readonly order?: Order },
) {
  const refund: Refund = {
    id: 77,
    dateCreated: '2026-11-25T10:00:00',
    dateCreatedGmt: '2026-11-25T18:00:00',
    amount,
    reason: '',
    refundedPayment: true,
    lineItems: refundedLines,
    taxLines: [],
    shippingLines: [],
    feeLines: [],
  }
  const source = {
    order,
    refund,
    refunds: [refund],
    saleKind: 'SalesReceipt',
    isPaidInBooks: false,
    settings: settings(style),
    storeID: 'k3f9x2',
    edition: 'US',
    currency: null,
  } as const
  const document = refundDocument(source)
  if (isProblem(document)) {
    throw new Error(document.summary)
  }
  return document.lines.map(({ item, amountCents }) => [item.name, Number(amountCents)])
}

/** As a refund has them: without what plugins wrote, and with the ID of the line. */
function refunded(line: LineItem, changes: Partial<LineItem>): LineItem {
  const metaData = [lineMeta('_refunded_item_id', String(line.id))]
  return { ...line, id: line.id + 100, metaData, ...changes }
}
