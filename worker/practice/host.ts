/** Who answers, whose books these are, and how they are kept. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { branch, done, leaf, withOnly } from './answer.ts'
import type { Answer, Part } from './answer.ts'
import type { CompanyFile } from './books.ts'
import { capacityParts } from './capacities.ts'
import { entriesOf, entriesOfType } from './entries.ts'
import { refPart } from './reference.ts'

type Included = { readonly IncludeRetElement?: readonly string[] | undefined }
type HostContent = Extract<QbxmlRequest, { readonly name: 'HostQueryRq' }>['content']

export function answerHost(company: CompanyFile, content: HostContent): Answer {
  const { productName, supportedQbxmlVersions, edition } = company.settings
  const parts = [
    ...leaf('ProductName', productName),
    ...leaf('MajorVersion', /\d+/.exec(productName)?.[0] ?? '24'),
    ...leaf('MinorVersion', '0'),
    ...leaf('Country', edition),
    ...supportedQbxmlVersions.flatMap((version) => leaf('SupportedQBXMLVersion', version)),
    ...leaf('IsAutomaticLogin', 'false'),
    ...leaf('QBFileMode', 'SingleUser'),
    ...(content.IncludeListMetaData?.IncludeMaxCapacity === true ? capacityParts(productName) : []),
  ]
  return done([withOnly({ name: 'HostRet', parts }, content.IncludeRetElement)])
}

/** The private values show only to the owner who asks with his OwnerID. */
export function answerCompany(
  company: CompanyFile,
  content: Extract<QbxmlRequest, { readonly name: 'CompanyQueryRq' }>['content'],
): Answer {
  const { companyName, ownerID, fileID } = company.settings
  const isOwner = content.OwnerID?.includes(ownerID) ?? false
  const parts = [
    ...leaf('IsSampleCompany', 'false'),
    ...leaf('CompanyName', companyName),
    ...leaf('LegalCompanyName', companyName),
    ...leaf('FirstMonthFiscalYear', 'January'),
    ...leaf('FirstMonthIncomeTaxYear', 'January'),
    ...leaf('TaxForm', 'OtherOrNone'),
    ...(isOwner
      ? [...dataExt(ownerID, 'AppLock', 'LOCKED'), ...dataExt(ownerID, 'FileID', fileID)]
      : []),
  ]
  return done([withOnly({ name: 'CompanyRet', parts }, content.IncludeRetElement)])
}

function dataExt(ownerID: string, name: string, value: string): Part[] {
  return branch('DataExtRet', [
    ...leaf('OwnerID', ownerID),
    ...leaf('DataExtName', name),
    ...leaf('DataExtType', 'STR255TYPE'),
    ...leaf('DataExtValue', value),
  ])
}

export function answerPreferences(company: CompanyFile, content: Included): Answer {
  const { isUsingClasses, isMultiCurrencyOn, isUsingPriceLevels, isUsingEstimates } =
    company.settings
  const parts = [
    ...branch('AccountingPreferences', [
      ...flags('IsUsingAccountNumbers', 'IsRequiringAccounts'),
      ...leaf('IsUsingClassTracking', isUsingClasses),
      ...leaf('AssignClassesTo', isUsingClasses ? 'Names' : null),
      ...leaf('IsUsingAuditTrail', true),
      ...flags('IsAssigningJournalEntryNumbers'),
      ...leaf('ClosingDate', company.books.closingDate),
    ]),
    ...branch('FinanceChargePreferences', [
      ...leaf('GracePeriod', 0),
      ...flags('IsAssessingForOverdueCharges'),
      ...leaf('CalculateChargesFrom', 'DueDate'),
      ...flags('IsMarkedToBePrinted'),
    ]),
    ...branch('JobsAndEstimatesPreferences', [
      ...leaf('IsUsingEstimates', isUsingEstimates),
      ...flags('IsUsingProgressInvoicing', 'IsPrintingItemsWithZeroAmounts'),
    ]),
    ...branch('MultiCurrencyPreferences', [
      ...leaf('IsMultiCurrencyOn', isMultiCurrencyOn),
      ...refPart(company, 'HomeCurrencyRef', entriesOf(company, 'Currency')[0]?.ListID),
    ]),
    ...sitePreferences(company),
    ...branch('PurchasesAndVendorsPreferences', [
      ...leaf('IsUsingInventory', true),
      ...leaf('DaysBillsAreDue', 10),
      ...flags('IsAutomaticallyUsingDiscounts'),
    ]),
    ...branch('ReportsPreferences', [
      ...leaf('AgingReportBasis', 'AgeFromDueDate'),
      ...leaf('SummaryReportBasis', 'Accrual'),
    ]),
    ...branch('SalesAndCustomersPreferences', [
      ...flags('IsTrackingReimbursedExpensesAsIncome', 'IsAutoApplyingPayments'),
      ...branch('PriceLevels', [
        ...leaf('IsUsingPriceLevels', isUsingPriceLevels),
        ...flags('IsRoundingSalesPriceUp'),
      ]),
    ]),
    ...salesTaxPreferences(company),
    ...branch('CurrentAppAccessRights', [
      ...leaf('IsAutomaticLoginAllowed', true),
      ...leaf('AutomaticLoginUserName', 'Admin'),
      ...flags('IsPersonalDataAccessAllowed'),
    ]),
  ]
  return done([withOnly({ name: 'PreferencesRet', parts }, content.IncludeRetElement)])
}

function sitePreferences({ settings }: CompanyFile): Part[] {
  return settings.hasInventorySites
    ? branch('MultiLocationInventoryPreferences', [
        ...leaf('IsMultiLocationInventoryAvailable', true),
        ...leaf('IsMultiLocationInventoryEnabled', true),
      ])
    : []
}

function salesTaxPreferences(company: CompanyFile): Part[] {
  if (!company.settings.hasSalesTax) {
    return []
  }
  const codes = entriesOf(company, 'SalesTaxCode')
  const [item] = entriesOfType(company, 'ItemSalesTax')
  const taxable = codes.find((code) => code.fields.IsTaxable === true)
  const nonTaxable = codes.find((code) => code.fields.IsTaxable === false)
  return branch('SalesTaxPreferences', [
    ...refPart(company, 'DefaultItemSalesTaxRef', item?.ListID),
    ...leaf('PaySalesTax', 'Monthly'),
    ...refPart(company, 'DefaultTaxableSalesTaxCodeRef', taxable?.ListID),
    ...refPart(company, 'DefaultNonTaxableSalesTaxCodeRef', nonTaxable?.ListID),
  ])
}

function flags(...names: readonly string[]): Part[] {
  return names.flatMap((name) => leaf(name, 'false'))
}
