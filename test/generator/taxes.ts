/** WooCommerce's tax arithmetic: WC_Tax and its two ways to round. */
import { arraySum, formatDecimal, phpRound, STORED_DECIMALS } from './php-numbers.ts'
import type { RatesByClass, Shop, TaxRate } from './shop.ts'

/** By rate ID, in the order in which WooCommerce computed them. */
export type Taxes = ReadonlyMap<number, number>

export const NO_TAXES: Taxes = new Map()

/** Of one class at an address: one rate for each priority, the one with the lowest ID. */
export function matchedRates(table: readonly TaxRate[]): readonly TaxRate[] {
  const sorted = table.toSorted(
    (left, right) => left.priority - right.priority || left.id - right.id,
  )
  return sorted.filter(({ priority }, at) => sorted[at - 1]?.priority !== priority)
}

export function ratesOf(rates: RatesByClass, taxClass: string): readonly TaxRate[] {
  return rates[taxClass] ?? []
}

/** What is owed on top of a net price, each to six decimals of whatever unit the price is in. */
export function taxesOnNet(price: number, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, number>()
  for (const rate of rates.filter(({ isCompound }) => !isCompound)) {
    taxes.set(rate.id, price * (rate.percent / 100))
  }
  let before = arraySum(taxes.values())
  for (const rate of rates.filter(({ isCompound }) => isCompound)) {
    taxes.set(rate.id, (price + before) * (rate.percent / 100))
    before = arraySum(taxes.values())
  }
  return roundedToStore(taxes)
}

/** What is contained in a gross price: compound rates come off from the last to the first. */
export function taxesInGross(price: number, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, number>(rates.map(({ id }) => [id, 0]))
  let withoutCompound = price
  for (const rate of rates.filter(({ isCompound }) => isCompound).toReversed()) {
    const tax = withoutCompound - withoutCompound / (1 + rate.percent / 100)
    taxes.set(rate.id, tax)
    withoutCompound -= tax
  }
  const regular = rates.filter(({ isCompound }) => !isCompound)
  const together = 1 + arraySum(regular.map(({ percent }) => percent)) / 100
  for (const rate of regular) {
    const net = price - (rate.percent / 100 / together) * withoutCompound
    taxes.set(rate.id, price - net)
  }
  return roundedToStore(taxes)
}

function roundedToStore(taxes: Taxes): Taxes {
  return mapTaxes(taxes, (tax) => phpRound(tax, STORED_DECIMALS))
}

export function mapTaxes(taxes: Taxes, change: (tax: number) => number): Taxes {
  return new Map([...taxes].map(([id, tax]) => [id, change(tax)]))
}

export function mergedTaxes(all: Iterable<Taxes>): Taxes {
  const merged = new Map<number, number>()
  for (const taxes of all) {
    for (const [id, tax] of taxes) {
      merged.set(id, (merged.get(id) ?? 0) + tax)
    }
  }
  return merged
}

/** `wc_round_tax_total`. */
export function roundedTax({ taxHalves }: Shop, tax: number, places: number): number {
  return phpRound(tax, places, taxHalves)
}

/** One tax of one line, as totals are made of it; in `units` the place is the unit's own. */
export function lineTax(shop: Shop, tax: number, places: number): number {
  return shop.roundsTaxAtSubtotal ? tax : roundedTax(shop, tax, places)
}

export function sameRates(left: readonly TaxRate[], right: readonly TaxRate[]): boolean {
  return left.length === right.length && left.every(({ id }, at) => id === right[at]?.id)
}

/** One tax of a line as the database keeps it; lines other than products have no subtotal. */
export type StoredTax = {
  readonly rateID: number
  readonly total: string
  readonly subtotal: string
}

export type StoredTaxes = {
  readonly taxes: readonly StoredTax[]
  readonly totalTax: string
}

/** Of shipping and fees: `set_taxes` of their order items. */
export function storedTaxes(shop: Shop, taxes: Taxes): StoredTaxes {
  const stored = [...taxes].map(([rateID, tax]): StoredTax => ({
    rateID,
    total: formatDecimal(tax),
    subtotal: '',
  }))
  return {
    taxes: stored,
    totalTax: taxTotal(
      shop,
      stored.map(({ total }) => total),
    ),
  }
}

/** Of a product's line. A subtotal is never less than the total. */
export function storedLineTaxes(
  shop: Shop,
  { total, subtotal }: { readonly total: Taxes; readonly subtotal: Taxes },
): StoredTaxes & { readonly subtotalTax: string } {
  const isLess = arraySum(subtotal.values()) < arraySum(total.values())
  const before = isLess ? total : subtotal
  const taxes = [...total].map(([rateID, tax]): StoredTax => ({
    rateID,
    total: formatDecimal(tax),
    subtotal: formatDecimal(before.get(rateID) ?? 0),
  }))
  return {
    taxes,
    totalTax: taxTotal(
      shop,
      taxes.map((tax) => tax.total),
    ),
    subtotalTax: taxTotal(
      shop,
      taxes.map((tax) => tax.subtotal),
    ),
  }
}

function taxTotal(shop: Shop, taxes: readonly string[]): string {
  return formatDecimal(arraySum(taxes.map((tax) => lineTax(shop, Number(tax), shop.decimals))))
}
