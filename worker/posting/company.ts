/** How the open company keeps its books, as it says itself: what a document may and may not carry. */
import type { Edition } from '../books/edition.ts'
import type { BooksCurrencies } from '../books/foreign-currency.ts'
import { ONE_CURRENCY } from '../books/foreign-currency.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'
import type { RefRet } from '../qbxml/ret.ts'
import type { ListEntry } from './known.ts'

export type CompanyFacts = {
  readonly edition: Edition
  /**
   * ISO 4217, e.g. `USD`, of a company with multicurrency; null where that is off: such a company
   * has one currency and does not say which.
   */
  readonly homeCurrency: string | null
  readonly homeCurrencyName: string | null
  readonly isMultiCurrencyOn: boolean
  /** Nothing may be posted on or before it, e.g. `2025-12-31`; null when the books are open. */
  readonly closingDate: string | null
  readonly isUsingClasses: boolean
  readonly isUsingPriceLevels: boolean
  readonly isUsingInventory: boolean
  /** Stock is counted by inventory site. */
  readonly isUsingInventorySites: boolean
  /** Null where the company does not charge sales tax. */
  readonly salesTax: CompanySalesTax | null
}

export type CompanySalesTax = {
  /** The tax item of whoever has none of his own. */
  readonly defaultItem: CompanyRef | null
  readonly defaultTaxableCode: CompanyRef | null
  readonly defaultNonTaxableCode: CompanyRef | null
  /** Of the Canadian and UK editions: whether customers have a tax code, and prices may include tax. */
  readonly isUsingCustomerTaxCode: boolean
  readonly isUsingAmountsIncludeTax: boolean
}

export type CompanyRef = { readonly listID: string | null; readonly fullName: string | null }

/** Until QuickBooks has said otherwise: the plainest company there is. */
export const PLAIN_COMPANY: CompanyFacts = {
  edition: 'US',
  homeCurrency: null,
  homeCurrencyName: null,
  isMultiCurrencyOn: false,
  closingDate: null,
  isUsingClasses: false,
  isUsingPriceLevels: false,
  isUsingInventory: false,
  isUsingInventorySites: false,
  salesTax: null,
}

/** QuickBooks' own names of the currencies its editions begin with; others need the list. */
const USUAL_CURRENCIES: Readonly<Record<string, string>> = {
  'US Dollar': 'USD',
  'Canadian Dollar': 'CAD',
  'British Pound Sterling': 'GBP',
  Euro: 'EUR',
  'Australian Dollar': 'AUD',
}

/** The Australian edition is taxed as the UK one: by code, and with inclusive amounts. */
const EDITIONS: Readonly<Record<string, Edition>> = {
  US: 'US',
  CA: 'CA',
  UK: 'UK',
  GB: 'UK',
  AU: 'UK',
}

/** As HostRet writes it, or the Web Connector's `qbXMLCountry`; what is neither changes nothing. */
export function companyOfCountry(company: CompanyFacts, country: string | null): CompanyFacts {
  const edition = EDITIONS[country?.trim().toUpperCase() ?? '']
  return edition === undefined ? company : { ...company, edition }
}

export function companyOfPreferences(
  { edition }: CompanyFacts,
  preferences: PreferencesRet,
): CompanyFacts {
  const { SalesTaxPreferences: salesTax, HomeCurrencyRef, IsMultiCurrencyOn } = preferences
  const homeCurrencyName = IsMultiCurrencyOn ? (HomeCurrencyRef?.FullName ?? null) : null
  return {
    edition,
    homeCurrency: USUAL_CURRENCIES[homeCurrencyName ?? ''] ?? null,
    homeCurrencyName,
    isMultiCurrencyOn: IsMultiCurrencyOn,
    closingDate: preferences.ClosingDate,
    isUsingClasses: preferences.IsUsingClassTracking,
    isUsingPriceLevels: preferences.IsUsingPriceLevels,
    isUsingInventory: preferences.IsUsingInventory,
    isUsingInventorySites: preferences.IsMultiLocationInventoryEnabled,
    salesTax: salesTax && {
      defaultItem: refOf(salesTax.DefaultItemSalesTaxRef),
      defaultTaxableCode: refOf(salesTax.DefaultTaxableSalesTaxCodeRef),
      defaultNonTaxableCode: refOf(salesTax.DefaultNonTaxableSalesTaxCodeRef),
      isUsingCustomerTaxCode: salesTax.IsUsingCustomerTaxCode,
      isUsingAmountsIncludeTax: salesTax.IsUsingAmountsIncludeTax,
    },
  }
}

function refOf(ref: RefRet | null): CompanyRef | null {
  return ref && { listID: ref.ListID, fullName: ref.FullName }
}

/** The list of currencies says what the home currency's name stands for. */
export function companyOfCurrencies(
  company: CompanyFacts,
  entries: Iterable<ListEntry>,
): CompanyFacts {
  const { homeCurrencyName } = company
  if (homeCurrencyName === null) {
    return company
  }
  const currency = [...entries].find(
    ({ list, fullName }) => list === 'currency' && fullName === homeCurrencyName,
  )
  return { ...company, homeCurrency: currency?.type ?? company.homeCurrency }
}

/** Those that QuickBooks keeps, as far as its list was read: an inactive one takes nothing new. */
export function currenciesOf(
  company: CompanyFacts,
  entries: readonly ListEntry[],
): BooksCurrencies {
  if (!company.isMultiCurrencyOn) {
    return ONE_CURRENCY
  }
  const others = entries.flatMap(({ list, type, isActive, fullName }) =>
    list === 'currency' && type !== null && isActive && fullName !== company.homeCurrencyName
      ? [[type, fullName] as const]
      : [],
  )
  return { home: companyOfCurrencies(company, entries).homeCurrency, others: new Map(others) }
}
