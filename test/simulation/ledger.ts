/**
 * Every document that ever came to stand in the books, by its memo at that moment: a person may
 * change or delete it later, and it is still the one that was made.
 */
import type { CompanyFile, Txn, TxnKind } from '../../worker/practice/books.ts'
import { textField } from '../../worker/practice/books.ts'
import { entryByID } from '../../worker/practice/entries.ts'
import { readMarker } from '../../worker/posting/marker.ts'
import type { Deed } from './person.ts'

export type Made = {
  readonly TxnID: string
  readonly kind: TxnKind
  readonly atMs: number
  /** `order:1042`; null for what a person entered. */
  readonly subject: string | null
  /** `sale`, `payment` …: what it is of its subject. */
  readonly role: string | null
  /** As written: it tells a second posting that a person asked for from a double. */
  readonly marker: string | null
  /** Whose it was when it was made; a person may rename, not change who it is. */
  readonly customer: { readonly account: string | null; readonly email: string | null }
  /** Made for whom its sale stood under: a person who merged customers took the sale along. */
  readonly isWithSale: boolean
  readonly touched: Set<Touch>
}

export type Touch =
  | 'number'
  | 'memo'
  | 'amount'
  /** An amount in a document that was void: what it comes to since is that person's own entry. */
  | 'revived'
  | 'deleted'
  | 'voided'
  | 'paid'
  | 'deposited'

export type Ledger = {
  readonly company: CompanyFile
  readonly made: Map<string, Made>
  /** What a person ever did, whatever was undone since. */
  readonly deeds: Set<Deed>
}

export function createLedger(company: CompanyFile): Ledger {
  return { company, made: new Map(), deeds: new Set() }
}

/**
 * Returns what is new since the last look. What a person entered, also a copy of one of ours with
 * its memo, is nobody's document.
 */
export function look(
  { company, made }: Ledger,
  by: 'Tillbridge' | 'a person' = 'Tillbridge',
): readonly Made[] {
  const { txns } = company.books
  const found: Made[] = []
  // New ones are filed last; what a restore brought back is known already.
  for (let at = txns.length - 1; at >= 0; at -= 1) {
    const txn = txns[at]
    if (txn === undefined || made.has(txn.TxnID)) {
      break
    }
    const memo = textField(txn.fields, 'Memo') ?? ''
    const marked = by === 'a person' ? null : readMarker(memo)
    const one: Made = {
      TxnID: txn.TxnID,
      kind: txn.kind,
      atMs: txn.timeCreatedMs,
      subject: marked?.subject ?? null,
      role: marked?.role ?? null,
      marker: marked === null ? null : (/TB1:\S+$/.exec(memo.trim())?.[0] ?? null),
      customer: customerOf(company, txn),
      isWithSale: isWithSale({ company, made }, { txn, subject: marked?.subject ?? null }),
      touched: new Set(),
    }
    made.set(txn.TxnID, one)
    found.push(one)
  }
  return found
}

export type Standing = Made & {
  /** As QuickBooks has it; null when it is deleted. */
  readonly txn: Txn | null
  readonly state: 'stands' | 'void' | 'deleted'
  readonly totalCents: number
}

/** What the books have or had of a subject, today: what a restored backup took back is not there. */
export function standingOf({ company, made }: Ledger): ReadonlyMap<string, readonly Standing[]> {
  const { txns, deletedTxns } = company.books
  const present = new Map(txns.map((txn) => [txn.TxnID, txn]))
  const deleted = new Set(deletedTxns.map(({ TxnID }) => TxnID))
  const bySubject = new Map<string, Standing[]>()
  for (const one of made.values()) {
    const txn = present.get(one.TxnID)
    const isThere = txn !== undefined || deleted.has(one.TxnID)
    if (one.subject !== null && isThere) {
      const standing: Standing = {
        ...one,
        txn: txn ?? null,
        state: stateOf(txn, one),
        totalCents: txn === undefined ? 0 : totalOf(txn),
      }
      bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), standing])
    }
  }
  return bySubject
}

export function stateOf(txn: Txn | undefined, { touched }: Made): Standing['state'] {
  if (txn === undefined) {
    return 'deleted'
  }
  // No order here is of nothing; a person may have written another memo over QuickBooks’ word.
  const isMarked = (textField(txn.fields, 'Memo') ?? '').startsWith('VOID:') || touched.has('memo')
  const isVoid = isMarked && (totalOf(txn) === 0 || touched.has('revived'))
  // What posts nothing is closed instead.
  const isClosed = txn.fields.IsManuallyClosed === true || txn.fields.IsActive === false
  return isVoid || isClosed ? 'void' : 'stands'
}

function totalOf(txn: Txn): number {
  return txn.kind === 'ReceivePayment' ? txn.totalCents : txn.subtotalCents + txn.salesTaxCents
}

function isWithSale(
  { company, made }: Pick<Ledger, 'company' | 'made'>,
  { txn, subject }: { readonly txn: Txn; readonly subject: string | null },
): boolean {
  return company.books.txns.some((other) => {
    const sale = made.get(other.TxnID)
    const isSale = subject !== null && sale?.role === 'sale' && sale.subject === subject
    return isSale && other.refs.CustomerRef === txn.refs.CustomerRef
  })
}

function customerOf(company: CompanyFile, { refs }: Txn): Made['customer'] {
  const entry = entryByID(company, refs.CustomerRef ?? null)
  return {
    account: textField(entry?.fields, 'AccountNumber'),
    email: textField(entry?.fields, 'Email'),
  }
}
