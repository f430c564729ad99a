/** What to do about each due job, from its document and from what is known of QuickBooks. */
import { leftToDo } from '../books/after-posting.ts'
import { isProblem, problem } from '../books/problems.ts'
import type { PlannedJob } from '../posting/compose-set.ts'
import { planCustomer } from '../posting/desktop/customer-change.ts'
import { planOrder, planWithdrawal } from '../posting/desktop/order.ts'
import { saleKindOf } from '../posting/desktop/order-standing.ts'
import { saleWanted } from '../posting/desktop/sale-wanted.ts'
import { findLink } from '../posting/known.ts'
import type { Known } from '../posting/known.ts'
import type { JobAtHand, Plan } from '../posting/plan.ts'
import { ATTEMPTS_MAX } from '../queue/backoff.ts'
import { VERIFIED_BOOKS } from './doubted-sets.ts'
import { saleInKind } from './workload.ts'
import type { Books, Workload } from './workload.ts'

type World = { readonly books: Books; readonly known: Known }

export function planWork(work: readonly Workload[], world: World): readonly PlannedJob[] {
  return work.map((one) => ({ ...jobOf(one, world), plan: planOne(one, world) }))
}

function planOne(work: Workload, world: World): Plan {
  const { attempts } = work.job
  if (attempts >= ATTEMPTS_MAX) {
    const order = numberOf(work)
    return hold(problem('too-many-attempts', { order, attempts }))
  }
  switch (work.kind) {
    case 'unreadable':
      return hold(work.problem)
    case 'customer':
      return planCustomer(jobOf(work, world), {
        identity: work.identity,
        context: contextOf(work, world),
      })
    case 'order':
      return planOrderWork(work, world)
  }
}

function planOrderWork(work: Extract<Workload, { kind: 'order' }>, world: World): Plan {
  const context = contextOf(work, world)
  const link = findLink(world.known, work.job.subject, 'sale')
  const linkedKind = link === null || link.isDeleted ? null : saleKindOf(link)
  const sale = saleInKind(work, { books: world.books, linkedKind })
  if (isProblem(sale)) {
    return hold(sale)
  }
  const { settings } = world.books
  const { job, order } = work
  const isGone = job.event === 'deleted'
  const isWanted = !isGone && (job.isPushed || settings.orderStatuses.includes(order.status))
  const standing = {
    sale,
    wanted: saleWanted(sale, context),
    context,
    isDeleted: isGone,
    leftToDo: leftToDo(order, { kind: sale.kind, refNumber: link?.label ?? sale.refNumber }),
  }
  return isWanted
    ? planOrder(jobOf(work, world), standing)
    : planWithdrawal(jobOf(work, world), standing)
}

function hold(held: Extract<Plan, { kind: 'hold' }>['problem']): Plan {
  return { kind: 'hold', problem: held, links: [] }
}

/**
 * In a session that verifies the books every job may have left before: its own set is not known any
 * more.
 */
function jobOf(work: Workload, { known }: World): JobAtHand {
  const { id: jobID, subject, revision, generation, isPushed, messageSetID } = work.job
  const order = numberOf(work)
  const isVerified =
    known.doubtedSets.has(VERIFIED_BOOKS) ||
    known.session.doubt?.setIDs.includes(VERIFIED_BOOKS) === true
  const doubtedSetID = messageSetID ?? (isVerified ? VERIFIED_BOOKS : null)
  return { jobID, subject, revision, generation, order, isPushed, doubtedSetID }
}

function contextOf(work: Workload, { books, known }: World) {
  return { known, settings: books.settings, order: numberOf(work) }
}

/** As the shop shows it; a customer has none. */
function numberOf(work: Workload): string {
  return work.kind === 'order' ? work.order.number : work.job.subject
}
