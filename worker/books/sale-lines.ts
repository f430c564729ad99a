/** An order's lines as the document has them: with how each is taxed. */
import type { SaleLine } from './document.ts'
import type { OrderLine } from './order-line.ts'
import { UNTAXED } from './sales-tax.ts'
import type { TaxDecision } from './sales-tax.ts'

export function saleLines(
  lines: readonly OrderLine[],
  { taxations }: Pick<TaxDecision, 'taxations'>,
): readonly SaleLine[] {
  return lines.map(({ lineID: _id, taxRateIDs: _rates, losses: _losses, ...line }, at) => ({
    ...line,
    ...(taxations[at] ?? UNTAXED),
  }))
}
