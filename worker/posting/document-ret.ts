/** Transactions as QuickBooks returns them: of which kind, for whom, over how much. */
import type { DocumentKind } from '../books/document.ts'
import { sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Ret } from '../qbxml/response.ts'
import { readMarker } from './marker.ts'
import type { MarkedDocument } from './marker.ts'

const KIND_OF_RET = {
  SalesReceiptRet: 'SalesReceipt',
  InvoiceRet: 'Invoice',
  SalesOrderRet: 'SalesOrder',
  EstimateRet: 'Estimate',
  ReceivePaymentRet: 'ReceivePayment',
  CreditMemoRet: 'CreditMemo',
  ARRefundCreditCardRet: 'ARRefundCreditCard',
  CheckRet: 'Check',
  DepositRet: 'Deposit',
} as const satisfies Partial<Record<Ret['kind'], DocumentKind>>

export type DocumentRet = Extract<Ret, { kind: keyof typeof KIND_OF_RET }>

export function documentRets(rets: readonly Ret[]): readonly DocumentRet[] {
  return rets.filter((ret): ret is DocumentRet => ret.kind in KIND_OF_RET)
}

export function kindOf({ kind }: DocumentRet): DocumentKind {
  return KIND_OF_RET[kind]
}

/** ListID of who bought, paid or got money back. */
export function customerOf(ret: DocumentRet): string | null {
  switch (ret.kind) {
    case 'CheckRet':
      return ret.PayeeEntityRef?.ListID ?? null
    case 'DepositRet':
      return null
    case 'SalesReceiptRet':
    case 'InvoiceRet':
    case 'SalesOrderRet':
    case 'EstimateRet':
    case 'ReceivePaymentRet':
    case 'CreditMemoRet':
    case 'ARRefundCreditCardRet':
      return ret.CustomerRef?.ListID ?? null
  }
}

export function refNumberOf(ret: DocumentRet): string | null {
  return ret.kind === 'DepositRet' ? null : ret.RefNumber
}

/** What QuickBooks says the document comes to; null when its answer does not say. */
export function quickBooksTotal(ret: DocumentRet): Cents | null {
  switch (ret.kind) {
    case 'InvoiceRet':
      // An invoice has no total of its own.
      return subtotalAndTax(ret)
    case 'SalesReceiptRet':
    case 'SalesOrderRet':
    case 'EstimateRet':
    case 'CreditMemoRet':
      return ret.TotalAmount ?? subtotalAndTax(ret)
    case 'ReceivePaymentRet':
    case 'ARRefundCreditCardRet':
      return ret.TotalAmount
    case 'CheckRet':
      return ret.Amount
    case 'DepositRet':
      return ret.DepositTotal
  }
}

/** What nothing was set against yet, of what can be; null where QuickBooks does not say. */
export function openOf(ret: DocumentRet): Cents | null {
  if (ret.kind === 'InvoiceRet') {
    return ret.BalanceRemaining
  }
  return ret.kind === 'CreditMemoRet' ? ret.CreditRemaining : null
}

function subtotalAndTax(ret: {
  readonly Subtotal: Cents | null
  readonly SalesTaxTotal: Cents | null
}): Cents | null {
  return ret.Subtotal === null ? null : sum([ret.Subtotal, ret.SalesTaxTotal ?? ZERO])
}

export function markerOf(ret: DocumentRet): MarkedDocument | null {
  return readMarker(ret.Memo ?? '')
}

/** QuickBooks writes it before the memo of what a person or an application made void. */
const VOID = 'VOID:'

/** Void: it stands under its number and comes to nothing. */
export function isVoid(ret: DocumentRet): boolean {
  return (ret.Memo ?? '').trimStart().startsWith(VOID) && (quickBooksTotal(ret) ?? ZERO) === 0
}

/** Of what posts nothing; told by a whole reading alone. */
export function isClosed(ret: DocumentRet): boolean {
  return (
    (ret.kind === 'SalesOrderRet' && ret.IsManuallyClosed) ||
    (ret.kind === 'EstimateRet' && !ret.IsOpen)
  )
}
