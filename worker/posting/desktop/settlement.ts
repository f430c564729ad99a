/** What settles a credit memo, so that no credit stays open: a refund on the card, or a check. */
import type { RefundDocument } from '../../books/document.ts'
import { PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import { marker, withMarker } from '../marker.ts'
import type { MarkedDocument } from '../marker.ts'
import type { Context } from './customer.ts'
import { receivablesNeeded } from './list-entry.ts'
import { accountNeeds, arrivalNeeds, referencesOf } from './sale-needs.ts'
import type { SaleNeeds } from './sale-needs.ts'
import { reference } from './sale-request.ts'
import { proseWithin } from './text.ts'
import type { Making, Wanted } from './wanted.ts'

type Common = Pick<
  Wanted,
  | 'refNumber'
  | 'isNumbered'
  | 'txnDate'
  | 'movedFrom'
  | 'totalCents'
  | 'fingerprint'
  | 'needs'
  | 'waitsFor'
>

/** Where the money leaves from; a check names the receivables, so the credit does too. */
export function settlementNeeds(
  { settlement, receivablesAccountName, currency }: RefundDocument,
  context: Context,
): Pick<SaleNeeds, 'receivablesAccount' | 'paymentMethod' | 'depositAccount'> {
  const receivablesAccount = accountNeeds(receivablesAccountName, context)
  switch (settlement.kind) {
    case 'card': {
      const { paymentMethodName, accountName: depositAccountName } = settlement
      return {
        receivablesAccount,
        ...arrivalNeeds({ paymentMethodName, depositAccountName }, context),
      }
    }
    case 'check':
      return {
        receivablesAccount: [
          receivablesNeeded({ name: receivablesAccountName, currency }, context),
        ],
        paymentMethod: [],
        depositAccount: accountNeeds(settlement.accountName, context),
      }
    case 'owed':
    case 'left-open':
    case 'nothing':
      return { receivablesAccount, paymentMethod: [], depositAccount: [] }
  }
}

export function settlementWanted(
  document: RefundDocument,
  { common, needs }: { readonly common: Common; readonly needs: SaleNeeds },
): Wanted | null {
  const { refundID } = document
  const settlement = {
    ...common,
    role: `settlement:${refundID}`,
    losses: [],
    customFields: [],
    appliedTo: `refund:${refundID}`,
  } as const
  switch (document.settlement.kind) {
    case 'card':
      return {
        ...settlement,
        documentKind: 'ARRefundCreditCard',
        request: (making) => cardRefund(document, { making, needs }),
      }
    case 'check':
      return {
        ...settlement,
        documentKind: 'Check',
        request: (making) => check(document, { making, needs }),
      }
    case 'owed':
    case 'left-open':
    case 'nothing':
      return null
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
        ARAccountRef: reference(references.receivablesAccountListID),
        TxnDate: document.txnDate,
        RefNumber: document.refNumber,
        PaymentMethodRef: reference(references.paymentMethodListID),
        ExchangeRate: document.currency?.exchangeRate ?? undefined,
        Memo: refundMemo(document, making.marked),
        RefundAppliedToTxnAdd: [
          { TxnID: making.appliedTo ?? '', RefundAmount: document.totalCents },
        ],
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.ARRefundCreditCard,
    },
  }
}

/** Its line takes the money out of the receivables again, where the credit memo had put it. */
function check(
  document: RefundDocument,
  { making, needs }: { readonly making: Making; readonly needs: SaleNeeds },
): QbxmlRequest {
  const { customerListID, depositAccountListID, receivablesAccountListID } = referencesOf(needs)
  const customer = { ListID: customerListID }
  return {
    name: 'CheckAddRq',
    content: {
      CheckAdd: {
        AccountRef: { ListID: depositAccountListID ?? '' },
        PayeeEntityRef: customer,
        RefNumber: document.refNumber,
        TxnDate: document.txnDate,
        ExchangeRate: document.currency?.exchangeRate ?? undefined,
        Memo: refundMemo(document, making.marked),
        ApplyCheckToTxnAdd: [{ TxnID: making.appliedTo ?? '', Amount: document.totalCents }],
        ExpenseLineAdd: [
          {
            AccountRef: reference(receivablesAccountListID),
            Amount: document.totalCents,
            CustomerRef: customer,
          },
        ],
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.Check,
    },
  }
}

export function refundMemo({ memo }: RefundDocument, marked: MarkedDocument): string {
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  return withMarker(proseWithin(memo, room) ?? '', marked)
}
