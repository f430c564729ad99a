/** The account that a line of a document posts to, as far as the mirror knows its item. */
import type { ItemIdentity } from '../../books/document.ts'
import { ITEM_NAME_LENGTH_MAX } from '../../qbxml/limits.ts'
import { findEntry, findEntryByID, findLink } from '../known.ts'
import type { Known, ListEntry } from '../known.ts'
import { nameWithin } from './text.ts'

/** Full name; in brackets where QuickBooks has the item and its account was not read yet. */
export function lineAccount(identity: ItemIdentity, known: Known): string {
  const account = itemEntry(identity, known)?.incomeAccount ?? null
  return account ?? `(the account of item “${identity.name}”)`
}

/** The item that stands for it in QuickBooks; null where none is known. */
export function itemEntry(identity: ItemIdentity, known: Known): ListEntry | null {
  const link = findLink(known, identity.subject, 'item')
  return link === null || link.isDeleted
    ? findEntry(known, 'item', nameWithin(identity.name, ITEM_NAME_LENGTH_MAX))
    : findEntryByID(known, 'item', link.quickBooksID)
}
