import { describe, expect, test } from 'bun:test'
import { productItem } from '../../worker/books/item-identity.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { LineItem } from '../../worker/woo/order.ts'
import { lineItem, lineMeta, plainOrder, plainSettings, soundSale } from './plain-order.ts'

const RED_TEE = lineItem({
  name: 'Tee - Red',
  parentName: 'Tee',
  productId: 20,
  variationId: 31,
  sku: 'TEE-RED',
})

function choices(lines: Partial<Settings['lines']> = {}, items: Record<string, string> = {}) {
  const settings = plainSettings({ items })
  return { ...settings, lines: { ...settings.lines, ...lines } }
}

function named(line: LineItem, lines: Partial<Settings['lines']> = {}) {
  const { subject, name } = productItem(line, choices(lines))
  return [subject, name]
}

describe('what an item is called and found by', () => {
  test.each([
    ['sku', 'TEE-RED'],
    ['shop-id', 'W-31'],
    ['name', 'Tee - Red'],
  ] as const)('%s', (itemNames, name) => {
    expect(named(RED_TEE, { itemNames })).toEqual(['variation:31', name])
  })

  test.each([
    ['without a SKU', { sku: '' }],
    ['a SKU beyond 31 characters', { sku: 'X'.repeat(32) }],
    ['a SKU with a colon, which would file it under another item', { sku: 'A:B' }],
    ['a SKU that QuickBooks cannot spell', { sku: '漢字-1' }],
  ])('%s: by the shop’s own ID', (_, changes) => {
    expect(named({ ...RED_TEE, ...changes })).toEqual(['variation:31', 'W-31'])
  })

  test('a name that cannot be an item’s gives way to the SKU, and that to the ID', () => {
    const long = { ...RED_TEE, name: 'x'.repeat(32) }
    expect(named(long, { itemNames: 'name' })).toEqual(['variation:31', 'TEE-RED'])
    expect(named({ ...long, sku: '' }, { itemNames: 'name' })).toEqual(['variation:31', 'W-31'])
  })

  test('a suffix stands behind the SKU, and counts towards the 31 characters', () => {
    expect(named(RED_TEE, { skuSuffix: '-WEB' })).toEqual(['variation:31', 'TEE-RED-WEB'])
    const long = { ...RED_TEE, sku: 'X'.repeat(28) }
    expect(named(long, { skuSuffix: '-WEB' })).toEqual(['variation:31', 'W-31'])
    expect(named({ ...RED_TEE, sku: '' }, { skuSuffix: '-WEB' })).toEqual(['variation:31', 'W-31'])
  })
})

describe('variations that share their product’s item', () => {
  const shared = { variations: 'parent' } as const

  test('go by the product’s ID, since its SKU is not on the order', () => {
    expect(named(RED_TEE, shared)).toEqual(['product:20', 'W-20'])
  })

  test('go by their SKU up to its last separator, where the owner says which that is', () => {
    const separated = { ...shared, variationSeparator: '-' }
    expect(named(RED_TEE, separated)).toEqual(['product:20', 'TEE'])
    expect(named({ ...RED_TEE, sku: 'A-B-RED' }, separated)).toEqual(['product:20', 'A-B'])
    expect(named({ ...RED_TEE, sku: 'RED' }, separated)).toEqual(['product:20', 'W-20'])
  })

  test('go by the product’s name, and the line says which variation it was', () => {
    expect(named(RED_TEE, { ...shared, itemNames: 'name' })).toEqual(['product:20', 'Tee'])
    const order = plainOrder({ lineItems: [RED_TEE] })
    const { lines } = soundSale(order, { settings: choices(shared) })
    expect(lines.map(({ description }) => description)).toEqual(['Tee - Red – SKU TEE-RED'])
  })
})

describe('the owner’s choice of an item', () => {
  test('counts for the variation before its product, and for both before the SKU', () => {
    const bySKU = { 'TEE-RED': 'By SKU' }
    const byProduct = { ...bySKU, 'product:20': 'Clothing:Tee' }
    const byVariation = { ...byProduct, 'variation:31': 'Clothing:Tee:Red' }
    const chosen = [bySKU, byProduct, byVariation, {}].map(
      (items) => productItem(RED_TEE, choices({}, items)).chosenFullName,
    )
    expect(chosen).toEqual(['By SKU', 'Clothing:Tee', 'Clothing:Tee:Red', null])
  })

  test('a SKU called like what every object inherits has none', () => {
    expect(productItem({ ...RED_TEE, sku: 'constructor' }, choices()).chosenFullName).toBeNull()
  })

  test('can be made for all that is sold without a product', () => {
    const gone = lineItem({ productId: 0, variationId: 0, sku: '' })
    expect(productItem(gone, choices({}, { 'item:sale': 'Other sales' }))).toMatchObject({
      subject: 'item:sale',
      chosenFullName: 'Other sales',
    })
  })

  test('moves no document that stands: a new choice is for new orders', () => {
    const order = plainOrder({ lineItems: [RED_TEE] })
    const before = soundSale(order).fingerprint.shop
    const settings = choices({ variations: 'parent' }, { 'TEE-RED': 'Clothing:Tee' })
    expect(soundSale(order, { settings }).fingerprint.shop).toBe(before)
  })
})

describe('what stands beside a line', () => {
  const engraved = lineItem({
    name: 'Mug',
    metaData: [
      { key: 'pa_color', value: 'blue', shown: { key: 'Color', value: '<b>Blue</b>' } },
      { key: 'Engraving', value: 'To Bob', shown: { key: 'Engraving', value: 'To Bob' } },
      lineMeta('_engraving_font', 'Serif'),
      lineMeta('_parts', { a: 1 }),
    ],
  })

  function described(lineMetaKeys: readonly string[] | null) {
    const order = plainOrder({ lineItems: [engraved] })
    const settings = choices({ lineMeta: lineMetaKeys })
    return soundSale(order, { settings }).lines[0]?.description
  }

  test('is what the shop shows, unless the owner chose', () => {
    expect(described(null)).toBe('Mug, Color: Blue, Engraving: To Bob')
  })

  test('is only what the owner chose, hidden keys too, and nothing that is no text', () => {
    expect(described(['pa_color', '_engraving_font', '_parts', 'none'])).toBe(
      'Mug, Color: Blue, engraving_font: Serif',
    )
    expect(described([])).toBe('Mug')
  })

  test('is cut at 4095 characters in sight', () => {
    const long = lineItem({ metaData: [lineMeta('_essay', 'x'.repeat(5000))] })
    const sale = soundSale(plainOrder({ lineItems: [long] }), {
      settings: choices({ lineMeta: ['_essay'] }),
    })
    expect(sale.lines[0]?.description).toHaveLength(4095)
    expect(sale.losses.map(({ field }) => field)).toEqual(['line_items.name'])
  })
})
