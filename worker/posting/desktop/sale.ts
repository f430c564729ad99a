/** An order's sale: sales receipt or invoice. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { SaleDocument, SaleKind } from '../../books/document.ts'
import { documentFingerprint } from '../../books/fingerprint.ts'
import { ZERO } from '../../money/cents.ts'
import { findSalesRequest } from '../find-sales.ts'
import { findLink } from '../known.ts'
import type { Link, RefNumberFinding } from '../known.ts'
import { gather } from '../needed.ts'
import type { Plan } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import type { Context } from './customer.ts'
import { referencesOf, saleNeeds } from './sale-needs.ts'
import { saleRequest } from './sale-request.ts'
import type { SaleReferences } from './sale-request.ts'

export type SaleJob = {
  readonly jobID: number
  readonly subject: string
  readonly revision: number
  readonly generation: number
}

/** A sale's link is of the kind its Ret was. */
export function saleKindOf(link: Link): SaleKind {
  return link.kind === 'Invoice' ? 'Invoice' : 'SalesReceipt'
}

/** The kinds an order's number may already stand under; each is asked before the first Add. */
export const SALE_KINDS = ['SalesReceipt', 'Invoice'] as const

export type Sale = {
  readonly document: SaleDocument
  readonly context: Context
  readonly isDeleted: boolean
  /** What the sale alone does not settle, e.g. a refund that is not carried. */
  readonly leftToDo: Problem | null
}

export function planSale(job: SaleJob, sale: Sale): Plan {
  const { document, context } = sale
  const link = findLink(context.known, job.subject, 'sale')
  if (link !== null) {
    return planPosted(link, sale)
  }
  if (context.known.salesTax === null && document.tax.kind !== 'none') {
    return { kind: 'hold', links: [], problem: problem('sales-tax-off', { order: context.order }) }
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
    return { kind: 'hold', links: [], problem: gathered.problem }
  }
  const finding = context.known.session.refNumbers[job.subject]
  if (finding?.kind === 'somebody-elses') {
    return { kind: 'hold', links: [], problem: numberTaken(document, { finding, context }) }
  }
  if (gathered.kind === 'ask' || finding === undefined) {
    const requests = gathered.kind === 'ask' ? gathered.requests : []
    return {
      kind: 'ask',
      requests:
        finding === undefined ? [...requests, ...findSale(job, { document, context })] : requests,
    }
  }
  return {
    kind: 'send',
    request: addSale(job, {
      ...sale,
      references: referencesOf(needs),
      alsoLink: gathered.alsoLink,
    }),
  }
}

/**
 * An order that no longer belongs into the books. One that may have been sent is asked for first:
 * only what QuickBooks does not have can be withdrawn silently.
 */
export function planWithdrawal(job: SaleJob, sale: Sale): Plan {
  const link = findLink(sale.context.known, job.subject, 'sale')
  if (link !== null) {
    return planPosted(link, sale)
  }
  return sale.context.known.session.refNumbers[job.subject] === undefined
    ? { kind: 'ask', requests: findSale(job, sale) }
    : { kind: 'withdraw' }
}

/** A sale that stands: compared, never sent again. */
function planPosted(link: Link, { document, context, isDeleted, leftToDo }: Sale): Plan {
  const kind = saleKindOf(link)
  const facts = { order: context.order, kind, refNumber: link.label }
  if (isDeleted) {
    return { kind: 'hold', links: [link], problem: problem('deleted-in-shop', facts) }
  }
  const fingerprint = documentFingerprint(document)
  // Found by its marker, not settled by an answer: what it comes to is all that is known of it.
  const isFound = link.sent === ''
  if (isFound && link.totalCents !== document.totalCents) {
    const quickBooksCents = link.totalCents ?? ZERO
    const shopCents = document.totalCents
    return {
      kind: 'hold',
      links: [link],
      problem: problem('total-differs', { ...facts, shopCents, quickBooksCents }),
    }
  }
  if (!isFound && link.sent !== fingerprint) {
    return { kind: 'hold', links: [link], problem: problem('changed-after-posting', facts) }
  }
  const links = [{ ...link, sent: fingerprint }]
  return leftToDo === null ? { kind: 'agrees', links } : { kind: 'hold', links, problem: leftToDo }
}

/** Both kinds are asked; the set builder joins the questions of many orders into one query each. */
function findSale(
  job: SaleJob,
  { document, context }: { readonly document: SaleDocument; readonly context: Context },
): readonly PlannedRequest[] {
  const { storeID } = context.known
  const sought = [{ subject: job.subject, refNumber: document.refNumber }]
  return SALE_KINDS.map((documentKind) => ({
    key: `find ${documentKind}`,
    purpose: { kind: 'find-sales', storeID, documentKind, sought },
    request: findSalesRequest(documentKind, [document.refNumber]),
  }))
}

function addSale(
  job: SaleJob,
  sale: Sale & {
    readonly references: SaleReferences
    readonly alsoLink: readonly Link[]
  },
): PlannedRequest {
  const { document, context, references, alsoLink } = sale
  const { storeID, salesTax } = context.known
  return {
    key: `sale ${job.subject}`,
    purpose: {
      kind: 'add-sale',
      ...job,
      documentKind: document.kind,
      refNumber: document.refNumber,
      totalCents: document.totalCents,
      fingerprint: documentFingerprint(document),
      order: context.order,
      alsoLink,
      leftToDo: sale.leftToDo,
    },
    request: saleRequest(document, {
      references,
      salesTax,
      marked: { storeID, subject: job.subject, role: 'sale', posting: 1 },
    }),
  }
}

function numberTaken(
  document: SaleDocument,
  {
    finding,
    context,
  }: {
    readonly finding: Extract<RefNumberFinding, { kind: 'somebody-elses' }>
    readonly context: Context
  },
) {
  return problem('ref-number-used', {
    order: context.order,
    refNumber: document.refNumber,
    kind: finding.documentKind,
    totalCents: finding.totalCents,
  })
}
