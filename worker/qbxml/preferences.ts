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
  readonly IsUsingCustomerTaxCode: boolean
  readonly IsUsingAmountsIncludeTax: boolean
}

export type PreferencesRet = {
  readonly kind: 'PreferencesRet'
  /** Nothing may be posted on or before it, e.g. `2025-12-31`; null when the books are open. */
  readonly ClosingDate: string | null
  readonly IsUsingClassTracking: boolean
  /** Which of them a class is given to by default: `None`, `Accounts`, `Items` or `Names`. */
  readonly AssignClassesTo: string | null
  readonly IsMultiCurrencyOn: boolean
  readonly HomeCurrencyRef: RefRet | null
  /** Whether stock is counted by inventory site. */
  readonly IsMultiLocationInventoryEnabled: boolean
  readonly IsUsingInventory: boolean
  readonly IsUsingPriceLevels: boolean
  /** Of prices that a price level changes: up to the next whole dollar. */
  readonly IsRoundingSalesPriceUp: boolean
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
  const sites = child(ret, 'MultiLocationInventoryPreferences')
  const purchases = child(ret, 'PurchasesAndVendorsPreferences')
  const sales = child(ret, 'SalesAndCustomersPreferences')
  const priceLevels = sales && child(sales, 'PriceLevels')
  const salesTax = child(ret, 'SalesTaxPreferences')
  return {
    kind: 'PreferencesRet',
    ClosingDate: readText(accounting, 'ClosingDate'),
    IsUsingClassTracking: isOn(accounting, 'IsUsingClassTracking'),
    AssignClassesTo: readText(accounting, 'AssignClassesTo'),
    IsMultiCurrencyOn: isOn(currency, 'IsMultiCurrencyOn'),
    HomeCurrencyRef: readRef(currency, 'HomeCurrencyRef'),
    IsMultiLocationInventoryEnabled: isOn(sites, 'IsMultiLocationInventoryEnabled'),
    IsUsingInventory: isOn(purchases, 'IsUsingInventory'),
    IsUsingPriceLevels: isOn(priceLevels, 'IsUsingPriceLevels'),
    IsRoundingSalesPriceUp: isOn(priceLevels, 'IsRoundingSalesPriceUp'),
    SalesTaxPreferences: salesTax && {
      DefaultItemSalesTaxRef: readRef(salesTax, 'DefaultItemSalesTaxRef'),
      DefaultTaxableSalesTaxCodeRef: readRef(salesTax, 'DefaultTaxableSalesTaxCodeRef'),
      DefaultNonTaxableSalesTaxCodeRef: readRef(salesTax, 'DefaultNonTaxableSalesTaxCodeRef'),
      IsUsingCustomerTaxCode: isOn(salesTax, 'IsUsingCustomerTaxCode'),
      IsUsingAmountsIncludeTax: isOn(salesTax, 'IsUsingAmountsIncludeTax'),
    },
  }
}

/** A QuickBooks without a feature does not mention its switch. */
function isOn(group: XmlElement | null, name: string): boolean {
  return (group && readBool(group, name)) ?? false
}
