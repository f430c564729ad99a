/** The money for an order: applied to its invoice and to nothing else, or to nothing at all. */
import type { PaymentDocument } from '../../books/document.ts'
import { PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import { marker, withMarker } from '../marker.ts'
import type { MarkedDocument } from '../marker.ts'
import { reference } from './sale-request.ts'
import { proseWithin } from './text.ts'

export type PaymentReferences = {
  readonly customerListID: string
  /**
   * The invoice by its ID, or by the macro of the Add before it in the same set; null where there is
   * none yet, and the money stays to the customer's credit.
   */
  readonly invoice: string | { readonly useMacro: string } | null
  readonly receivablesAccountListID: string | null
  readonly paymentMethodListID: string | null
  readonly depositAccountListID: string | null
}

export function paymentRequest(
  document: PaymentDocument,
  {
    references,
    exchangeRate,
    marked,
    macro,
  }: {
    readonly references: PaymentReferences
    /** Null leaves it to QuickBooks. */
    readonly exchangeRate: string | null
    readonly marked: MarkedDocument
    /** The name by which its deposit in the same set finds it. */
    readonly macro: string | undefined
  },
): QbxmlRequest {
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  return {
    name: 'ReceivePaymentAddRq',
    content: {
      ReceivePaymentAdd: {
        defMacro: macro,
        CustomerRef: { ListID: references.customerListID },
        ARAccountRef: reference(references.receivablesAccountListID),
        TxnDate: document.txnDate,
        RefNumber: document.refNumber,
        TotalAmount: document.totalCents,
        ExchangeRate: exchangeRate ?? undefined,
        PaymentMethodRef: reference(references.paymentMethodListID),
        Memo: withMarker(proseWithin(document.memo, room) ?? '', marked),
        DepositToAccountRef: reference(references.depositAccountListID),
        ...appliedTo(document, references),
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.ReceivePayment,
    },
  }
}

/** QuickBooks never chooses by itself what a payment is for. */
function appliedTo({ totalCents }: PaymentDocument, { invoice }: PaymentReferences) {
  return invoice === null
    ? { IsAutoApply: false }
    : { AppliedToTxnAdd: [{ TxnID: invoice, PaymentAmount: totalCents }] }
}
