/**
 * A customer who changed in the shop. Only the fields that differ from what was last sent go out:
 * what a person wrote into the others in QuickBooks stays.
 */
import type { CustomerIdentity } from '../../books/document.ts'
import type { RequestContent } from '../../qbxml/requests.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import type { PlannedRequest } from '../purpose.ts'
import { customerFields, customerNeeded, linkOf } from './customer.ts'
import type { Context, CustomerFields } from './customer.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand, Plan } from '../plan.ts'

export function planCustomer(
  job: JobAtHand,
  { identity, context }: { readonly identity: CustomerIdentity; readonly context: Context },
): Plan {
  const link = linkOf(identity, context.known)
  const isGone = findLink(context.known, job.subject, 'customer')?.isDeleted === true
  if (link === null && isGone && !job.isPushed) {
    // Somebody took the customer out of QuickBooks: only an order or a person brings one back.
    return { kind: 'agrees', links: [] }
  }
  if (link === null) {
    const needed = customerNeeded(identity, context)
    switch (needed.kind) {
      case 'found':
        return { kind: 'agrees', links: [] }
      case 'ask':
        return { kind: 'ask', requests: [needed.request] }
      case 'problem':
        return { kind: 'hold', problem: needed.problem, links: [] }
    }
  }
  const fields = customerFields(identity)
  const changed = changedFields(fields, JSON.parse(link.sent || '{}') as Partial<CustomerFields>)
  if (Object.keys(changed).length === 0) {
    return { kind: 'agrees', links: [link] }
  }
  return link.editSequence === ''
    ? { kind: 'ask', requests: [reread(link, fields)] }
    : { kind: 'send', requests: [change(job, { link, fields, changed })] }
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
  made: { readonly link: Link; readonly fields: CustomerFields; readonly changed: Changed },
): PlannedRequest {
  const { link, fields, changed } = made
  return {
    key: `change ${job.subject}`,
    purpose: {
      kind: 'change-customer',
      ...carriedFor(job),
      customer: link.label,
      link,
      sent: JSON.stringify(fields),
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
