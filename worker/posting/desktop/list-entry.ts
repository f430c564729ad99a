/** Payment methods, tax agencies and sales-tax items: small entries, made when they are missing. */
import type { TaxItemIdentity } from '../../books/document.ts'
import type { ForeignCurrency } from '../../books/foreign-currency.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import {
  ITEM_NAME_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PAYMENT_METHOD_LENGTH_MAX,
  PROSE_LENGTH_MAX,
} from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { findEntry, oldestAccountOfType } from '../known.ts'
import type { ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import type { Context } from './customer.ts'
import { nameWithin, proseWithin } from './text.ts'

export function paymentMethodNeeded(name: string, context: Context): Needed {
  const fitted = nameWithin(name, PAYMENT_METHOD_LENGTH_MAX)
  return entryNeeded(
    {
      list: 'payment-method',
      listTitle: 'payment method',
      name: fitted,
      add: { name: 'PaymentMethodAddRq', content: { PaymentMethodAdd: { Name: fitted } } },
    },
    context,
  )
}

export function accountNeeded(name: string, { known, order }: Context): Needed {
  const account = findEntry(known, 'account', name)
  return account !== null && account.isActive
    ? { kind: 'found', listID: account.listID, alsoLink: [] }
    : { kind: 'problem', problem: problem('account-missing', { order, account: name }) }
}

/**
 * What customers owe stands there, apart by currency; the account that QuickBooks itself takes is
 * its oldest.
 */
export function receivablesNeeded(
  { name, currency }: { readonly name: string | null; readonly currency: ForeignCurrency | null },
  context: Context,
): Needed {
  if (name !== null) {
    return accountNeeded(name, context)
  }
  const { known, order } = context
  const accountType = 'AccountsReceivable'
  const home = known.company.homeCurrencyName
  const account = oldestAccountOfType(
    known,
    accountType,
    (one) => (one.currency ?? home) === (currency?.name ?? home),
  )
  return account === null
    ? { kind: 'problem', problem: problem('no-account', { order, item: 'Refund', accountType }) }
    : { kind: 'found', listID: account.listID, alsoLink: [] }
}

/**
 * A sales-tax item is made under its agency, so the agency comes first. One that exists under the
 * name with another rate or type is never used: the owner's tax return would be wrong. Canadian and
 * UK agencies file returns whose lines only a person can choose, so nothing is made there.
 */
export function taxItemNeeded(tax: TaxItemIdentity, context: Context): Needed {
  const name = nameWithin(tax.name, ITEM_NAME_LENGTH_MAX)
  const existing = findEntry(context.known, 'item', name)
  if (existing !== null) {
    return existingTaxItem(tax, { existing, order: context.order })
  }
  if (context.known.company.edition !== 'US') {
    const facts = { order: context.order, list: 'sales tax item', name }
    return { kind: 'problem', problem: problem('list-entry-missing', facts) }
  }
  const agency = vendorNeeded(tax.agencyName, context)
  if (agency.kind !== 'found') {
    return agency
  }
  return entryNeeded(
    {
      list: 'item',
      listTitle: 'sales tax item',
      name,
      add: {
        name: 'ItemSalesTaxAddRq',
        content: {
          ItemSalesTaxAdd: {
            Name: name,
            ItemDesc: proseWithin(tax.description, PROSE_LENGTH_MAX),
            TaxRate: tax.ratePercent,
            TaxVendorRef: { ListID: agency.listID },
          },
        },
      },
    },
    context,
  )
}

function vendorNeeded(agencyName: string, context: Context): Needed {
  const name = nameWithin(agencyName, NAME_LENGTH_MAX)
  return entryNeeded(
    {
      list: 'vendor',
      listTitle: 'sales tax agency',
      name,
      add: { name: 'VendorAddRq', content: { VendorAdd: { Name: name } } },
    },
    context,
  )
}

function existingTaxItem(
  tax: TaxItemIdentity,
  { existing, order }: { readonly existing: ListEntry; readonly order: string },
): Needed {
  const item = existing.fullName
  if (!existing.isActive) {
    return { kind: 'problem', problem: problem('item-inactive', { order, item }) }
  }
  if (existing.type !== 'ItemSalesTax' || !isSameRate(existing.taxRate, tax.ratePercent)) {
    const type =
      existing.type === 'ItemSalesTax' ? `sales tax item of ${existing.taxRate} %` : existing.type
    const facts = { order, item, type: type ?? 'unknown' }
    return { kind: 'problem', problem: problem('item-unsuitable', facts) }
  }
  return { kind: 'found', listID: existing.listID, alsoLink: [] }
}

function isSameRate(rate: string | null, expected: string): boolean {
  return Number(rate ?? '0') === Number(expected)
}

type Entry = {
  readonly list: 'item' | 'payment-method' | 'vendor'
  readonly listTitle: string
  readonly name: string
  readonly add: QbxmlRequest
}

export function entryNeeded(wanted: Entry, { known, settings, order }: Context): Needed {
  const { list, listTitle, name } = wanted
  const existing = findEntry(known, list, name)
  if (existing !== null && existing.isActive) {
    return { kind: 'found', listID: existing.listID, alsoLink: [] }
  }
  const need = `${list} ${name.toLowerCase()}`
  const missing: Problem = problem('list-entry-missing', { order, list: listTitle, name })
  const refusal = known.session.refusals[need]
  if (refusal?.kind === 'refused') {
    const request = `${listTitle} “${name}”`
    return { kind: 'problem', problem: rememberedRefusal({ order, request, ...refusal }) }
  }
  if (known.session.lookUps[need] === true) {
    return { kind: 'ask', request: lookUpEntry(wanted, need) }
  }
  // Looked up and not found in its own list: the name belongs to something else.
  const isTaken = (known.session.takenNames[need] ?? 0) > 0
  if (existing !== null || isTaken || !settings.createLists) {
    return { kind: 'problem', problem: missing }
  }
  return { kind: 'ask', request: addEntry(wanted, need) }
}

/**
 * The name was free when the list was read and is taken now: by our own Add whose answer was
 * lost, as a rule.
 */
function lookUpEntry({ list, name }: Entry, need: string): PlannedRequest {
  const content = { FullName: [name] }
  const requests: Readonly<Record<Entry['list'], QbxmlRequest>> = {
    item: { name: 'ItemQueryRq', content },
    'payment-method': { name: 'PaymentMethodQueryRq', content },
    vendor: { name: 'VendorQueryRq', content },
  }
  return {
    key: need,
    purpose: { kind: 'look-up-entry', need, name },
    request: requests[list],
  }
}

function addEntry({ list, name, add }: Entry, need: string): PlannedRequest {
  return {
    key: need,
    purpose: { kind: 'add-entry', need, list, name, linkSubjects: [], role: null, sent: '' },
    request: add,
  }
}
