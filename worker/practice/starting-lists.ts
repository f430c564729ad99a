/** The lists of a small shop's company file on its first day. */
import type { Edition } from '../qbxml/edition.ts'
import type { CompanyFile } from './books.ts'
import { addEntry } from './entries.ts'
import { addSalesTaxLists } from './starting-taxes.ts'

/** Name, type, and what QuickBooks itself needs the account for. */
const ACCOUNTS = [
  ['Checking', 'Bank', null],
  ['Accounts Receivable', 'AccountsReceivable', 'AccountsReceivable'],
  ['Undeposited Funds', 'OtherCurrentAsset', 'UndepositedFunds'],
  ['Inventory Asset', 'OtherCurrentAsset', 'InventoryAssets'],
  ['Accounts Payable', 'AccountsPayable', 'AccountsPayable'],
  ['Sales Tax Payable', 'OtherCurrentLiability', 'SalesTaxPayable'],
  ['Gift Cards', 'OtherCurrentLiability', null],
  ['Opening Balance Equity', 'Equity', 'OpeningBalanceEquity'],
  ['Sales', 'Income', null],
  ['Shipping Income', 'Income', null],
  ['Sales Discounts', 'Income', null],
  ['Other Income', 'OtherIncome', null],
  ['Cost of Goods Sold', 'CostOfGoodsSold', 'CostOfGoodsSold'],
  ['Merchant Fees', 'Expense', null],
] as const

const PAYMENT_METHODS = [
  ['Cash', 'Cash'],
  ['Check', 'Check'],
  ['American Express', 'AmericanExpress'],
  ['Discover', 'Discover'],
  ['MasterCard', 'MasterCard'],
  ['Visa', 'Visa'],
  ['E-Check', 'ECheck'],
] as const

const TERMS = [
  ['Due on receipt', { StdDueDays: 0 }],
  ['Net 15', { StdDueDays: 15 }],
  ['2% 10 Net 30', { StdDueDays: 30, StdDiscountDays: 10, DiscountPct: '2' }],
] as const

/** Under QuickBooks' own names. */
const HOME_CURRENCIES: Readonly<Record<Edition, readonly [name: string, code: string]>> = {
  US: ['US Dollar', 'USD'],
  CA: ['Canadian Dollar', 'CAD'],
  UK: ['British Pound Sterling', 'GBP'],
}

const SHIP_METHODS = ['DHL', 'Federal Express', 'UPS', 'US Mail']

const TEMPLATES = [
  ['Intuit Product Invoice', 'Invoice'],
  ['Custom Sales Receipt', 'SalesReceipt'],
  ['Custom Credit Memo', 'CreditMemo'],
  ['Custom Sales Order', 'SalesOrder'],
] as const

export function addStartingLists(
  company: CompanyFile,
  { hasTaxVendor }: { readonly hasTaxVendor: boolean },
): void {
  for (const [name, type, special] of ACCOUNTS) {
    const fields = special === null ? {} : { SpecialAccountType: special }
    addEntry(company, { kind: 'Account', name, type, fields })
  }
  for (const [name, PaymentMethodType] of PAYMENT_METHODS) {
    addEntry(company, { kind: 'PaymentMethod', name, fields: { PaymentMethodType } })
  }
  addEntry(company, { kind: 'Terms', name: 'Net 30', fields: { StdDueDays: 30 } })
  const [currency, CurrencyCode] = HOME_CURRENCIES[company.settings.edition]
  const fields = { CurrencyCode, CurrencyFormat: { DecimalPlaces: 2 }, ExchangeRate: '1' }
  addEntry(company, { kind: 'Currency', name: currency, fields })
  if (company.settings.hasSalesTax) {
    addSalesTaxLists(company, hasTaxVendor)
  }
  addFormLists(company)
}

function addFormLists(company: CompanyFile): void {
  for (const [name, fields] of TERMS) {
    addEntry(company, { kind: 'Terms', name, fields })
  }
  for (const name of SHIP_METHODS) {
    addEntry(company, { kind: 'ShipMethod', name })
  }
  for (const [name, TemplateType] of TEMPLATES) {
    addEntry(company, { kind: 'Template', name, fields: { TemplateType } })
  }
  addEntry(company, { kind: 'CustomerMsg', name: 'Thank you for your business.' })
}
