/** Whose a customer's name is, how one stands whom we know, and whether one could be made active. */
import type { CustomerRet } from '../qbxml/customer.ts'
import { indexCustomers } from './customer-keys.ts'
import { matchCustomer } from './customer-match.ts'
import type { Evidence } from './customer-match.ts'
import { listEntry } from './entry-of-ret.ts'
import { isComplete } from './judged.ts'
import type { Judged } from './judged.ts'
import { nameKey } from './known.ts'
import type { Lesson } from './lesson.ts'
import { linksTo } from './list-links.ts'
import type { PurposeOf } from './purpose.ts'

type LookUp = PurposeOf<'look-up-customer'>

/** Adopted only where the owner's rules find the buyer in it. */
export function learnFromCustomerLookUp(
  purpose: LookUp,
  { response, disposition }: Judged,
): Lesson[] {
  const { need } = purpose
  if (!isComplete(disposition)) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const customers = response.rets.flatMap((ret) => (ret.kind === 'CustomerRet' ? [ret] : []))
  const read = readLesson(customers)
  const found = foundAmong(customers, purpose)
  if (found === null) {
    return purpose.listID === null
      ? [read, { kind: 'name-somebody-elses', need }]
      : [read, { kind: 'entry-forgotten', listID: purpose.listID }]
  }
  const { ret, evidence } = found
  const { ListID: listID, FullName: fullName } = ret
  const editSequence = ret.EditSequence ?? ''
  return ret.IsActive
    ? [read, { kind: 'linked', how: 'adopted', links: linksOf(ret, { purpose, evidence }) }]
    : [
        read,
        {
          kind: 'need-refused',
          need,
          refusal: { kind: 'inactive', listID, fullName, editSequence, evidence },
        },
      ]
}

type Found = { readonly ret: CustomerRet; readonly evidence: Evidence }

function foundAmong(customers: readonly CustomerRet[], purpose: LookUp): Found | null {
  const { sought, evidence: known } = purpose
  const [first] = customers
  if (known !== null) {
    return first === undefined ? null : { ret: first, evidence: known }
  }
  if (sought.named !== null) {
    const { named } = sought
    const ret = customers.find(({ FullName }) => nameKey(FullName) === nameKey(named))
    return ret === undefined ? null : { ret, evidence: { rule: 'named', compared: named } }
  }
  const match = matchCustomer(
    sought,
    indexCustomers(customers.flatMap((ret) => listEntry(ret) ?? [])),
  )
  if (match.kind !== 'matched') {
    return null
  }
  const ret = customers.find(({ ListID }) => ListID === match.entry.listID)
  return ret === undefined ? null : { ret, evidence: match.evidence }
}

export function learnFromActivation(
  purpose: PurposeOf<'activate-customer'>,
  { response, disposition }: Judged,
): Lesson[] {
  const { need, listID, evidence } = purpose
  const customers = response.rets.flatMap((ret) => (ret.kind === 'CustomerRet' ? [ret] : []))
  switch (disposition.kind) {
    case 'done':
    case 'done-with-warning':
      return [
        readLesson(customers),
        ...customers.map((ret): Lesson => ({
          kind: 'linked',
          how: 'activated',
          links: linksOf(ret, { purpose, evidence }),
        })),
      ]
    // Somebody changed the customer meanwhile, or our own request of which no answer came.
    case 'stale-edit-sequence':
      return [{ kind: 'need-anew', need }]
    case 'stale-id':
    case 'missing-reference':
      return [
        { kind: 'entry-forgotten', listID },
        { kind: 'need-anew', need },
      ]
    case 'try-later':
    case 'not-executed':
    case 'recover':
    case 'partly-shown':
    case 'restart-iterator':
      return [{ kind: 'nothing', reason: response.statusMessage }]
    case 'nothing-found':
    case 'partly-found':
    case 'look-up-existing':
    case 'stop': {
      const { statusCode, statusMessage: message } = response
      return [{ kind: 'need-refused', need, refusal: { kind: 'refused', statusCode, message } }]
    }
  }
}

function readLesson(customers: readonly CustomerRet[]): Lesson {
  return { kind: 'read', entries: customers.flatMap((ret) => listEntry(ret) ?? []) }
}

/** Whoever is found keeps what QuickBooks says of them; only later changes are sent. */
function linksOf(
  ret: CustomerRet,
  {
    purpose: { linkSubjects, sent },
    evidence,
  }: {
    readonly purpose: Pick<LookUp, 'linkSubjects' | 'sent'>
    readonly evidence: Evidence
  },
) {
  return linksTo(ret, { linkSubjects, role: 'customer', sent, evidence })
}
