/**
 * Subtotal and sales tax of a form, as QuickBooks in the United States works them out: the tax is
 * rounded once for each tax item, on the whole taxable base, never by the line.
 */
import { cents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { textField } from './books.ts'
import type { CompanyFile, ListEntry } from './books.ts'
import { entryByID } from './entries.ts'
import { percentOf, shareOf } from './rounding.ts'
import type { PricedLine } from './sales-line.ts'

export type Totals = {
  readonly subtotalCents: Cents
  readonly salesTaxPercentage: string
  readonly salesTaxCents: Cents
}

/** Of a tax group; a tax item is its own only one. */
export function membersOf(company: CompanyFile, item: ListEntry): readonly ListEntry[] {
  const members = item.fields.ItemSalesTaxRefs as readonly string[] | undefined
  return members === undefined ? [item] : members.flatMap((id) => entryByID(company, id) ?? [])
}

/** `taxItems` are the form's tax item, or the members of its tax group; none when untaxed. */
export function totalsOf(lines: readonly PricedLine[], taxItems: readonly ListEntry[]): Totals {
  const base = taxableBase(lines)
  const rates = taxItems.map((item) => textField(item.fields, 'TaxRate') ?? '0')
  return {
    subtotalCents: sum(lines.map((line) => line.amountCents)),
    salesTaxPercentage: String(rates.reduce((total, rate) => total + Number(rate), 0)),
    salesTaxCents: sum(rates.map((rate) => percentOf(base, rate))),
  }
}

/** A taxable discount lowers the base as far as what it is taken off was taxable. */
function taxableBase(lines: readonly PricedLine[]): Cents {
  let base = ZERO
  let whole = ZERO
  let isTaxableAbove = false
  for (const line of lines) {
    if (line.discount === 'over-all' && line.isTaxable) {
      base = cents(base + shareOf(line.amountCents, { part: base, whole }))
    } else if (line.isTaxable && (line.discount === 'none' || isTaxableAbove)) {
      base = cents(base + line.amountCents)
    }
    whole = cents(whole + line.amountCents)
    isTaxableAbove = line.isTaxable
  }
  return base
}
