/** Following `…Ref` elements. A broken one refuses the request with 3140, or 3000 when malformed. */
import type { Reference } from '../qbxml/shape.ts'
import { branch, isRefusal, leaf, refusal } from './answer.ts'
import type { Part, Refusal } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, ListKind, Refs } from './books.ts'
import { entryByID, entryByPath, fullNameOf } from './entries.ts'

type Target = {
  readonly kind: ListKind
  /** Lists that share one name space with it, and whose entries will do as well. */
  readonly orKinds?: readonly ListKind[]
  readonly types?: readonly string[]
}

const SALES_TAX_ITEMS = ['ItemSalesTax', 'ItemSalesTaxGroup']
const INCOME = ['Income', 'OtherIncome']
const SOLD_TO = [...INCOME, 'Expense', 'OtherExpense', 'CostOfGoodsSold', 'OtherCurrentLiability']
const BOUGHT_FROM = [...SOLD_TO, 'OtherCurrentAsset', 'OtherAsset', 'FixedAsset']

/** Which list each reference points into, and which types QuickBooks takes there; some by place. */
const TARGETS: Readonly<Record<string, Target>> = {
  AccountRef: { kind: 'Account', types: BOUGHT_FROM },
  'Check AccountRef': { kind: 'Account', types: ['Bank'] },
  'Check expense line AccountRef': { kind: 'Account' },
  ARAccountRef: { kind: 'Account', types: ['AccountsReceivable'] },
  AssetAccountRef: { kind: 'Account', types: ['OtherCurrentAsset'] },
  ClassRef: { kind: 'Class' },
  COGSAccountRef: { kind: 'Account', types: ['CostOfGoodsSold', 'Expense'] },
  CurrencyRef: { kind: 'Currency' },
  CustomerMsgRef: { kind: 'CustomerMsg' },
  CustomerRef: { kind: 'Customer' },
  CustomerSalesTaxCodeRef: { kind: 'SalesTaxCode' },
  CustomerTypeRef: { kind: 'CustomerType' },
  'Deposit line AccountRef': { kind: 'Account' },
  DepositToAccountRef: { kind: 'Account', types: ['Bank', 'OtherCurrentAsset'] },
  EntityRef: { kind: 'Customer', orKinds: ['Vendor', 'Employee', 'OtherName'] },
  ExpenseAccountRef: { kind: 'Account', types: BOUGHT_FROM },
  IncomeAccountRef: { kind: 'Account', types: SOLD_TO },
  InventorySiteRef: { kind: 'InventorySite' },
  ItemRef: { kind: 'Item' },
  ItemSalesTaxRef: { kind: 'Item', types: SALES_TAX_ITEMS },
  ItemSalesTaxRefs: { kind: 'Item', types: ['ItemSalesTax'] },
  JobTypeRef: { kind: 'JobType' },
  OverrideClassRef: { kind: 'Class' },
  OverrideItemAccountRef: { kind: 'Account' },
  PayeeEntityRef: { kind: 'Customer', orKinds: ['Vendor', 'Employee', 'OtherName'] },
  PaymentMethodRef: { kind: 'PaymentMethod' },
  PreferredPaymentMethodRef: { kind: 'PaymentMethod' },
  PrefVendorRef: { kind: 'Vendor' },
  PriceLevelRef: { kind: 'PriceLevel' },
  RefundFromAccountRef: { kind: 'Account', types: ['Bank', 'CreditCard', 'OtherCurrentAsset'] },
  SalesRepRef: { kind: 'SalesRep' },
  SalesTaxCodeRef: { kind: 'SalesTaxCode' },
  ShipMethodRef: { kind: 'ShipMethod' },
  TaxVendorRef: { kind: 'Vendor' },
  TemplateRef: { kind: 'Template' },
  TermsRef: { kind: 'Terms' },
  UnitOfMeasureSetRef: { kind: 'UnitOfMeasureSet' },
  VendorTypeRef: { kind: 'VendorType' },
}

export type Split = { readonly fields: Fields; readonly refs: Refs }

/**
 * Separates an object's references from its values and follows them, one group deep. What a Mod
 * clears is empty on either side.
 */
export function followRefs(company: CompanyFile, content: Fields, place: string): Split | Refusal {
  const fields: Record<string, unknown> = {}
  const refs: Record<string, string> = {}
  for (const [name, value] of Object.entries(content)) {
    if (name === 'SalesOrPurchase' || name === 'SalesAndPurchase') {
      const inner = followRefs(company, value as Fields, place)
      if (isRefusal(inner)) {
        return inner
      }
      fields[name] = inner.fields
      Object.assign(refs, inner.refs)
    } else if (Array.isArray(value) && `${name}s` in TARGETS) {
      const members = followAll(company, { name: `${name}s`, references: value, place })
      if (isRefusal(members)) {
        return members
      }
      fields[`${name}s`] = members
    } else if (name in TARGETS && value !== undefined) {
      const ListID = follow(company, { name, reference: value as Reference, place })
      if (isRefusal(ListID)) {
        return ListID
      }
      refs[name] = ListID
    } else {
      fields[name] = value
    }
  }
  return { fields, refs }
}

/** ListIDs of what stands there more than once, such as the taxes of a sales tax group. */
function followAll(
  company: CompanyFile,
  asked: {
    readonly name: string
    readonly references: readonly Reference[]
    readonly place: string
  },
): readonly string[] | Refusal {
  const members: string[] = []
  for (const reference of asked.references) {
    const ListID = follow(company, { ...asked, reference })
    if (isRefusal(ListID)) {
      return ListID
    }
    members.push(ListID)
  }
  return members
}

function follow(
  company: CompanyFile,
  asked: { readonly name: string; readonly reference: Reference; readonly place: string },
): string | Refusal {
  const target = TARGETS[`${asked.place} ${asked.name}`] ?? TARGETS[asked.name]
  if (target === undefined) {
    throw new Error(`practice does not know where ${asked.name} points`)
  }
  const { reference } = asked
  const said = 'ListID' in reference ? reference.ListID : reference.FullName
  if (isCleared(reference)) {
    return ''
  }
  if ('ListID' in reference && !/^[0-9A-F]+-\d+$/i.test(said)) {
    return refusal(3000, `The given object ID "${said}" in the field "list id" is invalid.`)
  }
  const entry = [target.kind, ...(target.orKinds ?? [])]
    .map((kind) => findEntry(company, kind, reference))
    .find((found) => found !== null)
  const fits = target.types === undefined || target.types.includes(entry?.type ?? '')
  if (entry === undefined || !entry.isActive || !fits) {
    return invalidReference(`${target.kind} "${said}" in the ${asked.place}`)
  }
  return entry.ListID
}

/** As if what a Mod clears had never been written. */
export function withoutCleared<V>(values: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function isCleared(reference: Reference): boolean {
  return 'FullName' in reference && reference.FullName === ''
}

/** By ListID, or by the whole path, without regard to case. */
export function findEntry(
  company: CompanyFile,
  kind: ListKind,
  reference: Reference,
): ListEntry | null {
  if ('FullName' in reference) {
    return entryByPath(company, kind, reference.FullName)
  }
  const entry = entryByID(company, reference.ListID)
  return entry?.kind === kind ? entry : null
}

/** As a real QuickBooks words it, two blanks included. */
function invalidReference(what: string): Refusal {
  const reason = 'Invalid argument.  The specified record does not exist in the list.'
  const said = `There is an invalid reference to QuickBooks ${what}.`
  return refusal(3140, `${said}  QuickBooks error message: ${reason}`)
}

/** 3130, for ParentRef. */
export function followParent(
  company: CompanyFile,
  asked: { readonly kind: ListKind; readonly reference: Reference | undefined },
): ListEntry | null | Refusal {
  if (asked.reference === undefined || isCleared(asked.reference)) {
    return null
  }
  const parent = findEntry(company, asked.kind, asked.reference)
  if (parent !== null && parent.isActive) {
    return parent
  }
  const { reference } = asked
  const said = 'ListID' in reference ? reference.ListID : reference.FullName
  const reason = 'Invalid argument.  The specified record does not exist in the list.'
  return refusal(
    3130,
    `There is an invalid reference to a parent "${said}" in the ${asked.kind}s list.  QuickBooks error message: ${reason}`,
  )
}

/** `<CustomerRef>` with ListID and today's FullName; nothing when there is no reference. */
export function refPart(company: CompanyFile, name: string, ListID: string | undefined): Part[] {
  const entry = entryByID(company, ListID ?? null)
  if (entry === null) {
    return []
  }
  const fullName = fullNameOf(company, entry)
  return branch(name, [...leaf('ListID', entry.ListID), ...leaf('FullName', fullName)])
}

export function refParts(company: CompanyFile, refs: Refs, names: readonly string[]): Part[] {
  return names.flatMap((name) => refPart(company, name, refs[name]))
}
