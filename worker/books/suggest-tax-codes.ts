/**
 * Which of QuickBooks' own tax codes and items a shop's rates are, in the editions where a person
 * sets them up. Only what its percentages prove, and nothing where two would do.
 */
import type { Order, TaxLine } from '../woo/order.ts'
import type { TaxCodeIdentity, TaxItemIdentity } from './document.ts'
import type { Mapping } from './mapping.ts'
import { percentText } from './percent-text.ts'
import { rateSet } from './tax-by-code.ts'

/** As QuickBooks' lists have them. */
export type QuickBooksTaxes = {
  readonly codes: readonly TaxCodeIdentity[]
  readonly items: readonly TaxItemIdentity[]
}

export function suggestTaxCodes(
  orders: readonly Order[],
  { mapping, taxes }: { readonly mapping: Mapping; readonly taxes: QuickBooksTaxes },
): Pick<Mapping, 'taxCodes' | 'taxRates'> {
  const taxCodes: Record<string, Mapping['taxCodes'][string]> = {}
  const taxRates: Record<string, Mapping['taxRates'][string]> = {}
  for (const order of orders) {
    for (const rateIDs of rateSetsOf(order)) {
      const code = codeOf(ratesOf(order, rateIDs), taxes)
      if (code !== null) {
        taxCodes[rateIDs] = code
      }
    }
    for (const line of order.taxLines) {
      const [item, ...others] = taxes.items.filter((one) => isPercent(line, one.ratePercent))
      if (item !== undefined && others.length === 0) {
        taxRates[String(line.rateId)] = item
      }
    }
  }
  return {
    taxCodes: { ...taxCodes, ...mapping.taxCodes },
    taxRates: { ...taxRates, ...mapping.taxRates },
  }
}

function rateSetsOf(order: Order): readonly string[] {
  const lines = [...order.lineItems, ...order.shippingLines, ...order.feeLines]
  const sets = lines.map(({ taxes }) =>
    rateSet(taxes.flatMap(({ id, total }) => (total === null ? [] : String(id)))),
  )
  return [...new Set(sets)].filter((rateIDs) => rateIDs !== '')
}

/** In the set's order; a rate that the order does not name is none. */
function ratesOf({ taxLines }: Order, rateIDs: string): readonly (TaxLine | undefined)[] {
  return rateIDs
    .split(',')
    .map((rateID) => taxLines.find(({ rateId }) => String(rateId) === rateID))
}

function codeOf(
  rates: readonly (TaxLine | undefined)[],
  { codes }: QuickBooksTaxes,
): TaxCodeIdentity | null {
  const ratePercents = rates.flatMap((rate) =>
    rate === undefined || rate.ratePercent === null ? [] : percentText(rate.ratePercent),
  )
  if (ratePercents.length < rates.length) {
    return null
  }
  const wanted = sorted(ratePercents)
  const [code, ...others] = codes.filter((one) => sorted(one.ratePercents) === wanted)
  return code === undefined || others.length > 0 ? null : { name: code.name, ratePercents }
}

function sorted(percents: readonly string[]): string {
  return percents
    .map(Number)
    .toSorted((left, right) => left - right)
    .join()
}

function isPercent({ ratePercent }: TaxLine, expected: string): boolean {
  return ratePercent !== null && Number(ratePercent) === Number(expected)
}
