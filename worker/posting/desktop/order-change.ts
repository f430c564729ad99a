/** An order that the shop changed after it went out: one Mod of the document that stands. */
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import { changeBetween } from '../document-change.ts'
import type { DocumentChange } from '../document-change.ts'
import { contentOfAdd } from '../document-content.ts'
import type { DocumentContent, Fields } from '../document-content.ts'
import type { Link } from '../known.ts'
import { gather } from '../needed.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand, Plan } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import { ownPart } from '../document-reading.ts'
import { areAllWritten, fieldsAfterChange } from '../sent-field.ts'
import { sentText } from '../sent-document.ts'
import type { SentDocument } from '../sent-document.ts'
import type { LinkedDocument, StandingDocument } from '../standing-document.ts'
import { isModifiable, isTaken, modRequest } from './document-mod.ts'
import { editedProblem, obstacleTo } from './obstacle.ts'
import type { Touching } from './obstacle.ts'
import { totalProblem } from './order-standing.ts'
import type { Changed } from './order-standing.ts'
import { documentKindOf, readRequest, standingOf } from './read-standing.ts'
import type { OrderInBooks } from './wanted.ts'

export type ChangePlan =
  /** The shop changed nothing that stands on the form; so the link is to be kept. */
  { readonly kind: 'as-it-stands'; readonly link: Link } | Plan

export type OrderToChange = OrderInBooks & {
  readonly changed: Changed
  /** Something of the order is to be done behind it. */
  readonly isAwaited: boolean
}

export function planChange(job: JobAtHand, order: OrderToChange): ChangePlan {
  const { context, changed } = order
  const { wanted, link } = changed
  const { known } = context
  if (!isModifiable(documentKindOf(link))) {
    return changedByHand(order)
  }
  const gathered = gather(wanted.needs)
  if (gathered.kind === 'problem') {
    return hold(gathered.problem)
  }
  const standing = standingOf(known, link)
  const reading = standing === null ? [readRequest(job, { link, known, isUnwanted: false })] : []
  if (gathered.kind === 'ask' || standing === null) {
    const requests = gathered.kind === 'ask' ? gathered.requests : []
    return { kind: 'ask', requests: [...requests, ...reading] }
  }
  return planMod(job, { order, standing, alsoLink: gathered.alsoLink })
}

type Changing = {
  readonly order: OrderToChange
  readonly standing: StandingDocument
  readonly alsoLink: readonly Link[]
}

function planMod(job: JobAtHand, { order, standing, alsoLink }: Changing): ChangePlan {
  const { wanted, link, sent } = order.changed
  const after = withKept(contentWanted(job, order), order.changed)
  const before = saysNow(standing, { sent, after })
  const change: DocumentChange =
    before === null
      ? { kind: 'by-hand' }
      : changeBetween({ before, after, lineIDs: standing.lineIDs })
  const customFields = fieldsAfterChange(sent.customFields, wanted.customFields)
  const { fingerprint } = wanted
  const says = sentText({ ...sent, fingerprint, content: after, customFields })
  if (change.kind === 'none' && job.isPushed && link.totalCents !== wanted.totalCents) {
    // It says what it shall, and QuickBooks makes another total of it.
    return hold(totalProblem(order, order.changed))
  }
  if (change.kind === 'none') {
    const { editSequence } = standing
    return { kind: 'as-it-stands', link: { ...link, editSequence, sent: says } }
  }
  const obstacle = inTheWay(job, { order, standing, change })
  const kind = documentKindOf(link)
  if (obstacle !== null) {
    return hold(obstacle)
  }
  if (change.kind === 'by-hand' || !isModifiable(kind) || !isTaken(kind, change)) {
    return hold(byHand(order))
  }
  const { leftToDo, isAwaited, context } = order
  const { role, totalCents, losses } = wanted
  const { editSequence } = standing
  const request: PlannedRequest = {
    key: `change ${link.quickBooksID}`,
    purpose: {
      kind: 'change-document',
      ...carriedFor(job),
      role,
      documentKind: kind,
      link,
      sent: says,
      totalCents,
      order: context.order,
      alsoLink,
      leftToDo,
      losses,
      isAwaited: isAwaited || !areAllWritten(customFields),
    },
    request: modRequest(kind, { txnID: link.quickBooksID, editSequence, change }),
  }
  return { kind: 'send', requests: [request] }
}

function isPayment({ type }: LinkedDocument): boolean {
  return type === 'ReceivePayment'
}

/** Money is not written over: where it comes to what the shop says by now, a person saw to that. */
function changedByHand(order: OrderToChange): ChangePlan {
  const { wanted, link, sent } = order.changed
  const { fingerprint, totalCents } = wanted
  return link.totalCents === totalCents
    ? { kind: 'as-it-stands', link: { ...link, sent: sentText({ ...sent, fingerprint }) } }
    : hold(byHand(order))
}

function inTheWay(
  job: JobAtHand,
  {
    order,
    standing,
    change,
  }: {
    readonly order: OrderToChange
    readonly standing: StandingDocument
    readonly change: DocumentChange
  },
): Problem | null {
  // What was paid stays on it, and what it comes to beyond is open; of less QuickBooks refuses it.
  const isInsisted = job.isPushed && job.heldBy === 'document-linked'
  const touching: Touching = {
    link: order.changed.link,
    standing,
    wish: 'changed',
    order: order.context.order,
    known: order.context.known,
    txnDate: textIn(change, 'TxnDate'),
    tied: isInsisted ? standing.linked.filter(isPayment).map(({ txnID }) => txnID) : [],
  }
  return obstacleTo(touching) ?? (job.isPushed ? null : editedProblem(touching))
}

function byHand({ context, changed }: OrderToChange): Problem {
  const { link } = changed
  const facts = { order: context.order, kind: documentKindOf(link), refNumber: link.label }
  return problem('changed-after-posting', facts)
}

/** As its Add would say it, under the marker that it has. */
function contentWanted(job: JobAtHand, { context, changed }: OrderToChange): DocumentContent {
  const { wanted, link } = changed
  const { role } = wanted
  const { storeID } = context.known
  const marked = { storeID, subject: job.subject, role, posting: link.posting }
  const content = contentOfAdd(wanted.request({ marked, macro: '', appliedTo: null }))
  if (content === null) {
    throw new Error(`the Add of a ${wanted.documentKind} has no content`)
  }
  return content
}

/** What a person made of it, or else what it was given; null where that is not known. */
function saysNow(
  { edited }: StandingDocument,
  { sent, after }: { readonly sent: SentDocument; readonly after: DocumentContent },
): DocumentContent | null {
  const ours = sent.content === null ? [after] : [after, sent.content]
  return edited === null ? sent.content : ownPart(edited.content, ours)
}

/**
 * What stays as it was first entered: the number; the customer, as long as the shop names the same
 * buyer, whoever that is in QuickBooks by now; its day and when it falls due, as long as the order's
 * own day is the same. When it ships is the shop's to say.
 */
function withKept(after: DocumentContent, { wanted, sent }: Changed): DocumentContent {
  const { day, buyer } = sent.fingerprint
  const kept = [
    'RefNumber',
    ...(buyer === wanted.fingerprint.buyer ? ['CustomerRef'] : []),
    ...(day === wanted.fingerprint.day ? ['TxnDate', 'DueDate'] : []),
  ]
  const head = Object.entries(after.head).filter(([name]) => !kept.includes(name))
  const before = Object.entries(sent.content?.head ?? {}).filter(([name]) => kept.includes(name))
  return { head: Object.fromEntries([...head, ...before]), lines: after.lines }
}

function textIn(change: DocumentChange, name: string): string | null {
  const head: Fields = change.kind === 'change' ? change.head : {}
  const value = head[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function hold(held: Problem): Plan {
  return { kind: 'hold', problem: held, links: [] }
}
