/**
 * Taking a transaction out of the books. Deleted, it is gone but for a note; void, it stays under
 * its number with nothing in it. Their responses hold no object: what happened stands in them bare.
 */
import type { XmlElement } from '../xml/parse.ts'
import { readText } from './ret.ts'
import { id, oneWordOf } from './shape.ts'
import { TXN_DEL_TYPE } from './txn-deleted.ts'

/** What posts nothing, such as an estimate, cannot be void. */
export const TXN_VOID_TYPE = [
  'ARRefundCreditCard',
  'Bill',
  'BillPaymentCheck',
  'BillPaymentCreditCard',
  'Charge',
  'Check',
  'CreditCardCharge',
  'CreditCardCredit',
  'CreditMemo',
  'Deposit',
  'InventoryAdjustment',
  'Invoice',
  'ItemReceipt',
  'JournalEntry',
  'SalesReceipt',
  'VendorCredit',
] as const

export const TXN_DEL_RQ = [oneWordOf('TxnDelType', TXN_DEL_TYPE), id('TxnID')] as const
export const TXN_VOID_RQ = [oneWordOf('TxnVoidType', TXN_VOID_TYPE), id('TxnID')] as const

export type TxnDel = {
  readonly kind: 'TxnDel'
  readonly TxnDelType: string | null
  readonly TxnID: string
  readonly TimeDeleted: string | null
  readonly RefNumber: string | null
}

export type TxnVoid = {
  readonly kind: 'TxnVoid'
  readonly TxnVoidType: string | null
  readonly TxnID: string
  readonly TimeCreated: string | null
  readonly TimeModified: string | null
  readonly RefNumber: string | null
}

/** Null for a response to a request that was refused. */
export function decodeTxnDel(response: XmlElement): TxnDel | null {
  const TxnID = readText(response, 'TxnID')
  return TxnID === null
    ? null
    : {
        kind: 'TxnDel',
        TxnDelType: readText(response, 'TxnDelType'),
        TxnID,
        TimeDeleted: readText(response, 'TimeDeleted'),
        RefNumber: readText(response, 'RefNumber'),
      }
}

/** Null for a response to a request that was refused. */
export function decodeTxnVoid(response: XmlElement): TxnVoid | null {
  const TxnID = readText(response, 'TxnID')
  return TxnID === null
    ? null
    : {
        kind: 'TxnVoid',
        TxnVoidType: readText(response, 'TxnVoidType'),
        TxnID,
        TimeCreated: readText(response, 'TimeCreated'),
        TimeModified: readText(response, 'TimeModified'),
        RefNumber: readText(response, 'RefNumber'),
      }
}
