/** An order as work that nobody queued: what the conversation would send for it, and why. */
import { orderEligibility } from '../books/order-eligibility.ts'
import type { RefundDocument } from '../books/document.ts'
import { isProblem, RECHECK } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { suggestMapping } from '../books/suggest-mapping.ts'
import type { Settings } from '../books/settings.ts'
import { indexEntries, indexEntriesByID, PLAIN_ENTRY } from '../posting/known.ts'
import type { Known, ListEntry } from '../posting/known.ts'
import { previewOrder } from '../posting/preview.ts'
import type { OrderPreview } from '../posting/preview.ts'
import { JOB_RANK } from '../queue/job.ts'
import type { DueJob } from '../queue/job.ts'
import type { Order } from '../woo/order.ts'
import { jobOf, orderInBooks } from './plan-work.ts'
import { workloadOf } from './workload.ts'
import type { Books, OrderWork, Workload } from './workload.ts'

/** What the shop says of an order, sent or stored. */
export type ShownOrder = {
  readonly subject: string
  readonly event: DueJob['event']
  readonly generation: number
  readonly snapshot: string
  readonly refunds: string | null
}

export type WorkPreview = OrderPreview & {
  /** Why the shop’s order would not be taken by itself; a person can send it all the same. */
  readonly leftOut: Problem | null
  /** What was supposed so that there is more to see: the documents are what they then would be. */
  readonly supposing: readonly Supposition[]
}

/** The mapping that `store defaults` suggests; a company whose lists nobody has read yet. */
export type Supposition = 'suggested mapping' | 'new company'

/** Of a job that was never queued; nothing is stored under it. */
const NO_JOB = {
  id: 0,
  rank: JOB_RANK.order,
  revision: 1,
  isPushed: false,
  attempts: 0,
  messageSetID: null,
  problem: null,
}

export function previewJob(shown: ShownOrder): DueJob {
  return { ...NO_JOB, ...shown }
}

/** The orders with the mapping that would be suggested, and without rules that hold. */
export function supposedWork(work: readonly Workload[], books: Books): readonly Workload[] {
  return work.flatMap((one) =>
    one.kind === 'order' ? [workloadOf(one.job, supposedBooks(one.order, books))] : [],
  )
}

function supposedBooks(order: Order, books: Books): Books {
  const { settings } = books
  const supposed: Settings = {
    ...settings,
    documentRules: settings.documentRules.filter(({ becomes }) => becomes !== 'hold'),
    mapping: suggestMapping({ orders: [order], settings }),
  }
  return { ...books, settings: supposed }
}

/** An order shows the first thing that it waits for; with all others put right, it shows the next. */
function reasonsToWait(
  { job }: OrderWork,
  { own, supposed }: { readonly own: Books; readonly supposed: Books },
): readonly Problem[] {
  const { settings } = supposed
  const { mapping, documentRules } = own.settings
  const unlike: readonly Settings[] = [
    { ...settings, documentRules },
    { ...settings, mapping: { ...settings.mapping, taxRates: mapping.taxRates } },
    { ...settings, mapping: { ...settings.mapping, zeroRateItem: mapping.zeroRateItem } },
    { ...settings, mapping: { ...settings.mapping, gateways: mapping.gateways } },
  ]
  return unlike.flatMap((one) => {
    const work = workloadOf(job, { ...own, settings: one })
    return work.kind === 'order' && isProblem(work.sale) ? [work.sale] : []
  })
}

export type PreviewWorld = {
  readonly books: Books
  readonly known: Known
  /** The store's start date. */
  readonly startAtMs: number
}

export function previewWork(work: OrderWork, given: PreviewWorld): WorkPreview {
  const isRead = given.known.entries.size > 0
  const world = isRead ? given : { ...given, known: inNewCompany(given.known) }
  const ofCompany: readonly Supposition[] = isRead ? [] : ['new company']
  const preview = previewIn(work, world)
  const leftOut = reasonLeftOut(work, world)
  const [first] = preview.problems
  const isOfMapping = first !== undefined && RECHECK[first.code] === 'mapping'
  const books = supposedBooks(work.order, world.books)
  const supposed = workloadOf(work.job, books)
  if (preview.documents.length > 0 || !isOfMapping || supposed.kind !== 'order') {
    return { ...preview, leftOut, supposing: ofCompany }
  }
  const { documents, missing, problems } = previewIn(supposed, { ...world, books })
  return {
    ...preview,
    documents,
    missing,
    problems: distinct([
      first,
      ...reasonsToWait(work, { own: world.books, supposed: books }),
      ...problems,
    ]),
    leftOut,
    supposing: documents.length > 0 ? [...ofCompany, 'suggested mapping'] : ofCompany,
  }
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [one.summary, one])).values()]
}

/** As QuickBooks makes one in the United States: sales tax on, one income account. */
function inNewCompany(known: Known): Known {
  const sales: ListEntry = {
    ...PLAIN_ENTRY,
    list: 'account',
    listID: 'NEW-SALES',
    fullName: 'Sales',
    type: 'Income',
  }
  return {
    ...known,
    salesTax: { taxable: 'Tax', nonTaxable: 'Non' },
    entries: indexEntries([sales]),
    entriesByID: indexEntriesByID([sales]),
  }
}

function previewIn(work: OrderWork, { books, known }: PreviewWorld): OrderPreview {
  const { settings } = books
  return previewOrder({
    job: jobOf(work, { known }),
    known,
    inBooks: (given) => orderInBooks(work, { books, known: given }),
    refunds: work.refundDocuments.filter(
      (document): document is RefundDocument => !isProblem(document),
    ),
    rules: { order: work.order, settings },
  })
}

function reasonLeftOut(
  { job, order }: OrderWork,
  { books, known, startAtMs }: PreviewWorld,
): Problem | null {
  const eligibility = orderEligibility({
    subject: job.subject,
    event: job.event,
    order,
    standing: { mayStandInBooks: known.documents.has(job.subject), unsent: 'none' },
    settings: books.settings,
    startAtMs,
  })
  return eligibility.kind === 'take' ? null : eligibility.reason
}
