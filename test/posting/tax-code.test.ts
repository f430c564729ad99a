/** A tax code is used only if QuickBooks takes under it what the owner expects. */
import { expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { taxItemNeeded } from '../../worker/posting/desktop/list-entry.ts'
import { taxCodeNeeded } from '../../worker/posting/desktop/tax-code.ts'
import type { ListEntry } from '../../worker/posting/known.ts'
import { plainEntry, plainKnown } from './known-plain.ts'

const GST = item({ listID: '8A-1', fullName: 'GST', taxRate: '5.0' })
const PST = item({ listID: '8B-1', fullName: 'PST', taxRate: '7' })
const BOTH = item({
  listID: '8C-1',
  fullName: 'GST/PST',
  type: 'ItemSalesTaxGroup',
  memberListIDs: ['8A-1', '8B-1'],
})
const ENTRIES = [
  GST,
  PST,
  BOTH,
  code({ listID: '8D-1', fullName: 'S', taxItemListID: '8C-1' }),
  code({ listID: '8E-1', fullName: 'E', isTaxable: false }),
  code({ listID: '8F-1', fullName: 'Old', taxItemListID: '8A-1', isActive: false }),
]

test('found by its name, whatever order the percentages have', () => {
  expect(needed('S', ['7', '5'])).toEqual({ kind: 'found', listID: '8D-1', alsoLink: [] })
  expect(needed('s', ['5.00', '7.0'])).toMatchObject({ kind: 'found' })
  expect(needed('E', [])).toMatchObject({ kind: 'found', listID: '8E-1' })
  expect(needed('E', ['0'])).toMatchObject({ kind: 'found' })
})

test('one that takes something else holds the order, with both', () => {
  expect(needed('S', ['13'])).toMatchObject({
    problem: {
      code: 'tax-code-unsuitable',
      summary:
        'Order 1042 is waiting: the sales tax code “S” takes 5 % and 7 % in QuickBooks, and 13 % is expected of it.',
    },
  })
  expect(needed('E', ['5'])).toMatchObject({
    problem: { summary: expect.stringContaining('takes nothing in QuickBooks') },
  })
})

test('one that QuickBooks lacks or does not use any more is never made', () => {
  expect(needed('Q', ['5'])).toMatchObject({ problem: { code: 'list-entry-missing' } })
  expect(needed('Old', ['5'])).toMatchObject({ problem: { code: 'list-entry-missing' } })
})

test('nor is a tax item or its agency outside the United States: a person files their returns', () => {
  const known = plainKnown({ entries: ENTRIES })
  const tax = { name: 'QST', ratePercent: '9.975', description: 'QST', agencyName: 'Quebec' }
  const abroad = { ...known, company: { ...known.company, edition: 'CA' as const } }
  const context = { settings: DEFAULT_SETTINGS, order: '1042' }
  expect(taxItemNeeded(tax, { ...context, known: abroad })).toMatchObject({
    problem: { code: 'list-entry-missing' },
  })
  expect(taxItemNeeded(tax, { ...context, known })).toMatchObject({ kind: 'ask' })
})

function needed(name: string, ratePercents: readonly string[]) {
  const known = plainKnown({ entries: ENTRIES })
  return taxCodeNeeded({ name, ratePercents }, { known, settings: DEFAULT_SETTINGS, order: '1042' })
}

function item(entry: Pick<ListEntry, 'listID' | 'fullName'> & Partial<ListEntry>): ListEntry {
  return plainEntry({ list: 'item', type: 'ItemSalesTax', ...entry })
}

function code(entry: Pick<ListEntry, 'listID' | 'fullName'> & Partial<ListEntry>): ListEntry {
  return plainEntry({ list: 'sales-tax-code', isTaxable: true, ...entry })
}
