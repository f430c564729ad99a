/** The deposit that takes an order's money to the bank, less what its gateway kept. */
import type { DepositDocument } from '../../books/document.ts'
import type { ForeignCurrency } from '../../books/foreign-currency.ts'
import { plainFingerprint } from '../../books/fingerprint.ts'
import { ZERO, cents } from '../../money/cents.ts'
import { PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import type { DocumentRole } from '../doubted.ts'
import { marker, withMarker } from '../marker.ts'
import type { Context } from './customer.ts'
import { accountNeeded } from './list-entry.ts'
import { openDay } from './open-day.ts'
import { proseWithin } from './text.ts'
import type { Making, Wanted } from './wanted.ts'

export function depositWanted(
  made: DepositDocument,
  {
    of,
    currency,
    needs,
    context,
  }: {
    /** The receipt or the payment whose money it is. */
    readonly of: DocumentRole
    /** Of the money; null in the books' own. */
    readonly currency: ForeignCurrency | null
    readonly needs: Wanted['needs']
    readonly context: Context
  },
): Wanted {
  const day = openDay(made.txnDate, context)
  const document = { ...made, txnDate: day.txnDate }
  const { refNumber, totalCents, feeAccountName, depositAccountName } = document
  const feeAccount = accountNeeded(feeAccountName, context)
  const bank = accountNeeded(depositAccountName, context)
  return {
    role: 'deposit',
    documentKind: 'Deposit',
    refNumber,
    isNumbered: false,
    ...day,
    totalCents,
    fingerprint: plainFingerprint(String(totalCents)),
    losses: [],
    customFields: [],
    appliedTo: of,
    waitsFor: null,
    needs: [...needs, feeAccount, bank],
    request: (making) =>
      depositRequest(document, {
        making,
        currency,
        feeAccountListID: feeAccount.kind === 'found' ? feeAccount.listID : '',
        bankListID: bank.kind === 'found' ? bank.listID : '',
      }),
  }
}

function depositRequest(
  document: DepositDocument,
  {
    making,
    currency,
    feeAccountListID,
    bankListID,
  }: {
    readonly making: Making
    readonly currency: ForeignCurrency | null
    readonly feeAccountListID: string
    readonly bankListID: string
  },
): QbxmlRequest {
  const { txnDate, feeCents } = document
  const { marked } = making
  const room = PROSE_LENGTH_MAX - marker(marked).length - 1
  const memo = proseWithin(document.memo, room) ?? ''
  const fee = { AccountRef: { ListID: feeAccountListID }, Memo: memo, Amount: cents(0 - feeCents) }
  return {
    name: 'DepositAddRq',
    content: {
      DepositAdd: {
        TxnDate: txnDate,
        DepositToAccountRef: { ListID: bankListID },
        Memo: withMarker(memo, marked),
        CurrencyRef: currency === null ? undefined : { FullName: currency.name },
        ExchangeRate: currency?.exchangeRate ?? undefined,
        DepositLineAdd: [
          { PaymentTxnID: making.appliedTo ?? '' },
          ...(feeCents === ZERO ? [] : [fee]),
        ],
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.Deposit,
    },
  }
}
