/** A sale that stands in QuickBooks already: compared, never sent again. */
import { documentFingerprint } from '../../books/fingerprint.ts'
import { problem } from '../../books/problems.ts'
import type { SaleKind } from '../../books/document.ts'
import { ZERO } from '../../money/cents.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import type { JobAtHand, Plan } from '../plan.ts'
import type { Sale } from './sale.ts'

/** A sale's link is of the kind its Ret was. */
export function saleKindOf(link: Link): SaleKind {
  return link.kind === 'Invoice' ? 'Invoice' : 'SalesReceipt'
}

/** Null: nothing stands, or something of it is still to be sent. */
export function planStanding(job: JobAtHand, sale: Sale): Plan | null {
  const { document, context, isDeleted, leftToDo } = sale
  const link = findLink(context.known, job.subject, 'sale')
  if (link === null) {
    return null
  }
  const kind = saleKindOf(link)
  const facts = { order: context.order, kind, refNumber: link.label }
  if (link.isDeleted) {
    // A person's push asks for it once more; anything else leaves it as a person left it.
    return job.isPushed && !isDeleted
      ? null
      : { kind: 'hold', links: [], problem: problem('deleted-in-quickbooks', facts) }
  }
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
  if (leftToDo !== null) {
    return { kind: 'hold', links, problem: leftToDo }
  }
  return planPayment(job, { sale, links })
}

/** The payment beside a standing invoice; one that a person deleted stays deleted. */
function planPayment(
  job: JobAtHand,
  { sale, links }: { readonly sale: Sale; readonly links: readonly Link[] },
): Plan | null {
  const { document, context } = sale
  const payment = findLink(context.known, job.subject, 'payment')
  if (document.payment === null) {
    return { kind: 'agrees', links }
  }
  if (payment === null) {
    return null
  }
  const { order } = context
  const facts = { order, kind: 'ReceivePayment', refNumber: payment.label } as const
  if (payment.isDeleted) {
    return job.isPushed
      ? null
      : { kind: 'hold', links, problem: problem('deleted-in-quickbooks', facts) }
  }
  const quickBooksCents = payment.totalCents ?? ZERO
  const shopCents = document.payment.totalCents
  return quickBooksCents === shopCents
    ? { kind: 'agrees', links: [...links, payment] }
    : {
        kind: 'hold',
        links: [...links, payment],
        problem: problem('total-differs', { ...facts, shopCents, quickBooksCents }),
      }
}
