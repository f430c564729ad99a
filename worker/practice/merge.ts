/** Two entries of a list made one, which a person does by giving one the name of the other. */
import type { CompanyFile, Fields, ListEntry, ListKind, Refs, Txn } from './books.ts'
import { removeEntry } from './deleted-entries.ts'
import { isParent, stampChange } from './entries.ts'

/** As ListMergeType has them, but for the items that QuickBooks builds or writes off. */
const MERGED_LISTS: readonly ListKind[] = ['Account', 'Class', 'Customer', 'Item', 'Vendor']
const KEPT_APART = ['ItemFixedAsset', 'ItemInventoryAssembly']

/** The members of sales tax groups, the items of groups, assemblies and price levels. */
const FIELDS_WITH_IDS = ['Components', 'ItemSalesTaxRefs', 'PriceLevelPerItemRets']

export type Merger = { readonly from: ListEntry; readonly into: ListEntry }

/**
 * Whatever pointed to the one points to the other, in closed periods as well; what stood on the
 * one, its address and telephone, is lost. Whether QuickBooks counts those transactions as changed
 * is not known: here it does not, so that nobody relies on being told.
 */
export function merge(company: CompanyFile, { from, into }: Merger): void {
  const obstacle = obstacleTo(company, { from, into })
  if (obstacle !== null) {
    throw new Error(`${from.name} cannot be merged into ${into.name}: ${obstacle}`)
  }
  for (const entry of company.books.entries) {
    entry.refs = repointedRefs(entry.refs, { from, into })
    entry.fields = repointedFields(entry.fields, { from, into })
  }
  for (const txn of company.books.txns) {
    repointTxn(txn, { from, into })
  }
  removeEntry(company, from)
  stampChange(company, into)
}

function obstacleTo(company: CompanyFile, { from, into }: Merger): string | null {
  if (from === into) {
    return 'they are one already'
  }
  if (!MERGED_LISTS.includes(from.kind) || KEPT_APART.includes(from.type)) {
    return `QuickBooks does not merge a ${from.type}`
  }
  if (from.type !== into.type) {
    return `their types differ, ${from.type} and ${into.type}`
  }
  return isParent(company, from) ? 'what stands below it must be moved first' : null
}

function repointTxn(txn: Txn, merger: Merger): void {
  txn.refs = repointedRefs(txn.refs, merger)
  if (txn.kind !== 'ReceivePayment') {
    txn.lines = txn.lines.map((line) => ({ ...line, refs: repointedRefs(line.refs, merger) }))
  }
}

function repointedRefs(refs: Refs, merger: Merger): Refs {
  return Object.values(refs).includes(merger.from.ListID) ? (repointed(refs, merger) as Refs) : refs
}

function repointedFields(fields: Fields, merger: Merger): Fields {
  const holding = FIELDS_WITH_IDS.filter((name) => name in fields)
  return holding.length === 0
    ? fields
    : {
        ...fields,
        ...Object.fromEntries(holding.map((name) => [name, repointed(fields[name], merger)])),
      }
}

function repointed(value: unknown, merger: Merger): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => repointed(one, merger))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, repointed(one, merger)]),
    )
  }
  return value === merger.from.ListID ? merger.into.ListID : value
}
