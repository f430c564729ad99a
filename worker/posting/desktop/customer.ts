/**
 * The customer a document names. Known by link; otherwise recognised by the owner's rules among
 * those that QuickBooks has; otherwise added under the person's plain name, then under the name that
 * carries the shop's ID. A name that is taken is looked up, and adopted only where a rule says that
 * it is the same person.
 */
import type { CustomerIdentity } from '../../books/document.ts'
import { namedIdentity } from '../../books/customer-document.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { Settings } from '../../books/settings.ts'
import { CUSTOMER_FULL_NAME_LENGTH_MAX } from '../../qbxml/limits.ts'
import { isOfCurrency, matchCustomer, soughtCustomer } from '../customer-match.ts'
import type { Evidence, Match, SoughtCurrency, SoughtCustomer } from '../customer-match.ts'
import { findEntry, findEntryByID, findLink } from '../known.ts'
import type { Known, Link, ListEntry, Refusal } from '../known.ts'
import type { Needed } from '../needed.ts'
import { rememberedRefusal } from '../refusal.ts'
import { untilRead } from '../until-read.ts'
import { customerFields, customerNames } from './customer-fields.ts'
import { activateCustomer, addCustomer, lookUpName, lookUpState } from './customer-requests.ts'
import { ambiguityProblem } from './customer-problems.ts'
import { withSoughtCustomer } from './sought-entry.ts'

export type Context = {
  readonly known: Known
  readonly settings: Settings
  /** The order's number as the shop shows it, for what an owner reads. */
  readonly order: string
  /** ListID of the customer that the order's sale stands under: what follows it goes there too. */
  readonly soldTo?: string | null
}

export function customerNeeded(identity: CustomerIdentity, context: Context): Needed {
  const { soldTo } = context
  if (soldTo !== undefined && soldTo !== null) {
    return withinCurrency({ kind: 'found', listID: soldTo, alsoLink: [] }, { identity, context })
  }
  const record = recordNeeded(identity, context)
  const needed = record.kind === 'found' ? withinCurrency(record, { identity, context }) : record
  return needed.kind === 'problem' ? ofCustomer(needed.problem, { identity, context }) : needed
}

function ofCustomer(
  held: Problem,
  { identity, context }: { readonly identity: CustomerIdentity; readonly context: Context },
): Extract<Needed, { kind: 'problem' }> {
  const currency = soughtCurrency(identity, context.known)
  return { kind: 'problem', problem: withSoughtCustomer(held, { identity, currency }) }
}

/** Amounts of one currency on a customer of another would be taken for amounts of that one. */
function withinCurrency(
  found: Extract<Needed, { kind: 'found' }>,
  { identity, context }: { readonly identity: CustomerIdentity; readonly context: Context },
): Needed {
  const { known, order } = context
  const entry = findEntryByID(known, 'customer', found.listID)
  const sought = soughtCurrency(identity, known)
  if (entry === null || sought === null || isOfCurrency(entry, sought)) {
    return found
  }
  return {
    kind: 'problem',
    problem: problem('customer-of-another-currency', {
      order,
      customer: entry.fullName,
      customerCurrency: entry.currency ?? known.company.homeCurrencyName ?? '',
      currency: sought.name ?? '',
    }),
  }
}

function soughtCurrency({ currency }: CustomerIdentity, { company }: Known): SoughtCurrency | null {
  if (!company.isMultiCurrencyOn) {
    return null
  }
  const name = currency?.name ?? company.homeCurrencyName
  return { name, isHome: currency === null }
}

type Found = Extract<Needed, { kind: 'found' }> & { readonly fullName: string }
type RecordNeeded = Found | Exclude<Needed, { kind: 'found' }>

function recordNeeded(identity: CustomerIdentity, context: Context): RecordNeeded {
  const { known, order } = context
  const need = customerNeed(identity)
  const link = linkOf(identity, known)
  const entry = link === null ? null : findEntryByID(known, 'customer', link.quickBooksID)
  if (link !== null && entry?.isActive !== false) {
    const { quickBooksID: listID, label } = link
    const fullName = entry?.fullName ?? label
    return { kind: 'found', listID, alsoLink: missingLinks(identity, known, link), fullName }
  }
  const refusal = known.session.refusals[need]
  if (refusal !== undefined) {
    return refused(identity, { need, refusal, context })
  }
  const wanted = { need, sought: soughtOf(identity, context), context }
  if (link !== null) {
    const evidence = { rule: 'link', compared: link.subject } as const
    return stateNeeded(identity, {
      ...wanted,
      listID: link.quickBooksID,
      name: link.label,
      evidence,
    })
  }
  const match = matchOf(identity, wanted)
  // Among half of the customers nobody is recognised, but by the number that we gave.
  const unread = isCertain(match)
    ? null
    : untilRead('customer', { known, order, title: 'customers' })
  if (unread !== null) {
    return unread
  }
  switch (match.kind) {
    case 'matched': {
      const { entry: matched, evidence } = match
      const { listID, fullName: name } = matched
      return matched.isActive
        ? adopted(identity, { entry: matched, evidence })
        : stateNeeded(identity, { ...wanted, listID, name, evidence })
    }
    case 'ambiguous':
      return {
        kind: 'problem',
        problem: ambiguityProblem(match, {
          order,
          identity,
          currency: soughtCurrency(identity, known),
        }),
      }
    case 'none':
      return newNeeded(identity, wanted)
  }
}

function customerNeed({ subjects }: CustomerIdentity): string {
  return `customer ${subjects[0]}`
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

function soughtOf(identity: CustomerIdentity, { known, settings }: Context): SoughtCustomer {
  return soughtCustomer(identity, {
    rules: settings.customerMatch,
    storeID: known.storeID,
    currency: soughtCurrency(identity, known),
  })
}

type Wanted = { readonly need: string; readonly sought: SoughtCustomer; readonly context: Context }

function matchOf(identity: CustomerIdentity, { sought, context }: Wanted): Match {
  const { known } = context
  if (sought.named === null) {
    return matchCustomer(sought, known.customersByKey)
  }
  const entry = findEntry(known, 'customer', identity.name)
  return entry === null
    ? { kind: 'none' }
    : { kind: 'matched', entry, evidence: { rule: 'named', compared: identity.name } }
}

function isCertain(match: Match): boolean {
  return (
    match.kind === 'matched' &&
    (match.evidence.rule === 'account-number' || match.evidence.rule === 'named')
  )
}

/** What was read of it may have changed: once a session it is asked whether it still is inactive. */
function stateNeeded(
  identity: CustomerIdentity,
  wanted: Wanted & {
    readonly listID: string
    readonly name: string
    readonly evidence: Evidence
  },
): RecordNeeded {
  const { need, name: fullName, sought, listID, evidence } = wanted
  return {
    kind: 'ask',
    request: lookUpState(identity, { need, fullName, sought, listID, evidence }),
  }
}

function refused(
  identity: CustomerIdentity,
  {
    need,
    refusal,
    context,
  }: { readonly need: string; readonly refusal: Refusal; readonly context: Context },
): RecordNeeded {
  const { order, settings } = context
  if (refusal.kind !== 'inactive') {
    const request = `customer “${identity.name}”`
    const isRefused = refusal.kind === 'refused'
    const said = isRefused ? refusal : { statusCode: 0, message: refusal.type }
    return { kind: 'problem', problem: rememberedRefusal({ order, request, ...said }) }
  }
  if (settings.inactiveCustomers === 'reactivate') {
    return { kind: 'ask', request: activateCustomer(identity, { need, inactive: refusal }) }
  }
  const { standardCustomer } = settings
  // The standard customer itself may be inactive: nobody stands in for that one.
  const isStoodIn =
    settings.inactiveCustomers === 'standard-customer' &&
    standardCustomer !== null &&
    customerNeed(namedIdentity(standardCustomer)) !== need
  const facts = { order, customer: refusal.fullName }
  return isStoodIn
    ? recordNeeded(namedIdentity(standardCustomer, identity.currency), context)
    : { kind: 'problem', problem: problem('customer-inactive', facts) }
}

/** QuickBooks shows nobody who it could be. */
function newNeeded(identity: CustomerIdentity, wanted: Wanted): RecordNeeded {
  const { need, sought, context } = wanted
  const { known, settings, order } = context
  const parent = identity.parent === null ? null : parentNeeded(identity.parent, context)
  if (parent !== null && parent.kind !== 'found') {
    return parent
  }
  const tried = known.session.takenNames[need] ?? 0
  const path = parent === null ? '' : `${parent.fullName}:`
  const customer = identity.name
  const name = customerNames(identity)
    .slice(tried)
    .find((candidate) => findEntry(known, 'customer', `${path}${candidate}`) === null)
  // A job that the owner named is made by the owner: it says more than a name.
  const isCreated =
    settings.createCustomers && !(identity.kind === 'named' && customer.includes(':'))
  if (name === undefined) {
    const code = isCreated ? 'customer-name-taken' : 'customer-missing'
    return { kind: 'problem', problem: problem(code, { order, customer }) }
  }
  const fullName = `${path}${name}`
  if (fullName.length > CUSTOMER_FULL_NAME_LENGTH_MAX) {
    const facts = { order, customer: fullName, lengthMax: CUSTOMER_FULL_NAME_LENGTH_MAX }
    return { kind: 'problem', problem: problem('customer-path-too-long', facts) }
  }
  if (known.session.lookUps[need] === true) {
    return { kind: 'ask', request: lookUpName(identity, { need, fullName, sought }) }
  }
  if (isCreated) {
    return { kind: 'ask', request: addCustomer(identity, { need, name, fullName, parent }) }
  }
  return tried === 0
    ? { kind: 'ask', request: lookUpName(identity, { need, fullName, sought }) }
    : { kind: 'problem', problem: problem('customer-missing', { order, customer }) }
}

function parentNeeded(identity: CustomerIdentity, context: Context): RecordNeeded {
  const needed = recordNeeded(identity, context)
  return needed.kind === 'problem' ? ofCustomer(needed.problem, { identity, context }) : needed
}

/** Recognised in what was read of QuickBooks before. */
function adopted(
  identity: CustomerIdentity,
  { entry, evidence }: { readonly entry: ListEntry; readonly evidence: Evidence },
): Found {
  const { listID, fullName } = entry
  const links = identity.subjects.map((subject): Link => ({
    subject,
    role: 'customer',
    kind: 'Customer',
    quickBooksID: listID,
    label: fullName,
    editSequence: '',
    sent: JSON.stringify(customerFields(identity)),
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
    evidence,
  }))
  return { kind: 'found', listID, alsoLink: links, fullName }
}

/** The guest who later opens an account is found by e-mail once, by account from then on. */
function missingLinks(identity: CustomerIdentity, known: Known, link: Link): readonly Link[] {
  const evidence = { rule: 'link', compared: link.subject } as const
  return identity.subjects
    .filter((subject) => findLink(known, subject, 'customer')?.isDeleted !== false)
    .map((subject) => ({ ...link, subject, evidence }))
}
