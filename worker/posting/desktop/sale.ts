/** An order's sale, and the payment that belongs to it where it is an invoice. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { SaleDocument } from '../../books/document.ts'
import { findByRefNumber } from '../document-queries.ts'
import { documentKey, KINDS_OF_ROLE } from '../doubted.ts'
import type { DocumentRole, SoughtDocument } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Known, Link } from '../known.ts'
import { gather } from '../needed.ts'
import type { JobAtHand, Plan } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import { readingLeft } from '../verification.ts'
import type { Context } from './customer.ts'
import { deletedTxn } from './deleted-txn.ts'
import { addDocuments } from './sale-adds.ts'
import { saleNeeds } from './sale-needs.ts'
import { planStanding } from './sale-standing.ts'

export type Sale = {
  readonly document: SaleDocument
  readonly context: Context
  /** Deleted in the shop. */
  readonly isDeleted: boolean
  /** What the documents alone do not settle, e.g. a refund that is not carried. */
  readonly leftToDo: Problem | null
}

export function planSale(job: JobAtHand, sale: Sale): Plan {
  const { document, context } = sale
  const standing = planStanding(job, sale)
  if (standing !== null) {
    return standing
  }
  if (context.known.salesTax === null && document.tax.kind !== 'none') {
    return hold(problem('sales-tax-off', { order: context.order }))
  }
  const verifying = planVerification(job, sale)
  if (verifying !== null) {
    return verifying
  }
  const inTheWay = findingInTheWay(job, sale) ?? deletedBefore(job, sale)
  if (inTheWay !== null) {
    return hold(inTheWay)
  }
  const needs = saleNeeds(document, context)
  const gathered = gather([
    needs.customer,
    ...needs.items,
    ...needs.taxItems,
    ...needs.paymentMethod,
    ...needs.depositAccount,
    ...needs.zeroRateItem,
  ])
  if (gathered.kind === 'problem') {
    return hold(gathered.problem)
  }
  const unasked = questions(job, sale)
  if (gathered.kind === 'ask' || unasked.length > 0) {
    const requests = gathered.kind === 'ask' ? gathered.requests : []
    return { kind: 'ask', requests: [...requests, ...unasked] }
  }
  const { alsoLink } = gathered
  return { kind: 'send', requests: addDocuments(job, { ...sale, needs, alsoLink }) }
}

/**
 * An order that no longer belongs into the books. One that may have been sent is looked for first:
 * only what QuickBooks does not have can be withdrawn silently.
 */
export function planWithdrawal(job: JobAtHand, sale: Sale): Plan {
  const standing = planStanding(job, sale)
  if (standing !== null) {
    return standing
  }
  const verifying = planVerification(job, sale)
  if (verifying !== null) {
    return verifying
  }
  // Whose document has the number does not matter to an order that surely never left.
  const inTheWay = job.doubtedSetID === null ? null : findingInTheWay(job, sale)
  if (inTheWay !== null) {
    return hold(inTheWay)
  }
  const unasked = questions(job, sale)
  return unasked.length > 0 ? { kind: 'ask', requests: unasked } : { kind: 'withdraw' }
}

/** A set carried it and nobody answered: all that can tell is read before anything is sent. */
function planVerification(job: JobAtHand, sale: Sale): Plan | null {
  const { known, order } = sale.context
  if (job.doubtedSetID === null) {
    return null
  }
  const refusal = known.session.doubt?.refusal ?? null
  if (refusal !== null) {
    const request = 'the list of what changed since it was sent'
    return hold(rememberedRefusal({ order, request, ...refusal }))
  }
  const left = readingLeft(job.doubtedSetID, known)
  return left.length === 0 ? null : { kind: 'verify', requests: [...left, ...questions(job, sale)] }
}

/** Each kind is asked; the set builder joins the questions of many orders into one query each. */
function questions(
  job: JobAtHand,
  { document, context }: Pick<Sale, 'document' | 'context'>,
): readonly PlannedRequest[] {
  const { known } = context
  return rolesWanted(document).flatMap((role) =>
    isSettled(known, { subject: job.subject, role })
      ? []
      : KINDS_OF_ROLE[role].map((documentKind): PlannedRequest => ({
          key: `find ${documentKind}`,
          purpose: {
            kind: 'find-documents',
            storeID: known.storeID,
            documentKind,
            sought: [sought(job, { role, refNumber: document.refNumber, known })],
          },
          request: findByRefNumber(documentKind, [document.refNumber]),
        })),
  )
}

function sought(
  { subject, doubtedSetID }: JobAtHand,
  {
    role,
    refNumber,
    known,
  }: { readonly role: DocumentRole; readonly refNumber: string; readonly known: Known },
): SoughtDocument {
  const set = known.doubtedSets.get(doubtedSetID ?? '')
  const sent = set?.documents.find((one) => one.subject === subject && one.role === role)
  return { subject, role, refNumber, fingerprint: sent?.fingerprint ?? '' }
}

export function rolesWanted({ payment }: SaleDocument): readonly DocumentRole[] {
  return payment === null ? ['sale'] : ['sale', 'payment']
}

/** A link or a finding of this session says where the document stands. */
function isSettled(
  known: Known,
  { subject, role }: { readonly subject: string; readonly role: DocumentRole },
): boolean {
  const link = findLink(known, subject, role)
  const isStanding = link !== null && !link.isDeleted
  return isStanding || known.session.findings[documentKey(subject, role)] !== undefined
}

function findingInTheWay(job: JobAtHand, { document, context }: Sale): Problem | null {
  const { findings } = context.known.session
  for (const role of rolesWanted(document)) {
    const finding = findings[documentKey(job.subject, role)]
    if (finding === undefined || finding.kind === 'absent') {
      continue
    }
    const { documentKind: kind, totalCents } = finding
    const { order } = context
    const { txnDate } = document
    return finding.kind === 'near-match'
      ? problem('near-match', { order, kind, refNumber: finding.refNumber, txnDate, totalCents })
      : problem('ref-number-used', { order, kind, refNumber: document.refNumber, totalCents })
  }
  return null
}

/**
 * Nothing of ours stands, no link says that anything ever did, and somebody deleted a document with
 * the order's number: after a restored backup of ours it may have been the order's own.
 */
function deletedBefore(job: JobAtHand, { document, context }: Sale): Problem | null {
  const { known, order } = context
  const isNew = findLink(known, job.subject, 'sale') === null
  const deleted = deletedTxn(known, document)
  return isNew && !job.isPushed && deleted !== null
    ? problem('deleted-in-quickbooks', { order, ...deleted })
    : null
}

function hold(held: Problem, links: readonly Link[] = []): Plan {
  return { kind: 'hold', problem: held, links }
}
