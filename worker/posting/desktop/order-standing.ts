/** Documents of an order that stand in QuickBooks already: compared, never sent again. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { SaleKind } from '../../books/document.ts'
import { ZERO } from '../../money/cents.ts'
import { SALE_KINDS } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import type { JobAtHand } from '../plan.ts'
import { readSent, sentText } from '../sent-document.ts'
import type { SentDocument } from '../sent-document.ts'
import { isModifiable } from './document-mod.ts'
import { documentKindOf } from './read-standing.ts'
import type { OrderInBooks, Wanted } from './wanted.ts'

/** A sale's link is of the kind its Ret was. */
export function saleKindOf({ kind }: Link): SaleKind {
  return SALE_KINDS.find((one) => one === kind) ?? 'SalesReceipt'
}

/** A document that says something else than the shop does by now. */
export type Changed = {
  readonly wanted: Wanted
  readonly link: Link
  readonly sent: SentDocument
}

export type Compared = {
  /** The first thing that a person has to see to. */
  readonly problem: Problem | null
  /** What stands, as it was compared. */
  readonly links: readonly Link[]
  readonly changed: readonly Changed[]
}

export function compareStanding(job: JobAtHand, order: OrderInBooks): Compared {
  const links: Link[] = []
  const changed: Changed[] = []
  let first: Problem | null = null
  for (const wanted of order.wanted) {
    const link = findLink(order.context.known, job.subject, wanted.role)
    if (link === null) {
      continue
    }
    const one = compareOne(job, { order, wanted, link })
    switch (one.kind) {
      case 'problem':
        first ??= one.problem
        break
      case 'changed':
        changed.push(one.changed)
        break
      case 'agrees':
    }
    if (!link.isDeleted) {
      links.push(one.kind === 'agrees' ? one.link : link)
    }
  }
  return { problem: first, links, changed }
}

type Comparison =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'changed'; readonly changed: Changed }
  | { readonly kind: 'agrees'; readonly link: Link }

type Pair = { readonly order: OrderInBooks; readonly wanted: Wanted; readonly link: Link }

function compareOne(job: JobAtHand, { order, wanted, link }: Pair): Comparison {
  const facts = { order: order.context.order, kind: documentKindOf(link), refNumber: link.label }
  const sent = readSent(link)
  if (link.isDeleted) {
    const isOurDoing = sent !== null && sent.removed !== null
    const code = isOurDoing ? 'back-after-removal' : 'deleted-in-quickbooks'
    // A person's push asks for it once more; anything else leaves it as it was left.
    return job.isPushed
      ? { kind: 'agrees', link }
      : { kind: 'problem', problem: problem(code, facts) }
  }
  if (link.twinID !== null) {
    const txnIDs = `${link.quickBooksID} and ${link.twinID}`
    return { kind: 'problem', problem: problem('posted-twice', { ...facts, txnIDs }) }
  }
  const { fingerprint } = wanted
  const isSame = sent === null || sent.fingerprint.shop === fingerprint.shop
  // What the shop changed may be nothing that stands on the form.
  if (sent !== null && !isSame && sent.fingerprint.document !== fingerprint.document) {
    return { kind: 'changed', changed: { wanted, link, sent } }
  }
  // Found by its marker, not settled by an answer: what it comes to is all that is known of it.
  if (wanted.totalCents === (link.totalCents ?? ZERO)) {
    return { kind: 'agrees', link: { ...link, sent: agreedText(sent, { order, wanted }) } }
  }
  // Whoever pushes it after both totals were shown wants the shop's.
  const isWrittenOver = job.isPushed && job.heldBy === 'total-differs'
  return isWrittenOver && isModifiable(documentKindOf(link))
    ? { kind: 'changed', changed: { wanted, link, sent: sent ?? unknownSent(order, wanted) } }
    : { kind: 'problem', problem: totalProblem(order, { wanted, link }) }
}

export function totalProblem(
  { context }: OrderInBooks,
  { wanted, link }: Pick<Changed, 'wanted' | 'link'>,
): Problem {
  return problem('total-differs', {
    order: context.order,
    kind: documentKindOf(link),
    refNumber: link.label,
    shopCents: wanted.totalCents,
    quickBooksCents: link.totalCents ?? ZERO,
  })
}

function agreedText(
  sent: SentDocument | null,
  { order, wanted }: { readonly order: OrderInBooks; readonly wanted: Wanted },
): string {
  const { fingerprint } = wanted
  return sentText(sent === null ? unknownSent(order, wanted) : { ...sent, fingerprint })
}

function unknownSent(order: OrderInBooks, { fingerprint }: Wanted): SentDocument {
  return {
    fingerprint,
    settingsVersion: order.settingsVersion,
    content: null,
    customFields: {},
    wasUndone: order.isUndone,
    removed: null,
  }
}
