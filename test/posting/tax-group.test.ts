/** How the tax of a document finds what QuickBooks computes it by. */
import { describe, expect, test } from 'bun:test'

import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'

import type { ListEntry, SessionKnowledge } from '../../worker/posting/known.ts'
import { nativeTaxNeeds, withTaxThatCanBe } from '../../worker/posting/desktop/tax-group.ts'

import { lineItem, plainOrder, soundSale, taxes, taxLine } from '../books/plain-order.ts'
import { plainEntry, plainKnown } from './known-plain.ts'

const STATE = taxItem({ listID: '8A-1', fullName: 'State 7.25%', taxRate: '7.25' })
const CITY = taxItem({ listID: '8B-1', fullName: 'City 1.375%', taxRate: '1.375' })
const BOTH = group({ listID: '8C-1', fullName: 'Reno', memberListIDs: ['8B-1', '8A-1'] })

describe('two taxes that QuickBooks computes', () => {
  test('are a group of its own of just these members, whatever it is called', () => {
    const others = [
      group({ listID: '8D-1', fullName: 'State alone', memberListIDs: ['8A-1'] }),
      group({ listID: '8E-1', fullName: 'Three', memberListIDs: ['8A-1', '8B-1', '8F-1'] }),
      group({ listID: '8G-1', fullName: 'Old', memberListIDs: ['8A-1', '8B-1'], isActive: false }),
    ]
    expect(needs([STATE, CITY, ...others, BOTH])).toEqual([
      { kind: 'found', listID: '8C-1', alsoLink: [] },
    ])
  })

  test('make a group where there is none, once its members are there', () => {
    expect(needs([STATE])).toMatchObject([
      { kind: 'found', listID: '8A-1' },
      { kind: 'ask', request: { request: { name: 'VendorAddRq' } } },
    ])
    expect(needs([STATE, CITY])).toMatchObject([
      {
        kind: 'ask',
        request: {
          request: {
            name: 'ItemSalesTaxGroupAddRq',
            content: {
              ItemSalesTaxGroupAdd: {
                Name: 'State 7.25% + City 1.375%',
                ItemSalesTaxRef: [{ ListID: '8A-1' }, { ListID: '8B-1' }],
              },
            },
          },
        },
      },
    ])
  })

  test('give the group another name where something else has it', () => {
    const name = 'State 7.25% + City 1.375%'
    const taken = group({ listID: '8H-1', fullName: name, memberListIDs: ['8A-1'] })
    expect(needs([STATE, CITY, taken])).toMatchObject([
      { request: { request: { content: { ItemSalesTaxGroupAdd: { Name: `${name} (2)` } } } } },
    ])
  })

  test('are lines with their amounts where the group may not be made', () => {
    const settings: Settings = { ...DEFAULT_SETTINGS, createLists: false }
    const sale = soundSale(twoRates())
    const possible = withTaxThatCanBe(sale, context([STATE, CITY], { settings }))
    expect(possible.tax).toMatchObject({
      kind: 'exact',
      lines: [{ amountCents: 73 }, { amountCents: 14 }],
    })
    expect(possible.lines.map((line) => line.isTaxable)).toEqual([false])
    expect(withTaxThatCanBe(sale, context([STATE, CITY, BOTH], { settings }))).toEqual(sale)
  })

  test('are lines, too, where QuickBooks refuses the group', () => {
    const need = 'item state 7.25% + city 1.375%'
    const refusals = { [need]: { kind: 'refused', statusCode: 3260, message: 'no' } } as const
    const possible = withTaxThatCanBe(
      soundSale(twoRates()),
      context([STATE, CITY], { session: { refusals } }),
    )
    expect(possible.tax.kind).toBe('exact')
  })
})

function twoRates() {
  return plainOrder({
    lineItems: [lineItem({ taxes: taxes([1, 2]) })],
    taxLines: [taxLine(1, '0.73'), taxLine(2, '0.14')],
    totalTax: '0.87',
    total: '10.87',
  })
}

type Company = { readonly settings?: Settings; readonly session?: Partial<SessionKnowledge> }

function context(entries: readonly ListEntry[], { settings, session = {} }: Company = {}) {
  return {
    known: plainKnown({ entries, session }),
    settings: settings ?? DEFAULT_SETTINGS,
    order: '1042',
  }
}

function needs(entries: readonly ListEntry[]) {
  const { tax } = soundSale(twoRates())
  if (tax.kind !== 'native') {
    throw new Error('The tax of the order should be native')
  }
  return nativeTaxNeeds(tax, context(entries))
}

function taxItem(entry: Pick<ListEntry, 'listID' | 'fullName' | 'taxRate'>): ListEntry {
  return plainEntry({ list: 'item', type: 'ItemSalesTax', ...entry })
}

function group(
  entry: Pick<ListEntry, 'listID' | 'fullName' | 'memberListIDs'> & Partial<ListEntry>,
): ListEntry {
  return plainEntry({ list: 'item', type: 'ItemSalesTaxGroup', ...entry })
}
