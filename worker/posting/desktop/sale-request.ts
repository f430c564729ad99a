/** The Add of a sale, from the document and the ListIDs of all it names. */
import type { SaleDocument, SaleLine } from '../../books/document.ts'
import type { Edition } from '../../books/edition.ts'
import type { HeadName } from '../../books/head-fields.ts'
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
  /** One for each line that has a class, in the lines' order. */
  readonly lineClassListIDs: readonly string[]
  readonly head: Readonly<Record<HeadName, string | null>>
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
  const head = { defMacro: sale.macro, ...headOf(document, sale) }
  const { ordering, shipping, printing } = partsOf(document, sale.references)
  const isPending = document.head.isPending ?? undefined
  const lines = [...linesOf(document, sale), ...noteLinesOf(document)]
  const { references } = sale
  switch (document.kind) {
    case 'SalesReceipt': {
      const SalesReceiptAdd = {
        ...head,
        ...shipping,
        ...printing,
        IsPending: isPending,
        PaymentMethodRef: reference(references.paymentMethodListID),
        DepositToAccountRef: reference(references.depositAccountListID),
        Lines: lines.map((line) => ({ SalesReceiptLineAdd: line })),
      }
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS.SalesReceipt
      return { name: 'SalesReceiptAddRq', content: { SalesReceiptAdd, IncludeRetElement } }
    }
    case 'Invoice': {
      const InvoiceAdd = {
        ...head,
        ...ordering,
        ...shipping,
        ...printing,
        IsPending: isPending,
        ARAccountRef: reference(references.receivablesAccountListID),
        Lines: lines.map((line) => ({ InvoiceLineAdd: line })),
      }
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS.Invoice
      return { name: 'InvoiceAddRq', content: { InvoiceAdd, IncludeRetElement } }
    }
    case 'SalesOrder': {
      const SalesOrderAdd = {
        ...head,
        ...ordering,
        ...shipping,
        ...printing,
        Lines: lines.map((line) => ({ SalesOrderLineAdd: line })),
      }
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS.SalesOrder
      return { name: 'SalesOrderAddRq', content: { SalesOrderAdd, IncludeRetElement } }
    }
    case 'Estimate': {
      const EstimateAdd = {
        ...head,
        ...ordering,
        Lines: lines.map((line) => ({ EstimateLineAdd: line })),
      }
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS.Estimate
      return { name: 'EstimateAddRq', content: { EstimateAdd, IncludeRetElement } }
    }
  }
}

function headOf(document: SaleDocument, { references, salesTax, edition, marked }: Sale) {
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  return {
    CustomerRef: { ListID: references.customerListID },
    TxnDate: document.txnDate,
    RefNumber: document.isNumbered ? document.refNumber : undefined,
    BillAddress: addressBlock(document.billAddress),
    ShipAddress: addressBlock(document.shipAddress),
    ItemSalesTaxRef: taxItemOf(document, references),
    IsTaxIncluded: isTaxIncluded(edition),
    CustomerSalesTaxCodeRef: customerTaxCode(document, salesTax),
    ClassRef: reference(references.head.class),
    TemplateRef: reference(references.head.template),
    SalesRepRef: reference(references.head.salesRep),
    FOB: document.head.fob ?? undefined,
    CustomerMsgRef: reference(references.head.customerMessage),
    IsToBeEmailed: document.head.isToBeEmailed ?? undefined,
    Other: document.head.other ?? undefined,
    ExchangeRate: document.currency?.exchangeRate ?? undefined,
    Memo: withMarker(proseWithin(document.memo, room) ?? '', marked),
  }
}

/** What some forms have and others have not: `head-fields.ts` says which. */
function partsOf({ head, dueDate }: SaleDocument, references: SaleReferences) {
  return {
    ordering: {
      PONumber: head.poNumber ?? undefined,
      TermsRef: reference(references.head.terms),
      DueDate: dueDate ?? undefined,
    },
    shipping: {
      ShipDate: head.shipDate ?? undefined,
      ShipMethodRef: reference(references.head.shipVia),
    },
    printing: { IsToBePrinted: head.isToBePrinted ?? undefined },
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
  const classes = references.lineClassListIDs.values()
  const lines = document.lines.map((line, at) => ({
    ItemRef: { ListID: references.itemListIDs[at] ?? '' },
    Desc: proseWithin(line.description, PROSE_LENGTH_MAX),
    Quantity: line.quantity ?? undefined,
    ClassRef: line.className === null ? undefined : reference(classes.next().value ?? null),
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
