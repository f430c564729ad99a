/** The rates that generated shops choose from. An ID means one rate in all of them. */
import type { TaxRate } from './shop.ts'

type RateFacts = Pick<TaxRate, 'id' | 'label' | 'percent'>

/** WooCommerce keeps a rate with four decimals. */
const STANDARD: readonly (readonly [label: string, percent: number])[] = [
  ['State Tax', 7.25],
  ['District', 1.375],
  ['VAT', 20],
  ['MwSt', 19],
  ['GST', 5],
  ['QST', 9.975],
  ['HST', 13],
  ['Sales Tax', 8.875],
  ['County', 4.712],
  ['City', 0.4375],
  ['Tax', 6.25],
  ['TVA', 5.5],
  ['Local', 3.0001],
  ['IVA', 21],
  ['Moms', 25],
  ['Special', 0.125],
]
const REDUCED: readonly (readonly [label: string, percent: number])[] = [
  ['Reduced', 7],
  ['VAT reduced', 5],
  ['Food', 2.9],
  ['Reduced local', 1.0625],
  ['TVA réduite', 2.1],
]

export const STANDARD_RATES: readonly RateFacts[] = numbered(STANDARD, 1)
export const REDUCED_RATES: readonly RateFacts[] = numbered(REDUCED, 31)
export const ZERO_RATE: RateFacts = { id: 41, label: 'VAT zero', percent: 0 }

function numbered(
  rates: readonly (readonly [label: string, percent: number])[],
  firstID: number,
): RateFacts[] {
  return rates.map(([label, percent], at) => ({ id: firstID + at, label, percent }))
}
