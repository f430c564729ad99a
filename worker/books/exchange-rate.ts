/** What one unit of an order's currency is worth at home, as the plugin that sold in it wrote down. */
import { parseDecimal } from '../money/decimal.ts'
import type { Order } from '../woo/order.ts'
import { metaText } from './meta-text.ts'

/**
 * Whether the value is home currency for one unit of the order's, as QuickBooks wants it, or the
 * other way round. In this order: what the processor settled at before what the shop sold at.
 * WooPayments (class-analytics.php), Aelia Currency Switcher, Price Based on Country
 * (get_base_currency_amount( 1 )), FOX/WOOCS (base = amount / rate).
 */
const USUAL_RATES: Readonly<Record<string, 'home-for-one' | 'one-home-for'>> = {
  _wcpay_multi_currency_stripe_exchange_rate: 'home-for-one',
  _wcpay_multi_currency_order_exchange_rate: 'one-home-for',
  _base_currency_exchange_rate: 'home-for-one',
  _wcpbc_base_exchange_rate: 'home-for-one',
  _woocs_order_rate: 'one-home-for',
}

export const USUAL_RATE_KEYS: readonly string[] = Object.keys(USUAL_RATES)

/** Of a rate that had to be turned round: more than any list of rates has. */
const RATE_DECIMALS_MAX = 10

export type ExchangeRate =
  /** Home currency for one unit, e.g. `1.0821`. */
  | { readonly kind: 'rate'; readonly rate: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear'; readonly field: string; readonly shown: string }

export function exchangeRate(
  order: Pick<Order, 'metaData'>,
  keys: readonly string[],
): ExchangeRate {
  const field = keys.find((key) => metaText(order, key) !== '')
  if (field === undefined) {
    return { kind: 'none' }
  }
  const shown = metaText(order, field)
  const isPositive = parseDecimal(shown) !== null && /[1-9]/.test(shown) && !/[-eE]/.test(shown)
  const rate = isPositive ? worthAtHome(field, shown) : null
  return rate === null ? { kind: 'unclear', field, shown } : { kind: 'rate', rate }
}

/** Null of what is worth less than can be said. */
function worthAtHome(field: string, shown: string): string | null {
  if (USUAL_RATES[field] !== 'one-home-for') {
    return shown
  }
  const turned = (1 / Number(shown)).toFixed(RATE_DECIMALS_MAX).replace(/\.?0+$/, '')
  return /[1-9]/.test(turned) ? turned : null
}
