/**
 * A customer who changed in the shop. Only the fields that differ from what was last sent go out:
 * what a person wrote into the others in QuickBooks stays.
 */
import type { CustomerIdentity, TextLoss } from '../../books/document.ts'
import type { RequestContent } from '../../qbxml/requests.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import type { PlannedRequest } from '../purpose.ts'
import { customerNeeded, linkOf } from './customer.ts'
import type { Context } from './customer.ts'
import { customerFields } from './customer-fields.ts'
import type { CustomerFields } from './customer-fields.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand, Plan } from '../plan.ts'

export type CustomerInBooks = {
  readonly identity: CustomerIdentity
  readonly losses: readonly TextLoss[]
  /** Not so of a role whose orders all go to one customer. */
  readonly isIndividual: boolean
  readonly context: Context
}

export function planCustomer(job: JobAtHand, customer: CustomerInBooks): Plan {
  const { identity, isIndividual, context } = customer
  const link = linkOf(identity, context.known)
  const isGone = findLink(context.known, job.subject, 'customer')?.isDeleted === true
  if (link === null && ((isGone && !job.isPushed) || !isIndividual)) {
    // Somebody took the customer out of QuickBooks: only an order or a person brings one back.
    return { kind: 'agrees', links: [] }
  }
  if (link === null) {
    const needed = customerNeeded(identity, context)
    switch (needed.kind) {
      case 'found':
        return { kind: 'agrees', links: needed.alsoLink }
      case 'ask':
        return { kind: 'ask', requests: [needed.request] }
      case 'problem':
        return { kind: 'hold', problem: needed.problem, links: [] }
    }
  }
  const fields = customerFields(identity)
  const changed = changedFields(fields, JSON.parse(link.sent || '{}') as Partial<CustomerFields>)
  if (isOfBusiness(link) || Object.keys(changed).length === 0) {
    return { kind: 'agrees', links: [] }
  }
  return link.editSequence === ''
    ? { kind: 'ask', requests: [reread(link, fields)] }
    : { kind: 'send', requests: [change(job, { link, fields, changed, losses: customer.losses })] }
}

/** Found by the company, the record is the business's: one of its people does not rewrite it. */
function isOfBusiness({ evidence }: Link): boolean {
  return evidence?.rule === 'company' || evidence?.rule === 'company-and-postcode'
}

type Mod = RequestContent<'CustomerModRq'>['CustomerMod']
type Changed = Partial<Omit<Mod, 'ListID' | 'EditSequence'>>

/** A field the shop emptied is sent empty, which clears it; an address goes as a whole block. */
function changedFields(fields: CustomerFields, sent: Partial<CustomerFields>): Changed {
  const changed: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const before: unknown = Reflect.get(sent, name)
    if (JSON.stringify(value) === JSON.stringify(before)) {
      continue
    }
    changed[name] = value ?? (typeof before === 'string' ? '' : {})
  }
  return changed
}

function change(
  job: JobAtHand,
  made: {
    readonly link: Link
    readonly fields: CustomerFields
    readonly changed: Changed
    readonly losses: readonly TextLoss[]
  },
): PlannedRequest {
  const { link, fields, changed, losses } = made
  return {
    key: `change ${job.subject}`,
    purpose: {
      kind: 'change-customer',
      ...carriedFor(job),
      customer: link.label,
      link,
      sent: JSON.stringify(fields),
      losses,
    },
    request: {
      name: 'CustomerModRq',
      content: {
        CustomerMod: {
          ListID: link.quickBooksID,
          EditSequence: link.editSequence,
          ...changed,
        },
      },
    },
  }
}

function reread(link: Link, fields: CustomerFields): PlannedRequest {
  return {
    key: `reread ${link.quickBooksID}`,
    purpose: { kind: 'reread-customer', link, sent: JSON.stringify(fields) },
    request: { name: 'CustomerQueryRq', content: { ListID: [link.quickBooksID] } },
  }
}
