/** A QuickBooks Desktop company in memory, to be talked to through `process-request.ts`. */
import type { CompanyFile, CompanySettings } from './books.ts'
import { addStartingLists } from './starting-lists.ts'

export type CompanyOptions = Partial<CompanySettings> & {
  readonly companyName: string
  readonly fileName: string
  readonly nowMs: () => number
  readonly closingDate?: string | null
  /** Without one, no sales tax item can be added. */
  readonly hasTaxVendor?: boolean
}

const VERSIONS_OF_QUICKBOOKS_2024 =
  '1.0 1.1 2.0 2.1 3.0 4.0 4.1 5.0 6.0 7.0 8.0 9.0 10.0 11.0 12.0 13.0 14.0 15.0 16.0'.split(' ')
const EASTERN_STANDARD_MINUTES = -300

export function createCompanyFile(options: CompanyOptions): CompanyFile {
  const { nowMs, closingDate = null, hasTaxVendor = true, ...settings } = options
  const company: CompanyFile = {
    settings: {
      edition: 'US',
      messageSetMemory: true,
      supportedQbxmlVersions: VERSIONS_OF_QUICKBOOKS_2024,
      productName: 'QuickBooks Enterprise Solutions 24.0',
      utcOffsetMinutes: EASTERN_STANDARD_MINUTES,
      hasSalesTax: true,
      isMultiCurrencyOn: false,
      isUsingClasses: false,
      isUsingPriceLevels: false,
      isUsingEstimates: true,
      hasSalesOrders: true,
      hasInventorySites: false,
      ownerID: '{00000000-0000-0000-0000-000000000001}',
      fileID: '{00000000-0000-0000-0000-000000000002}',
      ...settings,
    },
    nowMs,
    books: {
      lastNumber: 0,
      lastTxnNumber: 0,
      entries: [],
      txns: [],
      deletedEntries: [],
      deletedTxns: [],
      customFields: [],
      closingDate,
      rememberedSet: null,
    },
    iterators: [],
    lastIteratorNumber: 0,
  }
  addStartingLists(company, { hasTaxVendor })
  return company
}
