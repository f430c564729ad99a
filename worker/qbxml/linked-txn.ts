/** What a transaction is tied to; there only when the query asked with `IncludeLinkedTxns`. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { readAmount, readText } from './ret.ts'

export type LinkedTxnRet = {
  readonly TxnID: string | null
  readonly TxnType: string | null
  readonly RefNumber: string | null
  readonly Amount: Cents | null
}

export function readLinkedTxns(ret: XmlElement): readonly LinkedTxnRet[] {
  return childrenNamed(ret, 'LinkedTxn').map((linked) => ({
    TxnID: readText(linked, 'TxnID'),
    TxnType: readText(linked, 'TxnType'),
    RefNumber: readText(linked, 'RefNumber'),
    Amount: readAmount(linked, 'Amount'),
  }))
}
