/** The question that goes before a document's first Add: who stands under these numbers? */
import type { SaleKind } from '../books/document.ts'
import type { QbxmlRequest } from '../qbxml/requests.ts'

/** Not the lines: what identifies a document and what it comes to. */
const RET_ELEMENTS = [
  'TxnID',
  'TimeCreated',
  'TimeModified',
  'EditSequence',
  'RefNumber',
  'Memo',
  'Subtotal',
  'SalesTaxTotal',
] as const

export function findSalesRequest(
  documentKind: SaleKind,
  refNumbers: readonly string[],
): QbxmlRequest {
  switch (documentKind) {
    case 'SalesReceipt':
      return {
        name: 'SalesReceiptQueryRq',
        content: { RefNumber: refNumbers, IncludeRetElement: [...RET_ELEMENTS, 'TotalAmount'] },
      }
    case 'Invoice':
      return {
        name: 'InvoiceQueryRq',
        content: { RefNumber: refNumbers, IncludeRetElement: RET_ELEMENTS },
      }
  }
}
