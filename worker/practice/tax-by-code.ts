/**
 * Sales tax of a form in the Canadian and UK editions (PROTOCOL §f.1, point 4): by the code of each
 * line. Each tax item under a code is rounded once, on all lines of that code.
 */
import { sum } from '../money/cents.ts'
import type { CompanyFile, ListEntry } from './books.ts'
import { textField } from './books.ts'
import { entryByID } from './entries.ts'
import { percentOf } from './rounding.ts'
import type { PricedLine } from './sales-line.ts'
import { membersOf } from './sales-totals.ts'
import type { Totals } from './sales-totals.ts'

export function totalsByCode(company: CompanyFile, lines: readonly PricedLine[]): Totals {
  const byCode = Map.groupBy(lines, ({ refs }) => refs.SalesTaxCodeRef ?? '')
  const taxes = [...byCode].flatMap(([codeID, coded]) => {
    const base = sum(coded.map(({ amountCents }) => amountCents))
    return taxItemsUnder(company, codeID).map((item) =>
      percentOf(base, textField(item.fields, 'TaxRate') ?? '0'),
    )
  })
  return {
    subtotalCents: sum(lines.map(({ amountCents }) => amountCents)),
    salesTaxPercentage: '',
    salesTaxCents: sum(taxes),
  }
}

function taxItemsUnder(company: CompanyFile, codeID: string): readonly ListEntry[] {
  const code = entryByID(company, codeID)
  const item = entryByID(company, code?.refs.ItemSalesTaxRef ?? null)
  return code?.fields.IsTaxable === true && item !== null ? membersOf(company, item) : []
}
