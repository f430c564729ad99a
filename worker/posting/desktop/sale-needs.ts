/** What a sale refers to: buyer, items, tax items, payment method and account. */
import type { DocumentKind, SaleDocument } from '../../books/document.ts'
import { HEAD_NAMES } from '../../books/head-fields.ts'
import type { Needed } from '../needed.ts'
import { customFieldNeeded } from './custom-field.ts'
import { customerNeeded } from './customer.ts'
import type { Context } from './customer.ts'
import { headNeeds, lineClassNeeds } from './head-needs.ts'
import type { HeadNeeds } from './head-needs.ts'
import { itemNeeded } from './item.ts'
import { accountNeeded, paymentMethodNeeded, taxItemNeeded } from './list-entry.ts'
import type { SaleReferences } from './sale-request.ts'
import { taxCodeNeeded } from './tax-code.ts'
import { nativeTaxNeeds } from './tax-group.ts'

/** All that a sale refers to, each found, to be asked for, or in the way. */
export type SaleNeeds = Readonly<
  Record<
    | 'customer'
    | 'items'
    | 'taxItems'
    | 'receivablesAccount'
    | 'taxCodes'
    | 'paymentMethod'
    | 'depositAccount'
    | 'zeroRateItem'
    | 'lineClasses'
    | 'customFields',
    readonly Needed[]
  >
> &
  HeadNeeds

/** In this order a document's needs are gathered. */
export const SALE_NEEDS = [
  'customer',
  'items',
  'taxItems',
  'receivablesAccount',
  'taxCodes',
  'paymentMethod',
  'depositAccount',
  'zeroRateItem',
  'lineClasses',
  'customFields',
  ...HEAD_NAMES,
] as const satisfies readonly (keyof SaleNeeds)[]

export function saleNeeds(document: SaleDocument, context: Context): SaleNeeds {
  const [payment] = document.payments
  return { ...formNeeds(document, context), ...arrivalNeeds(payment ?? document, context) }
}

/** What any form with lines and a tax refers to. */
export function formNeeds(
  document: Pick<SaleDocument, 'customer' | 'lines' | 'tax' | 'receivablesAccountName' | 'head'> & {
    readonly kind: DocumentKind
  },
  context: Context,
): Omit<SaleNeeds, 'paymentMethod' | 'depositAccount'> {
  return {
    ...headNeeds(document, context),
    lineClasses: lineClassNeeds(document.lines, context),
    customFields: document.head.customFields.map(({ name }) => customFieldNeeded(name, context)),
    customer: [customerNeeded(document.customer, context)],
    items: document.lines.map((line) => itemNeeded(line.item, context)),
    taxItems: taxNeeds(document, context),
    taxCodes: document.lines.flatMap(({ taxCode }) =>
      taxCode === null || context.known.salesTax === null ? [] : taxCodeNeeded(taxCode, context),
    ),
    receivablesAccount: accountNeeds(document.receivablesAccountName, context),
    zeroRateItem: zeroRateNeeds(document, context),
  }
}

/** Where money arrives: of a receipt, or of the payment that follows an invoice. */
export function arrivalNeeds(
  {
    paymentMethodName,
    depositAccountName,
  }: Pick<SaleDocument, 'paymentMethodName' | 'depositAccountName'>,
  context: Context,
): Pick<SaleNeeds, 'paymentMethod' | 'depositAccount'> {
  return {
    paymentMethod:
      paymentMethodName === null ? [] : [paymentMethodNeeded(paymentMethodName, context)],
    depositAccount: accountNeeds(depositAccountName, context),
  }
}

export function accountNeeds(name: string | null, context: Context): readonly Needed[] {
  return name === null ? [] : [accountNeeded(name, context)]
}

/** A company that charges no sales tax has no place for a tax item, not even one of 0 %. */
function zeroRateNeeds({ tax }: Pick<SaleDocument, 'tax'>, context: Context): readonly Needed[] {
  const item = 'zeroRateItem' in tax ? tax.zeroRateItem : null
  return item === null || context.known.salesTax === null ? [] : [taxItemNeeded(item, context)]
}

/** In the order of the document's lines. To be called when all are found. */
export function referencesOf(needs: SaleNeeds): SaleReferences {
  return {
    customerListID: listIDsFound(needs.customer)[0] ?? '',
    itemListIDs: listIDsFound(needs.items),
    taxItemListIDs: listIDsFound(needs.taxItems),
    zeroRateItemListID: listIDsFound(needs.zeroRateItem)[0] ?? null,
    receivablesAccountListID: listIDsFound(needs.receivablesAccount)[0] ?? null,
    paymentMethodListID: listIDsFound(needs.paymentMethod)[0] ?? null,
    depositAccountListID: listIDsFound(needs.depositAccount)[0] ?? null,
    lineClassListIDs: listIDsFound(needs.lineClasses),
    head: {
      terms: listIDsFound(needs.terms)[0] ?? null,
      class: listIDsFound(needs.class)[0] ?? null,
      salesRep: listIDsFound(needs.salesRep)[0] ?? null,
      template: listIDsFound(needs.template)[0] ?? null,
      shipVia: listIDsFound(needs.shipVia)[0] ?? null,
      customerMessage: listIDsFound(needs.customerMessage)[0] ?? null,
    },
  }
}

function listIDsFound(needs: readonly Needed[]): readonly string[] {
  return needs.flatMap((need) => (need.kind === 'found' ? [need.listID] : []))
}

function taxNeeds({ tax }: Pick<SaleDocument, 'tax'>, context: Context): readonly Needed[] {
  switch (tax.kind) {
    case 'none':
    case 'by-code':
      return []
    case 'native':
      return nativeTaxNeeds(tax, context)
    case 'exact':
      return tax.lines.map((line) => taxItemNeeded(line.item, context))
  }
}
