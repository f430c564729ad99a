/** The Add of a sale, from the document and the ListIDs of all it names. */
import type { SaleDocument, SaleLine } from '../../books/document.ts'
import type { Edition } from '../../books/edition.ts'
import { PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import type { SalesTaxCodes } from '../known.ts'
import { marker, withMarker } from '../marker.ts'
import type { MarkedDocument } from '../marker.ts'
import { addressBlock } from './address.ts'
import { proseWithin } from './text.ts'

export type SaleReferences = {
  readonly customerListID: string
  /** One a line of the document, in its order. */
  readonly itemListIDs: readonly string[]
  /** The native tax item or group, or one an exact tax line. */
  readonly taxItemListIDs: readonly string[]
  readonly zeroRateItemListID: string | null
  readonly receivablesAccountListID: string | null
  readonly paymentMethodListID: string | null
  readonly depositAccountListID: string | null
}

type Sale = {
  readonly references: SaleReferences
  readonly salesTax: SalesTaxCodes | null
  readonly edition: Edition
  readonly marked: MarkedDocument
  /** The name by which what follows in the same set finds a sale that has no TxnID yet. */
  readonly macro: string | undefined
}

export function saleRequest(document: SaleDocument, sale: Sale): QbxmlRequest {
  const { references } = sale
  const head = headOf(document, sale)
  const lines = [...linesOf(document, sale), ...noteLinesOf(document)]
  switch (document.kind) {
    case 'SalesReceipt':
      return {
        name: 'SalesReceiptAddRq',
        content: {
          SalesReceiptAdd: {
            defMacro: sale.macro,
            ...head,
            PaymentMethodRef: reference(references.paymentMethodListID),
            DepositToAccountRef: reference(references.depositAccountListID),
            Lines: lines.map((line) => ({ SalesReceiptLineAdd: line })),
          },
          IncludeRetElement: DOCUMENT_RET_ELEMENTS.SalesReceipt,
        },
      }
    case 'Invoice':
      return {
        name: 'InvoiceAddRq',
        content: {
          InvoiceAdd: {
            defMacro: sale.macro,
            ...head,
            ARAccountRef: reference(references.receivablesAccountListID),
            DueDate: document.dueDate ?? undefined,
            Lines: lines.map((line) => ({ InvoiceLineAdd: line })),
          },
          IncludeRetElement: DOCUMENT_RET_ELEMENTS.Invoice,
        },
      }
    case 'SalesOrder':
      return {
        name: 'SalesOrderAddRq',
        content: {
          SalesOrderAdd: {
            ...head,
            DueDate: document.dueDate ?? undefined,
            Lines: lines.map((line) => ({ SalesOrderLineAdd: line })),
          },
          IncludeRetElement: DOCUMENT_RET_ELEMENTS.SalesOrder,
        },
      }
    case 'Estimate':
      return {
        name: 'EstimateAddRq',
        content: {
          EstimateAdd: {
            ...head,
            DueDate: document.dueDate ?? undefined,
            Lines: lines.map((line) => ({ EstimateLineAdd: line })),
          },
          IncludeRetElement: DOCUMENT_RET_ELEMENTS.Estimate,
        },
      }
  }
}

function headOf(document: SaleDocument, { references, salesTax, edition, marked }: Sale) {
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  return {
    CustomerRef: { ListID: references.customerListID },
    TxnDate: document.txnDate,
    RefNumber: document.refNumber,
    BillAddress: addressBlock(document.billAddress),
    ShipAddress: addressBlock(document.shipAddress),
    ItemSalesTaxRef: taxItemOf(document, references),
    IsTaxIncluded: isTaxIncluded(edition),
    CustomerSalesTaxCodeRef: customerTaxCode(document, salesTax),
    Memo: withMarker(proseWithin(document.memo, room) ?? '', marked),
  }
}

/** QuickBooks takes a line of words alone, as people write them on its forms. */
function noteLinesOf({ noteLines }: SaleDocument) {
  return noteLines.map((note) => ({ Desc: proseWithin(note, PROSE_LENGTH_MAX) }))
}

/** What stands on the form, in QuickBooks' terms; the tax lines last. */
export function linesOf(
  document: Pick<SaleDocument, 'lines' | 'tax'>,
  { references, salesTax }: Pick<Sale, 'references' | 'salesTax'>,
) {
  const lines = document.lines.map((line, at) => ({
    ItemRef: { ListID: references.itemListIDs[at] ?? '' },
    Desc: proseWithin(line.description, PROSE_LENGTH_MAX),
    Quantity: line.quantity ?? undefined,
    Amount: line.amountCents,
    SalesTaxCodeRef: taxCode(line, salesTax),
  }))
  const { tax } = document
  if (tax.kind !== 'exact') {
    return lines
  }
  // A tax item as a line carries its amount to the agency; it has no tax code of its own.
  const taxLines = tax.lines.map((line, at) => ({
    ItemRef: { ListID: references.taxItemListIDs[at] ?? '' },
    Desc: proseWithin(line.description, PROSE_LENGTH_MAX),
    Amount: line.amountCents,
  }))
  return [...lines, ...taxLines]
}

/** The item by whose rate QuickBooks computes, or the one of 0 % under which nothing is computed. */
export function taxItemOf({ tax }: Pick<SaleDocument, 'tax'>, references: SaleReferences) {
  return reference(
    tax.kind === 'native' ? (references.taxItemListIDs[0] ?? null) : references.zeroRateItemListID,
  )
}

function taxCode({ isTaxable, taxCode: code }: SaleLine, codes: SalesTaxCodes | null) {
  if (codes === null) {
    return undefined
  }
  const usual = isTaxable ? codes.taxable : codes.nonTaxable
  return { FullName: code?.name ?? usual }
}

/** Whoever buys: a customer who is exempt in QuickBooks would have none of the tax that he paid. */
export function customerTaxCode({ tax }: Pick<SaleDocument, 'tax'>, codes: SalesTaxCodes | null) {
  return tax.kind === 'native' && codes !== null ? { FullName: codes.taxable } : undefined
}

/** Amounts are net, whatever the company's habit is; in the United States nothing else can be. */
export function isTaxIncluded(edition: Edition): boolean | undefined {
  return edition === 'US' ? undefined : false
}

export function reference(listID: string | null) {
  return listID === null ? undefined : { ListID: listID }
}
