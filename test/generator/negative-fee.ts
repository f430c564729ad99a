/** A fee below zero takes tax off everything it discounts, whatever its own tax status. */
import { arraySum } from './php-numbers.ts'
import type { RatesByClass } from './shop.ts'
import { costsByClass } from './stored-order.ts'
import type { Cost } from './stored-order.ts'
import { mergedTaxes, NO_TAXES, ratesOf, taxesOnNet } from './taxes.ts'
import type { Taxes } from './taxes.ts'

export function negativeFeeTaxes(
  total: number,
  { costs, rates }: { readonly costs: readonly Cost[]; readonly rates: RatesByClass },
): Taxes {
  const byClass = [...costsByClass(costs)].filter(([, cost]) => cost !== 0)
  const whole = arraySum(byClass.map(([, cost]) => cost))
  if (whole === 0) {
    return NO_TAXES
  }
  return mergedTaxes(
    byClass.flatMap(([taxClass, cost]) =>
      taxClass === null ? [] : [taxesOnNet(total * (cost / whole), ratesOf(rates, taxClass))],
    ),
  )
}
