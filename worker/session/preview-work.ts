/** An order as work that nobody queued: what the conversation would send for it, and why. */
import { orderEligibility } from '../books/order-eligibility.ts'
import type { RefundDocument } from '../books/document.ts'
import { isProblem, RECHECK } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { suggestMapping } from '../books/suggest-mapping.ts'
import type { Settings } from '../books/settings.ts'
import { indexEntries, indexEntriesByID, PLAIN_ENTRY } from '../posting/known.ts'
import type { Known, ListEntry } from '../posting/known.ts'
import { messageSetOf, previewOrder } from '../posting/preview.ts'
import type { OrderPreview } from '../posting/preview.ts'
import type { JobAtHand } from '../posting/plan.ts'
import { JOB_RANK } from '../queue/job.ts'
import type { DueJob } from '../queue/job.ts'
import { jobOf, orderInBooks } from './plan-work.ts'
import { saleOf, underSettings } from './workload.ts'
import type { Books, OrderWork } from './workload.ts'

/** What the shop says of an order, sent or stored. */
export type ShownOrder = {
  readonly subject: string
  readonly event: DueJob['event']
  readonly generation: number
  readonly snapshot: string
  readonly refunds: string | null
}

export type WorkPreview = Omit<OrderPreview, 'creating' | 'posting'> & {
  readonly sent: SentPreview
  /** Why the shop’s order would not be taken by itself; a person can send it all the same. */
  readonly leftOut: Problem | null
  /** What was supposed so that there is more to see: the documents are what they then would be. */
  readonly supposing: readonly Supposition[]
}

/** What `messageSetsOf` makes qbXML of. */
export type SentPreview = Pick<OrderPreview, 'creating' | 'posting'> & {
  readonly job: JobAtHand
  readonly known: Known
}

export type MessageSets = {
  /** What makes what is missing, as one qbXML message set; null when nothing has to be made. */
  readonly creatingXML: string | null
  /** The documents as one qbXML message set; null when nothing would be sent. */
  readonly postingXML: string | null
}

export function messageSetsOf({ creating, posting, ...sender }: SentPreview): MessageSets {
  return {
    creatingXML: messageSetOf(creating, sender),
    postingXML: messageSetOf(posting, sender),
  }
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

/**
 * Where the settings that stand make no sale of it: with the mapping that would be suggested, and
 * without rules that hold.
 */
export function supposedWork(work: OrderWork, books: Books): SupposedWork | null {
  if (!isProblem(work.sale)) {
    return null
  }
  const settings: Settings = {
    ...books.settings,
    documentRules: books.settings.documentRules.filter(({ becomes }) => becomes !== 'hold'),
    mapping: suggestMapping({ orders: [work.order], settings: books.settings }),
  }
  return { work: underSettings(work, { ...books, settings }), settings }
}

export type SupposedWork = { readonly work: OrderWork; readonly settings: Settings }

/** An order shows the first thing that it waits for; with all others put right, it shows the next. */
function reasonsToWait(
  work: OrderWork,
  { own, supposed }: { readonly own: Books; readonly supposed: Settings },
): readonly Problem[] {
  const { mapping, documentRules } = own.settings
  const { taxRates, zeroRateItem, gateways } = mapping
  const unlike: readonly Settings[] = [
    { ...supposed, documentRules },
    { ...supposed, mapping: { ...supposed.mapping, taxRates } },
    { ...supposed, mapping: { ...supposed.mapping, zeroRateItem } },
    { ...supposed, mapping: { ...supposed.mapping, gateways } },
  ]
  return unlike.flatMap((settings) => {
    const sale = saleOf(work, { books: { ...own, settings }, linkedKind: null })
    return isProblem(sale) ? [sale] : []
  })
}

export type PreviewWorld = {
  readonly books: Books
  readonly known: Known
  /** Null where nothing is to be supposed. */
  readonly supposed: SupposedWork | null
  /** The store's start date. */
  readonly startAtMs: number
}

export function previewWork(work: OrderWork, given: PreviewWorld): WorkPreview {
  const isRead = given.known.entries.size > 0
  const world = isRead ? given : { ...given, known: inNewCompany(given.known) }
  const ofCompany: readonly Supposition[] = isRead ? [] : ['new company']
  const { creating, posting, ...preview } = previewIn(work, world)
  const sent = { creating, posting, job: jobOf(work, world), known: world.known }
  const leftOut = reasonLeftOut(work, world)
  const [first] = preview.problems
  const isOfMapping = first !== undefined && RECHECK[first.code] === 'mapping'
  const { supposed } = world
  if (preview.documents.length > 0 || !isOfMapping || supposed === null) {
    return { ...preview, sent, leftOut, supposing: ofCompany }
  }
  const { settings } = supposed
  const books = { ...world.books, settings }
  const { documents, missing, problems } = previewIn(supposed.work, { ...world, books })
  return {
    ...preview,
    sent,
    documents,
    missing,
    problems: distinct([
      first,
      ...reasonsToWait(work, { own: world.books, supposed: settings }),
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
