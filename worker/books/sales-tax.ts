/**
 * How an order's tax stands in the books. QuickBooks computes its own where that comes to what the
 * shop took; else each rate is a line with its exact amount, under 0 % at the document, so that
 * nothing is taxed twice and every cent is owed to its agency.
 */
import { sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { percentOf } from '../money/decimal.ts'
import type { Order, TaxLine as OrderTaxLine } from '../woo/order.ts'
import type { SaleTax, TaxItemIdentity } from './document.ts'
import { mapped } from './mapped.ts'
import type { Mapping } from './mapping.ts'
import type { OrderLine } from './order-line.ts'
import { percentText } from './percent-text.ts'
import { plainText } from './plain-text.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'

export type TaxSource = {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  /** Of each of the order's tax lines, on goods and shipping together. */
  readonly taxCents: readonly Cents[]
  readonly mapping: Mapping
}

export type TaxDecision = {
  readonly tax: SaleTax
  /** The only rate for whose lines QuickBooks computes, or null. */
  readonly nativeRateID: string | null
}

/** A rate that took something, and the item it is owed under. */
type OwedTax = {
  readonly rateID: string
  readonly item: TaxItemIdentity
  readonly description: string
  readonly amountCents: Cents
}

export function salesTax(source: TaxSource): TaxDecision | Problem {
  const { order, mapping } = source
  const owed = owedTaxes(source)
  if (isProblem(owed)) {
    return owed
  }
  const [first, ...others] = owed
  if (first === undefined) {
    return { tax: { kind: 'none', zeroRateItem: mapping.zeroRateItem }, nativeRateID: null }
  }
  if (others.length === 0 && predictedTax(source.lines, first) === first.amountCents) {
    return {
      tax: { kind: 'native', item: first.item, taxCents: first.amountCents },
      nativeRateID: first.rateID,
    }
  }
  if (mapping.zeroRateItem === null) {
    return problem('no-zero-rate-item', { order: order.number })
  }
  const lines = owed.map(({ item, description, amountCents }) => ({
    item,
    description,
    amountCents,
  }))
  return {
    tax: { kind: 'exact', zeroRateItem: mapping.zeroRateItem, lines },
    nativeRateID: null,
  }
}

/** QuickBooks rounds once, on the sum of the taxable lines, by the rate of its own item. */
function predictedTax(lines: readonly OrderLine[], { rateID, item }: OwedTax): Cents | null {
  const taxed = lines.filter((line) => line.taxRateIDs.includes(rateID))
  return percentOf(item.ratePercent, sum(taxed.map((line) => line.amountCents)))
}

/** Rates that came to 0.00 are owed to nobody and need no mapping. */
function owedTaxes({ order, taxCents, mapping }: TaxSource): OwedTax[] | Problem {
  const owed: OwedTax[] = []
  for (const [index, line] of order.taxLines.entries()) {
    const amountCents = taxCents[index]
    if (amountCents === undefined || amountCents === 0) {
      continue
    }
    const item = mapped(mapping.taxRates, String(line.rateId))
    if (item === null) {
      return unmappedRate(order, line)
    }
    owed.push({ rateID: String(line.rateId), item, description: taxName(line), amountCents })
  }
  return owed
}

function unmappedRate({ number }: Order, { rateId, label, ratePercent }: OrderTaxLine): Problem {
  const percent = ratePercent === null ? null : percentText(ratePercent)
  return problem('unmapped-tax-rate', {
    order: number,
    rateID: String(rateId),
    label,
    ratePercent: percent,
  })
}

/** `CA State Tax 7.25%`. */
function taxName({ label, rateCode, ratePercent }: OrderTaxLine): string {
  const name = plainText(label === '' ? rateCode : label).text
  return ratePercent === null ? name : `${name} ${percentText(ratePercent)}%`
}
