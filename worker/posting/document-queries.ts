/** Reading transactions: by number, by ID, by what changed and by what was deleted. */
import type { DocumentKind } from '../books/document.ts'
import type { QbxmlRequest } from '../qbxml/requests.ts'

/** Not the lines: what identifies a document and what it comes to. */
const RET_ELEMENTS = [
  'TxnID',
  'TimeCreated',
  'TimeModified',
  'EditSequence',
  'CustomerRef',
  'TxnDate',
  'RefNumber',
  'Memo',
] as const

/** By kind, since an invoice has no TotalAmount and a payment no Subtotal. */
export const DOCUMENT_RET_ELEMENTS: Readonly<Record<DocumentKind, readonly string[]>> = {
  SalesReceipt: [...RET_ELEMENTS, 'Subtotal', 'SalesTaxTotal', 'TotalAmount'],
  Invoice: [...RET_ELEMENTS, 'Subtotal', 'SalesTaxTotal', 'AppliedAmount', 'BalanceRemaining'],
  SalesOrder: [...RET_ELEMENTS, 'Subtotal', 'SalesTaxTotal', 'TotalAmount'],
  Estimate: [...RET_ELEMENTS, 'Subtotal', 'SalesTaxTotal', 'TotalAmount'],
  ReceivePayment: [...RET_ELEMENTS, 'TotalAmount', 'UnusedPayment'],
  CreditMemo: [...RET_ELEMENTS, 'Subtotal', 'SalesTaxTotal', 'TotalAmount', 'CreditRemaining'],
  ARRefundCreditCard: [...RET_ELEMENTS, 'TotalAmount'],
  Deposit: [
    ...RET_ELEMENTS.filter((name) => name !== 'CustomerRef' && name !== 'RefNumber'),
    'DepositTotal',
  ],
  Check: [...RET_ELEMENTS.filter((name) => name !== 'CustomerRef'), 'PayeeEntityRef', 'Amount'],
}

const QUERY = {
  SalesReceipt: 'SalesReceiptQueryRq',
  Invoice: 'InvoiceQueryRq',
  SalesOrder: 'SalesOrderQueryRq',
  Estimate: 'EstimateQueryRq',
  ReceivePayment: 'ReceivePaymentQueryRq',
  CreditMemo: 'CreditMemoQueryRq',
  ARRefundCreditCard: 'ARRefundCreditCardQueryRq',
  Check: 'CheckQueryRq',
  Deposit: 'DepositQueryRq',
} as const satisfies Readonly<Record<DocumentKind, QbxmlRequest['name']>>

/** A deposit alone has no number. */
export type NumberedKind = Exclude<DocumentKind, 'Deposit'>

/** A page of some 400 kB. */
const CHANGED_PER_PAGE = 1_000

/**
 * QuickBooks reads a time without offset in its computer's own zone, and stamps by its computer's
 * clock. Midnight two days earlier lies before the sending in every zone, with a clock that is up
 * to a day slow.
 */
const CLOCK_MARGIN_MS = 2 * 86_400_000

/** All of a day, for what has no number of ours. */
export function findOfDay(kind: DocumentKind, txnDate: string): QbxmlRequest {
  return {
    name: QUERY[kind],
    content: {
      TxnDateRangeFilter: { FromTxnDate: txnDate, ToTxnDate: txnDate },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS[kind],
    },
  }
}

export function findByRefNumber(kind: NumberedKind, refNumbers: readonly string[]): QbxmlRequest {
  const content = { RefNumber: refNumbers, IncludeRetElement: DOCUMENT_RET_ELEMENTS[kind] }
  return { name: QUERY[kind], content }
}

export function findByTxnID(kind: DocumentKind, txnIDs: readonly string[]): QbxmlRequest {
  const content = { TxnID: txnIDs, IncludeRetElement: DOCUMENT_RET_ELEMENTS[kind] }
  return { name: QUERY[kind], content }
}

/** With all that stands on it, and what is tied to it as far as QuickBooks tells that of its kind. */
export function readWhole(kind: DocumentKind, txnIDs: readonly string[]): QbxmlRequest {
  const content = { TxnID: txnIDs, IncludeLineItems: true }
  switch (kind) {
    case 'Invoice':
    case 'SalesOrder':
    case 'Estimate':
    case 'CreditMemo':
    case 'Check':
      return { name: QUERY[kind], content: { ...content, IncludeLinkedTxns: true } }
    case 'SalesReceipt':
    case 'ReceivePayment':
    case 'ARRefundCreditCard':
    case 'Deposit':
      return { name: QUERY[kind], content }
  }
}

export function findChangedSince(kind: DocumentKind, fromMs: number): QbxmlRequest {
  return {
    name: QUERY[kind],
    attributes: { iterator: 'Start' },
    content: {
      MaxReturned: CHANGED_PER_PAGE,
      ModifiedDateRangeFilter: { FromModifiedDate: earlierMidnight(fromMs) },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS[kind],
    },
  }
}

/** PROTOCOL §c.6: the same MaxReturned and no other filter, or QuickBooks answers 3120. */
export function nextPage(kind: DocumentKind, iteratorID: string): QbxmlRequest {
  return {
    name: QUERY[kind],
    attributes: { iterator: 'Continue', iteratorID },
    content: {
      MaxReturned: CHANGED_PER_PAGE,
      IncludeRetElement: DOCUMENT_RET_ELEMENTS[kind],
    },
  }
}

/** Of all kinds that a document of ours can be. QuickBooks remembers some 90 days. */
export function findDeletedSince(fromMs: number): QbxmlRequest {
  return {
    name: 'TxnDeletedQueryRq',
    content: {
      TxnDelType: [
        'ARRefundCreditCard',
        'Check',
        'CreditMemo',
        'Deposit',
        'Estimate',
        'Invoice',
        'ReceivePayment',
        'SalesOrder',
        'SalesReceipt',
      ],
      DeletedDateRangeFilter: { FromDeletedDate: earlierMidnight(fromMs) },
    },
  }
}

/** Without an offset, for QuickBooks to read in its own zone. */
export function earlierMidnight(atMs: number): string {
  return `${new Date(atMs - CLOCK_MARGIN_MS).toISOString().slice(0, 'yyyy-mm-dd'.length)}T00:00:00`
}
