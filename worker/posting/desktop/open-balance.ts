/**
 * What is still open on the documents that money is to be set against, where they stood before: a
 * person may have entered a payment meanwhile, and no more is ever paid than is due.
 */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import { findLink } from '../known.ts'
import type { Known } from '../known.ts'
import type { JobAtHand } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import { linkedWords } from './obstacle.ts'
import { documentKindOf, readRequest, standingOf } from './read-standing.ts'
import type { Wanted } from './wanted.ts'

export type OpenBalances = {
  /** What has to be read first. */
  readonly requests: readonly PlannedRequest[]
  readonly problem: Problem | null
}

export function openBalances(
  job: JobAtHand,
  { missing, known }: { readonly missing: readonly Wanted[]; readonly known: Known },
): OpenBalances {
  const requests: PlannedRequest[] = []
  for (const { appliedTo, waitsFor, documentKind, refNumber, totalCents } of missing) {
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
      }
    } else if (standing.openCents !== null && standing.openCents < totalCents) {
      const { openCents } = standing
      const target = { kind: documentKindOf(link), refNumber: link.label }
      const wanted = { money: documentKind, number: refNumber, totalCents }
      const facts = { order: job.order, ...target, ...wanted, openCents }
      return { requests: [], problem: problem('less-is-open', facts) }
    }
  }
  return { requests, problem: null }
}
