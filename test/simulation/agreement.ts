/** At rest each document says what the shop says, or is held for a cause that the books show. */
import { SALE_KINDS } from '../../worker/posting/doubted.ts'
import type { Case, Violation } from './checks.ts'
import type { Ledger, Standing } from './ledger.ts'
import { paidCents, totalCents } from './orders.ts'
import type { OrderPayload } from './orders.ts'

/** Worked out from the order alone, without a word of the code under test. */
type Says = {
  readonly totalCents: number
  readonly day: string
  readonly street: string
  readonly pieces: number
  readonly fees: number
}

/**
 * Of orders that are settled. A document that a person has a hand in may say something else; and of
 * one that was found again after links were forgotten only the total is known, which is judged
 * elsewhere.
 */
export function outdated({
  subject,
  order,
  job,
  documents,
  wasForgotten,
}: Case): readonly Violation[] {
  const isSettled = job?.state === 'synced' && !order.isDeleted && !wasForgotten
  if (!isSettled) {
    return []
  }
  const shop = saysShop(order.payload)
  return documents
    .filter(({ role, state, touched }) => role === 'sale' && state === 'stands' && isOurs(touched))
    .flatMap((document) => {
      const books = saysBooks(document)
      return JSON.stringify(books) === JSON.stringify(shop)
        ? []
        : [
            {
              rule: 'outdated' as const,
              what: `${subject}: ${document.TxnID} says ${JSON.stringify(books)}, the shop ${JSON.stringify(shop)}`,
            },
          ]
    })
}

/** Paid or deposited, it says what it said. */
function isOurs(touched: Standing['touched']): boolean {
  return [...touched].every((touch) => touch === 'paid' || touch === 'deposited')
}

function saysShop(order: OrderPayload): Says {
  return {
    totalCents: totalCents(order),
    day: order.date_created.slice(0, 10),
    street: order.billing.address_1,
    pieces: order.line_items.reduce((sum, { quantity }) => sum + quantity, 0),
    fees: order.fee_lines.length,
  }
}

function saysBooks({ txn, totalCents: cents }: Standing): Says {
  const lines = txn !== null && 'lines' in txn ? txn.lines : []
  const address = (txn?.fields.BillAddress ?? {}) as Readonly<Record<string, string>>
  const block = Object.values(address)
  return {
    totalCents: cents,
    day: txn?.txnDate ?? '',
    street: block.find((line) => /^\d+ /.test(line)) ?? '',
    pieces: lines.reduce((sum, { fields }) => sum + Number(fields.Quantity ?? 0), 0),
    fees: lines.filter(({ fields }) => fields.Desc === 'Gift wrap').length,
  }
}

type Cause = (of: Case, ledger: Ledger) => boolean

/** What must have happened for a document to be left as it is. */
const CAUSES: Readonly<Record<string, Cause>> = {
  'document-linked': ({ documents }) =>
    documents.some(({ touched, role }) => touched.has('paid') || role !== 'sale'),
  'document-deposited': ({ documents }) =>
    documents.some(({ touched }) => touched.has('deposited')),
  'document-in-closed-period': (_, { deeds }) => deeds.has('close-books'),
  // A person's copy, known as the order's, is not what we wrote either.
  'document-edited': ({ documents, wasForgotten, isCopyStanding }, { deeds }) =>
    wasForgotten ||
    isCopyStanding ||
    deeds.has('merge-customers') ||
    documents.some(({ touched }) => touched.size > 0),
  // Whose a deleted document was that had the order's number, nobody can tell any more.
  'deleted-in-quickbooks': ({ documents, wasForgotten, order, isNumberedThere }, { company }) =>
    wasForgotten ||
    documents.some(({ state }) => state !== 'stands') ||
    company.books.deletedTxns.some(
      ({ kind, refNumber }) =>
        refNumber === order.payload.number ||
        // SPEC.md: of a sale that QuickBooks numbered, any that is gone may have been it.
        (isNumberedThere && SALE_KINDS.some((one) => one === kind)),
    ),
  'back-after-removal': ({ documents }) => documents.some(({ state }) => state !== 'stands'),
  'total-differs': ({ documents, wasForgotten }) =>
    wasForgotten ||
    documents.some(({ touched }) => touched.has('amount') || touched.has('revived')),
  'cancelled-after-posting': ({ isLeftToPerson }) => isLeftToPerson,
  'deleted-in-shop': ({ isLeftToPerson }) => isLeftToPerson,
  'sale-still-stands': ({ order: { payload, wasPushed } }) =>
    payload.status === 'pending' || wasPushed || payload.refunds.length > 0,
  'refund-deleted-in-shop': ({ isLeftToPerson }) => isLeftToPerson,
  // Money that came is entered once; the sale itself is changed.
  'changed-after-posting': ({ order: { payload }, documents }) =>
    documents.some(
      ({ role, totalCents: cents }) => role === 'payment' && cents !== paidCents(payload),
    ),
}

export function groundless(one: Case, ledger: Ledger): readonly Violation[] {
  const { subject, job } = one
  const cause = CAUSES[job?.problem?.code ?? '']
  return job?.state !== 'blocked' || cause === undefined || cause(one, ledger)
    ? []
    : [
        {
          rule: 'groundless',
          what: `${subject}: held, and nothing to see: ${job.problem?.summary}`,
        },
      ]
}
