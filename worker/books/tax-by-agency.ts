/** To whom a document's tax is owed: what a sales-tax return is filed from. */
import { sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { SaleTax, TaxItemIdentity } from './document.ts'

export type TaxOfItem = {
  readonly agency: string
  readonly item: string
  readonly ratePercent: string
  readonly amountCents: Cents
  /** Whether QuickBooks computes it by its rate, or it stands on a line of its own. */
  readonly how: 'computed' | 'on a line'
}

/** One entry a sales-tax item, or a percentage of a sales-tax code, in the document's order. */
export function taxByItem(tax: SaleTax): readonly TaxOfItem[] {
  switch (tax.kind) {
    case 'none':
      return []
    case 'native':
      return tax.taxes.map(({ item, amountCents }) => ({
        ...named(item),
        amountCents,
        how: 'computed',
      }))
    case 'exact':
      return tax.lines.map(({ item, amountCents }) => ({
        ...named(item),
        amountCents,
        how: 'on a line',
      }))
    case 'by-code':
      // Whose tax a code's is, is QuickBooks' own to know.
      return tax.taxes.map(({ codeName, ratePercent, amountCents }) => ({
        agency: `Agency of tax code ${codeName}`,
        item: codeName,
        ratePercent,
        amountCents,
        how: 'computed',
      }))
  }
}

export function taxByAgency(
  tax: SaleTax,
): readonly { readonly agency: string; readonly amountCents: Cents }[] {
  return [...Map.groupBy(taxByItem(tax), ({ agency }) => agency)].map(([agency, items]) => ({
    agency,
    amountCents: sum(items.map(({ amountCents }) => amountCents)),
  }))
}

function named({ agencyName, name, ratePercent }: TaxItemIdentity) {
  return { agency: agencyName, item: name, ratePercent }
}
