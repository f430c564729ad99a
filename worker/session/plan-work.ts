/** What to do about each due job, from its document and from what is known of QuickBooks. */
import { leftToDo, undoneBy } from '../books/after-posting.ts'
import type { SaleDocument, SaleKind } from '../books/document.ts'
import { asPosted } from '../books/earlier-settings.ts'
import { isProblem, problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { PlannedJob } from '../posting/compose-set.ts'
import type { Context } from '../posting/desktop/customer.ts'
import { planCustomer } from '../posting/desktop/customer-change.ts'
import { planOrder, planWithdrawal } from '../posting/desktop/order.ts'
import { saleKindOf } from '../posting/desktop/order-standing.ts'
import { saleWanted } from '../posting/desktop/sale-wanted.ts'
import { withTaxThatCanBe } from '../posting/desktop/tax-group.ts'
import type { OrderInBooks } from '../posting/desktop/wanted.ts'
import { findLink } from '../posting/known.ts'
import { readSent } from '../posting/sent-document.ts'
import type { Known } from '../posting/known.ts'
import type { JobAtHand, Plan } from '../posting/plan.ts'
import { ATTEMPTS_MAX } from '../queue/backoff.ts'
import { withItsDeposit } from './deposit-work.ts'
import { VERIFIED_BOOKS } from './doubted-sets.ts'
import { planCancellation, planDeletedRefund } from './plan-undone.ts'
import { refundsInBooks } from './refund-work.ts'
import { saleInKind, saleOf } from './workload.ts'
import type { Books, OrderWork, Workload } from './workload.ts'

type World = {
  readonly books: Books
  readonly known: Known
  /** Unix milliseconds. */
  readonly nowMs: number
}

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
    case 'closed-account':
      return { kind: 'agrees', links: [] }
    case 'unreadable':
      return hold(work.problem)
    case 'customer':
      return planCustomer(jobOf(work, world), {
        ...work,
        context: contextOf(work, world),
      })
    case 'order':
      return planOrderWork(work, world)
  }
}

function planOrderWork(work: OrderWork, world: World): Plan {
  const job = jobOf(work, world)
  const undone = { work, context: contextOf(work, world), nowMs: world.nowMs }
  const refund = planDeletedRefund(job, undone)
  if (refund !== null && refund.kind !== 'hold') {
    return refund
  }
  const cancellation = planCancellation(job, undone)
  if (cancellation !== null) {
    return cancellation
  }
  const wanted = orderInBooks(work, world)
  if (isProblem(wanted)) {
    return hold(wanted)
  }
  // A refund that a person has to take out keeps nothing else from its place.
  const order = { ...wanted, leftToDo: wanted.leftToDo ?? refund?.problem ?? null }
  // What stands is kept in agreement, whatever status the order has come to.
  const isKept = isWanted(work, world) || linkedKindOf(work, world) !== null
  return isKept ? planOrder(job, order) : planWithdrawal(job, order)
}

/** All that an order wants in the books; the first problem where it can want nothing. */
export function orderInBooks(
  work: OrderWork,
  world: Pick<World, 'books' | 'known'>,
): OrderInBooks | Problem {
  const made = saleFor(work, world)
  if (isProblem(made)) {
    return made
  }
  const context = { ...contextOf(work, world), soldTo: soldTo(work, { sale: made, world }) }
  const sale = withTaxThatCanBe(made, context)
  const refunded = refundsInBooks(work, { sale, context, books: world.books })
  const { job, order, refunds } = work
  const isDeleted = job.event === 'deleted'
  const { refNumberPrefix } = world.books.settings
  const refNumber = findLink(world.known, job.subject, 'sale')?.label ?? sale.refNumber
  return {
    sale,
    wanted: [...saleWanted(sale, context), ...refunded.wanted],
    context,
    settingsVersion: world.books.settingsVersion,
    isUndone: undoneBy(order, isDeleted) !== null,
    leftToDo:
      refunded.problem ??
      leftToDo(order, { kind: sale.kind, refNumber, refunds, isDeleted, refNumberPrefix }) ??
      sale.leftToDo,
  }
}

/**
 * The order's sale. One that stands is made under the settings that it was made under before, and
 * only the money for it, which is new, under those of today.
 */
function saleFor(
  work: OrderWork,
  { books, known }: Pick<World, 'books' | 'known'>,
): SaleDocument | Problem {
  const linkedKind = linkedKindOf(work, { known })
  const made = saleInKind(work, { books, linkedKind })
  const today = isProblem(made) ? made : withItsDeposit(made, { work, books, known })
  const link = findLink(known, work.job.subject, 'sale')
  const sent = link === null || link.isDeleted ? null : readSent(link)
  const earlier = sent === null ? undefined : books.earlierSettings.get(sent.settingsVersion)
  if (earlier === undefined) {
    return today
  }
  const isChanged = isProblem(today) || sent?.fingerprint.shop !== today.fingerprint.shop
  if (!isChanged) {
    return today
  }
  const settings = asPosted(earlier, books.settings)
  const sale = saleOf(work, { books: { ...books, settings }, linkedKind })
  if (isProblem(sale) || isProblem(today)) {
    return sale
  }
  const { payments, deposit, leftToDo: left } = today
  return { ...sale, payments, deposit, leftToDo: left }
}

/** The kind that the sale stands in; null where none does. */
function linkedKindOf({ job }: OrderWork, { known }: Pick<World, 'known'>): SaleKind | null {
  const link = findLink(known, job.subject, 'sale')
  return link === null || link.isDeleted ? null : saleKindOf(link)
}

function isWanted({ job, order }: OrderWork, { books }: World): boolean {
  const isOfStatus = books.settings.orderStatuses.includes(order.status)
  return job.event !== 'deleted' && (job.isPushed || isOfStatus)
}

/**
 * A sale that stands keeps its customer, whatever the owner has chosen for new orders since; unless
 * the order was given to another buyer in the shop.
 */
function soldTo(
  { job }: OrderWork,
  { sale, world }: { readonly sale: SaleDocument; readonly world: Pick<World, 'known'> },
): string | null {
  const link = findLink(world.known, job.subject, 'sale')
  if (link === null || link.isDeleted) {
    return null
  }
  const before = readSent(link)?.fingerprint.buyer
  return before === undefined || before === sale.fingerprint.buyer
    ? (link.customerListID ?? null)
    : null
}

function hold(held: Extract<Plan, { kind: 'hold' }>['problem']): Plan {
  return { kind: 'hold', problem: held, links: [] }
}

/**
 * In a session that verifies the books every job may have left before: its own set is not known any
 * more.
 */
export function jobOf(work: Workload, { known }: Pick<World, 'known'>): JobAtHand {
  const { id: jobID, subject, revision, generation, isPushed, messageSetID } = work.job
  const order = numberOf(work)
  const isVerified =
    known.doubtedSets.has(VERIFIED_BOOKS) ||
    known.session.doubt?.setIDs.includes(VERIFIED_BOOKS) === true
  const doubtedSetID = messageSetID ?? (isVerified ? VERIFIED_BOOKS : null)
  const heldBy = (work.job.problem as Problem | null)?.code ?? null
  return { jobID, subject, revision, generation, order, isPushed, doubtedSetID, heldBy }
}

function contextOf(work: Workload, { books, known }: Pick<World, 'books' | 'known'>): Context {
  return { known, settings: books.settings, order: numberOf(work) }
}

/** As the shop shows it; a customer has none. */
function numberOf(work: Workload): string {
  return work.kind === 'order' ? work.order.number : work.job.subject
}
