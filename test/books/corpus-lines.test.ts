/** Every real order under every choice about its lines: the total and the tax stay what they are. */
import { describe, expect, test } from 'bun:test'
import { isProblem } from '../../worker/books/problems.ts'
import { refundDocument } from '../../worker/books/refund-document.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import type { Order } from '../../worker/woo/order.ts'
import { decodeRefund } from '../../worker/woo/refund.ts'
import { corpusJSON, corpusOrder, corpusOrderPaths, readOrder } from '../woo/corpus.ts'
import { soundSale } from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const OTHER_CURRENCY = 'orders/currency-eur.json'

const ORDERS = corpusOrderPaths()
  .filter((path) => path !== OTHER_CURRENCY)
  .map((path): [string, Order] => [path, readOrder(corpusJSON(path))])

const PLAIN: Settings = {
  ...DEFAULT_SETTINGS,
  mapping: suggestMapping({ orders: ORDERS.map(([, order]) => order), settings: DEFAULT_SETTINGS }),
}

/** Each choice with all that it may be; the first is the default. */
const CHOICES: Readonly<Record<string, readonly ((settings: Settings) => Settings)[]>> = {
  discounts: (['in-line', 'per-line', 'separate'] as const).map((discounts) => (settings) => ({
    ...settings,
    discounts,
  })),
  bundles: (['lines', 'parent-only', 'allocate'] as const).map((bundles) => withLines({ bundles })),
  items: [
    withLines({}),
    withLines({ itemNames: 'shop-id', variations: 'parent' }),
    withLines({ itemNames: 'name', skuSuffix: '-WEB', variationSeparator: '-' }),
    (settings) => ({ ...settings, unmappedItems: 'fallback', fallbackItem: 'Web:Other' }),
  ],
  notes: [
    withLines({}),
    withLines({ customerNote: 'memo', lineMeta: ['pa_color', '_internal_cost'] }),
    withLines({ customerNote: 'line', orderMeta: ['_po_number', '_stripe_fee'], lineMeta: [] }),
  ],
  // Not that anybody would: the last word is the shop's total, whatever the owner calls a card.
  cards: [withLines({}), withLines({ giftCardProducts: ['TEE-001', 'product:17'] })],
  mapping: [
    (settings) => settings,
    (settings) => ({
      ...settings,
      mapping: {
        ...settings.mapping,
        items: { 'TEE-001': 'Clothing:Tee', 'item:sale': 'Web:Other' },
        fees: { 'Gift wrap': 'Services:Wrapping' },
        coupons: { pct10: { itemName: 'Discounts:Ten', className: 'Web' } },
        shippingMethods: { flat_rate: { itemName: 'Freight', className: 'Web' } },
      },
    }),
  ],
}

function withLines(lines: Partial<Settings['lines']>): (settings: Settings) => Settings {
  return (settings) => ({ ...settings, lines: { ...settings.lines, ...lines } })
}

/** All combinations: 3 × 3 × 4 × 3 × 2 × 2. */
const ALL: readonly Settings[] = Object.values(CHOICES).reduce<readonly Settings[]>(
  (combined, options) => combined.flatMap((settings) => options.map((choose) => choose(settings))),
  [PLAIN],
)

test('there are 432 ways to show an order, and 60 orders to show', () => {
  expect([ALL.length, ORDERS.length]).toEqual([432, 60])
})

describe('an order comes to its total, and to its tax, in every way there is', () => {
  test.each(ORDERS)('%s', (_, order) => {
    const totalCents = Math.round(Number(order.total) * 100)
    const taxCents = Math.round(Number(order.totalTax) * 100)
    const before = soundSale(order, { settings: PLAIN })
    for (const settings of ALL) {
      const sale = soundSale(order, { settings })
      const sold = sale.lines.reduce((sum, { amountCents }) => sum + amountCents, 0)
      const isWhole = sumOf(sale) === totalCents && Number(sale.totalCents) === totalCents
      const isTaxed = sumOf(sale) - sold === taxCents && sale.tax.kind === before.tax.kind
      if (!isWhole || !isTaxed) {
        throw new Error(JSON.stringify({ lines: settings.lines, discounts: settings.discounts }))
      }
    }
  })
})

const REFUNDS: readonly (readonly [refund: string, order: string])[] = [
  ['amount-only-no-lines', 'refund-amount-only'],
  ['full-all-lines', 'refund-full'],
  ['partial-line-1-of-3-restock', 'refund-partial-line'],
  ['shipping-with-tax', 'refund-shipping-only'],
]

describe('a refund comes to what was given back, in every way there is', () => {
  test.each(REFUNDS)('%s', (name, orderName) => {
    const refund = decodeRefund(corpusJSON(`refunds/${name}.json`))
    if (isFieldProblem(refund)) {
      throw new Error(refund.field)
    }
    const order = corpusOrder(orderName)
    for (const settings of ALL) {
      const document = refundDocument({
        order,
        refund,
        refunds: [refund],
        saleKind: 'SalesReceipt',
        isPaidInBooks: false,
        settings,
        storeID: 'k3f9x2',
        edition: 'US',
        currency: null,
      })
      if (isProblem(document)) {
        throw new Error(document.summary)
      }
      const sum = sumOf(document)
      expect([sum, Number(document.totalCents)]).toEqual([
        Math.round(Number(refund.amount) * 100),
        Math.round(Number(refund.amount) * 100),
      ])
    }
  })
})
