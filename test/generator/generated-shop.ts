/** A shop's tax settings, and the rates at the address of one of its buyers. */
import type { Random } from '../simulation/random.ts'
import type { Money } from './generated-order.ts'
import type { RatesByClass, Shop, TaxRate } from './shop.ts'
import { REDUCED_RATES, STANDARD_RATES, ZERO_RATE } from './tax-rates.ts'
import { matchedRates } from './taxes.ts'

export function generatedShop(
  random: Random,
  { currency, decimals }: Money,
): { readonly shop: Shop; readonly rates: RatesByClass } {
  const pricesIncludeTax = random.chance(0.45)
  const baseRates = generatedRates(random)
  const usual = pricesIncludeTax ? 'down' : 'up'
  const other = pricesIncludeTax ? 'up' : 'down'
  const shop: Shop = {
    currency,
    decimals,
    pricesIncludeTax,
    taxHalves: random.chance(0.05) ? other : usual,
    roundsTaxAtSubtotal: random.chance(0.4),
    discountsSequentially: random.chance(0.15),
    shippingTaxClass: random.pick(['inherit', 'inherit', '', 'reduced-rate']),
    taxClasses: ['reduced-rate', 'zero-rate'],
    baseRates,
  }
  // Most buyers live where the shop is.
  return { shop, rates: random.chance(0.7) ? baseRates : generatedRates(random) }
}

function generatedRates(random: Random): RatesByClass {
  const standard = matchedRates(table(random, STANDARD_RATES, random.pick([0, 1, 1, 1, 2, 2, 3])))
  const reduced = matchedRates(table(random, REDUCED_RATES, random.pick([0, 1, 1, 2])))
  const zero = random.chance(0.5)
    ? [taxRate(ZERO_RATE, { priority: 1, isCompound: false, isOnShipping: true })]
    : []
  return { '': standard, 'reduced-rate': reduced, 'zero-rate': zero }
}

type RateFacts = Pick<TaxRate, 'id' | 'label' | 'percent'>

/** One rate a priority, now and then two, of which only one counts; the later may be compound. */
function table(random: Random, known: readonly RateFacts[], count: number): readonly TaxRate[] {
  const isCompounding = random.chance(0.3)
  const shippingShare = random.pick([0, 0.5, 1, 1])
  const rates: TaxRate[] = []
  for (let priority = 1; priority <= count; priority += 1) {
    const free = known.filter(({ id }) => rates.every((rate) => rate.id !== id))
    const isCompound = priority > 1 && isCompounding
    const facts = { priority, isCompound, isOnShipping: random.chance(shippingShare) }
    rates.push(taxRate(random.pick(free), facts))
    if (random.chance(0.1)) {
      const rest = free.filter(({ id }) => rates.every((rate) => rate.id !== id))
      rates.push(taxRate(random.pick(rest), facts))
    }
  }
  return rates
}

function taxRate(
  { id, label, percent }: RateFacts,
  facts: Pick<TaxRate, 'priority' | 'isCompound' | 'isOnShipping'>,
): TaxRate {
  return { id, label, percent, code: `XX-${label.toUpperCase()}-${facts.priority}`, ...facts }
}
