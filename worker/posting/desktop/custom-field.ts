/** Custom fields as a sale names them: a person defines them in QuickBooks, for all customers. */
import { problem } from '../../books/problems.ts'
import { NOBODYS } from '../../qbxml/data-ext.ts'
import { findEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { Context } from './customer.ts'

/** All are looked up at once. */
const NEED = 'custom fields'

/** One that is missing is not made: it would stand on every form of every customer. */
export function customFieldNeeded(name: string, { known, order }: Context): Needed {
  const entry = findEntry(known, 'custom-field', name)
  if (entry !== null) {
    return { kind: 'found', listID: entry.listID, alsoLink: [] }
  }
  if (known.session.lookedUp[NEED] !== true) {
    const purpose = { kind: 'look-up-entry', need: NEED, name } as const
    const request = { name: 'DataExtDefQueryRq', content: { OwnerID: [NOBODYS] } } as const
    return { kind: 'ask', request: { key: NEED, purpose, request } }
  }
  const facts = { order, list: 'custom fields of customers', name }
  return { kind: 'problem', problem: problem('list-entry-missing', facts) }
}
