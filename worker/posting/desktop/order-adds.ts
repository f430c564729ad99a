/** The Adds of an order: what is applied to another document stands behind it in the same set. */
import { isPayment } from '../doubted.ts'
import type { DocumentRole } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import { contentOfAdd } from '../document-content.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import { sentText } from '../sent-document.ts'
import { deletedTxn } from './deleted-txn.ts'
import { fieldsDue } from '../sent-field.ts'
import { fieldsOfNew } from './order-fields.ts'
import type { Making, OrderInBooks, Wanted } from './wanted.ts'

export type OrderToAdd = OrderInBooks & {
  /** Only what does not stand yet. */
  readonly missing: readonly Wanted[]
  readonly alsoLink: readonly Link[]
  /** What waits until all of that stands. */
  readonly later: readonly Wanted[]
}

export function addDocuments(job: JobAtHand, order: OrderToAdd): readonly PlannedRequest[] {
  const adds = order.missing.map((wanted) => addDocument(job, { order, wanted }))
  const isNew = order.missing.some(({ role }) => role === 'sale')
  return isNew ? [...adds, ...fieldsOfNew(job, { order, macro: macroOf(job, 'sale') })] : adds
}

function addDocument(
  job: JobAtHand,
  { order, wanted }: { readonly order: OrderToAdd; readonly wanted: Wanted },
): PlannedRequest {
  const { context, alsoLink, leftToDo } = order
  const { role, needs, request, appliedTo, waitsFor: _, fingerprint, ...formed } = wanted
  const { customFields, ...document } = formed
  const { storeID } = context.known
  const posting = postingOf(job, { order, role })
  const [customer] = needs
  const made = request({
    marked: { storeID, subject: job.subject, role, posting },
    macro: macroOf(job, role),
    appliedTo: appliedTo === null ? null : targetOf(job, { order, role: appliedTo }),
  })
  return {
    key: `${role} ${job.subject}`,
    purpose: {
      kind: 'add-document',
      ...carriedFor(job),
      ...document,
      role,
      // Made when it is kept: a preview asks for the request alone.
      get sent() {
        return sentText({
          fingerprint,
          settingsVersion: order.settingsVersion,
          // Money that came is neither changed nor taken out.
          content: isPayment(role) ? null : contentOfAdd(made),
          customFields: fieldsDue(customFields),
          wasUndone: order.isUndone,
          removed: null,
        })
      },
      customerListID: customer?.kind === 'found' ? customer.listID : '',
      posting,
      order: context.order,
      alsoLink,
      leftToDo,
      isAwaited: order.later.some(({ waitsFor }) => waitsFor === role),
    },
    request: made,
  }
}

function targetOf(
  job: JobAtHand,
  { order, role }: { readonly order: OrderToAdd; readonly role: DocumentRole },
): Making['appliedTo'] {
  const link = findLink(order.context.known, job.subject, role)
  return link === null || link.isDeleted ? { useMacro: macroOf(job, role) } : link.quickBooksID
}

/** Macros live as long as their set: a job's ID is unique in it. */
function macroOf({ jobID }: JobAtHand, role: DocumentRole): string {
  return `TxnID:J${jobID}_${role.replace(':', '_')}`
}

/** One more than what a person deleted; the number never rises by itself. */
function postingOf(
  job: JobAtHand,
  { order, role }: { readonly order: OrderToAdd; readonly role: DocumentRole },
): number {
  const { known } = order.context
  const link = findLink(known, job.subject, role)
  if (link !== null) {
    return link.isDeleted ? link.posting + 1 : link.posting
  }
  return role === 'sale' && deletedTxn(known, order.sale) !== null ? 2 : 1
}
