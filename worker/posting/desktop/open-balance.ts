/**
 * What is still open on the documents that money is to be set against, where they stood before: a
 * person may have entered a payment meanwhile, and no more is ever paid than is due.
 */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import { isPayment } from '../doubted.ts'
import type { DocumentRole } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Known } from '../known.ts'
import type { JobAtHand } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import type { StandingDocument } from '../standing-document.ts'
import { linkedWords } from './obstacle.ts'
import { documentKindOf, readRequest, standingOf } from './read-standing.ts'
import type { Wanted } from './wanted.ts'

export type OpenBalances = {
  /** What has to be read first. */
  readonly requests: readonly PlannedRequest[]
  readonly problem: Problem | null
  /** Money that a person has entered: nothing is due any more. */
  readonly enteredByHand: readonly DocumentRole[]
}

export function openBalances(
  job: JobAtHand,
  { missing, known }: { readonly missing: readonly Wanted[]; readonly known: Known },
): OpenBalances {
  const requests: PlannedRequest[] = []
  const enteredByHand: DocumentRole[] = []
  for (const { role, appliedTo, waitsFor, documentKind, refNumber, totalCents } of missing) {
    const beside = appliedTo ?? waitsFor
    const link = beside === null ? null : findLink(known, job.subject, beside)
    // A deposit takes a payment whole; what is made in the same set is open whole.
    if (link === null || link.isDeleted || documentKind === 'Deposit') {
      continue
    }
    const standing = standingOf(known, link)
    if (standing === null) {
      requests.push(readRequest(job, { link, known, isUnwanted: false }))
    } else if (appliedTo === null && standing.linked.length > 0) {
      // A person made an invoice of it: money that is applied to nothing would be money twice.
      const linked = standing.linked.map(linkedWords).join(' and ')
      const facts = { order: job.order, kind: documentKindOf(link), refNumber: link.label }
      return {
        requests: [],
        problem: problem('money-for-invoiced', { ...facts, totalCents, linked }),
        enteredByHand,
      }
    } else if (isEnteredByHand(role, { standing, missing })) {
      enteredByHand.push(role)
    } else if (standing.openCents !== null && standing.openCents < totalCents) {
      const { openCents } = standing
      const target = { kind: documentKindOf(link), refNumber: link.label }
      const wanted = { money: documentKind, number: refNumber, totalCents }
      const facts = { order: job.order, ...target, ...wanted, openCents }
      return { requests: [], problem: problem('less-is-open', facts), enteredByHand }
    }
  }
  return { requests, problem: null, enteredByHand }
}

/**
 * By such money alone: where a credit lowered an invoice, the money that the shop speaks of is none of
 * it. A deposit takes a payment of ours.
 */
function isEnteredByHand(
  role: DocumentRole,
  {
    standing: { openCents, linked },
    missing,
  }: { readonly standing: StandingDocument; readonly missing: readonly Wanted[] },
): boolean {
  const types = isPayment(role) ? ['ReceivePayment'] : ['ARRefundCreditCard', 'Check']
  return (
    openCents === 0 &&
    linked.length > 0 &&
    linked.every(({ type }) => types.includes(type)) &&
    !missing.some(({ appliedTo }) => appliedTo === role)
  )
}
