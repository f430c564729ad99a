/** What the shop gave up leaves the books by the owner's policy: void, deleted, or by hand. */
import { problem } from '../../books/problems.ts'
import type { DocumentWish, Problem, ProblemFacts } from '../../books/problems.ts'
import type { Settings } from '../../books/settings.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { TXN_VOID_TYPE } from '../../qbxml/txn-removal.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import { documentRole } from '../doubted.ts'
import type { Link } from '../known.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand, Plan } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import type { Removal } from '../sent-document.ts'
import type { StandingDocument } from '../standing-document.ts'
import type { Context } from './customer.ts'
import { editedProblem, obstacleTo } from './obstacle.ts'
import type { Touching } from './obstacle.ts'
import { documentKindOf, readRequest, standingOf } from './read-standing.ts'

export type DocumentsToRemove = {
  readonly context: Context
  /** In the order in which they go: what settles another before that one. */
  readonly links: readonly [Link, ...Link[]]
  readonly wish: DocumentWish
  readonly policy: Settings['cancelledOrders']
  /** Where the policy leaves it to a person. */
  readonly held: Problem
  /** Unix milliseconds. */
  readonly nowMs: number
  /** Nothing of the order is left when these are gone. */
  readonly isLast: boolean
}

export function planRemoval(job: JobAtHand, removal: DocumentsToRemove): Plan {
  const { context, links, policy, held, isLast } = removal
  const { known } = context
  if (policy === 'hold') {
    return hold(held, links)
  }
  const unread = links.filter((link) => standingOf(known, link) === null)
  if (unread.length > 0) {
    const requests = unread.map((link) => readRequest(job, { link, known, isUnwanted: true }))
    return { kind: 'ask', requests }
  }
  const obstacle = firstObstacle(job, removal)
  if (obstacle !== null) {
    return hold(obstacle, links)
  }
  const [link, ...behind] = links
  const standing = standingOf(known, link)
  return standing === null
    ? hold(held, links)
    : {
        kind: 'send',
        requests: [
          removeDocument(job, { removal, link, standing, isAwaited: !isLast || behind.length > 0 }),
        ],
      }
}

/** Of all of them, before the first is touched: half a refund in the books would be worse. */
function firstObstacle(
  job: JobAtHand,
  { context, links, wish }: DocumentsToRemove,
): Problem | null {
  for (const link of links) {
    const standing = standingOf(context.known, link)
    if (standing === null) {
      continue
    }
    const touching: Touching = {
      link,
      standing,
      wish,
      order: context.order,
      known: context.known,
      txnDate: null,
      tied: links.map(({ quickBooksID }) => quickBooksID),
    }
    const obstacle = obstacleTo(touching) ?? (job.isPushed ? null : editedProblem(touching))
    if (obstacle !== null) {
      return obstacle
    }
  }
  return null
}

type Going = {
  readonly removal: DocumentsToRemove
  readonly link: Link
  readonly standing: StandingDocument
  readonly isAwaited: boolean
}

function removeDocument(
  job: JobAtHand,
  { removal, link, standing, isAwaited }: Going,
): PlannedRequest {
  const { context, wish, isLast } = removal
  const how = howToRemove(link, { removal, standing })
  const kind = documentKindOf(link)
  const { order } = context
  const reason = problem('taken-out-of-books', {
    order,
    kind,
    refNumber: link.label,
    wish,
    how: removedAs(how, removal),
  })
  return {
    key: `remove ${link.quickBooksID}`,
    purpose: {
      kind: 'remove-document',
      ...carriedFor(job),
      role: documentRole(link.role) ?? 'sale',
      documentKind: kind,
      link,
      how,
      wish,
      order,
      reason: isLast ? reason : null,
      isAwaited,
    },
    request: removalRequest(how, { link, standing }),
  }
}

/**
 * ACCOUNTING rule 18: deleted is only what was entered on the same day; whatever else is made void,
 * which keeps its trace. What posts nothing cannot be void: it is closed.
 */
function howToRemove(
  link: Link,
  { removal, standing }: Pick<Going, 'removal' | 'standing'>,
): Removal {
  const kind = documentKindOf(link)
  if (removal.policy === 'delete' && isOfToday(standing, removal.nowMs)) {
    return 'delete'
  }
  return TXN_VOID_TYPE.some((one) => one === kind) ? 'void' : 'close'
}

function removedAs(
  how: Removal,
  { policy }: DocumentsToRemove,
): ProblemFacts['taken-out-of-books']['how'] {
  switch (how) {
    case 'void':
      return policy === 'delete' ? 'voided-not-deleted' : 'voided'
    case 'delete':
      return 'deleted'
    case 'close':
      return 'closed'
  }
}

const MINUTE_MS = 60_000

/** The day it is on QuickBooks' computer; a time that does not tell its offset is of no day. */
function isOfToday({ timeCreated }: StandingDocument, nowMs: number): boolean {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(timeCreated ?? '') ?? []
  if (timeCreated === null || sign === undefined) {
    return false
  }
  const offsetMinutes = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const today = new Date(nowMs + offsetMinutes * MINUTE_MS).toISOString()
  return today.slice(0, 'yyyy-mm-dd'.length) === timeCreated.slice(0, 'yyyy-mm-dd'.length)
}

function removalRequest(
  how: Removal,
  { link, standing }: Pick<Going, 'link' | 'standing'>,
): QbxmlRequest {
  const kind = documentKindOf(link)
  const TxnID = link.quickBooksID
  if (how === 'delete') {
    return { name: 'TxnDelRq', content: { TxnDelType: kind, TxnID } }
  }
  const ids = { TxnID, EditSequence: standing.editSequence }
  switch (kind) {
    case 'SalesReceipt':
    case 'Invoice':
    case 'CreditMemo':
    case 'ARRefundCreditCard':
    case 'Check':
      return { name: 'TxnVoidRq', content: { TxnVoidType: kind, TxnID } }
    case 'SalesOrder': {
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS[kind]
      const SalesOrderMod = { ...ids, IsManuallyClosed: true }
      return { name: 'SalesOrderModRq', content: { SalesOrderMod, IncludeRetElement } }
    }
    case 'Estimate': {
      const IncludeRetElement = DOCUMENT_RET_ELEMENTS[kind]
      const EstimateMod = { ...ids, IsActive: false }
      return { name: 'EstimateModRq', content: { EstimateMod, IncludeRetElement } }
    }
    case 'ReceivePayment':
    case 'Deposit':
      throw new Error(`a ${kind} is never taken out of the books`)
  }
}

function hold(held: Problem, links: readonly Link[]): Plan {
  return { kind: 'hold', problem: held, links }
}
