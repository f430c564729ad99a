/** What is asked of QuickBooks about a customer: make one, look one up, make one active again. */
import type { CustomerIdentity } from '../../books/document.ts'
import type { Evidence, SoughtCustomer } from '../customer-match.ts'
import { nameKey } from '../known.ts'
import type { Link, Refusal } from '../known.ts'
import type { PlannedRequest } from '../purpose.ts'
import { customerFields, newCustomer } from './customer-fields.ts'

type Wanted = {
  readonly need: string
  /** As QuickBooks shows it, with whom it is filed under: `Acme:Ana Lima`. */
  readonly fullName: string
}

export type Parent = { readonly listID: string; readonly alsoLink: readonly Link[] }

export function addCustomer(
  identity: CustomerIdentity,
  {
    need,
    name,
    fullName,
    parent,
  }: Wanted & { readonly name: string; readonly parent: Parent | null },
): PlannedRequest {
  return {
    // Two people of one name ask for it once; whoever does not get it takes the next name.
    key: `customer named ${nameKey(fullName)}`,
    claims: identity.subjects,
    purpose: {
      kind: 'add-entry',
      need,
      list: 'customer',
      name: fullName,
      linkSubjects: identity.subjects,
      role: 'customer',
      sent: sentFor(identity),
      alsoLink: parent?.alsoLink ?? [],
    },
    request: {
      name: 'CustomerAddRq',
      content: {
        CustomerAdd: newCustomer(identity, { name, parentListID: parent?.listID ?? null }),
      },
    },
  }
}

/** Who has the name. */
export function lookUpName(
  identity: CustomerIdentity,
  { need, fullName, sought }: Wanted & { readonly sought: SoughtCustomer },
): PlannedRequest {
  return {
    key: need,
    purpose: {
      kind: 'look-up-customer',
      need,
      name: fullName,
      linkSubjects: identity.subjects,
      sought,
      evidence: null,
      listID: null,
      sent: sentFor(identity),
    },
    request: { name: 'CustomerQueryRq', content: { FullName: [fullName] } },
  }
}

/** How a customer stands whom we know by what was read before. */
export function lookUpState(
  identity: CustomerIdentity,
  {
    need,
    fullName,
    sought,
    listID,
    evidence,
  }: Wanted & {
    readonly sought: SoughtCustomer
    readonly listID: string
    readonly evidence: Evidence
  },
): PlannedRequest {
  return {
    key: need,
    purpose: {
      kind: 'look-up-customer',
      need,
      name: fullName,
      linkSubjects: identity.subjects,
      sought,
      evidence,
      listID,
      sent: sentFor(identity),
    },
    request: { name: 'CustomerQueryRq', content: { ListID: [listID] } },
  }
}

export function activateCustomer(
  identity: CustomerIdentity,
  {
    need,
    inactive,
  }: { readonly need: string; readonly inactive: Extract<Refusal, { kind: 'inactive' }> },
): PlannedRequest {
  const { listID, editSequence, evidence } = inactive
  return {
    key: `activate ${listID}`,
    purpose: {
      kind: 'activate-customer',
      need,
      listID,
      linkSubjects: identity.subjects,
      evidence,
      sent: sentFor(identity),
    },
    request: {
      name: 'CustomerModRq',
      content: { CustomerMod: { ListID: listID, EditSequence: editSequence, IsActive: true } },
    },
  }
}

/** Of one that many buyers share nothing is ever sent, so that nothing is compared either. */
function sentFor(identity: CustomerIdentity): string {
  return JSON.stringify(customerFields(identity))
}
