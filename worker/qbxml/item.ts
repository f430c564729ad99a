/** What the item types share, and the query over all of them. */
import { child, childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import {
  BY_FULL_NAME,
  BY_LIST_ID,
  CLASS_FILTER,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  LIST_FILTER,
} from './list-query.ts'
import { readListHead, readText, readRef } from './ret.ts'
import type { RefRet, ListHead } from './ret.ts'
import { bool, group, oneOf, oneOfOrNone, percent, price, prose, ref, text } from './shape.ts'

export const BAR_CODE = group(
  'BarCode?',
  [text('BarCodeValue?', 50), bool('AssignEvenIfUsed?'), bool('AllowOverride?')],
  '12.0',
)

/** Services, non-inventory parts and other charges are sold, or bought, or both. */
export const SALES_OR_PURCHASE = oneOf([
  [
    group('SalesOrPurchase', [
      prose('Desc?', 4095),
      oneOfOrNone([[price('Price')], [percent('PricePercent')]]),
      ref('AccountRef?', 159),
    ]),
  ],
  [
    group('SalesAndPurchase', [
      prose('SalesDesc?', 4095),
      price('SalesPrice?'),
      ref('IncomeAccountRef?', 159),
      prose('PurchaseDesc?', 4095),
      price('PurchaseCost?'),
      ref('ExpenseAccountRef?', 159),
      ref('PrefVendorRef?', 41),
    ]),
  ],
])

/** The query of one item type; `ITEM_QUERY_RQ` has no class filter. */
export const ITEM_TYPE_QUERY_RQ = [
  oneOfOrNone([BY_LIST_ID, BY_FULL_NAME, [...LIST_FILTER, CLASS_FILTER]]),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export const ITEM_QUERY_RQ = [
  oneOfOrNone([BY_LIST_ID, BY_FULL_NAME, LIST_FILTER]),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export const ITEM_RET_KINDS = [
  'ItemServiceRet',
  'ItemNonInventoryRet',
  'ItemOtherChargeRet',
  'ItemInventoryRet',
  'ItemInventoryAssemblyRet',
  'ItemFixedAssetRet',
  'ItemSubtotalRet',
  'ItemDiscountRet',
  'ItemPaymentRet',
  'ItemSalesTaxRet',
  'ItemSalesTaxGroupRet',
  'ItemGroupRet',
] as const
export type ItemRetKind = (typeof ITEM_RET_KINDS)[number]

/** One shape for every item type, since one list holds them all and names are unique across it. */
export type ItemRet = ListHead & {
  readonly kind: ItemRetKind
  readonly ParentRef: RefRet | null
  readonly SalesTaxCodeRef: RefRet | null
  /** What the customer reads on the line. */
  readonly SalesDesc: string | null
  /** Where a sale posts, whichever way the type spells it. */
  readonly IncomeAccountRef: RefRet | null
  readonly ExpenseAccountRef: RefRet | null
  readonly COGSAccountRef: RefRet | null
  readonly AssetAccountRef: RefRet | null
  readonly QuantityOnHand: string | null
  /** Percent, e.g. `8.25`, of a sales tax item. */
  readonly TaxRate: string | null
  readonly TaxVendorRef: RefRet | null
  /** The members of a sales tax group. */
  readonly ItemSalesTaxRefs: readonly RefRet[]
}

export function decodeItemRet(ret: XmlElement): ItemRet | null {
  const kind = ITEM_RET_KINDS.find((known) => known === ret.localName)
  const head = readListHead(ret)
  if (head === null || kind === undefined) {
    return null
  }
  const sale = child(ret, 'SalesOrPurchase')
  const both = child(ret, 'SalesAndPurchase')
  return {
    kind,
    ...head,
    ParentRef: readRef(ret, 'ParentRef'),
    SalesTaxCodeRef: readRef(ret, 'SalesTaxCodeRef'),
    SalesDesc:
      readText(ret, 'SalesDesc') ??
      readText(ret, 'ItemDesc') ??
      (sale && readText(sale, 'Desc')) ??
      (both && readText(both, 'SalesDesc')),
    IncomeAccountRef:
      readRef(ret, 'IncomeAccountRef') ??
      readRef(ret, 'AccountRef') ??
      readRef(sale, 'AccountRef') ??
      readRef(both, 'IncomeAccountRef'),
    ExpenseAccountRef: readRef(both, 'ExpenseAccountRef'),
    COGSAccountRef: readRef(ret, 'COGSAccountRef'),
    AssetAccountRef: readRef(ret, 'AssetAccountRef'),
    QuantityOnHand: readText(ret, 'QuantityOnHand'),
    TaxRate: readText(ret, 'TaxRate'),
    TaxVendorRef: readRef(ret, 'TaxVendorRef'),
    ItemSalesTaxRefs: childrenNamed(ret, 'ItemSalesTaxRef').flatMap((member) => {
      const ListID = readText(member, 'ListID')
      return ListID === null ? [] : [{ ListID, FullName: readText(member, 'FullName') }]
    }),
  }
}
