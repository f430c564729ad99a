/** A due job with its snapshot read and its document made, and what must be known to decide on it. */
import { rowOfRole } from '../books/buyer-role.ts'
import { customerDocument, namedIdentity } from '../books/customer-document.ts'
import { namedCustomer } from '../books/customer-settings.ts'
import type {
  CustomerIdentity,
  RefundDocument,
  SaleDocument,
  SaleKind,
  TaxItemIdentity,
  TextLoss,
} from '../books/document.ts'
import type { Edition } from '../books/edition.ts'
import { foreignCurrency } from '../books/foreign-currency.ts'
import type { BooksCurrencies } from '../books/foreign-currency.ts'
import { roundedOrder, roundedRefund, roundings } from '../books/rounded-order.ts'
import type { Settings } from '../books/settings.ts'
import { saleDocument } from '../books/order-document.ts'
import { isProblem, problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { refundDocument } from '../books/refund-document.ts'
import { keysToLookUp } from '../posting/customer-keys.ts'
import { deletedTxnName } from '../posting/desktop/deleted-txn.ts'
import { itemKeysOf } from '../posting/desktop/item.ts'
import { customerPaths } from '../posting/desktop/customer-fields.ts'
import type { TaxItemType } from '../mirror/mirror.ts'
import { nameWithin } from '../posting/desktop/text.ts'
import { ITEM_NAME_LENGTH_MAX, NAME_LENGTH_MAX } from '../qbxml/limits.ts'
import type { DueJob } from '../queue/job.ts'
import { decodeCustomer } from '../woo/customer.ts'
import type { Customer } from '../woo/customer.ts'
import { fieldSentence, isFieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'
import { decodeRefunds } from '../woo/refund.ts'
import type { Refund } from '../woo/refund.ts'
import { parseSubject } from '../woo/subject.ts'

export type OrderWork = {
  readonly kind: 'order'
  readonly job: DueJob
  /** As the shop says it, before anything is made of it. */
  readonly told: OrderWithRefunds
  readonly order: Order
  /** As it would be sent for the first time. */
  readonly sale: SaleDocument | Problem
  readonly refunds: readonly Refund[]
  readonly refundDocuments: readonly (RefundDocument | Problem)[]
}

export type OrderWithRefunds = { readonly order: Order; readonly refunds: readonly Refund[] }

export type CustomerWork = {
  readonly kind: 'customer'
  readonly job: DueJob
  readonly identity: CustomerIdentity
  readonly losses: readonly TextLoss[]
  /** Not so of a role whose orders all go to one customer. */
  readonly isIndividual: boolean
}

export type Workload =
  | OrderWork
  | CustomerWork
  /** An account that was deleted in the shop: what was sold to it was sold all the same. */
  | { readonly kind: 'closed-account'; readonly job: DueJob }
  | { readonly kind: 'unreadable'; readonly job: DueJob; readonly problem: Problem }

/** What of a store goes into its documents. */
export type Books = {
  readonly storeID: string
  readonly settings: Settings
  readonly settingsVersion: number
  /** By version: those that documents which stand were made under, as far as they are others. */
  readonly earlierSettings: ReadonlyMap<number, Settings>
  /** The shop's. */
  readonly currency: string
  readonly currencies: BooksCurrencies
  /** The role of each account of the shop, by its ID, as far as the shop has sent it. */
  readonly roles: ReadonlyMap<number, string>
  /** Of the store's QuickBooks. */
  readonly edition: Edition
  /** In the shop's time, `yyyy-mm-dd`. */
  readonly today: string
}

/** Snapshots were read once at the door; they are read again because code may have moved on. */
export function workloadOf(job: DueJob, books: Books): Workload {
  const snapshot: unknown = JSON.parse(job.snapshot ?? 'null')
  const isCustomer = parseSubject(job.subject)?.kind === 'customer'
  if (isCustomer && job.event === 'deleted') {
    return { kind: 'closed-account', job }
  }
  const decoded = isCustomer ? decodeCustomer(snapshot) : decodeOrder(snapshot)
  if (isFieldProblem(decoded)) {
    const facts = { subject: job.subject, sentence: fieldSentence(decoded) }
    return { kind: 'unreadable', job, problem: problem('unreadable-field', facts) }
  }
  if (!('lineItems' in decoded)) {
    return { ...customerWork(decoded, books), job }
  }
  const refunds = decodeRefunds(JSON.parse(job.refunds ?? '[]')) ?? []
  if (isFieldProblem(refunds)) {
    const facts = { subject: job.subject, sentence: fieldSentence(refunds) }
    return { kind: 'unreadable', job, problem: problem('unreadable-field', facts) }
  }
  return { ...orderWorkOf({ order: decoded, refunds }, books), job }
}

/** The same order as other settings have it. */
export function underSettings({ job, told }: OrderWork, books: Books): OrderWork {
  return { ...orderWorkOf(told, books), job }
}

/** Without its job. */
export function orderWorkOf(told: OrderWithRefunds, books: Books): Omit<OrderWork, 'job'> {
  const order = { ...told.order, customerRole: roleOf(told.order, books) }
  const isRounded = books.settings.unclearOrders.finerAmounts === 'round'
  const work = isRounded
    ? roundedWork({ ...told, order }, books)
    : orderWork({ ...told, order }, books)
  return { kind: 'order', told, ...work }
}

type MadeOrder = Omit<OrderWork, 'kind' | 'job' | 'told'>

/** What the order itself says comes first: it is of the day of the sale. */
function roleOf({ customerRole, customerId }: Order, { roles }: Books): string {
  return customerRole === '' ? (roles.get(customerId) ?? '') : customerRole
}

function customerWork(customer: Customer, books: Books): Omit<CustomerWork, 'job'> {
  const { customer: identity, losses } = customerDocument(customer, books)
  const chosen = rowOfRole(books.settings.customerFor, customer.role)
  return { kind: 'customer', identity, losses, isIndividual: namedCustomer(chosen) === null }
}

function orderWork({ order, refunds }: OrderWithRefunds, books: Books): MadeOrder {
  const sale = saleOf({ order, refunds }, { books, linkedKind: null })
  const saleKind = isProblem(sale) ? 'Invoice' : sale.kind
  const sold = { books, saleKind, isPaidInBooks: false }
  return {
    order,
    sale,
    refunds,
    refundDocuments: refundDocumentsOf({ order, refunds }, sold),
  }
}

function roundedWork({ order, refunds }: OrderWithRefunds, books: Books): MadeOrder {
  const rounded = { order: roundedOrder(order), refunds: refunds.map(roundedRefund) }
  const work = orderWork(rounded, books)
  const { sale } = work
  return isProblem(sale)
    ? work
    : { ...work, sale: { ...sale, losses: [...sale.losses, ...roundings(order)] } }
}

/** What the refunds are, beside a sale of this kind. */
export function refundDocumentsOf(
  { order, refunds }: OrderWithRefunds,
  {
    books,
    ...sold
  }: {
    readonly books: Books
    readonly saleKind: SaleKind
    readonly isPaidInBooks: boolean
  },
): OrderWork['refundDocuments'] {
  const { settings, storeID, edition, currencies, currency: shopCurrency } = books
  const currency = foreignCurrency(order, { settings, shopCurrency, currencies })
  return refunds.map((refund) =>
    currency !== null && isProblem(currency)
      ? currency
      : refundDocument({ order, refund, refunds, settings, storeID, edition, currency, ...sold }),
  )
}

/** The order's sale as the books want it; a sale that stands keeps its kind. */
export function saleOf(
  { order, refunds }: OrderWithRefunds,
  { books, linkedKind }: { readonly books: Books; readonly linkedKind: SaleKind | null },
): SaleDocument | Problem {
  const { settings, storeID, currency, today, edition, currencies } = books
  const shopped = { order, refunds, settings, shop: { currency, today } }
  return saleDocument({ ...shopped, storeID, edition, currencies, linkedKind })
}

/** The sale in the kind that it stands in, if that is another. */
export function saleInKind(
  { order, refunds, sale }: OrderWork,
  { books, linkedKind }: { readonly books: Books; readonly linkedKind: SaleKind | null },
): SaleDocument | Problem {
  const isAsWanted = linkedKind === null || (!isProblem(sale) && sale.kind === linkedKind)
  return isAsWanted ? sale : saleOf({ order, refunds }, { books, linkedKind })
}

/** Subjects whose links, and items whose names, must be at hand to plan this work. */
export type Lookups = {
  readonly subjects: readonly string[]
  readonly itemNames: readonly string[]
  /** Of which all must be at hand: a tax group is known by its members, a code by its item. */
  readonly taxItemTypes: readonly TaxItemType[]
  /** Tax agencies. */
  readonly vendorNames: readonly string[]
  readonly customerNames: readonly string[]
  /** `customerKeys` under which the buyers may be known in QuickBooks. */
  readonly customerKeys: readonly string[]
  /** Of products' items, which may stand below others in QuickBooks. */
  readonly itemKeys: readonly string[]
  readonly deletedNames: readonly string[]
}

export function lookupsOf(
  work: readonly Workload[],
  { saleKinds, settings }: { readonly saleKinds: readonly SaleKind[]; readonly settings: Settings },
): Lookups {
  const subjects = new Set<string>()
  const itemNames = new Set<string>()
  const itemKeys = new Set<string>()
  const vendorNames = new Set<string>()
  const names = new Set<string>()
  const keys = new Set<string>()
  const deletedNames = new Set<string>()
  const taxItemTypes = new Set<TaxItemType>()
  for (const one of work) {
    subjects.add(one.job.subject)
    for (const customer of customersOf(one, settings)) {
      customer.subjects.forEach((subject) => subjects.add(subject))
      customerPaths(customer).forEach((name) => names.add(name))
      keysToLookUp(customer).forEach((key) => keys.add(key))
    }
    if (one.kind !== 'order' || isProblem(one.sale)) {
      continue
    }
    for (const kind of saleKinds) {
      deletedNames.add(deletedTxnName(kind, one.sale.refNumber))
    }
    const refunds = one.refundDocuments.flatMap((document) =>
      isProblem(document) ? [] : [document],
    )
    for (const document of [one.sale, ...refunds]) {
      for (const { item } of document.lines) {
        subjects.add(item.subject)
        const ownName = nameWithin(item.name, ITEM_NAME_LENGTH_MAX)
        itemNames.add(item.chosenFullName ?? ownName)
        itemNames.add(item.standInFullName ?? ownName)
        itemKeysOf(item).forEach((key) => itemKeys.add(key))
      }
      for (const { name, agencyName } of taxItemsOf(document)) {
        itemNames.add(nameWithin(name, ITEM_NAME_LENGTH_MAX))
        vendorNames.add(nameWithin(agencyName, NAME_LENGTH_MAX))
      }
      taxItemTypesOf(document).forEach((type) => taxItemTypes.add(type))
    }
    for (const { noReturnItem: item } of refunds) {
      subjects.add(item.subject)
      itemNames.add(item.chosenFullName ?? item.name)
    }
  }
  return {
    subjects: [...subjects],
    itemNames: [...itemNames],
    taxItemTypes: [...taxItemTypes],
    vendorNames: [...vendorNames],
    customerNames: [...names],
    customerKeys: [...keys],
    itemKeys: [...itemKeys],
    deletedNames: [...deletedNames],
  }
}

/** Who bought, whom they are filed under, and who stands in for them. */
function customersOf(work: Workload, { standardCustomer }: Settings): readonly CustomerIdentity[] {
  const buyer = buyerIn(work)
  if (buyer === null) {
    return []
  }
  const { currency } = buyer
  const standIn = standardCustomer === null ? [] : [namedIdentity(standardCustomer, currency)]
  return [buyer, ...(buyer.parent === null ? [] : [buyer.parent]), ...standIn]
}

function buyerIn(work: Workload): CustomerIdentity | null {
  switch (work.kind) {
    case 'customer':
      return work.identity
    case 'order':
      return isProblem(work.sale) ? null : work.sale.customer
    case 'closed-account':
    case 'unreadable':
      return null
  }
}

function taxItemsOf({ tax }: Pick<SaleDocument, 'tax'>): readonly TaxItemIdentity[] {
  switch (tax.kind) {
    case 'none':
      return tax.zeroRateItem === null ? [] : [tax.zeroRateItem]
    case 'native':
      return [
        ...tax.taxes.map(({ item }) => item),
        ...(tax.otherwise ? taxItemsOf({ tax: tax.otherwise }) : []),
      ]
    case 'exact': {
      const items = tax.lines.map(({ item }) => item)
      return tax.zeroRateItem === null ? items : [tax.zeroRateItem, ...items]
    }
    case 'by-code':
      return []
  }
}

function taxItemTypesOf({
  tax,
  lines,
}: Pick<SaleDocument, 'tax' | 'lines'>): readonly TaxItemType[] {
  if (lines.some(({ taxCode }) => taxCode !== null)) {
    return ['ItemSalesTax', 'ItemSalesTaxGroup']
  }
  return tax.kind === 'native' && tax.taxes.length > 1 ? ['ItemSalesTaxGroup'] : []
}
