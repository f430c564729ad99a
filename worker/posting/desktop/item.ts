/** The item a line names: the owner's choice, by link, by name, or made under that name. */
import { standInFor } from '../../books/item-identity.ts'
import type { ItemIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import { ITEM_NAME_LENGTH_MAX, PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { findEntry, findEntryByID, findLink, nameKey } from '../known.ts'
import type { Link, ListEntry } from '../known.ts'
import { childItemKey, childItemsNamed } from '../item-match.ts'
import type { ItemRule } from '../item-match.ts'
import type { Needed } from '../needed.ts'
import type { PlannedRequest } from '../purpose.ts'
import { rememberedRefusal } from '../refusal.ts'
import { untilRead } from '../until-read.ts'
import type { Context } from './customer.ts'
import { withSoughtItem } from './sought-entry.ts'
import { itemAccount, LIABILITY_TYPE } from './item-account.ts'
import { nameWithin, proseWithin } from './text.ts'

/** Items whose lines carry an amount of their own. */
export const SELLABLE_ITEMS: readonly string[] = [
  'ItemService',
  'ItemNonInventory',
  'ItemOtherCharge',
  'ItemInventory',
  'ItemInventoryAssembly',
]

export function itemNeeded(identity: ItemIdentity, context: Context): Needed {
  const needed = ownItemNeeded(identity, context)
  return needed.kind === 'problem'
    ? { kind: 'problem', problem: withSoughtItem(needed.problem, { identity }) }
    : needed
}

function ownItemNeeded(identity: ItemIdentity, context: Context): Needed {
  const { known, settings, order } = context
  if (identity.chosenFullName !== null) {
    return chosenItemNeeded(identity.chosenFullName, { identity, context })
  }
  const link = findLink(known, identity.subject, 'item')
  if (link !== null && !link.isDeleted) {
    return linkedItemNeeded(link.quickBooksID, { identity, context })
  }
  const name = nameWithin(identity.name, ITEM_NAME_LENGTH_MAX)
  const need = itemNeed(name)
  const matched = matchedItem(name, { need, identity, context })
  if (matched !== null) {
    return matched
  }
  const refusal = known.session.refusals[need]
  if (refusal?.kind === 'refused') {
    const request = `item “${name}”`
    return { kind: 'problem', problem: rememberedRefusal({ order, request, ...refusal }) }
  }
  const mayCreate = settings.unmappedItems === 'create'
  const isKnownMissing = (known.session.takenNames[need] ?? 0) > 0
  if (known.session.lookUps[need] === true || (!mayCreate && !isKnownMissing)) {
    return { kind: 'ask', request: lookUpItem({ need, name }) }
  }
  // A name that is taken, and by nothing an item query shows.
  if (!mayCreate || isKnownMissing) {
    return insteadOfMissing(name, { identity, context })
  }
  const account = itemAccount(identity, context)
  return account.kind === 'found'
    ? { kind: 'ask', request: addItem(identity, { need, name, accountListID: account.listID }) }
    : account
}

/** Under what the mirror has to be asked for a product, beside its name. */
export function itemKeysOf({ role, chosenFullName, name }: ItemIdentity): readonly string[] {
  const isSearched = role === 'product' && chosenFullName === null
  return isSearched ? [childItemKey(nameWithin(name, ITEM_NAME_LENGTH_MAX))] : []
}

/** By its name alone; a product also below another item, where no other is called so. */
function matchedItem(name: string, sought: Sought & { readonly need: string }): Needed | null {
  const { identity, context } = sought
  const { known, order } = context
  const entry = findEntry(known, 'item', name)
  if (entry !== null) {
    return entryNeeded(entry, { ...sought, rule: 'item-name' })
  }
  if (identity.role !== 'product') {
    return null
  }
  const below = childItemsNamed(known, name)
  const active = below.filter(({ isActive }) => isActive)
  const [first, ...others] = active.length > 0 ? active : below
  if (first === undefined) {
    return untilRead('item', { known, order, title: 'items' })
  }
  const [second] = others
  return second === undefined
    ? entryNeeded(first, { ...sought, rule: 'child-item-name' })
    : ambiguous([first.fullName, second.fullName], { name, identity, context })
}

function ambiguous(
  [first, second]: readonly [string, string],
  { name, identity, context: { order } }: Sought & { readonly name: string },
): Needed {
  const held = problem('item-ambiguous', { order, item: name, first, second })
  const candidates = [first, second]
  return { kind: 'problem', problem: withSoughtItem(held, { identity, candidates }) }
}

/** Nothing is known of an item that was linked before its list was read: then it is as it was. */
function linkedItemNeeded(listID: string, sought: Sought): Needed {
  const entry = findEntryByID(sought.context.known, 'item', listID)
  const found =
    entry === null
      ? null
      : entryNeeded(entry, { need: itemNeed(entry.fullName), rule: 'item-name', ...sought })
  return found === null || found.kind === 'found' ? { kind: 'found', listID, alsoLink: [] } : found
}

type Sought = { readonly identity: ItemIdentity; readonly context: Context }

/** What the owner chose is this item or none: it is looked for, and never made. */
function chosenItemNeeded(fullName: string, sought: Sought): Needed {
  const { known, order } = sought.context
  const need = itemNeed(fullName)
  const entry = findEntry(known, 'item', fullName)
  if (entry !== null) {
    const found = entryNeeded(entry, { need, rule: 'item-name', ...sought })
    // A link would outlast the choice.
    return found.kind === 'found' ? { ...found, alsoLink: [] } : found
  }
  if ((known.session.takenNames[need] ?? 0) === 0) {
    return { kind: 'ask', request: lookUpItem({ need, name: fullName }) }
  }
  const { description } = sought.identity
  const facts = { order, item: fullName, chosenFor: description }
  return { kind: 'problem', problem: problem('chosen-item-missing', facts) }
}

/** Goods have a stand-in where the owner named one; what is shipped or owed has none. */
function insteadOfMissing(name: string, { identity, context }: Sought): Needed {
  const { settings, order } = context
  if (settings.unmappedItems !== 'fallback' || identity.role !== 'product') {
    return { kind: 'problem', problem: problem('item-missing', { order, item: name }) }
  }
  return identity.standInFullName === null
    ? { kind: 'problem', problem: problem('no-fallback-item', { order, item: name }) }
    : itemNeeded(standInFor(identity, identity.standInFullName), context)
}

/** What was in the way when it was read may have been put right: once a session it is read again. */
function entryNeeded(
  entry: ListEntry,
  { need, rule, identity, context }: Sought & { readonly need: string; readonly rule: ItemRule },
): Needed {
  const found = byEntry(entry, { rule, identity, context })
  return found.kind === 'problem' && context.known.session.lookedUp[need] !== true
    ? { kind: 'ask', request: lookUpItem({ need, name: entry.fullName }) }
    : found
}

function byEntry(
  entry: ListEntry,
  { rule, identity, context }: Sought & { readonly rule: ItemRule },
): Needed {
  const { order } = context
  const item = entry.fullName
  if (!entry.isActive) {
    return { kind: 'problem', problem: problem('item-inactive', { order, item }) }
  }
  if (entry.type === null || !SELLABLE_ITEMS.includes(entry.type)) {
    const facts = { order, item, type: entry.type ?? 'unknown' }
    return { kind: 'problem', problem: problem('item-unsuitable', facts) }
  }
  if (identity.role === 'gift-card' && isKnownToEarn(entry, context)) {
    const facts = { order, item, account: entry.incomeAccount ?? '' }
    return { kind: 'problem', problem: problem('gift-card-account-unsuitable', facts) }
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
    evidence: { rule, compared: identity.name },
  }
  return { kind: 'found', listID: entry.listID, alsoLink: [link] }
}

/** Its account was read and is no liability; of an account nobody read, nobody knows. */
function isKnownToEarn({ incomeAccount }: ListEntry, { known }: Context): boolean {
  const account = incomeAccount === null ? null : findEntry(known, 'account', incomeAccount)
  return account !== null && account.type !== LIABILITY_TYPE
}

function itemNeed(name: string): string {
  return `item ${nameKey(name)}`
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
