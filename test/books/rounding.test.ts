/** Carts as WooCommerce totals them, in each of its four ways to round, by seed. */
import { expect, test } from 'bun:test'
import type { LineItem, Order } from '../../worker/woo/order.ts'
import { lineItem, plainOrder, shippingLine, soundSale, taxes, taxLine } from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

const SEED = 20_261_125
const CARTS = 3_000
/** WooCommerce keeps line totals with six fraction digits. */
const MICROS_PER_CENT = 10_000
/** Of both rates of the plain mapping, in millionths. */
const RATES = [
  { id: 1, millionths: 72_500 },
  { id: 2, millionths: 13_750 },
] as const

type Way = { readonly isInclusive: boolean; readonly isRoundedAtSubtotal: boolean }
type Rate = (typeof RATES)[number]
type Tax = { readonly id: number; readonly micros: number }
type CartLine = { readonly quantity: number; readonly netMicros: number; readonly taxes: Tax[] }

const WAYS: readonly Way[] = [
  { isInclusive: false, isRoundedAtSubtotal: false },
  { isInclusive: false, isRoundedAtSubtotal: true },
  { isInclusive: true, isRoundedAtSubtotal: false },
  { isInclusive: true, isRoundedAtSubtotal: true },
]

test.each(WAYS)(`every cart becomes a sale to the cent: %p (seed ${SEED})`, (way) => {
  const random = randomFrom(SEED)
  const kinds = new Set<string>()
  for (let count = 0; count < CARTS; count += 1) {
    const order = cartOrder(way, random)
    const sale = soundSale(order)
    expect(sumOf(sale)).toBe(Math.round(Number(order.total) * 100))
    sale.lines.slice(0, order.lineItems.length).forEach((line, index) => {
      const shownCents = Math.round(Number(order.lineItems[index]?.total) * 100)
      expect(Math.abs(line.amountCents - shownCents)).toBeLessThanOrEqual(1)
    })
    kinds.add(sale.tax.kind)
  }
  // On net prices a shop that rounds at the subtotal rounds as QuickBooks does.
  const isAsQuickBooks = way.isRoundedAtSubtotal && !way.isInclusive
  expect([...kinds].toSorted()).toEqual(isAsQuickBooks ? ['native'] : ['exact', 'native'])
})

function cartOrder(way: Way, random: (below: number) => number): Order {
  const rates = RATES.slice(0, 1 + random(2))
  const lines = Array.from({ length: 1 + random(8) }, () => cartLine({ way, rates, random }))
  const taxCents = rates.map(({ id }) => {
    const micros = lines.flatMap((line) => line.taxes).filter((tax) => tax.id === id)
    return way.isRoundedAtSubtotal
      ? toCents(micros.reduce((sum, tax) => sum + tax.micros, 0))
      : micros.reduce((sum, tax) => sum + toCents(tax.micros), 0)
  })
  const netMicros = lines.reduce((sum, line) => sum + line.netMicros, 0)
  const netCents = way.isRoundedAtSubtotal
    ? toCents(netMicros)
    : lines.reduce((sum, line) => sum + toCents(line.netMicros), 0)
  const totalTax = taxCents.reduce((sum, cents) => sum + cents, 0)
  return plainOrder({
    pricesIncludeTax: way.isInclusive,
    lineItems: lines.map(wireLine),
    shippingLines: [shippingLine('5.00')],
    taxLines: rates.map(({ id }, index) => taxLine(id, decimal(taxCents[index] ?? 0))),
    totalTax: decimal(totalTax),
    total: decimal(netCents + 500 + totalTax),
  })
}

function cartLine({
  way,
  rates,
  random,
}: {
  way: Way
  rates: readonly Rate[]
  random: (below: number) => number
}): CartLine {
  const quantity = 1 + random(9)
  const priceMicros = (100 + random(20_000)) * quantity * MICROS_PER_CENT
  const together = rates.reduce((sum, rate) => sum + rate.millionths, 0)
  const netMicros = way.isInclusive
    ? Math.round((priceMicros * 1_000_000) / (1_000_000 + together))
    : priceMicros
  const lineTaxes = rates.map(({ id, millionths }) => ({
    id,
    micros: Math.round((netMicros * millionths) / 1_000_000),
  }))
  return { quantity, netMicros, taxes: lineTaxes }
}

/** As the REST API shows it: the total in cents, the price of one as an unrounded float. */
function wireLine({ quantity, netMicros, taxes: lineTaxes }: CartLine, index: number): LineItem {
  return lineItem({
    id: index + 1,
    quantity: String(quantity),
    total: decimal(toCents(netMicros)),
    price: String(netMicros / 1_000_000 / quantity),
    taxes: taxes(lineTaxes.map((tax) => tax.id)),
  })
}

/** Half away from zero; nothing here is negative. */
function toCents(micros: number): number {
  return Math.floor(micros / MICROS_PER_CENT + 0.5)
}

function decimal(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

/** A linear congruence, good enough to vary carts by. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
