/** ACCOUNTING rule 17 on paper: who buys in another currency, at which rate, and what is held. */
import { describe, expect, test } from 'bun:test'
import type { SaleDocument } from '../../worker/books/document.ts'
import { exchangeRate, USUAL_RATE_KEYS } from '../../worker/books/exchange-rate.ts'
import type { BooksCurrencies } from '../../worker/books/foreign-currency.ts'
import { isProblem } from '../../worker/books/problems.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { plainOrder, plainSettings, saleOf, soundSale } from './plain-order.ts'

const EURO: BooksCurrencies = { home: 'USD', others: new Map([['EUR', 'Euro']]) }
const POST: Settings = { ...plainSettings(), foreignCurrencies: 'post' }
const RATE = [{ key: '_base_currency_exchange_rate', value: '1.0821' }]

describe('an order in another currency than the books’', () => {
  test.each([
    ['by default', plainSettings(), EURO, 'currency-not-in-books'],
    ['without multicurrency', POST, undefined, 'currency-not-in-quickbooks'],
    [
      'of a currency that QuickBooks lacks',
      POST,
      { ...EURO, others: new Map() },
      'currency-not-in-quickbooks',
    ],
  ] as const)('is held %s', (_, settings, currencies, code) => {
    const of = currencies === undefined ? { settings } : { settings, currencies }
    const sale = saleOf(plainOrder({ currency: 'EUR' }), of)
    expect(isProblem(sale) && sale.code).toBe(code)
  })

  test('is held where the shop’s own currency is not that of QuickBooks either', () => {
    const sale = saleOf(plainOrder(), { currencies: { home: 'EUR', others: new Map() } })
    expect(isProblem(sale) && sale.code).toBe('currency-not-in-books')
  })

  test('goes to a customer of its own, in that currency, at the order’s rate', () => {
    const { currency, customer } = euroSale(RATE)
    expect(currency).toEqual({ code: 'EUR', name: 'Euro', exchangeRate: '1.0821' })
    expect(customer.currency).toEqual({ code: 'EUR', name: 'Euro' })
    const home = soundSale(plainOrder()).customer
    expect(customer.subjects).toEqual(home.subjects.map((one) => `${one}|EUR`) as [string])
    expect(customer.name).toBe(`${home.name} (EUR)`)
    expect(customer.nameIfTaken).toBe(home.nameIfTaken.replace(')', ' EUR)'))
    expect(customer.accountNumber).toBe(`${home.accountNumber}-EUR`)
  })

  test('a long name gives way to the currency, within 41 characters', () => {
    const billing = { ...plainOrder().billing, firstName: 'A'.repeat(30), lastName: 'B'.repeat(30) }
    const { customer } = soundSale(plainOrder({ currency: 'EUR', billing }), {
      settings: POST,
      currencies: EURO,
    })
    expect(customer.name).toHaveLength(41)
    expect(customer.name).toEndWith(' (EUR)')
    expect(customer.nameIfTaken).toEndWith(' EUR)')
    expect(customer.nameIfTaken.length).toBeLessThanOrEqual(41)
  })

  test('without a rate, or from a shop in a third currency, the rate is QuickBooks’ own', () => {
    expect(euroSale([]).currency?.exchangeRate).toBeNull()
    const shop = { currency: 'GBP', today: '2026-11-25' }
    const order = plainOrder({ currency: 'EUR', metaData: RATE })
    const sale = soundSale(order, { settings: POST, currencies: EURO, shop })
    expect(sale.currency?.exchangeRate).toBeNull()
  })

  test('is held where its rate is none', () => {
    const metaData = [{ key: '_woocs_order_rate', value: '0' }]
    const order = plainOrder({ currency: 'EUR', metaData })
    const sale = saleOf(order, { settings: POST, currencies: EURO })
    expect(isProblem(sale) && sale.code).toBe('exchange-rate-unclear')
  })

  test('says nothing new of a sale in the books’ own currency', () => {
    const sale = soundSale(plainOrder(), { settings: POST, currencies: EURO })
    expect(sale.fingerprint).toEqual(soundSale(plainOrder()).fingerprint)
    expect(sale.currency).toBeNull()
    expect(sale.customer.currency).toBeNull()
  })
})

describe('a rate of the order’s meta data', () => {
  test.each([
    ['_base_currency_exchange_rate', '1.0821', '1.0821'],
    ['_wcpbc_base_exchange_rate', '1.25', '1.25'],
    ['_wcpay_multi_currency_stripe_exchange_rate', '1.1', '1.1'],
    ['_wcpay_multi_currency_order_exchange_rate', '0.8', '1.25'],
    ['_woocs_order_rate', '4', '0.25'],
    ['_woocs_order_rate', '0.1', '10'],
  ])('%s %s: one unit is worth %s', (key, value, rate) => {
    expect(rateOf([{ key, value }])).toEqual({ kind: 'rate', rate })
  })

  test.each(['0', '0.000', '-1.1', '1,08', 'none', '1e3', '1.2.3'])('“%s” is none', (shown) => {
    const field = '_base_currency_exchange_rate'
    expect(rateOf([{ key: field, value: shown }])).toEqual({ kind: 'unclear', field, shown })
  })

  test('of an own key is what one unit is worth', () => {
    const metaData = [{ key: '_order_exchange_rate', value: '1.5' }]
    const rate = exchangeRate(plainOrder({ metaData }), ['_order_exchange_rate'])
    expect(rate).toEqual({ kind: 'rate', rate: '1.5' })
  })
})

function rateOf(metaData: { key: string; value: unknown }[]) {
  return exchangeRate(plainOrder({ metaData }), USUAL_RATE_KEYS)
}

function euroSale(metaData: { key: string; value: unknown }[]): SaleDocument {
  const order = plainOrder({ currency: 'EUR', metaData })
  return soundSale(order, { settings: POST, currencies: EURO })
}
