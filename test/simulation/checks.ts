/** What must hold after every run, in the order of ARCHITECTURE.md §2. */
import { accountNumber, buyerOf } from '../../worker/books/customer-name.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { readMarker } from '../../worker/posting/marker.ts'
import { textField } from '../../worker/practice/books.ts'
import { gatherEvidence } from './evidence.ts'
import type { Evidence, Job, ShownProblem } from './evidence.ts'
import { standingOf } from './ledger.ts'
import type { Standing } from './ledger.ts'
import { paidCents, totalCents } from './orders.ts'
import type { Scene } from './scene.ts'
import { subjectOf } from './shop.ts'
import type { ShopOrder } from './shop.ts'
import { STORE } from './store.ts'
import { groundless, outdated } from './agreement.ts'
import { twice } from './twice.ts'
import { unwrittenFields } from './written-fields.ts'

export type Rule =
  | 'stuck'
  | 'lost'
  | 'twice'
  | 'cents'
  /** A document under somebody else's name. */
  | 'somebody-elses'
  | 'silent'
  | 'sent-without-session'
  /** 100 % was said while work was left. */
  | 'early-hundred'
  /** Something was written into another company's books. */
  | 'wrong-company'
  | 'unheard'
  | 'unlogged'
  | 'vanished'
  /** QuickBooks' customers or items are not known as they are. */
  | 'mirror'
  /** QuickBooks says something else than the shop, and nobody was told. */
  | 'outdated'
  /** Held for a cause that the books do not show. */
  | 'groundless'
  | 'crashed'

export type Violation = { readonly rule: Rule; readonly what: string }

/** An order, and all there is to judge it by. */
export type Case = {
  readonly subject: string
  readonly order: ShopOrder
  readonly job: Job | null
  readonly isWanted: boolean
  /** Links were forgotten, by a restored backup or for a verification. */
  readonly wasForgotten: boolean
  /** Of its sale and payment, deleted ones too. */
  readonly documents: readonly Standing[]
  /** A person copied it, marker and all, and the copy is known as the order's now. */
  readonly isCopyStanding: boolean
  /** The owner wants to see to what is given up, or did for a while. */
  readonly isLeftToPerson: boolean
  /** QuickBooks numbers the sales, or did for a while. */
  readonly isNumberedThere: boolean
  readonly heard: string
  readonly events: ReadonlySet<string>
}

export async function violationsOf(scene: Scene): Promise<readonly Violation[]> {
  const evidence = await gatherEvidence(scene.bridge)
  const cases = [...scene.shop.orders.values()]
    .map((order) => caseOf(scene, order, evidence))
    // What the Worker cannot read is shown in the shop, and is no work for the books.
    .filter(({ subject }) => !scene.shop.setAside.has(subject))
  return [
    ...scene.witnessed,
    ...(await sentWithoutSession(scene)),
    ...twice(scene, evidence),
    ...(await unwrittenFields(scene, evidence)),
    ...cases.flatMap((one) => [
      ...lost(one),
      ...wrongCents(one),
      ...somebodyElses(one),
      ...silent(one),
      ...untold(one),
      ...outdated(one),
      ...groundless(one, scene.ledger),
    ]),
    ...wrongOutcomes(scene),
    ...wrongCompany(scene),
  ]
}

function caseOf(scene: Scene, order: ShopOrder, { jobs, events, sales }: Evidence): Case {
  const subject = subjectOf(order.id)
  const { forms, choiceRate } = scene.profile
  return {
    subject,
    order,
    job: jobs.get(subject) ?? null,
    isWanted: !order.isDeleted && DEFAULT_SETTINGS.orderStatuses.includes(order.payload.status),
    wasForgotten: scene.backups.worker !== 'none' || scene.backups.company !== null,
    documents: standingOf(scene.ledger).get(subject) ?? [],
    isCopyStanding: isCopyOf(scene, { subject, txnID: sales.get(subject) ?? '' }),
    isLeftToPerson: forms.cancelledOrders === 'hold' || choiceRate > 0,
    isNumberedThere: forms.numbering === 'quickbooks-next' || choiceRate > 0,
    heard: scene.shop.heard.get(subject)?.state ?? 'nothing',
    events: events.get(subject) ?? new Set(),
  }
}

function isCopyOf(
  { office, ledger }: Scene,
  { subject, txnID }: { readonly subject: string; readonly txnID: string },
): boolean {
  const txn = office.company.books.txns.find(({ TxnID }) => TxnID === txnID)
  const memo = txn === undefined ? '' : (textField(txn.fields, 'Memo') ?? '')
  const isByPerson = ledger.made.get(txnID)?.subject === null
  return isByPerson && !memo.startsWith('VOID:') && readMarker(memo)?.subject === subject
}

const TAKEN_IN_HAND = ['voided', 'deleted', 'revived'] as const

/** A document that a person took out of the books, or brought back into them, counts as standing. */
function lost(one: Case): readonly Violation[] {
  const { subject, order, job, isWanted, documents } = one
  const isThere = documents.some(
    ({ role, state, touched }) =>
      role === 'sale' && (state === 'stands' || TAKEN_IN_HAND.some((touch) => touched.has(touch))),
  )
  return isThere || one.isCopyStanding || !isWanted || job?.state === 'blocked'
    ? []
    : [broken('lost', `${subject}: ${order.payload.status}, job ${stateOf(job)}, not in the books`)]
}

function wrongCents({ subject, order, job, isWanted, documents }: Case): readonly Violation[] {
  if (job?.state !== 'synced' || !isWanted) {
    return []
  }
  const shopCents = new Map<string | null, number>([
    ['sale', totalCents(order.payload)],
    ['payment', paidCents(order.payload)],
  ])
  return documents
    .filter(({ state, role }) => state === 'stands' && shopCents.has(role))
    .filter((one) => !one.touched.has('amount') && one.totalCents !== shopCents.get(one.role))
    .map(({ totalCents: cents, role, TxnID }) =>
      broken('cents', `${subject}: ${role} ${TxnID} is ${cents}, not ${shopCents.get(role)}`),
    )
}

function somebodyElses({ subject, order, documents }: Case): readonly Violation[] {
  const { customer_id: customerID, billing } = order.payload
  const buyer = buyerOf(Number(customerID), billing.email)
  const proof = accountNumber(STORE.storeID, buyer)
  return documents
    .filter(({ customer }) => customer.account !== proof && customer.email !== billing.email)
    .filter(({ role, isWithSale }) => role === 'sale' || !isWithSale)
    .map(({ kind, TxnID, customer }) =>
      broken('somebody-elses', `${subject}: ${kind} ${TxnID} is ${JSON.stringify(customer)}’s`),
    )
}

function silent({
  subject,
  order,
  job,
  isWanted,
  documents,
  wasForgotten,
}: Case): readonly Violation[] {
  if (job?.state === 'blocked') {
    return isExplained(job.problem)
      ? []
      : [broken('silent', `${subject}: held without a reason: ${JSON.stringify(job.problem)}`)]
  }
  // A push takes whatever status the order has; one that orders do not go out with says nothing.
  const isParked = !order.isDeleted && order.payload.status === 'packing'
  const isAgainstBooks = !isWanted && !isParked && !order.wasPushed
  const status = order.isDeleted ? 'deleted' : order.payload.status
  // A deletion names no number by which a Worker that forgot the order could look for it.
  if (wasForgotten && order.isDeleted && job === null) {
    return []
  }
  // SPEC.md: without link and marker a document is nobody's; its number was shown while it mattered.
  const isKnown = ({ touched }: Standing) => !(wasForgotten && touched.has('memo'))
  const isShown = documents.every((each) => each.state !== 'stands' || !isKnown(each))
  return isAgainstBooks && !isShown
    ? [broken('silent', `${subject}: ${status} in the shop, stands, job ${stateOf(job)}`)]
    : []
}

/** What the log and the shop were told. */
function untold({ subject, job, isWanted, documents, heard, events }: Case): readonly Violation[] {
  const found: Violation[] = []
  if (job === null && isWanted) {
    found.push(broken('vanished', `${subject}: no job`))
  }
  const isGone = documents.every(({ state }) => state !== 'stands')
  const isTold = heard === 'posted' || (isGone && heard === 'withdrawn')
  if (job?.state === 'synced' && !isTold) {
    found.push(broken('unheard', `${subject}: synced, and the shop heard ${heard}`))
  }
  if (job?.state === 'blocked' && heard !== 'held') {
    found.push(broken('unheard', `${subject}: held, and the shop heard ${heard}`))
  }
  if (job?.state === 'blocked' && !events.has('held')) {
    found.push(broken('unlogged', `${subject}: held, and not in the log`))
  }
  if (job?.state === 'synced' && !events.has('posted') && !events.has('found-posted')) {
    found.push(broken('unlogged', `${subject}: synced, and its posting is not in the log`))
  }
  return found
}

/** The shop shows the TxnIDs it hears of: each must have been made. */
function wrongOutcomes({ shop, ledger }: Scene): readonly Violation[] {
  return [...shop.heard.values()].flatMap(({ id, subject, documents }) =>
    documents
      .filter(({ txnID }) => !ledger.made.has(txnID))
      .map(({ txnID }) => broken('unheard', `${subject}: ${id} speaks of ${txnID}, never made`)),
  )
}

function wrongCompany({ office }: Scene): readonly Violation[] {
  const { stranger } = office
  const ours = stranger?.books.entries.some(({ fields }) => fields.AccountNumber !== undefined)
  const isTouched = stranger !== null && (stranger.books.txns.length > 0 || ours)
  return isTouched ? [broken('wrong-company', 'another company’s books were written to')] : []
}

async function sentWithoutSession({ bridge }: Scene): Promise<readonly Violation[]> {
  const sent = await bridge.rows(
    "SELECT subject FROM jobs WHERE state = 'sent' AND NOT EXISTS (SELECT 1 FROM sessions WHERE ended_at_ms IS NULL)",
  )
  return sent.map(({ subject }) =>
    broken('sent-without-session', `${subject} is sent, and no session is live`),
  )
}

function isExplained(problem: ShownProblem | null): boolean {
  return Boolean(problem?.code && problem.summary && problem.remedy)
}

function stateOf(job: Job | null): string {
  return job?.state ?? 'none'
}

function broken(rule: Rule, what: string): Violation {
  return { rule, what }
}
