/**
 * Finding things in the books without walking through them. An index belongs to one array and
 * follows it as it grows at its end. Whatever else changes what is found, a name, a number, an
 * entry that goes, puts a new array in the place of the old, which is then indexed afresh; so do
 * a restored backup and a copy.
 */
import type { Books, ListEntry, ListKind, Txn, TxnKind } from './books.ts'

type EntryIndex = {
  readonly byID: Map<string, ListEntry>
  readonly byKind: Map<ListKind, ListEntry[]>
  readonly byType: Map<string, ListEntry[]>
  /** By kind and whole path, in lower case. Of two with one path, the first. */
  readonly byPath: Map<string, ListEntry>
  size: number
}

type TxnIndex = {
  readonly byID: Map<string, Txn>
  readonly byKind: Map<TxnKind, Txn[]>
  /** By number, in lower case. */
  readonly byRefNumber: Map<string, Txn[]>
  readonly highestNumber: Map<TxnKind, number>
  size: number
}

const entryIndexes = new WeakMap<readonly ListEntry[], EntryIndex>()
const txnIndexes = new WeakMap<readonly Txn[], TxnIndex>()

export function indexedEntries({ entries }: Books): EntryIndex {
  const index = entryIndexes.get(entries) ?? {
    byID: new Map(),
    byKind: new Map(),
    byType: new Map(),
    byPath: new Map(),
    size: 0,
  }
  if (index.size === entries.length) {
    return index
  }
  entryIndexes.set(entries, index)
  const added = entries.slice(index.size)
  for (const entry of added) {
    index.byID.set(entry.ListID, entry)
    file(index.byKind, entry.kind, entry)
    file(index.byType, entry.type, entry)
  }
  // After all IDs: a parent may have been entered after its child.
  for (const entry of added) {
    const key = pathKey(entry.kind, pathOf(index.byID, entry))
    index.byPath.set(key, index.byPath.get(key) ?? entry)
  }
  index.size = entries.length
  return index
}

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

export function pathKey(kind: ListKind, path: string): string {
  return `${kind}:${path.toLowerCase()}`
}

/** `Parent:Child`, up to the top. */
export function pathOf(byID: ReadonlyMap<string, ListEntry>, entry: ListEntry): string {
  const parent = byID.get(entry.parentListID ?? '')
  return parent === undefined ? entry.name : `${pathOf(byID, parent)}:${entry.name}`
}

function file<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key)
  if (group === undefined) {
    groups.set(key, [value])
  } else {
    group.push(value)
  }
}
