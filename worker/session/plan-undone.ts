/** What the shop took back: an order that it gave up, a refund that it deleted. */
import { undoneBy } from '../books/after-posting.ts'
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { Context } from '../posting/desktop/customer.ts'
import { lookAgain, planVerificationOfAdds } from '../posting/desktop/order.ts'
import { planRemoval } from '../posting/desktop/order-removal.ts'
import { documentKindOf } from '../posting/desktop/read-standing.ts'
import { documentRole, isCredit } from '../posting/doubted.ts'
import type { Link } from '../posting/known.ts'
import type { JobAtHand, Plan } from '../posting/plan.ts'
import { readSent } from '../posting/sent-document.ts'
import type { OrderWork } from './workload.ts'

export type UndoneWork = {
  readonly work: OrderWork
  readonly context: Context
  /** Unix milliseconds. */
  readonly nowMs: number
}

/** Null where no refund was deleted. Its settlement goes first: nothing then counts on the credit. */
export function planDeletedRefund(job: JobAtHand, undone: UndoneWork): Plan | null {
  const { work, context, nowMs } = undone
  const standing = standingOf(undone)
  const memo = standing.find((link) => isOfDeletedRefund(link, work))
  if (memo === undefined) {
    return null
  }
  const settlement = standing.find(({ role }) => role === memo.role.replace('refund', 'settlement'))
  const { order } = context
  const held = problem('refund-deleted-in-shop', {
    order,
    kind: documentKindOf(memo),
    refNumber: memo.label,
  })
  return planOut(job, {
    context,
    nowMs,
    links: settlement === undefined ? [memo] : [settlement, memo],
    wish: 'refund-deleted',
    held,
    isLast: false,
  })
}

/** What of a refund stands, and neither the order nor its refunds know of any more. */
function isOfDeletedRefund({ role }: Link, { order, refunds }: OrderWork): boolean {
  const known = new Set([...order.refunds, ...refunds].map(({ id }) => `refund:${id}`))
  return isCredit(role) && !known.has(role)
}

/**
 * Null where the order was not given up; where it was when a person had it posted all the same; and
 * where money went back, which a credit memo says already.
 */
export function planCancellation(job: JobAtHand, undone: UndoneWork): Plan | null {
  const { work, context, nowMs } = undone
  const wish = undoneBy(work.order, work.job.event === 'deleted')
  const standing = standingOf(undone)
  const sale = standing.find(({ role }) => role === 'sale')
  const isRefunded = work.order.refunds.length > 0 || standing.some(({ role }) => isCredit(role))
  if (wish === null || sale === undefined || isRefunded || readSent(sale)?.wasUndone === true) {
    return null
  }
  const { order } = context
  const facts = { order, kind: documentKindOf(sale), refNumber: sale.label }
  return planOut(job, {
    context,
    nowMs,
    links: [sale],
    wish,
    held:
      wish === 'deleted'
        ? problem('deleted-in-shop', facts)
        : problem('cancelled-after-posting', { ...facts, status: work.order.status }),
    isLast: standing.length === 1,
  })
}

function planOut(job: JobAtHand, removal: Omit<Parameters<typeof planRemoval>[1], 'policy'>): Plan {
  const { context, links } = removal
  const looking = lookAgain(job, context)
  if (looking.length > 0) {
    return { kind: 'ask', requests: looking }
  }
  const verifying = planVerificationOfAdds(job, context)
  if (verifying !== null) {
    return verifying
  }
  const twin = links.find(({ twinID }) => twinID !== null)
  return twin === undefined
    ? planRemoval(job, { ...removal, policy: context.settings.cancelledOrders })
    : { kind: 'hold', problem: postedTwice(twin, context), links }
}

function postedTwice(link: Link, { order }: Context): Problem {
  return problem('posted-twice', {
    order,
    kind: documentKindOf(link),
    refNumber: link.label,
    txnIDs: `${link.quickBooksID} and ${link.twinID ?? ''}`,
  })
}

function standingOf({ work, context }: UndoneWork): readonly Link[] {
  const documents = context.known.documents.get(work.job.subject) ?? []
  return documents.filter(({ role, isDeleted }) => documentRole(role) !== null && !isDeleted)
}
