/** What an order owes under each of the shop's rates, and to whom by the owner's mapping. */
import type { Cents } from '../money/cents.ts'
import type { Order, TaxLine as OrderTaxLine } from '../woo/order.ts'
import type { TaxLine } from './document.ts'
import { mapped } from './mapped.ts'
import type { Mapping } from './mapping.ts'
import { percentText } from './percent-text.ts'
import { plainText } from './plain-text.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

/** A rate that took something. */
export type OwedTax = {
  readonly rateID: string
  readonly line: OrderTaxLine
  readonly amountCents: Cents
}

/** Rates that came to 0.00 are owed to nobody and need no mapping. */
export function owedTaxes(order: Order, taxCents: readonly Cents[]): readonly OwedTax[] {
  return order.taxLines.flatMap((line, at) => {
    const amountCents = taxCents[at]
    return amountCents === undefined || amountCents === 0
      ? []
      : [{ rateID: String(line.rateId), line, amountCents }]
  })
}

/** Each under the item that the owner chose for its rate. */
export type MappedTax = OwedTax & TaxLine

export function mappedTaxes(
  owed: readonly OwedTax[],
  { order, mapping }: { readonly order: Order; readonly mapping: Mapping },
): readonly MappedTax[] | Problem {
  const taxes: MappedTax[] = []
  for (const one of owed) {
    const item = mapped(mapping.taxRates, one.rateID)
    if (item === null) {
      return unmappedRate(order, one.line)
    }
    taxes.push({ ...one, item, description: taxName(one.line) })
  }
  return taxes
}

/** The tax lines of a document, without what the shop calls them by. */
export function taxLinesOf(taxes: readonly MappedTax[]): readonly TaxLine[] {
  return taxes.map(({ item, description, amountCents }) => ({ item, description, amountCents }))
}

function unmappedRate({ number }: Order, { rateId, label, ratePercent }: OrderTaxLine): Problem {
  return problem('unmapped-tax-rate', {
    order: number,
    rateID: String(rateId),
    label,
    ratePercent: ratePercent === null ? null : percentText(ratePercent),
  })
}

/** `CA State Tax 7.25%`. */
export function taxName({ label, rateCode, ratePercent }: OrderTaxLine): string {
  const name = plainText(label === '' ? rateCode : label).text
  return ratePercent === null ? name : `${name} ${percentText(ratePercent)}%`
}
