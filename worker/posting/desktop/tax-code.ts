/**
 * The sales-tax code of a line in the Canadian and UK editions. It is used only if QuickBooks takes
 * under it what the owner expects: the tax on the document and on the return depend on it.
 */
import type { TaxCodeIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import { findEntry, findEntryByID } from '../known.ts'
import type { Known, ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { Context } from './customer.ts'

export function taxCodeNeeded(code: TaxCodeIdentity, { known, order }: Context): Needed {
  const entry = findEntry(known, 'sales-tax-code', code.name)
  if (entry === null || !entry.isActive) {
    const facts = { order, list: 'sales tax code', name: code.name }
    return { kind: 'problem', problem: problem('list-entry-missing', facts) }
  }
  const expected = taking(code.ratePercents)
  const found = taking(percentsOf(entry, known))
  if (expected.join() !== found.join()) {
    const facts = {
      order,
      code: entry.fullName,
      expected: percentWords(expected),
      found: percentWords(found),
    }
    return { kind: 'problem', problem: problem('tax-code-unsuitable', facts) }
  }
  return { kind: 'found', listID: entry.listID, alsoLink: [] }
}

/** What QuickBooks computes under a code: the rate of its tax item, or of each member of its group. */
export function percentsOf(code: ListEntry, known: Pick<Known, 'entriesByID'>): readonly string[] {
  const item = code.taxItemListID === null ? null : findEntryByID(known, 'item', code.taxItemListID)
  if (code.isTaxable !== true || item === null) {
    return []
  }
  const members =
    item.type === 'ItemSalesTaxGroup'
      ? item.memberListIDs.flatMap((listID) => findEntryByID(known, 'item', listID) ?? [])
      : [item]
  return members.map(({ taxRate }) => taxRate ?? '0')
}

/** As numbers, the smallest first, without those that take nothing. */
function taking(percents: readonly string[]): readonly number[] {
  return percents
    .map(Number)
    .filter((percent) => percent !== 0)
    .toSorted((left, right) => left - right)
}

function percentWords(percents: readonly number[]): string {
  return percents.length === 0 ? 'nothing' : percents.map((percent) => `${percent} %`).join(' and ')
}
