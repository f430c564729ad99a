import { describe, expect, test } from 'bun:test'
import * as v from 'valibot'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { changeSetting, parseSettings } from '../../worker/books/parse-settings.ts'
import { keyText } from '../../worker/books/setting-key.ts'
import { settingChanges, settingRows } from '../../worker/books/settings-changes.ts'
import { fields, listOf } from '../../worker/books/setting-values.ts'
import { completed, namedSettings, schemaOf, setting } from '../../worker/books/settings-schema.ts'
import { DEFAULT_SETTINGS, SETTINGS, completedSettings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { corpusJSON, corpusOrderPaths, readOrder } from '../woo/corpus.ts'
import { changed, complaints, TAX_ITEM } from './changed-settings.ts'
import { plainSettings } from './plain-order.ts'

describe('the table', () => {
  test.each(namedSettings(SETTINGS).map(({ path, setting: row }) => [keyText(path), row] as const))(
    '%s has a default that it would take itself, and one sentence on what it means',
    (key, row) => {
      const parsed = changeSetting(DEFAULT_SETTINGS, { key, value: row.default })
      expect(parsed).toEqual({ kind: 'settings', settings: DEFAULT_SETTINGS })
      expect(row.meaning).toMatch(/^[A-Z][^.]*\.$/)
    },
  )

  test('nothing at all is the defaults, and they pass', () => {
    expect(parseSettings({})).toEqual({ kind: 'settings', settings: DEFAULT_SETTINGS })
    expect(parseSettings(DEFAULT_SETTINGS)).toEqual({
      kind: 'settings',
      settings: DEFAULT_SETTINGS,
    })
  })

  test('what is suggested for every order of the corpus passes', () => {
    const orders = corpusOrderPaths().map((path) => readOrder(corpusJSON(path)))
    const mapping = suggestMapping({ orders, settings: DEFAULT_SETTINGS })
    expect(complaints({ ...DEFAULT_SETTINGS, mapping })).toEqual([])
  })

  test('the default statuses are those of SHOP.md', () => {
    expect(DEFAULT_SETTINGS.orderStatuses).toEqual(['processing', 'completed', 'on-hold'])
  })
})

describe('what was saved before a setting existed', () => {
  test('it has its default, at any depth, and what was chosen stays', () => {
    const saved = { createLists: false, mapping: { accounts: { income: 'Sales' } } }
    expect(completedSettings(saved)).toEqual({
      ...DEFAULT_SETTINGS,
      createLists: false,
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        accounts: { ...DEFAULT_SETTINGS.mapping.accounts, income: 'Sales' },
      },
    })
  })

  test('a gateway of that time has the defaults of what gateways can say today', () => {
    const saved = { mapping: { gateways: { stripe: { paymentMethodName: 'Visa' } } } }
    expect(completedSettings(saved).mapping.gateways).toEqual({
      stripe: { ...PLAIN_GATEWAY, paymentMethodName: 'Visa' },
    })
  })

  test('the same goes for what stands in a list', () => {
    const row = fields({ name: v.string(), isShown: v.optional(v.boolean(), true) })
    const schema = schemaOf({
      rows: setting({ schema: listOf(row, 'a list'), default: [], meaning: 'Rows.' }),
    })
    expect(completed(schema, { rows: [{ name: 'one' }, { name: 'two', isShown: false }] })).toEqual(
      {
        rows: [
          { name: 'one', isShown: true },
          { name: 'two', isShown: false },
        ],
      },
    )
  })

  test('items that were not to be created are waited for, now that there is a third way', () => {
    expect(completedSettings({ createItems: false }).unmappedItems).toBe('hold')
    expect(completedSettings({ createItems: true }).unmappedItems).toBe('create')
    expect(completedSettings({ createItems: false, unmappedItems: 'create' }).unmappedItems).toBe(
      'create',
    )
  })

  test('a setting that no longer exists is gone', () => {
    expect(completedSettings({ colour: 'green' })).toEqual(DEFAULT_SETTINGS)
  })

  test('what a stricter release would not take any more is read as it was saved', () => {
    expect(completedSettings({ refNumberPrefix: 'far too long for it' }).refNumberPrefix).toBe(
      'far too long for it',
    )
  })

  test('reading what is complete changes nothing', () => {
    expect(completedSettings(plainSettings())).toEqual(plainSettings())
  })
})

describe('what changed', () => {
  test('only the values that differ, each by its key', () => {
    const before = plainSettings()
    const after = changed(
      changed(before, 'refNumberPrefix', 'W-'),
      'mapping.gateways.stripe.depositAccountName',
      null,
    )
    expect(settingChanges(before, after)).toEqual([
      { key: 'refNumberPrefix', before: '', after: 'W-' },
      {
        key: 'mapping.gateways.stripe.depositAccountName',
        before: 'Stripe clearing',
        after: null,
      },
    ])
  })

  test('an entry that is new or gone is one change', () => {
    const after = changed(DEFAULT_SETTINGS, 'mapping.taxRates.7', TAX_ITEM)
    const change = { key: 'mapping.taxRates.7', before: undefined, after: TAX_ITEM }
    expect(settingChanges(DEFAULT_SETTINGS, after)).toEqual([change])
    expect(settingChanges(after, DEFAULT_SETTINGS)).toEqual([
      { ...change, before: TAX_ITEM, after: undefined },
    ])
  })

  test('a list that is in another order is another list', () => {
    const after = { ...DEFAULT_SETTINGS, kinds: ['customer', 'order'] as const }
    expect(settingChanges(DEFAULT_SETTINGS, after)).toEqual([
      { key: 'kinds', before: ['order', 'customer'], after: ['customer', 'order'] },
    ])
  })

  test('each setting says whether it is the default', () => {
    const rows = settingRows(changed(DEFAULT_SETTINGS, 'createLists', false))
    expect(rows.filter(({ isDefault }) => !isDefault)).toEqual([
      { key: 'createLists', value: false, isDefault: false, meaning: SETTINGS.createLists.meaning },
    ])
    expect(rows).toHaveLength(namedSettings(SETTINGS).length)
  })
})
