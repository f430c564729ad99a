/** What is kept of an entry of QuickBooks' lists: what documents refer to it by, and decide by. */
import type { AccountRet } from '../qbxml/account.ts'
import type { CurrencyRet } from '../qbxml/currency.ts'
import type { CustomerRet } from '../qbxml/customer.ts'
import type { ItemRet } from '../qbxml/item.ts'
import type { Ret } from '../qbxml/response.ts'
import type { SalesTaxCodeRet } from '../qbxml/sales-tax-code.ts'
import type { TemplateRet } from '../qbxml/template.ts'
import { PLAIN_ENTRY } from './known.ts'
import type { ListEntry, ListName } from './known.ts'

type ListRet = Extract<Ret, { readonly IsActive: boolean }>
type Kept = Partial<ListEntry> & Pick<ListEntry, 'list'>

/** Null for what is no entry of a list: a transaction, the company itself, a note of a deletion. */
export function listEntry(ret: Ret): ListEntry | null {
  if (ret.kind === 'DataExtDefRet') {
    // It has no ID; no two have one name.
    const { DataExtName: name } = ret
    return { ...PLAIN_ENTRY, list: 'custom-field', listID: name, fullName: name }
  }
  return 'IsActive' in ret
    ? {
        ...PLAIN_ENTRY,
        listID: ret.ListID,
        fullName: ret.FullName,
        isActive: ret.IsActive,
        ...keptOf(ret),
      }
    : null
}

function keptOf(ret: ListRet): Kept {
  switch (ret.kind) {
    case 'AccountRet':
      return account(ret)
    case 'CurrencyRet':
      return currency(ret)
    case 'CustomerRet':
      return customer(ret)
    case 'SalesTaxCodeRet':
      return salesTaxCode(ret)
    case 'TemplateRet':
      return template(ret)
    case 'PriceLevelRet':
      return { list: 'price-level', currency: ret.CurrencyRef?.FullName ?? null }
    case 'ClassRet':
    case 'CustomerMsgRet':
    case 'CustomerTypeRet':
    case 'DateDrivenTermsRet':
    case 'InventorySiteRet':
    case 'PaymentMethodRet':
    case 'SalesRepRet':
    case 'ShipMethodRet':
    case 'StandardTermsRet':
    case 'VendorRet':
      return { list: PLAIN_LISTS[ret.kind] }
    case 'ItemServiceRet':
    case 'ItemNonInventoryRet':
    case 'ItemOtherChargeRet':
    case 'ItemInventoryRet':
    case 'ItemInventoryAssemblyRet':
    case 'ItemFixedAssetRet':
    case 'ItemSubtotalRet':
    case 'ItemDiscountRet':
    case 'ItemPaymentRet':
    case 'ItemSalesTaxRet':
    case 'ItemSalesTaxGroupRet':
    case 'ItemGroupRet':
      return item(ret)
  }
}

/** Of which nothing is kept but the name. */
const PLAIN_LISTS = {
  ClassRet: 'class',
  CustomerMsgRet: 'customer-message',
  CustomerTypeRet: 'customer-type',
  DateDrivenTermsRet: 'terms',
  InventorySiteRet: 'inventory-site',
  PaymentMethodRet: 'payment-method',
  SalesRepRet: 'sales-rep',
  ShipMethodRet: 'ship-method',
  StandardTermsRet: 'terms',
  VendorRet: 'vendor',
} as const satisfies Partial<Record<ListRet['kind'], ListName>>

function account(ret: AccountRet): Kept {
  return {
    list: 'account',
    timeCreated: ret.TimeCreated,
    type: ret.AccountType,
    specialType: ret.SpecialAccountType,
    currency: ret.CurrencyRef?.FullName ?? null,
  }
}

function currency(ret: CurrencyRet): Kept {
  return { list: 'currency', type: ret.CurrencyCode }
}

function customer(ret: CustomerRet): Kept {
  const personName = [ret.FirstName, ret.LastName].filter((name) => name !== null).join(' ')
  return {
    list: 'customer',
    accountNumber: ret.AccountNumber,
    email: ret.Email,
    companyName: ret.CompanyName,
    personName: personName === '' ? null : personName,
    postalCode: ret.BillAddress?.PostalCode ?? null,
    currency: ret.CurrencyRef?.FullName ?? null,
    salesTaxCode: ret.SalesTaxCodeRef?.FullName ?? null,
    taxItemListID: ret.ItemSalesTaxRef?.ListID ?? null,
  }
}

function salesTaxCode(ret: SalesTaxCodeRet): Kept {
  return {
    list: 'sales-tax-code',
    isTaxable: ret.IsTaxable,
    taxItemListID: ret.ItemSalesTaxRef?.ListID ?? null,
  }
}

function template(ret: TemplateRet): Kept {
  return { list: 'template', type: ret.TemplateType }
}

function item(ret: ItemRet): Kept {
  return {
    list: 'item',
    timeCreated: ret.kind === 'ItemSalesTaxGroupRet' ? ret.TimeCreated : null,
    type: ret.kind.replace(/Ret$/, ''),
    taxRate: ret.TaxRate,
    incomeAccount: ret.IncomeAccountRef?.FullName ?? null,
    salesTaxCode: ret.SalesTaxCodeRef?.FullName ?? null,
    agencyListID: ret.TaxVendorRef?.ListID ?? null,
    memberListIDs: ret.ItemSalesTaxRefs.flatMap(({ ListID }) => ListID ?? []),
  }
}
