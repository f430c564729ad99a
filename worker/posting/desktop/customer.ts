/**
 * The customer a document names. Known by link; otherwise added under the person's plain name,
 * then under the name that carries the shop's ID. A name that is taken is looked up, and adopted
 * only when account number or e-mail prove that it is the same person.
 */
import type { CustomerIdentity } from '../../books/document.ts'
import type { Settings } from '../../books/settings.ts'
import { problem } from '../../books/problems.ts'
import type { RequestContent } from '../../qbxml/requests.ts'
import {
  ACCOUNT_NUMBER_LENGTH_MAX,
  COMPANY_NAME_LENGTH_MAX,
  EMAIL_LENGTH_MAX,
  FIRST_NAME_LENGTH_MAX,
  LAST_NAME_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PHONE_LENGTH_MAX,
} from '../../qbxml/limits.ts'
import { findEntry, findLink, isSamePerson, nameKey } from '../known.ts'
import type { Known, Link, ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import { addressBlock } from './address.ts'
import { lineWithin, nameWithin } from './text.ts'

export type Context = {
  readonly known: Known
  readonly settings: Settings
  /** The order's number as the shop shows it, for what an owner reads. */
  readonly order: string
}

export function customerNeeded(identity: CustomerIdentity, context: Context): Needed {
  const { known, settings, order } = context
  const link = linkOf(identity, known)
  if (link !== null) {
    return {
      kind: 'found',
      listID: link.quickBooksID,
      alsoLink: missingLinks(identity, known, link),
    }
  }
  const need = customerNeed(identity)
  const refusal = known.session.refusals[need]
  const customer = identity.name
  if (refusal !== undefined) {
    return refusal.kind === 'refused'
      ? {
          kind: 'problem',
          problem: rememberedRefusal({ order, request: `customer “${customer}”`, ...refusal }),
        }
      : { kind: 'problem', problem: problem('customer-inactive', { order, customer }) }
  }
  const tried = known.session.takenNames[need] ?? 0
  const name = customerNames(identity)
    .slice(tried)
    .find((candidate) => isFree(candidate, { identity, known }))
  if (name === undefined) {
    return { kind: 'problem', problem: problem('customer-name-taken', { order, customer }) }
  }
  const entry = findEntry(known, 'customer', name)
  if (entry !== null) {
    return adopted(identity, { entry, order })
  }
  if (known.session.lookUps[need] === true) {
    return { kind: 'ask', request: lookUp(identity, { need, name }) }
  }
  if (settings.createCustomers) {
    return { kind: 'ask', request: add(identity, { need, name }) }
  }
  return tried === 0
    ? { kind: 'ask', request: lookUp(identity, { need, name }) }
    : { kind: 'problem', problem: problem('customer-missing', { order, customer }) }
}

function customerNeed(identity: CustomerIdentity): string {
  return `customer ${identity.subjects[0]}`
}

export function linkOf(identity: CustomerIdentity, known: Known): Link | null {
  for (const subject of identity.subjects) {
    const link = findLink(known, subject, 'customer')
    if (link !== null && !link.isDeleted) {
      return link
    }
  }
  return null
}

/** What a customer's record says beside its name, for comparing and for sending. */
export type CustomerFields = Omit<
  RequestContent<'CustomerAddRq'>['CustomerAdd'],
  'Name' | 'AccountNumber'
>

export function customerFields(identity: CustomerIdentity): CustomerFields {
  return {
    CompanyName: lineWithin(identity.companyName, COMPANY_NAME_LENGTH_MAX),
    FirstName: lineWithin(identity.firstName, FIRST_NAME_LENGTH_MAX),
    LastName: lineWithin(identity.lastName, LAST_NAME_LENGTH_MAX),
    BillAddress: addressBlock(identity.billAddress),
    ShipAddress: addressBlock(identity.shipAddress),
    Phone: lineWithin(identity.phone, PHONE_LENGTH_MAX),
    Email: lineWithin(identity.email, EMAIL_LENGTH_MAX),
  }
}

/** The names to try in turn: the person's own, then the one that carries the shop's ID. */
export function customerNames(identity: CustomerIdentity): readonly string[] {
  const names = [identity.name, identity.nameIfTaken].map((name) =>
    nameWithin(name, NAME_LENGTH_MAX),
  )
  return [...new Set(names)].filter((name) => name !== '')
}

/** As far as we know QuickBooks' customers; what we do not know of is refused with 3100. */
function isFree(
  name: string,
  { identity, known }: { readonly identity: CustomerIdentity; readonly known: Known },
): boolean {
  const entry = findEntry(known, 'customer', name)
  return entry === null || isSamePerson(entry, identity)
}

/** The same person by account number or e-mail, known from an earlier reading. */
function adopted(
  identity: CustomerIdentity,
  { entry, order }: { readonly entry: ListEntry; readonly order: string },
): Needed {
  if (!entry.isActive) {
    const facts = { order, customer: entry.fullName }
    return { kind: 'problem', problem: problem('customer-inactive', facts) }
  }
  const links = identity.subjects.map((subject): Link => ({
    subject,
    role: 'customer',
    kind: 'Customer',
    quickBooksID: entry.listID,
    label: entry.fullName,
    editSequence: '',
    sent: JSON.stringify(customerFields(identity)),
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
  }))
  return { kind: 'found', listID: entry.listID, alsoLink: links }
}

/** The guest who later opens an account is found by e-mail once, by account from then on. */
function missingLinks(identity: CustomerIdentity, known: Known, link: Link): readonly Link[] {
  return identity.subjects
    .filter((subject) => findLink(known, subject, 'customer')?.isDeleted !== false)
    .map((subject) => ({ ...link, subject }))
}

type Wanted = { readonly need: string; readonly name: string }

function add(identity: CustomerIdentity, { need, name }: Wanted): PlannedRequest {
  const fields = customerFields(identity)
  return {
    // Two people of one name ask for it once; whoever does not get it takes the next name.
    key: `customer named ${nameKey(name)}`,
    purpose: {
      kind: 'add-entry',
      need,
      list: 'customer',
      name,
      linkSubjects: identity.subjects,
      role: 'customer',
      sent: JSON.stringify(fields),
    },
    request: {
      name: 'CustomerAddRq',
      content: {
        CustomerAdd: {
          Name: name,
          ...fields,
          AccountNumber: lineWithin(identity.accountNumber, ACCOUNT_NUMBER_LENGTH_MAX),
        },
      },
    },
  }
}

function lookUp(identity: CustomerIdentity, { need, name }: Wanted): PlannedRequest {
  return {
    key: need,
    purpose: {
      kind: 'look-up-customer',
      need,
      name,
      linkSubjects: identity.subjects,
      accountNumber: identity.accountNumber,
      email: identity.email,
      // Whoever is found keeps what QuickBooks says of them; only later changes are sent.
      sent: JSON.stringify(customerFields(identity)),
    },
    request: { name: 'CustomerQueryRq', content: { FullName: [name] } },
  }
}
