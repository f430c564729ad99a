/** How the company keeps its books. */
import { child } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readText, readBool, readRef } from './ret.ts'
import type { RefRet } from './ret.ts'

export const PREFERENCES_QUERY_RQ = INCLUDE_RET_ELEMENT

export type SalesTaxPreferences = {
  readonly DefaultItemSalesTaxRef: RefRet | null
  readonly DefaultTaxableSalesTaxCodeRef: RefRet | null
  readonly DefaultNonTaxableSalesTaxCodeRef: RefRet | null
}

export type PreferencesRet = {
  readonly kind: 'PreferencesRet'
  /** Nothing may be posted on or before it, e.g. `2025-12-31`; null when the books are open. */
  readonly ClosingDate: string | null
  readonly IsUsingClassTracking: boolean
  readonly IsMultiCurrencyOn: boolean
  readonly HomeCurrencyRef: RefRet | null
  readonly IsUsingInventory: boolean
  /** Null when the company does not charge sales tax. */
  readonly SalesTaxPreferences: SalesTaxPreferences | null
}

/** An answer without any of the groups is not taken for a company without sales tax. */
export function decodePreferencesRet(ret: XmlElement): PreferencesRet | null {
  const accounting = child(ret, 'AccountingPreferences')
  if (accounting === null) {
    return null
  }
  const currency = child(ret, 'MultiCurrencyPreferences')
  const purchases = child(ret, 'PurchasesAndVendorsPreferences')
  const salesTax = child(ret, 'SalesTaxPreferences')
  return {
    kind: 'PreferencesRet',
    ClosingDate: readText(accounting, 'ClosingDate'),
    IsUsingClassTracking: readBool(accounting, 'IsUsingClassTracking') ?? false,
    IsMultiCurrencyOn: (currency && readBool(currency, 'IsMultiCurrencyOn')) ?? false,
    HomeCurrencyRef: readRef(currency, 'HomeCurrencyRef'),
    IsUsingInventory: (purchases && readBool(purchases, 'IsUsingInventory')) ?? false,
    SalesTaxPreferences: salesTax && {
      DefaultItemSalesTaxRef: readRef(salesTax, 'DefaultItemSalesTaxRef'),
      DefaultTaxableSalesTaxCodeRef: readRef(salesTax, 'DefaultTaxableSalesTaxCodeRef'),
      DefaultNonTaxableSalesTaxCodeRef: readRef(salesTax, 'DefaultNonTaxableSalesTaxCodeRef'),
    },
  }
}
