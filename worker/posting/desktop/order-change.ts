/** An order that the shop changed after it went out: one Mod of the document that stands. */
import { problem } from '../../books/problems.ts'
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
import { sentText } from '../sent-document.ts'
import type { SentDocument } from '../sent-document.ts'
import type { StandingDocument } from '../standing-document.ts'
import { isModifiable, isTaken, modRequest } from './document-mod.ts'
import { editedProblem, obstacleTo } from './obstacle.ts'
import type { Touching } from './obstacle.ts'
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
  const { wanted, link, sent } = changed
  const kind = documentKindOf(link)
  const byHand = problem('changed-after-posting', {
    order: context.order,
    kind,
    refNumber: link.label,
  })
  if (!isModifiable(kind)) {
    return hold(byHand)
  }
  const { known } = context
  const standing = standingOf(known, link)
  const gathered = gather(wanted.needs)
  if (gathered.kind === 'problem') {
    return hold(gathered.problem)
  }
  const reading = standing === null ? [readRequest(job, { link, known, isUnwanted: false })] : []
  if (gathered.kind === 'ask' || standing === null) {
    const requests = gathered.kind === 'ask' ? gathered.requests : []
    return { kind: 'ask', requests: [...requests, ...reading] }
  }
  const after = withKept(contentWanted(job, order), changed)
  const before = saysNow(standing, { sent, after })
  const change: DocumentChange =
    before === null
      ? { kind: 'by-hand' }
      : changeBetween({ before, after, lineIDs: standing.lineIDs })
  const says = sentText({ ...sent, fingerprint: wanted.fingerprint, content: after })
  if (change.kind === 'none') {
    const { editSequence } = standing
    return { kind: 'as-it-stands', link: { ...link, editSequence, sent: says } }
  }
  const touching: Touching = {
    link,
    standing,
    wish: 'changed',
    order: context.order,
    known,
    txnDate: textIn(change, 'TxnDate'),
    tied: [],
  }
  const obstacle = obstacleTo(touching) ?? (job.isPushed ? null : editedProblem(touching)) ?? null
  if (obstacle !== null) {
    return hold(obstacle)
  }
  if (change.kind === 'by-hand' || !isTaken(kind, change)) {
    return hold(byHand)
  }
  const request: PlannedRequest = {
    key: `change ${link.quickBooksID}`,
    purpose: {
      kind: 'change-document',
      ...carriedFor(job),
      role: wanted.role,
      documentKind: kind,
      link,
      sent: says,
      totalCents: wanted.totalCents,
      order: context.order,
      alsoLink: gathered.alsoLink,
      leftToDo: order.leftToDo,
      losses: wanted.losses,
      isAwaited: order.isAwaited,
    },
    request: modRequest(kind, {
      txnID: link.quickBooksID,
      editSequence: standing.editSequence,
      change,
    }),
  }
  return { kind: 'send', requests: [request] }
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
 * buyer, whoever that is in QuickBooks by now; the dates, as long as the order's own day is the same.
 */
function withKept(after: DocumentContent, { wanted, sent }: Changed): DocumentContent {
  const { day, buyer } = sent.fingerprint
  const kept = [
    'RefNumber',
    ...(buyer === wanted.fingerprint.buyer ? ['CustomerRef'] : []),
    ...(day === wanted.fingerprint.day ? ['TxnDate', 'DueDate', 'ShipDate'] : []),
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

function hold(held: Extract<Plan, { kind: 'hold' }>['problem']): Plan {
  return { kind: 'hold', problem: held, links: [] }
}
