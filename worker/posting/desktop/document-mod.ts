/** The Mod that makes a document say what it shall. */
import type { DocumentKind, SaleKind } from '../../books/document.ts'
import { CREDIT_MEMO_MOD } from '../../qbxml/credit-memo.ts'
import { namesOf } from '../../qbxml/encode.ts'
import { ESTIMATE_MOD } from '../../qbxml/estimate.ts'
import { INVOICE_MOD } from '../../qbxml/invoice.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { SALES_ORDER_MOD } from '../../qbxml/sales-order.ts'
import {
  CREDIT_MEMO_LINE_MOD,
  ESTIMATE_LINE_MOD,
  INVOICE_LINE_MOD,
  SALES_ORDER_LINE_MOD,
  SALES_RECEIPT_LINE_MOD,
} from '../../qbxml/sales-line-mod.ts'
import { SALES_RECEIPT_MOD } from '../../qbxml/sales-receipt.ts'
import type { FieldList } from '../../qbxml/shape.ts'
import type { DocumentChange } from '../document-change.ts'
import type { Fields } from '../document-content.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'

export type Modifiable = SaleKind | 'CreditMemo'

/** Money that came or went is entered once: it is no part of what an order's edit changes. */
export function isModifiable(kind: DocumentKind): kind is Modifiable {
  return Object.hasOwn(MODS, kind)
}

const MODS: Readonly<Record<Modifiable, { readonly head: FieldList; readonly line: FieldList }>> = {
  SalesReceipt: { head: SALES_RECEIPT_MOD, line: SALES_RECEIPT_LINE_MOD },
  Invoice: { head: INVOICE_MOD, line: INVOICE_LINE_MOD },
  SalesOrder: { head: SALES_ORDER_MOD, line: SALES_ORDER_LINE_MOD },
  Estimate: { head: ESTIMATE_MOD, line: ESTIMATE_LINE_MOD },
  CreditMemo: { head: CREDIT_MEMO_MOD, line: CREDIT_MEMO_LINE_MOD },
}

type Change = Extract<DocumentChange, { kind: 'change' }>

/** Whether QuickBooks takes each of these fields in a Mod: some are said once, in the Add. */
export function isTaken(kind: Modifiable, { head, lines }: Change): boolean {
  const names = { head: new Set(namesOf(MODS[kind].head)), line: new Set(namesOf(MODS[kind].line)) }
  return (
    Object.keys(head).every((name) => names.head.has(name)) &&
    (lines ?? []).every((line) => Object.keys(line).every((name) => names.line.has(name)))
  )
}

export type Modified = {
  readonly txnID: string
  readonly editSequence: string
  readonly change: Change
}

export function modRequest(
  kind: Modifiable,
  { txnID: TxnID, editSequence: EditSequence, change }: Modified,
): QbxmlRequest {
  const head: Fields & { readonly TxnID: string; readonly EditSequence: string } = {
    ...change.head,
    TxnID,
    EditSequence,
  }
  const lines = change.lines ?? undefined
  const IncludeRetElement = DOCUMENT_RET_ELEMENTS[kind]
  switch (kind) {
    case 'SalesReceipt': {
      const Lines = lines?.map((line) => ({ SalesReceiptLineMod: line }))
      const content = { SalesReceiptMod: { ...head, Lines }, IncludeRetElement }
      return { name: 'SalesReceiptModRq', content }
    }
    case 'Invoice': {
      const Lines = lines?.map((line) => ({ InvoiceLineMod: line }))
      return {
        name: 'InvoiceModRq',
        content: { InvoiceMod: { ...head, Lines }, IncludeRetElement },
      }
    }
    case 'SalesOrder': {
      const Lines = lines?.map((line) => ({ SalesOrderLineMod: line }))
      const content = { SalesOrderMod: { ...head, Lines }, IncludeRetElement }
      return { name: 'SalesOrderModRq', content }
    }
    case 'Estimate': {
      const Lines = lines?.map((line) => ({ EstimateLineMod: line }))
      const content = { EstimateMod: { ...head, Lines }, IncludeRetElement }
      return { name: 'EstimateModRq', content }
    }
    case 'CreditMemo': {
      const Lines = lines?.map((line) => ({ CreditMemoLineMod: line }))
      const content = { CreditMemoMod: { ...head, Lines }, IncludeRetElement }
      return { name: 'CreditMemoModRq', content }
    }
  }
}
