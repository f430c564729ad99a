/** Whether an order is in the books' own currency, and what it takes to post one that is not. */
import type { Order } from '../woo/order.ts'
import { exchangeRate } from './exchange-rate.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'
import type { Settings } from './settings.ts'

/** The currencies of the QuickBooks that a sale goes into. */
export type BooksCurrencies = {
  /** ISO 4217; null where QuickBooks does not say, and then it is the shop's. */
  readonly home: string | null
  /** QuickBooks' own names of the others that it keeps, by code; none without multicurrency. */
  readonly others: ReadonlyMap<string, string>
}

/** Of a company without multicurrency, which has one currency and does not say which. */
export const ONE_CURRENCY: BooksCurrencies = { home: null, others: new Map() }

/** What a customer of QuickBooks is kept in: one has one currency, and keeps it. */
export type CustomerCurrency = {
  /** ISO 4217, e.g. `EUR`. */
  readonly code: string
  /** As QuickBooks calls it, e.g. `Euro`. */
  readonly name: string
}

export type ForeignCurrency = CustomerCurrency & {
  /** Home currency for one unit, e.g. `1.0821`; null leaves it to QuickBooks' rate of the day. */
  readonly exchangeRate: string | null
}

/** Null of an order in the books' own currency. */
export function foreignCurrency(
  order: Order,
  {
    settings,
    shopCurrency,
    currencies,
  }: {
    readonly settings: Settings
    readonly shopCurrency: string
    readonly currencies: BooksCurrencies
  },
): ForeignCurrency | Problem | null {
  const { number, currency } = order
  const booksCurrency = currencies.home ?? shopCurrency
  if (currency === booksCurrency) {
    return null
  }
  const facts = { order: number, currency, booksCurrency }
  if (settings.foreignCurrencies === 'hold') {
    return problem('currency-not-in-books', facts)
  }
  const name = currencies.others.get(currency)
  if (name === undefined) {
    return problem('currency-not-in-quickbooks', facts)
  }
  // A plugin's rate leads to the shop's own currency, which may be another than the books'.
  const isToHome = shopCurrency === booksCurrency
  const found = exchangeRate(order, isToHome ? settings.exchangeRateKeys : [])
  switch (found.kind) {
    case 'rate':
      return { code: currency, name, exchangeRate: found.rate }
    case 'none':
      return { code: currency, name, exchangeRate: null }
    case 'unclear':
      return problem('exchange-rate-unclear', {
        ...facts,
        field: found.field,
        shown: found.shown,
      })
  }
}
