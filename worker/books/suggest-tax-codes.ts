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

/**
 * What a code takes, in the order of the shop's rates: as an order shows it that takes just as much,
 * else as QuickBooks has it.
 */
export function percentsInOrder(
  rateIDs: string,
  { percents, orders }: { readonly percents: readonly string[]; readonly orders: readonly Order[] },
): readonly string[] {
  const shown = orders.map((order) => percentsOf(ratesOf(order, rateIDs)))
  return shown.find((one) => one !== null && sorted(one) === sorted(percents)) ?? percents
}

/** Of each line, as `mapping.taxCodes` names them, without those of untaxed ones. */
export function rateSetsOf(order: Order): readonly string[] {
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
  const ratePercents = percentsOf(rates)
  if (ratePercents === null) {
    return null
  }
  const wanted = sorted(ratePercents)
  const [code, ...others] = codes.filter((one) => sorted(one.ratePercents) === wanted)
  return code === undefined || others.length > 0 ? null : { name: code.name, ratePercents }
}

/** Null where the order does not say each. */
function percentsOf(rates: readonly (TaxLine | undefined)[]): readonly string[] | null {
  const percents = rates.flatMap((rate) =>
    rate === undefined || rate.ratePercent === null ? [] : percentText(rate.ratePercent),
  )
  return percents.length < rates.length ? null : percents
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
