/** What a company file holds, as plain data: a backup is a copy of it. */
import type { Cents } from '../money/cents.ts'
import type { Edition } from '../qbxml/edition.ts'

export type ListKind =
  | 'Account'
  | 'Class'
  | 'Currency'
  | 'Customer'
  | 'CustomerMsg'
  | 'CustomerType'
  | 'Employee'
  | 'InventorySite'
  | 'Item'
  | 'JobType'
  | 'OtherName'
  | 'PaymentMethod'
  | 'PriceLevel'
  | 'SalesRep'
  | 'SalesTaxCode'
  | 'ShipMethod'
  | 'Template'
  | 'Terms'
  | 'UnitOfMeasureSet'
  | 'Vendor'
  | 'VendorType'

/** Values by Intuit's element names, as they were sent. */
export type Fields = Readonly<Record<string, unknown>>
/** ListIDs by the name of the `…Ref` element; a rename must not break them. */
export type Refs = Readonly<Record<string, string>>

type Stamps = { timeCreatedMs: number; timeModifiedMs: number; editSequence: string }

export type ListEntry = Stamps & {
  readonly kind: ListKind
  /** `ItemService`, `Income`, `DateDrivenTerms` …: the subtype where a list has some, else the kind. */
  readonly type: string
  readonly ListID: string
  name: string
  parentListID: string | null
  isActive: boolean
  fields: Fields
  refs: Refs
}

export type TxnLine = {
  readonly TxnLineID: string
  readonly fields: Fields
  readonly refs: Refs
  readonly amountCents: Cents
}

/**
 * What settles what: from a payment to an invoice, from a credit memo to the refund that pays it
 * out. Each of the two names the other.
 */
export type Applied = { readonly TxnID: string; readonly amountCents: Cents }

export type TxnStamps = Stamps & {
  readonly TxnID: string
  readonly txnNumber: number
  /** Taken to the bank: it stands in a deposit, too. */
  isDeposited: boolean
}

type TxnHead = TxnStamps & {
  txnDate: string
  refNumber: string
  fields: Fields
  refs: Refs
  applied: readonly Applied[]
}

/** One type a kind, so that asking for the kind is enough. */
type FormOf<K> = K extends string
  ? TxnHead & {
      readonly kind: K
      lines: readonly TxnLine[]
      subtotalCents: Cents
      /** Empty where each line has a tax of its own. */
      salesTaxPercentage: string
      salesTaxCents: Cents
    }
  : never

export type SalesForm = FormOf<
  'CreditMemo' | 'Estimate' | 'Invoice' | 'SalesOrder' | 'SalesReceipt'
>
/** Money that goes out, or to the bank; QuickBooks in the United States taxes none of it. */
export type Outlay = FormOf<'ARRefundCreditCard' | 'Check' | 'Deposit'>
/** What has lines and comes to their sum and the tax on it. */
export type Form = SalesForm | Outlay

export type Payment = TxnHead & {
  readonly kind: 'ReceivePayment'
  totalCents: Cents
}

export type Txn = Form | Payment
export type TxnKind = Txn['kind']

export type DeletedTxn = {
  readonly kind: TxnKind
  readonly TxnID: string
  readonly timeCreatedMs: number
  readonly timeDeletedMs: number
  readonly refNumber: string
}

/** `type` as ListDeletedQuery names it. */
export type DeletedEntry = {
  readonly type: string
  readonly ListID: string
  readonly fullName: string
  readonly timeCreatedMs: number
  readonly timeDeletedMs: number
}

/** The statuses of the last message set that carried an ID. */
export type RememberedSet = {
  readonly messageSetID: string
  readonly responses: readonly RememberedResponse[]
}
export type RememberedResponse = {
  readonly name: string
  readonly requestID: string | null
  readonly statusCode: number
  readonly statusSeverity: 'Info' | 'Warn' | 'Error'
  readonly statusMessage: string
  /** What ErrorRecovery says of the object that was made. */
  readonly recovery: Readonly<Record<string, string>> | null
}

/** The text of a field, null when it was not written. */
export function textField(fields: Fields | undefined, name: string): string | null {
  const value = fields?.[name]
  return typeof value === 'string' ? value : null
}

/** What a person added to customers and sales forms; its values by ListID or TxnID. */
export type CustomField = {
  readonly name: string
  readonly number: number
  values: Readonly<Record<string, string>>
}

/** Arrays in the order of entry; `entry-index.ts` and `book-index.ts` must be told of changes. */
export type Books = {
  lastNumber: number
  lastTxnNumber: number
  entries: ListEntry[]
  txns: Txn[]
  deletedEntries: DeletedEntry[]
  deletedTxns: readonly DeletedTxn[]
  customFields: readonly CustomField[]
  closingDate: string | null
  rememberedSet: RememberedSet | null
}

export type CompanySettings = {
  readonly companyName: string
  /** The path the Web Connector reports, e.g. `C:\\QB\\Acme.qbw`. */
  readonly fileName: string
  readonly edition: Edition
  /** Whether QuickBooks remembers a message set by its ID. Not every installation does. */
  readonly messageSetMemory: boolean
  readonly supportedQbxmlVersions: readonly string[]
  readonly productName: string
  readonly utcOffsetMinutes: number
  readonly hasSalesTax: boolean
  readonly isMultiCurrencyOn: boolean
  readonly isUsingClasses: boolean
  readonly isUsingPriceLevels: boolean
  readonly isUsingEstimates: boolean
  /** Premier and Enterprise have them, Pro has not. */
  readonly hasSalesOrders: boolean
  /** Only Enterprise has them. */
  readonly hasInventorySites: boolean
  /** What the Web Connector stored in the file: `{GUID}` of the owner and of the connection. */
  readonly ownerID: string
  readonly fileID: string
}

/** A page of a query that is still open; gone when the Web Connector's session ends. */
export type OpenIterator = {
  readonly iteratorID: string
  readonly requestName: string
  readonly ids: readonly string[]
  /** How many of them were returned. */
  readonly returned: number
}

export type CompanyFile = {
  readonly settings: CompanySettings
  readonly nowMs: () => number
  books: Books
  iterators: readonly OpenIterator[]
  lastIteratorNumber: number
}
