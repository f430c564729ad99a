/** The item a line names: by link, by name, or made under that name. */
import type { ItemIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import { ITEM_NAME_LENGTH_MAX, PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { findEntry, findLink, oldestAccountOfType } from '../known.ts'
import type { Known, Link, ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import type { Context } from './customer.ts'
import { nameWithin, proseWithin } from './text.ts'

/** Items whose lines carry an amount of their own. */
const SELLABLE_ITEMS: readonly string[] = [
  'ItemService',
  'ItemNonInventory',
  'ItemOtherCharge',
  'ItemInventory',
  'ItemInventoryAssembly',
]

/** QuickBooks' own name for the account new companies sell from. */
const USUAL_INCOME_ACCOUNT = 'Sales'

export function itemNeeded(identity: ItemIdentity, context: Context): Needed {
  const { known, settings, order } = context
  const link = findLink(known, identity.subject, 'item')
  if (link !== null && !link.isDeleted) {
    return { kind: 'found', listID: link.quickBooksID, alsoLink: [] }
  }
  const name = nameWithin(identity.name, ITEM_NAME_LENGTH_MAX)
  const need = `item ${name.toLowerCase()}`
  const entry = findEntry(known, 'item', name)
  if (entry !== null) {
    const found = byName(identity, { entry, order })
    // What was in the way when it was read may have been put right: once a session it is read again.
    return found.kind === 'problem' && known.session.lookedUp[need] !== true
      ? { kind: 'ask', request: lookUpItem({ need, name }) }
      : found
  }
  const refusal = known.session.refusals[need]
  if (refusal?.kind === 'refused') {
    const request = `item “${name}”`
    return { kind: 'problem', problem: rememberedRefusal({ order, request, ...refusal }) }
  }
  const isKnownMissing = (known.session.takenNames[need] ?? 0) > 0
  if (known.session.lookUps[need] === true || (!settings.createItems && !isKnownMissing)) {
    return { kind: 'ask', request: lookUpItem({ need, name }) }
  }
  // A name that is taken, and by nothing an item query shows.
  if (!settings.createItems || isKnownMissing) {
    return { kind: 'problem', problem: problem('item-missing', { order, item: name }) }
  }
  const account = incomeAccount(identity, context)
  return account.kind === 'found'
    ? { kind: 'ask', request: addItem(identity, { need, name, accountListID: account.listID }) }
    : account
}

/** The account a new item sells into: the owner's choice, else the company's own usual one. */
function incomeAccount(identity: ItemIdentity, { known, settings, order }: Context): Needed {
  const { accounts } = settings.mapping
  const chosen =
    identity.role === 'shipping' ? (accounts.shippingIncome ?? accounts.income) : accounts.income
  if (chosen !== null) {
    const account = findEntry(known, 'account', chosen)
    return account !== null && account.isActive
      ? { kind: 'found', listID: account.listID, alsoLink: [] }
      : { kind: 'problem', problem: problem('account-missing', { order, account: chosen }) }
  }
  const account = usualIncomeAccount(known)
  if (account === null) {
    const facts = { order, item: identity.name, accountType: 'Income' }
    return { kind: 'problem', problem: problem('no-account', facts) }
  }
  return { kind: 'found', listID: account.listID, alsoLink: [] }
}

function usualIncomeAccount(known: Known): ListEntry | null {
  const usual = findEntry(known, 'account', USUAL_INCOME_ACCOUNT)
  return usual !== null && usual.isActive && usual.type === 'Income'
    ? usual
    : oldestAccountOfType(known, 'Income')
}

function byName(
  identity: ItemIdentity,
  { entry, order }: { readonly entry: ListEntry; readonly order: string },
): Needed {
  const item = entry.fullName
  if (!entry.isActive) {
    return { kind: 'problem', problem: problem('item-inactive', { order, item }) }
  }
  if (entry.type === null || !SELLABLE_ITEMS.includes(entry.type)) {
    const facts = { order, item, type: entry.type ?? 'unknown' }
    return { kind: 'problem', problem: problem('item-unsuitable', facts) }
  }
  const link: Link = {
    subject: identity.subject,
    role: 'item',
    kind: entry.type,
    quickBooksID: entry.listID,
    label: item,
    editSequence: '',
    sent: '',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
  }
  return { kind: 'found', listID: entry.listID, alsoLink: [link] }
}

function addItem(
  identity: ItemIdentity,
  wanted: { readonly need: string; readonly name: string; readonly accountListID: string },
): PlannedRequest {
  const sold = {
    Name: wanted.name,
    SalesOrPurchase: {
      Desc: proseWithin(identity.description, PROSE_LENGTH_MAX),
      AccountRef: { ListID: wanted.accountListID },
    },
  }
  const requests: Readonly<Record<ItemIdentity['createAs'], QbxmlRequest>> = {
    ItemNonInventory: {
      name: 'ItemNonInventoryAddRq',
      content: { ItemNonInventoryAdd: sold },
    },
    ItemOtherCharge: { name: 'ItemOtherChargeAddRq', content: { ItemOtherChargeAdd: sold } },
  }
  return {
    key: wanted.need,
    purpose: {
      kind: 'add-entry',
      need: wanted.need,
      list: 'item',
      name: wanted.name,
      linkSubjects: [identity.subject],
      role: 'item',
      sent: '',
    },
    request: requests[identity.createAs],
  }
}

function lookUpItem({
  need,
  name,
}: {
  readonly need: string
  readonly name: string
}): PlannedRequest {
  return {
    key: need,
    purpose: { kind: 'look-up-entry', need, name },
    request: { name: 'ItemQueryRq', content: { FullName: [name] } },
  }
}
