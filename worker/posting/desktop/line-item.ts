/** The item that a line of a document names, and the account that it posts to. */
import type { ItemIdentity } from '../../books/document.ts'
import { findEntryByID } from '../known.ts'
import type { Context } from './customer.ts'
import { itemNeeded } from './item.ts'

export type LineItem = {
  /** Its name in QuickBooks, or as it will be made. */
  readonly item: string
  /** Full name; in brackets where it was not read, or there is none yet. */
  readonly account: string
}

/** As the mirror knows it. */
export function lineItem(identity: ItemIdentity, context: Context): LineItem {
  const need = itemNeeded(identity, context)
  const entry = need.kind === 'found' ? findEntryByID(context.known, 'item', need.listID) : null
  const item = entry?.fullName ?? identity.name
  return { item, account: entry?.incomeAccount ?? `(the account of item “${item}”)` }
}
