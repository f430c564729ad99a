/** What an order's refunds want in the books, and what keeps one of them from it. */
import type { RefundDocument, RefundLine, SaleDocument } from '../books/document.ts'
import { isProblem, problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { isUnposted } from '../books/sale-form.ts'
import type { Context } from '../posting/desktop/customer.ts'
import { standingOf } from '../posting/desktop/read-standing.ts'
import { refundWanted } from '../posting/desktop/refund-wanted.ts'
import type { Wanted } from '../posting/desktop/wanted.ts'
import { isPayment } from '../posting/doubted.ts'
import { findLink } from '../posting/known.ts'
import type { StandingDocument } from '../posting/standing-document.ts'
import { refundDocumentsOf } from './workload.ts'
import type { Books, OrderWork } from './workload.ts'

export type RefundsInBooks = {
  readonly wanted: readonly Wanted[]
  /** The first that is in the way; the sale and the other refunds stand without. */
  readonly problem: Problem | null
}

/**
 * What does not post was never sold: a credit memo for it would credit nothing. Whose sale it was,
 * gets the credit.
 */
export function refundsInBooks(
  work: OrderWork,
  { sale, context, books }: RefundSurroundings,
): RefundsInBooks {
  const { job, order, refunds } = work
  const { kind, refNumber, customer } = sale
  const [first] = refunds
  if (first === undefined) {
    return { wanted: [], problem: null }
  }
  if (isUnposted(sale)) {
    const facts = { order: order.number, refund: String(first.id), kind, refNumber }
    return { wanted: [], problem: problem('refund-of-unposted', facts) }
  }
  const made = documentsBeside(work, { sale, context, books }).map((document) => {
    if (isProblem(document)) {
      return { wanted: [], problem: document }
    }
    const link = findLink(context.known, job.subject, `refund:${document.refundID}`)
    const standing = link === null ? null : standingOf(context.known, link)
    const lines = link === null ? document.lines : document.lines.map(decided)
    const wanted = refundWanted({ ...document, customer, lines }, context)
    return isProblem(wanted)
      ? { wanted: [], problem: wanted }
      : {
          wanted,
          problem: creditToApply(document, { order: order.number, invoice: refNumber, standing }),
        }
  })
  return {
    wanted: made.flatMap(({ wanted }) => wanted),
    problem: made.find((one) => one.problem !== null)?.problem ?? null,
  }
}

export type RefundSurroundings = {
  readonly sale: SaleDocument
  readonly context: Context
  readonly books: Books
}

/** As they were made, unless the sale stands in another form, or its payment does. */
function documentsBeside(
  work: OrderWork,
  { sale, context, books }: RefundSurroundings,
): OrderWork['refundDocuments'] {
  const documents = context.known.documents.get(work.job.subject) ?? []
  const isPaidInBooks = documents.some(({ role, isDeleted }) => isPayment(role) && !isDeleted)
  const isAsMade = !isProblem(work.sale) && work.sale.kind === sale.kind && !isPaidInBooks
  return isAsMade
    ? work.refundDocuments
    : refundDocumentsOf(work, { books, saleKind: sale.kind, isPaidInBooks })
}

/** QuickBooks sets a credit against an invoice only when a person says so. */
function creditToApply(
  { refNumber, totalCents, settlement }: RefundDocument,
  { order, invoice, standing }: CreditMade,
): Problem | null {
  return settlement.kind !== 'owed' || standing?.openCents === 0
    ? null
    : problem('credit-to-apply', { order, refNumber, totalCents, invoice })
}

type CreditMade = {
  readonly order: string
  readonly invoice: string
  /** As it was read; null where it was not. */
  readonly standing: StandingDocument | null
}

/** What a later refund of the same goods leaves open was decided when this one was sent. */
function decided(line: RefundLine): RefundLine {
  return { ...line, shelf: line.shelf === 'unclear' ? 'kept-out' : line.shelf }
}
