/**
 * Finding transactions without walking through them. An index belongs to one array and follows it
 * as it grows at its end. Whatever else changes what is found, a number, a transaction that goes,
 * puts a new array in the place of the old, which is then indexed afresh; so do a restored backup
 * and a copy.
 */
import type { Books, Txn, TxnKind } from './books.ts'

type TxnIndex = {
  readonly byID: Map<string, Txn>
  readonly byKind: Map<TxnKind, Txn[]>
  /** By number, in lower case. */
  readonly byRefNumber: Map<string, Txn[]>
  readonly highestNumber: Map<TxnKind, number>
  size: number
}

const txnIndexes = new WeakMap<readonly Txn[], TxnIndex>()

export function indexedTxns({ txns }: Books): TxnIndex {
  const index = txnIndexes.get(txns) ?? {
    byID: new Map(),
    byKind: new Map(),
    byRefNumber: new Map(),
    highestNumber: new Map(),
    size: 0,
  }
  if (index.size === txns.length) {
    return index
  }
  txnIndexes.set(txns, index)
  for (const txn of txns.slice(index.size)) {
    index.byID.set(txn.TxnID, txn)
    file(index.byKind, txn.kind, txn)
    file(index.byRefNumber, txn.refNumber.toLowerCase(), txn)
    const number = /^\d+$/.test(txn.refNumber) ? Number(txn.refNumber) : 0
    index.highestNumber.set(txn.kind, Math.max(index.highestNumber.get(txn.kind) ?? 0, number))
  }
  index.size = txns.length
  return index
}

function file<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key)
  if (group === undefined) {
    groups.set(key, [value])
  } else {
    group.push(value)
  }
}
