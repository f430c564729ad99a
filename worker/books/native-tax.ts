/** Whether QuickBooks in the United States would compute the shop's tax by itself, and by what. */
import { cents, sum } from '../money/cents.ts'
import { percentOf } from '../money/decimal.ts'
import type { NativeTax, TaxLine } from './document.ts'
import type { OrderLine } from './order-line.ts'
import type { MappedTax } from './owed-taxes.ts'

export type Native = Pick<NativeTax, 'taxes' | 'taxCents'> & {
  /** One for each of the lines. */
  readonly isTaxable: readonly boolean[]
}

/**
 * QuickBooks rounds once for each tax item, on the sum of all taxable lines, by the rate of its own
 * item; under a group every line is taxed by all its members or by none. Null where that does not
 * come to what the shop took for each agency.
 */
export function nativeTax(lines: readonly OrderLine[], taxes: readonly MappedTax[]): Native | null {
  const rateIDs = taxes.map(({ rateID }) => rateID)
  const isTaxable = lines.map((line) => rateIDs.every((rateID) => line.taxRateIDs.includes(rateID)))
  const isAllOrNone = lines.every(
    (line, at) =>
      isTaxable[at] === true ||
      line.amountCents === 0 ||
      rateIDs.every((rateID) => !line.taxRateIDs.includes(rateID)),
  )
  const [first, ...others] = byItem(taxes)
  if (!isAllOrNone || first === undefined) {
    return null
  }
  const base = sum(lines.flatMap((line, at) => (isTaxable[at] === true ? line.amountCents : [])))
  const isPredicted = [first, ...others].every(
    ({ item, amountCents }) => percentOf(item.ratePercent, base) === amountCents,
  )
  return isPredicted
    ? { taxes: [first, ...others], taxCents: sum(taxes.map((tax) => tax.amountCents)), isTaxable }
    : null
}

/** Two rates of the shop may be one item in QuickBooks, and a group holds each but once. */
function byItem(taxes: readonly MappedTax[]): readonly TaxLine[] {
  const merged = new Map<string, TaxLine>()
  for (const { item, description, amountCents } of taxes) {
    const key = item.name.toLowerCase()
    const before = merged.get(key)
    merged.set(key, {
      item,
      description: before === undefined ? description : `${before.description} + ${description}`,
      amountCents: cents((before?.amountCents ?? 0) + amountCents),
    })
  }
  return [...merged.values()]
}
