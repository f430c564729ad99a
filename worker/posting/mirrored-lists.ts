/** QuickBooks' own lists: how each is asked for, and what of it is kept. */
import type { ListDelType } from '../qbxml/list-deleted.ts'
import type { QbxmlRequest } from '../qbxml/requests.ts'
import type { CompanyFacts } from './company.ts'
import type { ListName } from './known.ts'

export type MirroredList = Exclude<ListName, 'custom-field' | 'deleted-txn'>

/** Lists that may be long are read page by page; PROTOCOL §c.6 names those that have no iterator. */
export const PAGED_LISTS = ['customer', 'item', 'vendor'] as const satisfies readonly MirroredList[]
export type PagedList = (typeof PAGED_LISTS)[number]

/** A page of some 300 kB, of which QuickBooks makes one in a few seconds. */
export const ENTRIES_PER_PAGE = 500

type Asked = {
  /** What the answer is cut down to: names, and whatever `entry-of-ret.ts` keeps. */
  readonly elements: readonly string[]
  /** How `ListDeletedQuery` calls what is gone from it; nothing for a list whose losses it hides. */
  readonly deletedAs: readonly ListDelType[]
  /** A company without the feature answers 3250. */
  readonly isKept?: (company: CompanyFacts) => boolean
}

const NAMED = ['ListID', 'TimeModified', 'Name', 'IsActive']
const PLACED = [...NAMED, 'FullName']

/**
 * Each time `ENTRY_SHAPE` rises every list is read whole once more: it has to, when something is
 * kept of entries that was not kept before, or keys are spelled otherwise.
 */
export const ENTRY_SHAPE = 1

const ASKED: Readonly<Record<MirroredList, Asked>> = {
  account: {
    elements: [...PLACED, 'TimeCreated', 'AccountType', 'SpecialAccountType', 'CurrencyRef'],
    deletedAs: ['Account'],
  },
  class: { elements: PLACED, deletedAs: ['Class'], isKept: (company) => company.isUsingClasses },
  currency: {
    elements: [...NAMED, 'CurrencyCode'],
    deletedAs: ['Currency'],
    isKept: (company) => company.isMultiCurrencyOn,
  },
  customer: {
    elements: [
      ...PLACED,
      'CompanyName',
      'FirstName',
      'LastName',
      'BillAddress',
      'Email',
      'AccountNumber',
      'CurrencyRef',
      'SalesTaxCodeRef',
      'ItemSalesTaxRef',
    ],
    deletedAs: ['Customer'],
  },
  'customer-message': { elements: NAMED, deletedAs: ['CustomerMsg'] },
  'customer-type': { elements: PLACED, deletedAs: ['CustomerType'] },
  'inventory-site': {
    elements: NAMED,
    deletedAs: ['InventorySite'],
    isKept: (company) => company.isUsingInventorySites,
  },
  item: {
    elements: [
      ...PLACED,
      'TimeCreated',
      'SalesTaxCodeRef',
      'SalesOrPurchase',
      'SalesAndPurchase',
      'IncomeAccountRef',
      'AccountRef',
      'TaxRate',
      'TaxVendorRef',
      'ItemSalesTaxRef',
    ],
    deletedAs: [
      'ItemDiscount',
      'ItemFixedAsset',
      'ItemGroup',
      'ItemInventory',
      'ItemInventoryAssembly',
      'ItemNonInventory',
      'ItemOtherCharge',
      'ItemPayment',
      'ItemSalesTax',
      'ItemSalesTaxGroup',
      'ItemService',
      'ItemSubtotal',
    ],
  },
  'payment-method': { elements: NAMED, deletedAs: ['PaymentMethod'] },
  'price-level': {
    elements: [...NAMED, 'CurrencyRef'],
    deletedAs: ['PriceLevel'],
    isKept: (company) => company.isUsingPriceLevels,
  },
  'sales-rep': {
    elements: ['ListID', 'TimeModified', 'Initial', 'IsActive'],
    deletedAs: ['SalesRep'],
  },
  'sales-tax-code': {
    elements: [...NAMED, 'IsTaxable', 'ItemSalesTaxRef'],
    deletedAs: ['SalesTaxCode'],
  },
  'ship-method': { elements: NAMED, deletedAs: ['ShipMethod'] },
  // QuickBooks never says that a template was deleted: all are read, and what is missing is gone.
  template: { elements: [...NAMED, 'TemplateType'], deletedAs: [] },
  terms: { elements: NAMED, deletedAs: ['StandardTerms', 'DateDrivenTerms'] },
  vendor: { elements: [...NAMED, 'CurrencyRef'], deletedAs: ['Vendor'] },
}

export const MIRRORED_LISTS = Object.keys(ASKED) as readonly MirroredList[]

/** All but the long ones: there are tens of entries as a rule, and thousands at most. */
export const SHORT_LISTS = MIRRORED_LISTS.filter((list) => !isPaged(list))

/** All of which is known whenever something is decided. */
export const LISTS_AT_HAND: readonly ListName[] = [...SHORT_LISTS, 'custom-field']

export function isPaged(list: MirroredList): list is PagedList {
  return PAGED_LISTS.some((paged) => paged === list)
}

/** Whether what changed can be asked for, and what was deleted. */
export function isFiltered(list: MirroredList): boolean {
  return list !== 'template'
}

export function isKeptBy(list: MirroredList, company: CompanyFacts): boolean {
  return ASKED[list].isKept?.(company) ?? true
}

const PAGED_QUERY = {
  customer: 'CustomerQueryRq',
  item: 'ItemQueryRq',
  vendor: 'VendorQueryRq',
} as const satisfies Readonly<Record<PagedList, QbxmlRequest['name']>>

const WHOLE_QUERY = {
  account: 'AccountQueryRq',
  class: 'ClassQueryRq',
  currency: 'CurrencyQueryRq',
  'customer-message': 'CustomerMsgQueryRq',
  'customer-type': 'CustomerTypeQueryRq',
  'inventory-site': 'InventorySiteQueryRq',
  'payment-method': 'PaymentMethodQueryRq',
  'price-level': 'PriceLevelQueryRq',
  'sales-rep': 'SalesRepQueryRq',
  'sales-tax-code': 'SalesTaxCodeQueryRq',
  'ship-method': 'ShipMethodQueryRq',
  terms: 'TermsQueryRq',
} as const satisfies Readonly<
  Record<Exclude<MirroredList, PagedList | 'template'>, QbxmlRequest['name']>
>

/**
 * From the beginning: all of the list, or what changed since; its first page where it has pages.
 * Inactive entries too: their names are taken.
 */
export function startOf(list: MirroredList, fromModified: string | null): QbxmlRequest {
  const { elements: IncludeRetElement } = ASKED[list]
  if (list === 'template') {
    return { name: 'TemplateQueryRq', content: { IncludeRetElement } }
  }
  const filter = {
    ActiveStatus: 'All',
    ...(fromModified === null ? {} : { FromModifiedDate: fromModified }),
    IncludeRetElement,
  } as const
  return isPaged(list)
    ? {
        name: PAGED_QUERY[list],
        attributes: { iterator: 'Start' },
        content: { MaxReturned: ENTRIES_PER_PAGE, ...filter },
      }
    : { name: WHOLE_QUERY[list], content: filter }
}

/** The same MaxReturned and no other filter, or QuickBooks answers 3120: PROTOCOL §c.6. */
export function nextPageOf(list: PagedList, iteratorID: string): QbxmlRequest {
  const { elements: IncludeRetElement } = ASKED[list]
  return {
    name: PAGED_QUERY[list],
    attributes: { iterator: 'Continue', iteratorID },
    content: { MaxReturned: ENTRIES_PER_PAGE, IncludeRetElement },
  }
}

/** Of all the lists that the company keeps. An entry that was merged into another looks deleted. */
export function deletedSince(fromDeleted: string, company: CompanyFacts): QbxmlRequest {
  return {
    name: 'ListDeletedQueryRq',
    content: {
      ListDelType: MIRRORED_LISTS.flatMap((list) =>
        isKeptBy(list, company) ? ASKED[list].deletedAs : [],
      ),
      DeletedDateRangeFilter: { FromDeletedDate: fromDeleted },
    },
  }
}

/** The list an entry is gone from, by what `ListDeletedQuery` calls it. */
export function listDeletedAs(type: string | null): MirroredList | null {
  return (
    MIRRORED_LISTS.find((list) => ASKED[list].deletedAs.some((known) => known === type)) ?? null
  )
}
