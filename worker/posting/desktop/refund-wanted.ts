/** A refund: the credit memo, and behind it in the same set the money that settles it. */
import type { RefundDocument } from '../../books/document.ts'
import { PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import { marker, withMarker } from '../marker.ts'
import type { MarkedDocument } from '../marker.ts'
import type { Context } from './customer.ts'
import { arrivalNeeds, formNeeds, referencesOf, SALE_NEEDS } from './sale-needs.ts'
import type { SaleNeeds } from './sale-needs.ts'
import { linesOf, reference, taxItemOf } from './sale-request.ts'
import { proseWithin } from './text.ts'
import type { Making, Wanted } from './wanted.ts'

export function refundWanted(document: RefundDocument, context: Context): readonly Wanted[] {
  const { refundID, refNumber, txnDate, totalCents } = document
  if (document.lines.length === 0) {
    return []
  }
  const { paymentMethodName, refundAccountName: depositAccountName } = document
  const needs: SaleNeeds = {
    ...formNeeds(document, context),
    ...arrivalNeeds({ paymentMethodName, depositAccountName }, context),
  }
  const common = {
    refNumber,
    txnDate,
    totalCents,
    // A refund never changes in the shop: it is made, and at most deleted.
    fingerprint: String(totalCents),
    waitsFor: null,
    needs: SALE_NEEDS.flatMap((part) => needs[part]),
  }
  const credit: Wanted = {
    ...common,
    role: `refund:${refundID}`,
    documentKind: 'CreditMemo',
    losses: document.losses,
    appliedTo: null,
    request: (making) => creditMemo(document, { making, needs, context }),
  }
  // Nothing is paid out for a credit of nothing.
  return totalCents === 0 ? [credit] : [credit, settlement(document, { common, needs })]
}

function settlement(
  document: RefundDocument,
  {
    common,
    needs,
  }: {
    readonly common: Pick<
      Wanted,
      'refNumber' | 'txnDate' | 'totalCents' | 'fingerprint' | 'needs' | 'waitsFor'
    >
    readonly needs: SaleNeeds
  },
): Wanted {
  return {
    ...common,
    role: `settlement:${document.refundID}`,
    documentKind: 'ARRefundCreditCard',
    losses: [],
    appliedTo: `refund:${document.refundID}`,
    request: (making) => cardRefund(document, { making, needs }),
  }
}

function creditMemo(
  document: RefundDocument,
  {
    making,
    needs,
    context,
  }: { readonly making: Making; readonly needs: SaleNeeds; readonly context: Context },
): QbxmlRequest {
  const references = referencesOf(needs)
  const { salesTax } = context.known
  return {
    name: 'CreditMemoAddRq',
    content: {
      CreditMemoAdd: {
        defMacro: making.macro,
        CustomerRef: { ListID: references.customerListID },
        TxnDate: document.txnDate,
        RefNumber: document.refNumber,
        ItemSalesTaxRef: taxItemOf(document, references),
        Memo: memoOf(document, making.marked),
        Lines: linesOf(document, { references, salesTax }).map((line) => ({
          CreditMemoLineAdd: line,
        })),
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.CreditMemo,
    },
  }
}

function cardRefund(
  document: RefundDocument,
  { making, needs }: { readonly making: Making; readonly needs: SaleNeeds },
): QbxmlRequest {
  const references = referencesOf(needs)
  return {
    name: 'ARRefundCreditCardAddRq',
    content: {
      ARRefundCreditCardAdd: {
        CustomerRef: { ListID: references.customerListID },
        RefundFromAccountRef: reference(references.depositAccountListID),
        TxnDate: document.txnDate,
        RefNumber: document.refNumber,
        PaymentMethodRef: reference(references.paymentMethodListID),
        Memo: memoOf(document, making.marked),
        RefundAppliedToTxnAdd: [
          { TxnID: making.appliedTo ?? '', RefundAmount: document.totalCents },
        ],
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.ARRefundCreditCard,
    },
  }
}

function memoOf({ memo }: RefundDocument, marked: MarkedDocument): string {
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  return withMarker(proseWithin(memo, room) ?? '', marked)
}
