import { expect, test } from 'bun:test'
import {
  companyOfCountry,
  companyOfCurrencies,
  companyOfPreferences,
  currenciesOf,
  PLAIN_COMPANY,
} from '../../worker/posting/company.ts'
import type { CompanyFacts } from '../../worker/posting/company.ts'
import type { ListEntry } from '../../worker/posting/known.ts'
import type { PreferencesRet } from '../../worker/qbxml/preferences.ts'
import { ask, newCompany } from '../practice/ask.ts'
import { plainEntry } from './known-plain.ts'

const EVERYTHING = {
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  hasInventorySites: true,
} as const

const YEN: ListEntry = plainEntry({ list: 'currency', fullName: 'Japanese Yen', type: 'JPY' })

function facts(options: Parameters<typeof newCompany>[0]): CompanyFacts {
  const { company } = newCompany(options)
  const [response] = ask(company, { name: 'PreferencesQueryRq', content: {} })
  const [ret] = response?.kind === 'response' ? response.rets : []
  return companyOfPreferences(PLAIN_COMPANY, ret as PreferencesRet)
}

test('a plain company has sales tax, one currency that it does not name, and open books', () => {
  expect(facts({})).toMatchObject({
    edition: 'US',
    homeCurrency: null,
    isMultiCurrencyOn: false,
    closingDate: null,
    isUsingClasses: false,
    isUsingPriceLevels: false,
    isUsingInventorySites: false,
    salesTax: {
      defaultTaxableCode: { fullName: 'Tax' },
      defaultNonTaxableCode: { fullName: 'Non' },
    },
  })
  expect(facts({ hasSalesTax: false }).salesTax).toBeNull()
})

test('what is switched on is known, with the closing date and the home currency', () => {
  expect(facts({ ...EVERYTHING, closingDate: '2025-12-31' })).toMatchObject({
    homeCurrency: 'USD',
    homeCurrencyName: 'US Dollar',
    isMultiCurrencyOn: true,
    closingDate: '2025-12-31',
    isUsingClasses: true,
    isUsingPriceLevels: true,
    isUsingInventorySites: true,
  })
})

test('a home currency that goes by no usual name is named by the list of currencies', () => {
  const company = { ...facts(EVERYTHING), homeCurrency: null, homeCurrencyName: 'Japanese Yen' }
  expect(companyOfCurrencies(company, [YEN]).homeCurrency).toBe('JPY')
  expect(companyOfCurrencies(company, []).homeCurrency).toBeNull()
})

test('the currencies beside it are the active ones of the list, by their codes', () => {
  const euro = plainEntry({ list: 'currency', fullName: 'Euro', type: 'EUR' })
  const pound = plainEntry({ list: 'currency', fullName: 'Pound', type: 'GBP', isActive: false })
  const dollar = plainEntry({ list: 'currency', fullName: 'US Dollar', type: 'USD' })
  const list = [dollar, euro, pound, YEN]
  expect(currenciesOf(facts(EVERYTHING), list)).toEqual({
    home: 'USD',
    others: new Map([
      ['EUR', 'Euro'],
      ['JPY', 'Japanese Yen'],
    ]),
  })
  expect(currenciesOf(facts({}), list)).toEqual({ home: null, others: new Map() })
})

test.each([
  ['CA', 'CA'],
  ['uk', 'UK'],
  ['AU', 'UK'],
  ['US', 'US'],
  ['', 'CA'],
  [null, 'CA'],
] as const)('HostRet’s country %p is the edition %p', (country, edition) => {
  expect(companyOfCountry({ ...PLAIN_COMPANY, edition: 'CA' }, country).edition).toBe(edition)
})
