/** What to do about an order: all that it wants in the books, beside all that stands there. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import { findByRefNumber, findByTxnID, findOfDay, readWhole } from '../document-queries.ts'
import { documentKey, documentRole, isCredit, isOfRefund, kindsAsked, kindsOf } from '../doubted.ts'
import type { DoubtedDocument } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Known, Link } from '../known.ts'
import { gather } from '../needed.ts'
import type { JobAtHand, Plan } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import { readSent } from '../sent-document.ts'
import { readingLeft } from '../verification.ts'
import type { Context } from './customer.ts'
import { deletedTxn } from './deleted-txn.ts'
import { closedPeriod } from './open-day.ts'
import { addDocuments } from './order-adds.ts'
import { fieldsOfStanding } from './order-fields.ts'
import { openBalances } from './open-balance.ts'
import { planChange } from './order-change.ts'
import { compareStanding } from './order-standing.ts'
import type { Compared } from './order-standing.ts'
import { documentKindOf, readInDoubt, readRequest, standingOf } from './read-standing.ts'
import type { OrderInBooks, Wanted } from './wanted.ts'

export function planOrder(job: JobAtHand, order: OrderInBooks): Plan {
  const { context, wanted } = order
  const unread = readInDoubt(job, context.known)
  if (unread.length > 0) {
    return { kind: 'ask', requests: unread }
  }
  const looking = lookAgain(job, context)
  if (looking.length > 0) {
    return { kind: 'ask', requests: looking }
  }
  const compared = compareStanding(job, order)
  if (compared.problem !== null) {
    return hold(compared.problem, compared.links)
  }
  const missing = wanted.filter(({ role }) => !isStanding(context.known, { job, role }))
  const verifying = missing.length === 0 ? null : planVerification(job, { context, missing })
  if (verifying !== null) {
    return verifying
  }
  const changing = planChanges(job, { order, compared, hasMore: missing.length > 0 })
  switch (changing.kind) {
    case 'plan':
      return changing.plan
    case 'in-the-way': {
      // Money that went back is credited all the same: it is no part of what stands.
      const credits = missing.filter(({ role }) => isOfRefund(role))
      const left = { ...order, leftToDo: changing.problem }
      return planRest(job, { ...left, missing: credits, standing: compared })
    }
    case 'agreed':
      return planRest(job, { ...order, missing, standing: changing })
  }
}

function planRest(job: JobAtHand, order: Missing): Plan {
  const { context, missing, standing, sale, leftToDo } = order
  const fields = fieldsOfStanding(job, { order, links: standing.links })
  if (missing.length === 0 && fields.length > 0) {
    return { kind: 'send', requests: fields }
  }
  const unread = missing.length === 0 ? creditsToRead(job, order) : []
  if (unread.length > 0) {
    return { kind: 'ask', requests: unread }
  }
  if (missing.length === 0) {
    return leftToDo === null
      ? { kind: 'agrees', links: standing.links }
      : hold(leftToDo, standing.links)
  }
  return context.known.salesTax === null && sale.tax.kind !== 'none'
    ? hold(problem('sales-tax-off', { order: context.order }), standing.links)
    : planMissing(job, { ...order, fields })
}

/** A person may have set it against the invoice since. */
function creditsToRead(
  job: JobAtHand,
  { context: { known }, standing, leftToDo }: Missing,
): readonly PlannedRequest[] {
  return leftToDo?.code !== 'credit-to-apply'
    ? []
    : standing.links
        .filter((link) => isCredit(link.role) && standingOf(known, link) === null)
        .map((link) => readRequest(job, { link, known, isUnwanted: false }))
}

type Changing =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** What stands cannot follow the shop, until a person has seen to it. */
  | { readonly kind: 'in-the-way'; readonly problem: Problem }
  | { readonly kind: 'agreed'; readonly links: readonly Link[] }

/** What stands is made to say what the shop says by now, one document a set. */
function planChanges(
  job: JobAtHand,
  {
    order,
    compared,
    hasMore,
  }: { readonly order: OrderInBooks; readonly compared: Compared; readonly hasMore: boolean },
): Changing {
  const links = new Map(compared.links.map((link) => [link.role, link]))
  for (const [at, changed] of compared.changed.entries()) {
    const isAwaited = hasMore || at < compared.changed.length - 1
    const plan = planChange(job, { ...order, changed, isAwaited })
    if (plan.kind === 'hold') {
      return { kind: 'in-the-way', problem: plan.problem }
    }
    if (plan.kind !== 'as-it-stands') {
      return { kind: 'plan', plan }
    }
    links.set(plan.link.role, plan.link)
  }
  return { kind: 'agreed', links: [...links.values()] }
}

/**
 * A person's push says that something was put right: what stands is read once more, and what we know
 * to be out of the books as well. A person may have brought it back, or an older company file has.
 */
export function lookAgain(job: JobAtHand, { known }: Context): readonly PlannedRequest[] {
  if (!job.isPushed) {
    return []
  }
  const documents = known.documents.get(job.subject) ?? []
  return documents.flatMap((link): PlannedRequest[] => {
    const isDocument = documentRole(link.role) !== null
    if (!isDocument || known.session.lookedAt[link.quickBooksID] === true) {
      return []
    }
    const documentKind = documentKindOf(link)
    const ids = [link.quickBooksID, ...(link.twinID === null ? [] : [link.twinID])]
    // Whether it is closed is shown by a whole reading alone.
    const isClosed = readSent(link)?.removed === 'close'
    return [
      {
        key: `look at ${link.quickBooksID}`,
        purpose: { kind: 'look-at-document', documentKind, link },
        request: isClosed ? readWhole(documentKind, ids) : findByTxnID(documentKind, ids),
      },
    ]
  })
}

type Missing = OrderInBooks & {
  readonly missing: readonly Wanted[]
  readonly standing: { readonly links: readonly Link[] }
}

/** And with what is to be written on the sale that stands. */
type MissingWithFields = Missing & { readonly fields: readonly PlannedRequest[] }

function planMissing(job: JobAtHand, order: MissingWithFields): Plan {
  const { context, missing, standing } = order
  const inTheWay = findingInTheWay(job, { context, missing }) ?? deletedBefore(job, order)
  if (inTheWay !== null) {
    return hold(inTheWay, standing.links)
  }
  const asked = questions(job, { context, missing })
  const closed = closedPeriod(missing, context)
  if (closed !== null) {
    // Entered before its period was closed it stands, whatever a restored backup forgot.
    return asked.length > 0 ? { kind: 'ask', requests: asked } : hold(closed, standing.links)
  }
  const gathered = gather(missing.flatMap(({ needs }) => needs))
  if (gathered.kind === 'problem') {
    return hold(gathered.problem, standing.links)
  }
  const open = openBalances(job, { missing, known: context.known })
  if (open.problem !== null) {
    return hold(open.problem, standing.links)
  }
  const entered = open.enteredByHand
  if (entered.length > 0 && asked.length === 0) {
    return planRest(job, {
      ...order,
      missing: missing.filter(({ role }) => !entered.includes(role)),
    })
  }
  const unasked = [...asked, ...open.requests]
  if (gathered.kind === 'ask' || unasked.length > 0) {
    const requests = gathered.kind === 'ask' ? gathered.requests : []
    return { kind: 'ask', requests: [...requests, ...unasked] }
  }
  const { alsoLink } = gathered
  const later = missing.filter(({ waitsFor }) => missing.some(({ role }) => role === waitsFor))
  const now = missing.filter((wanted) => !later.includes(wanted))
  return {
    kind: 'send',
    requests: [...order.fields, ...addDocuments(job, { ...order, missing: now, later, alsoLink })],
  }
}

/**
 * An order that no longer belongs into the books. One that may have been sent is looked for first:
 * only what QuickBooks does not have can be withdrawn silently.
 */
export function planWithdrawal(job: JobAtHand, order: OrderInBooks): Plan {
  const { context, leftToDo } = order
  const standing = compareStanding(job, order)
  const sale = findLink(context.known, job.subject, 'sale')
  const sent = sale === null ? null : readSent(sale)
  const isOut = sent !== null && sent.removed !== null
  const isLetGo = sale !== null && (order.isUndone || isOut)
  if (sale !== null && !isLetGo) {
    const held = standing.problem ?? leftToDo
    return held === null ? { kind: 'agrees', links: standing.links } : hold(held, standing.links)
  }
  if (isLetGo && job.doubtedSetID === null) {
    const left = withoutSale(job, order)
    return left === null ? { kind: 'withdraw' } : hold(left)
  }
  const missing = order.wanted.filter(({ role }) => role === 'sale')
  const verifying = planVerification(job, { context, missing })
  if (verifying !== null) {
    return verifying
  }
  // Whose document has the number does not matter to an order that surely never left.
  const inTheWay = job.doubtedSetID === null ? null : findingInTheWay(job, { context, missing })
  if (inTheWay !== null) {
    return hold(inTheWay)
  }
  const unasked = questions(job, { context, missing })
  if (unasked.length > 0) {
    return { kind: 'ask', requests: unasked }
  }
  const held = (isLetGo ? null : standing.problem) ?? withoutSale(job, order)
  return held === null ? { kind: 'withdraw' } : hold(held, standing.links)
}

/** Money beside a sales order is applied to nothing, and may stand where that one was refused. */
function withoutSale({ subject }: JobAtHand, { context }: OrderInBooks): Problem | null {
  const { known, order } = context
  const left = known.documents.get(subject)?.find(({ isDeleted }) => !isDeleted)
  const role = documentRole(left?.role ?? '')
  const [kind] = role === null ? [] : kindsOf(role)
  return left === undefined || kind === undefined
    ? null
    : problem('document-without-sale', { order, kind, refNumber: left.label })
}

type Sought = { readonly context: Context; readonly missing: readonly Wanted[] }

/** Of an order that was given up: what its last set may have entered is looked for first. */
export function planVerificationOfAdds(job: JobAtHand, context: Context): Plan | null {
  const set = context.known.doubtedSets.get(job.doubtedSetID ?? '')
  const hasAdds = set?.documents.some(({ subject }) => subject === job.subject) === true
  return hasAdds ? planVerification(job, { context, missing: [] }) : null
}

/** A set carried it and nobody answered: all that can tell is read before anything is sent. */
function planVerification(job: JobAtHand, sought: Sought): Plan | null {
  const { known, order } = sought.context
  if (job.doubtedSetID === null) {
    return null
  }
  const refusal = known.session.doubt?.refusal ?? null
  if (refusal !== null) {
    const request = 'the list of what changed since it was sent'
    return hold(rememberedRefusal({ order, request, ...refusal }))
  }
  const left = readingLeft(job.doubtedSetID, known)
  return left.length === 0
    ? null
    : { kind: 'verify', requests: [...left, ...questions(job, sought)] }
}

/** Each kind it may stand as is asked; the set builder joins the questions of many orders into one query each. */
function questions(job: JobAtHand, { context, missing }: Sought): readonly PlannedRequest[] {
  const { known } = context
  const { storeID } = known
  return missing
    .filter(({ role }) => known.session.findings[documentKey(job.subject, role)] === undefined)
    .flatMap((wanted) => {
      const { role, refNumber, isNumbered, txnDate } = wanted
      const sent = sentBefore(job, { role, known })
      const link = findLink(known, job.subject, role)
      const removedID = link?.isDeleted === true ? link.quickBooksID : null
      const documentKind = sent?.documentKind ?? wanted.documentKind
      const kinds = kindsAsked(role, { saleKinds: known.saleKinds, documentKind })
      return kinds.flatMap((kind, _, among): PlannedRequest[] => {
        const question = findDocument(job, { kind, refNumber, isNumbered, txnDate, known })
        const { subject } = job
        const sought = [{ subject, role, refNumber, isNumbered, sent: sent?.sent ?? '', removedID }]
        return question === null
          ? []
          : [
              {
                ...question,
                purpose: {
                  kind: 'find-documents',
                  storeID,
                  documentKind: kind,
                  by: isNumbered ? 'number' : 'day',
                  among,
                  sought,
                },
              },
            ]
      })
    })
}

/**
 * What has no number of ours is looked for among all of its day. A deposit only where a set that is
 * not kept any more may have carried it: QuickBooks takes no money to the bank twice.
 */
function findDocument(
  { doubtedSetID }: JobAtHand,
  {
    kind,
    refNumber,
    isNumbered,
    txnDate,
    known,
  }: Pick<Wanted, 'refNumber' | 'isNumbered' | 'txnDate'> & {
    readonly kind: Wanted['documentKind']
    readonly known: Known
  },
): Pick<PlannedRequest, 'key' | 'request'> | null {
  if (kind !== 'Deposit' && isNumbered) {
    return { key: `find ${kind}`, request: findByRefNumber(kind, [refNumber]) }
  }
  const isForgotten = doubtedSetID !== null && !known.doubtedSets.has(doubtedSetID)
  return kind !== 'Deposit' || isForgotten
    ? { key: `find ${kind} ${txnDate}`, request: findOfDay(kind, txnDate) }
    : null
}

/** The document as the set in doubt carried it. */
function sentBefore(
  { subject, doubtedSetID }: JobAtHand,
  { role, known }: { readonly role: Wanted['role']; readonly known: Known },
): DoubtedDocument | undefined {
  const set = known.doubtedSets.get(doubtedSetID ?? '')
  return set?.documents.find((one) => one.subject === subject && one.role === role)
}

function isStanding(
  known: Known,
  { job, role }: { readonly job: JobAtHand; readonly role: Wanted['role'] },
): boolean {
  const link = findLink(known, job.subject, role)
  return link !== null && !link.isDeleted
}

function findingInTheWay(job: JobAtHand, { context, missing }: Sought): Problem | null {
  const { findings } = context.known.session
  for (const { role, refNumber, txnDate } of missing) {
    const finding = findings[documentKey(job.subject, role)]
    if (finding === undefined || finding.kind === 'absent') {
      continue
    }
    const { documentKind: kind, txnID, totalCents } = finding
    const { order } = context
    const isNear = finding.kind === 'near-match'
    const facts = { order, kind, refNumber: isNear ? finding.refNumber : refNumber, totalCents }
    const inTheWay = isNear
      ? problem('near-match', { ...facts, txnDate })
      : problem('ref-number-used', facts)
    const { refNumber: number } = facts
    return { ...inTheWay, document: { role, kind, txnID, refNumber: number, totalCents } }
  }
  return null
}

/**
 * Nothing of ours stands, no link says that anything ever did, and somebody deleted a document with
 * the order's number: after a restored backup of ours it may have been the order's own.
 */
function deletedBefore(job: JobAtHand, { sale, context }: OrderInBooks): Problem | null {
  const { known, order } = context
  const isNew = findLink(known, job.subject, 'sale') === null
  const deleted = deletedTxn(known, sale)
  return isNew && !job.isPushed && deleted !== null
    ? problem('deleted-in-quickbooks', { order, ...deleted })
    : null
}

function hold(held: Problem, links: readonly Link[] = []): Plan {
  return { kind: 'hold', problem: held, links }
}
