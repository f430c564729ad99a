/** Why a document of ours is not touched, though the shop has moved on: each has its own remedy. */
import { problem } from '../../books/problems.ts'
import type { DocumentWish, Problem } from '../../books/problems.ts'
import { KIND_NAMES } from '../../books/sentence-words.ts'
import type { Known, Link } from '../known.ts'
import type { LinkedDocument, StandingDocument } from '../standing-document.ts'
import { documentKindOf } from './read-standing.ts'

export type Touching = {
  readonly link: Link
  readonly standing: StandingDocument
  readonly wish: DocumentWish
  /** The order's number as the shop shows it. */
  readonly order: string
  readonly known: Known
  /** The day it is to have; null keeps its own. */
  readonly txnDate: string | null
  /** Documents that may be tied to it, by TxnID. */
  readonly tied: readonly string[]
}

/** Paid, credited, closed: null when nothing is in the way. */
export function obstacleTo(touching: Touching): Problem | null {
  const { link, standing, wish, order, known, tied } = touching
  const facts = { order, kind: documentKindOf(link), refNumber: link.label, wish }
  const linked = standing.linked.filter(({ txnID }) => !tied.includes(txnID))
  if (linked.length > 0) {
    return problem('document-linked', { ...facts, linked: linked.map(linkedWords).join(' and ') })
  }
  if (isDeposited(link, known)) {
    return problem('document-deposited', facts)
  }
  const { closingDate } = known.company
  const dates = [standing.txnDate, touching.txnDate].flatMap((date) => date ?? [])
  return closingDate !== null && dates.some((date) => date <= closingDate)
    ? problem('document-in-closed-period', { ...facts, closingDate })
    : null
}

/** By us, less what the gateway kept: what others deposit is known when QuickBooks refuses. */
function isDeposited({ subject, role }: Link, { documents }: Known): boolean {
  const isOfDeposit = documents
    .get(subject)
    ?.some((other) => other.role === 'deposit' && !other.isDeleted)
  return role === 'sale' && isOfDeposit === true
}

/** A person's hand is in it: overwritten only when a person says so. */
export function editedProblem({ link, standing, wish, order }: Touching): Problem | null {
  const { edited } = standing
  const facts = { order, kind: documentKindOf(link), refNumber: link.label, wish }
  return edited === null
    ? null
    : problem('document-edited', { ...facts, parts: edited.parts.join(', ') })
}

/** `payment 77`. */
export function linkedWords({ type, refNumber }: LinkedDocument): string {
  const name = Reflect.get(KIND_NAMES, type) ?? 'another transaction'
  return `${String(name)} ${refNumber}`.trim()
}
