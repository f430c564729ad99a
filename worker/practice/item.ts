/** Items of every type. What they post to must be there before QuickBooks takes one. */
import type { AddContent } from './list-add.ts'
import { branch, isRefusal, leaf, leaves, refusal } from './answer.ts'
import type { Answer, Part, Refusal, Ret } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, Refs } from './books.ts'
import { entriesOf, fullNameOf } from './entries.ts'
import { addToList, answerWith, headParts, pathParts } from './list-add.ts'
import { refPart, refParts } from './reference.ts'

export type ItemType =
  | 'ItemDiscount'
  | 'ItemInventory'
  | 'ItemNonInventory'
  | 'ItemOtherCharge'
  | 'ItemSalesTax'
  | 'ItemSalesTaxGroup'
  | 'ItemService'

export function addItem(
  company: CompanyFile,
  { type, content }: { readonly type: ItemType; readonly content: AddContent },
): Answer {
  const lacking = lackingAccount(type, content) ?? lackingVendor(type, content)
  if (lacking !== null) {
    return lacking
  }
  const entry = addToList(company, {
    kind: 'Item',
    type,
    content,
    defaultRefs: defaultSalesTaxCode(company, type),
  })
  return isRefusal(entry) ? entry : answerWith(entry, itemRet(company, entry))
}

/** The accounts the schema calls optional and QuickBooks does not. */
const ACCOUNTS: Readonly<Record<ItemType, readonly string[]>> = {
  ItemDiscount: ['AccountRef'],
  ItemInventory: ['IncomeAccountRef', 'COGSAccountRef', 'AssetAccountRef'],
  ItemNonInventory: ['AccountRef', 'IncomeAccountRef'],
  ItemOtherCharge: ['AccountRef', 'IncomeAccountRef'],
  ItemSalesTax: [],
  ItemSalesTaxGroup: [],
  ItemService: ['AccountRef', 'IncomeAccountRef'],
}

function lackingAccount(type: ItemType, content: AddContent): Refusal | null {
  const { SalesOrPurchase, SalesAndPurchase } = content as Readonly<
    Record<string, Fields | undefined>
  >
  const given = Object.keys({ ...content, ...SalesOrPurchase, ...SalesAndPurchase })
  const needed = ACCOUNTS[type]
  const isInventory = type === 'ItemInventory'
  const has = (name: string) => given.includes(name)
  const isComplete = isInventory ? needed.every(has) : needed.length === 0 || needed.some(has)
  return isComplete
    ? null
    : refusal(3270, `There is a missing posting account in the ${type} "${content.Name}".`)
}

function lackingVendor(type: ItemType, content: AddContent): Refusal | null {
  if (type !== 'ItemSalesTax' || content.TaxVendorRef !== undefined) {
    return null
  }
  const said = `There was an error when saving an Items list, element "${content.Name}".`
  return refusal(3180, `${said}  QuickBooks error message: You must specify a tax agency.`)
}

/** Goods are taxable and services are not, unless told otherwise. */
function defaultSalesTaxCode(company: CompanyFile, type: ItemType): Refs {
  if (type === 'ItemSalesTax' || type === 'ItemSalesTaxGroup') {
    return {}
  }
  const isTaxable = type !== 'ItemService'
  const code = entriesOf(company, 'SalesTaxCode').find(
    (entry) => entry.fields.IsTaxable === isTaxable,
  )
  return code === undefined ? {} : { SalesTaxCodeRef: code.ListID }
}

export function itemRet(company: CompanyFile, entry: ListEntry): Ret {
  const body = PARTS[entry.type]
  if (body === undefined) {
    throw new Error(`practice has no items of type ${entry.type}`)
  }
  return {
    name: `${entry.type}Ret`,
    parts: [...headParts(company, entry), ...body(company, entry)],
  }
}

type Render = (company: CompanyFile, entry: ListEntry) => Part[]

/** The types that can be added, and those that only a person can enter here. */
const PARTS: Readonly<Record<string, Render> & Record<ItemType, Render>> = {
  ItemDiscount: (company, { fields, refs, ...entry }) => [
    ...itemPath(company, { fields, refs, ...entry }),
    ...leaf('ItemDesc', fields.ItemDesc),
    ...refPart(company, 'SalesTaxCodeRef', refs.SalesTaxCodeRef),
    ...leaves(fields, ['DiscountRate', 'DiscountRatePercent']),
    ...refPart(company, 'AccountRef', refs.AccountRef),
    ...leaf('ExternalGUID', fields.ExternalGUID),
  ],
  ItemFixedAsset: (company, { isActive, fields, refs }) => [
    ...leaf('IsActive', isActive),
    ...leaf('AcquiredAs', 'New'),
    ...leaves(fields, ['PurchaseDesc', 'PurchaseDate']),
    ...refPart(company, 'AssetAccountRef', refs.AssetAccountRef),
  ],
  ItemGroup: (company, { isActive, fields }) => [
    ...barCodePart(fields),
    ...leaf('IsActive', isActive),
    ...leaves(fields, ['ItemDesc', 'IsPrintItemsInGroup', 'ExternalGUID']),
    ...componentParts(company, fields, { line: 'ItemGroupLine', ref: 'ItemRef' }),
  ],
  ItemInventory: (company, entry) => stockParts(company, entry, 'ReorderPoint'),
  ItemInventoryAssembly: (company, entry) => [
    ...stockParts(company, entry, 'BuildPoint'),
    ...componentParts(company, entry.fields, {
      line: 'ItemInventoryAssemblyLine',
      ref: 'ItemInventoryRef',
    }),
  ],
  ItemNonInventory: (company, entry) => [
    ...itemPath(company, entry),
    ...leaf('ManufacturerPartNumber', entry.fields.ManufacturerPartNumber),
    ...soldOrBought(company, entry),
  ],
  ItemOtherCharge: (company, entry) => [
    ...itemPath(company, entry),
    ...soldOrBought(company, entry),
  ],
  ItemPayment: (company, { isActive, fields, refs }) => [
    ...leaf('IsActive', isActive),
    ...leaf('ItemDesc', fields.ItemDesc),
    ...refParts(company, refs, ['DepositToAccountRef', 'PaymentMethodRef']),
  ],
  ItemService: (company, entry) => [...itemPath(company, entry), ...soldOrBought(company, entry)],
  ItemSalesTax: (company, { isActive, fields, refs }) => [
    ...leaf('IsActive', isActive),
    ...leaves(fields, ['ItemDesc', 'TaxRate']),
    ...refPart(company, 'TaxVendorRef', refs.TaxVendorRef),
    ...leaf('ExternalGUID', fields.ExternalGUID),
  ],
  ItemSalesTaxGroup: (company, { isActive, fields }) => [
    ...barCodePart(fields),
    ...leaf('IsActive', isActive),
    ...leaves(fields, ['ItemDesc', 'ExternalGUID']),
    ...((fields.ItemSalesTaxRefs ?? []) as readonly string[]).flatMap((member) =>
      refPart(company, 'ItemSalesTaxRef', member),
    ),
  ],
  ItemSubtotal: (_, { isActive, fields }) => [
    ...leaf('IsActive', isActive),
    ...leaf('ItemDesc', fields.ItemDesc),
  ],
}

function stockParts(company: CompanyFile, entry: ListEntry, orderPoint: string): Part[] {
  const { fields, refs } = entry
  return [
    ...itemPath(company, entry),
    ...leaf('ManufacturerPartNumber', fields.ManufacturerPartNumber),
    ...refPart(company, 'SalesTaxCodeRef', refs.SalesTaxCodeRef),
    ...leaves(fields, ['SalesDesc', 'SalesPrice']),
    ...refPart(company, 'IncomeAccountRef', refs.IncomeAccountRef),
    ...leaves(fields, ['PurchaseDesc', 'PurchaseCost']),
    ...refParts(company, refs, ['COGSAccountRef', 'PrefVendorRef', 'AssetAccountRef']),
    ...leaves(fields, [orderPoint, 'Max']),
    ...leaf('QuantityOnHand', fields.QuantityOnHand ?? '0'),
    ...leaf('AverageCost', fields.PurchaseCost ?? '0.00'),
    ...leaf('ExternalGUID', fields.ExternalGUID),
  ]
}

/** What a group or an assembly is made of: `Components`, whose `ItemRef` is a ListID. */
function componentParts(
  company: CompanyFile,
  { Components }: Fields,
  names: { readonly line: string; readonly ref: string },
): Part[] {
  return ((Components ?? []) as readonly Fields[]).flatMap(({ ItemRef, Quantity }) =>
    branch(names.line, [
      ...refPart(company, names.ref, ItemRef as string),
      ...leaf('Quantity', Quantity),
    ]),
  )
}

function itemPath(company: CompanyFile, entry: ListEntry): Part[] {
  const between = [...leaf('FullName', fullNameOf(company, entry)), ...barCodePart(entry.fields)]
  return pathParts(company, entry, between)
}

function barCodePart({ BarCode }: Fields): Part[] {
  return leaf('BarCodeValue', (BarCode as Fields | undefined)?.BarCodeValue)
}

function soldOrBought(company: CompanyFile, { fields, refs }: ListEntry): Part[] {
  const one = (fields.SalesOrPurchase ?? {}) as Fields
  const both = (fields.SalesAndPurchase ?? {}) as Fields
  return [
    ...refPart(company, 'SalesTaxCodeRef', refs.SalesTaxCodeRef),
    ...branch('SalesOrPurchase', [
      ...leaves(one, ['Desc', 'Price', 'PricePercent']),
      ...refPart(company, 'AccountRef', refs.AccountRef),
    ]),
    ...branch('SalesAndPurchase', [
      ...leaves(both, ['SalesDesc', 'SalesPrice']),
      ...refPart(company, 'IncomeAccountRef', refs.IncomeAccountRef),
      ...leaves(both, ['PurchaseDesc', 'PurchaseCost']),
      ...refParts(company, refs, ['ExpenseAccountRef', 'PrefVendorRef']),
    ]),
    ...leaf('ExternalGUID', fields.ExternalGUID),
  ]
}
