/** What Tillbridge itself can do about what holds an order, once a person says so. */
import { RECHECK } from './problems.ts'
import type { ProblemCode } from './problems.ts'

export type Repair =
  /** The suggested mapping is accepted, and what waited for it tried. */
  | 'accept-mapping'
  /** Tried once more: the cause was put right outside. */
  | 'send-again'
  /** A person says that the order goes nevertheless, as by sending it by hand in the shop. */
  | 'push'

/** Where another try alone changes nothing. */
const OWN: Readonly<Partial<Record<ProblemCode, Repair | null>>> = {
  'unmapped-tax-rate': 'accept-mapping',
  'unmapped-tax-code': 'accept-mapping',
  'no-zero-rate-item': 'accept-mapping',
  'unmapped-gateway': 'accept-mapping',
  // What stands is looked at again, and the person's word counts over it.
  'near-match': 'push',
  'posted-twice': 'push',
  'deleted-in-quickbooks': 'push',
  'back-after-removal': 'push',
  'document-edited': 'push',
  'changed-after-posting': 'push',
  // Only a person in QuickBooks can say what the money or the goods were.
  'refund-is-chargeback': null,
  'restock-unclear': null,
  'credit-to-apply': null,
  'money-not-waiting': null,
  'money-for-invoiced': null,
  'taken-out-of-books': null,
}

/** Null: the shop has to say something else, or a person has to do it by hand. */
export function repairOf(code: ProblemCode): Repair | null {
  const own = OWN[code]
  if (own !== undefined) {
    return own
  }
  return RECHECK[code] === 'order' ? null : 'send-again'
}
