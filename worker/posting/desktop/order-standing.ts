/** Documents of an order that stand in QuickBooks already: compared, never sent again. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { DocumentKind, SaleKind } from '../../books/document.ts'
import { ZERO } from '../../money/cents.ts'
import { SALE_KINDS } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import type { JobAtHand } from '../plan.ts'
import type { OrderInBooks, Wanted } from './wanted.ts'

/** A sale's link is of the kind its Ret was. */
export function saleKindOf({ kind }: Link): SaleKind {
  return SALE_KINDS.find((one) => one === kind) ?? 'SalesReceipt'
}

export type Compared = {
  /** The first thing that does not agree. */
  readonly problem: Problem | null
  /** What stands, as it was compared. */
  readonly links: readonly Link[]
}

export function compareStanding(job: JobAtHand, order: OrderInBooks): Compared {
  const links: Link[] = []
  let first: Problem | null = null
  for (const wanted of order.wanted) {
    const link = findLink(order.context.known, job.subject, wanted.role)
    if (link === null) {
      continue
    }
    const held = differing(job, { order, wanted, link })
    first ??= held
    if (!link.isDeleted) {
      links.push(held === null ? { ...link, sent: wanted.fingerprint } : link)
    }
  }
  return { problem: first, links }
}

function differing(
  job: JobAtHand,
  {
    order,
    wanted,
    link,
  }: { readonly order: OrderInBooks; readonly wanted: Wanted; readonly link: Link },
): Problem | null {
  const kind = kindOf(wanted, link)
  const facts = { order: order.context.order, kind, refNumber: link.label }
  if (link.isDeleted) {
    // A person's push asks for it once more; anything else leaves it as a person left it.
    return job.isPushed && !order.isDeleted ? null : problem('deleted-in-quickbooks', facts)
  }
  if (link.twinID !== null) {
    const txnIDs = `${link.quickBooksID} and ${link.twinID}`
    return problem('posted-twice', { ...facts, txnIDs })
  }
  if (order.isDeleted) {
    return problem('deleted-in-shop', facts)
  }
  // Found by its marker, not settled by an answer: what it comes to is all that is known of it.
  const isFound = link.sent === ''
  if (!isFound && link.sent !== wanted.fingerprint) {
    return problem('changed-after-posting', facts)
  }
  const shopCents = wanted.totalCents
  const quickBooksCents = link.totalCents ?? ZERO
  return shopCents === quickBooksCents
    ? null
    : problem('total-differs', { ...facts, shopCents, quickBooksCents })
}

function kindOf({ documentKind, role }: Wanted, link: Link): DocumentKind {
  return role === 'sale' ? saleKindOf(link) : documentKind
}
