/** Bundles at random: whichever way they are shown, nothing of their amount or taxation moves. */
import { test } from 'bun:test'
import { orderAmounts } from '../../worker/books/order-amounts.ts'
import type { OrderLine } from '../../worker/books/order-line.ts'
import { orderLines } from '../../worker/books/order-lines.ts'
import { isProblem } from '../../worker/books/problems.ts'
import { NOTHING_REDEEMED } from '../../worker/books/redemptions.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { LineItem, Order } from '../../worker/woo/order.ts'
import { randomFrom } from '../xml/random-text.ts'
import { couponLine, lineItem, plainOrder, plainSettings, taxes, taxLine } from './plain-order.ts'

const STYLES = ['lines', 'parent-only', 'allocate'] as const

const SEED = 20_261_125
const BUNDLES = 10_000

/** For 90,000 documents, on a machine that does other things. */
const TIMEOUT_MS = 60_000

test(
  `${BUNDLES} random bundles come to their sum in every style, with coupons and taxes (seed ${SEED})`,
  () => {
    const random = randomFrom(SEED)
    for (let count = 0; count < BUNDLES; count += 1) {
      const order = randomBundles(random)
      const net = order.lineItems.reduce((sum, { total }) => sum + centsOf(total), 0)
      const taxed = order.lineItems
        .filter((line) => line.taxes.length > 0)
        .reduce((sum, { total }) => sum + centsOf(total), 0)
      for (const [style, discounts] of WAYS_TO_SHOW) {
        const lines = linesOf(order, settings(style, discounts))
        const isWhole = sumOfLines(lines) === net
        const isTaxed = sumOfLines(lines.filter((line) => line.taxRateIDs.length > 0)) === taxed
        if (!isWhole || !isTaxed) {
          throw new Error(`${style}, ${discounts}: ${JSON.stringify([order.lineItems, lines])}`)
        }
      }
    }
  },
  TIMEOUT_MS,
)

const WAYS_TO_SHOW = STYLES.flatMap((style) =>
  (['in-line', 'per-line', 'separate'] as const).map((discounts) => [style, discounts] as const),
)

function linesOf(order: Order, choices: Settings): readonly OrderLine[] {
  const amounts = orderAmounts(order)
  if (isProblem(amounts)) {
    throw new Error(amounts.summary)
  }
  const soldLines = order.lineItems
  return orderLines({ order, amounts, choices, redeemed: NOTHING_REDEEMED, soldLines })
}

function sumOfLines(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0)
}

/** One or two bundles of up to five parts, discounted, some of it taxed, and a line beside them. */
function randomBundles(random: (below: number) => number): Order {
  const lineItems: LineItem[] = []
  for (let bundle = 0; bundle <= random(2); bundle += 1) {
    const wholeID = lineItems.length + 1
    const isTaxed = random(2) === 0
    lineItems.push(randomLine(random, { id: wholeID, isTaxed }))
    for (let part = 0; part <= random(5); part += 1) {
      const id = lineItems.length + 1
      const line = randomLine(random, { id, isTaxed: random(4) === 0 ? !isTaxed : isTaxed })
      lineItems.push({ ...line, bundledBy: wholeID })
    }
  }
  const goodsCents = lineItems.reduce((sum, { total }) => sum + centsOf(total), 0)
  const taxedCents = lineItems.reduce(
    (sum, line) => sum + (line.taxes.length === 0 ? 0 : centsOf(line.total)),
    0,
  )
  // As QuickBooks computes it: 7.25 % of what is taxed, half a cent up.
  const taxCents = Math.floor((taxedCents * 725 + 5000) / 10_000)
  return plainOrder({
    total: decimal(goodsCents + taxCents),
    totalTax: decimal(taxCents),
    lineItems,
    taxLines: taxCents === 0 ? [] : [taxLine(1, decimal(taxCents))],
    couponLines: [couponLine('a', decimal(random(500))), couponLine('b', decimal(random(500)))],
  })
}

function randomLine(
  random: (below: number) => number,
  { id, isTaxed }: { readonly id: number; readonly isTaxed: boolean },
): LineItem {
  const listCents = random(3) === 0 ? 0 : random(10_000)
  const netCents = random(2) === 0 ? listCents : Math.floor((listCents * random(100)) / 100)
  return lineItem({
    id,
    name: `Product ${id}`,
    productId: 100 + id,
    sku: `P-${id}`,
    quantity: String(random(4)),
    subtotal: decimal(listCents),
    total: decimal(netCents),
    taxes: isTaxed ? taxes([1]) : [],
  })
}

function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100)
}

function decimal(cents: number): string {
  return (cents / 100).toFixed(2)
}

function settings(bundles: (typeof STYLES)[number], discounts: Settings['discounts']) {
  const plain = plainSettings()
  return { ...plain, discounts, lines: { ...plain.lines, bundles } }
}
