import { describe, expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { changeSetting, overlaidSettings } from '../../worker/books/parse-settings.ts'
import { allKeys, keyPath, keyText } from '../../worker/books/setting-key.ts'
import { settingChanges } from '../../worker/books/settings-changes.ts'
import { DEFAULT_SETTINGS, completedSettings } from '../../worker/books/settings.ts'
import { plainSettings } from './plain-order.ts'
import { changed, complaints, sentences, TAX_ITEM } from './changed-settings.ts'

describe('a key that nobody knows', () => {
  test.each([
    [
      { refNumberPrefx: 'W-' },
      'There is no setting “refNumberPrefx”; the nearest is “refNumberPrefix”.',
    ],
    [
      { REFNUMBERPREFIX: 'W-' },
      'There is no setting “REFNUMBERPREFIX”; the nearest is “refNumberPrefix”.',
    ],
    [{ maping: {} }, 'There is no setting “maping”; the nearest is “mapping”.'],
    [{ gateways: {} }, 'There is no setting “gateways”; the nearest is “mapping.gateways”.'],
    [
      { mapping: { acounts: {} } },
      'There is no setting “mapping.acounts”; the nearest is “mapping.accounts”.',
    ],
    [
      { mapping: { gateways: { stripe: { paymentMethod: 'Visa' } } } },
      'There is no setting “mapping.gateways.stripe.paymentMethod”; the nearest is “mapping.gateways.stripe.paymentMethodName”.',
    ],
    [
      { mapping: { zeroRateItem: { ...TAX_ITEM, agency: 'CDTFA' } } },
      'There is no setting “mapping.zeroRateItem.agency”; the nearest is “mapping.zeroRateItem.agencyName”.',
    ],
    [
      {
        documentRules: [
          {
            when: [{ field: 'gateway', test: 'is', value: 'cod' }],
            becomes: 'invoice',
            become: '',
          },
        ],
      },
      'There is no setting “documentRules.0.become”; the nearest is “documentRules.0.becomes”.',
    ],
  ])('%j is refused with the nearest one', (given, sentence) => {
    expect(complaints(given)).toEqual([sentence])
  })
})

const NAME_31 = 'a name of at most 31 characters that QuickBooks can spell, without a colon'
const STATUS = 'a status as WooCommerce’s REST API writes it, without “wc-”, such as "processing"'
const PREFIX = 'at most 10 characters that QuickBooks can spell, without a blank at either end'

/** With one tax rate mapped, to spoil. */
const WITH_RATE = changed(DEFAULT_SETTINGS, 'mapping.taxRates.7', TAX_ITEM)

describe('a value that cannot be used', () => {
  test.each([
    ['refNumberPrefix', 'W-2026-10-31', `refNumberPrefix: expected ${PREFIX}, got "W-2026-10-31".`],
    ['refNumberPrefix', ' W', `refNumberPrefix: expected ${PREFIX}, got " W".`],
    ['refNumberPrefix', '注文', `refNumberPrefix: expected ${PREFIX}, got "注文".`],
    ['refNumberPrefix', 7, `refNumberPrefix: expected ${PREFIX}, got 7.`],
    ['createLists', 'yes', 'createLists: expected true or false, got "yes".'],
    ['createLists', null, 'createLists: expected true or false, got null.'],
    [
      'paidOrders',
      'bill',
      'paidOrders: expected "sales-receipt", "invoice-with-payment", "sales-order" or "estimate", got "bill".',
    ],
    [
      'orderStatuses',
      'processing',
      'orderStatuses: expected a list of order statuses such as ["processing"], got "processing".',
    ],
    [
      'orderStatuses.0',
      'processing',
      'orderStatuses: expected a list of order statuses such as ["processing"], got an object.',
    ],
    ['mapping.gateways', [], 'mapping.gateways: expected an object, got a list.'],
    ['mapping.gateways.stripe', 'Visa', 'mapping.gateways.stripe: expected an object, got "Visa".'],
    [
      'mapping.gateways.stripe.paymentMethodName',
      '',
      `mapping.gateways.stripe.paymentMethodName: expected ${NAME_31}, or null, got "".`,
    ],
    [
      'mapping.gateways.stripe.paymentMethodName',
      'Visa: debit',
      `mapping.gateways.stripe.paymentMethodName: expected ${NAME_31}, or null, got "Visa: debit".`,
    ],
    [
      'mapping.gateways.constructor.paymentMethodName',
      'Visa',
      'mapping.gateways: expected no entry called constructor, prototype or __proto__, got an object.',
    ],
    [
      'mapping.accounts.income',
      'Sales ',
      'mapping.accounts.income: expected a full name as QuickBooks shows it, at most 159 characters, or null, got "Sales ".',
    ],
    [
      'mapping.taxRates.7.ratePercent',
      '7,25',
      'mapping.taxRates.7.ratePercent: expected a percentage such as "7.25", got "7,25".',
    ],
    [
      'mapping.taxRates.state',
      TAX_ITEM,
      'mapping.taxRates.state: expected the ID of a tax rate, such as 1042, got "state".',
    ],
    [
      'mapping.taxRates.7.name',
      'A sales tax item of 32 letters..',
      `mapping.taxRates.7.name: expected ${NAME_31}, got "A sales tax item of 32 letters..".`,
    ],
  ])('%s = %j is refused with what was expected', (key, value, sentence) => {
    expect(sentences(changeSetting(WITH_RATE, { key, value }))).toEqual([sentence])
  })

  test('what is missing of an entry is asked for in the same words', () => {
    const { agencyName: _, ...withoutAgency } = TAX_ITEM
    expect(complaints({ mapping: { taxRates: { 7: withoutAgency } } })).toEqual([
      'mapping.taxRates.7.agencyName: expected a name of at most 41 characters that QuickBooks can spell, without a colon, got nothing.',
    ])
  })

  test('of an entry in a list too', () => {
    const rule = { when: [{ field: 'gateway', value: 'cod' }], becomes: 'invoice' }
    const [complaint] = complaints({ documentRules: [rule] })
    expect(complaint).toStartWith('documentRules.0.when.0.test: expected "is", "is not"')
  })

  test('a status with the prefix of the database is told from the one that the shop sends', () => {
    expect(complaints({ orderStatuses: ['processing', 'wc-completed'] })).toEqual([
      `orderStatuses.1: expected ${STATUS}, got "wc-completed".`,
    ])
  })

  test('all that is wrong is said at once', () => {
    expect(complaints({ createLists: 1, paidOrders: 'bill' })).toHaveLength(2)
  })

  test.each([[[]], ['settings'], [null], [7]])('%j is no settings at all', (given) => {
    expect(complaints(given)[0]).toStartWith('The settings: expected an object, got ')
  })
})

describe('one setting changed', () => {
  test('the others stay as they are', () => {
    const settings = changed(plainSettings(), 'refNumberPrefix', 'W-')
    expect(settings).toEqual({ ...plainSettings(), refNumberPrefix: 'W-' })
  })

  test('a part of a gateway that was not mapped yet maps it', () => {
    const key = 'mapping.gateways.cod.paymentMethodName'
    expect(changed(DEFAULT_SETTINGS, key, 'Cash').mapping.gateways).toEqual({
      cod: { ...PLAIN_GATEWAY, paymentMethodName: 'Cash' },
    })
  })

  test.each(['mapping.gateways.""', 'mapping.gateways.'])(
    'an order without a payment method is the gateway of no name: %s',
    (gateway) => {
      const settings = changed(DEFAULT_SETTINGS, `${gateway}.depositAccountName`, 'Till')
      expect(Object.keys(settings.mapping.gateways)).toEqual([''])
    },
  )

  test('several settings at once are not changed, because those not named would be forgotten', () => {
    const parsed = changeSetting(plainSettings(), { key: 'mapping.accounts', value: {} })
    expect(sentences(parsed)).toEqual([
      '“mapping.accounts” is several settings: mapping.accounts.income, mapping.accounts.shippingIncome, mapping.accounts.tips, mapping.accounts.giftCards.',
    ])
  })

  test.each([
    ['mapping.gatways.stripe.paymentMethodName', 'mapping.gatways', 'mapping.gateways'],
    ['prefix', 'prefix', 'refNumberPrefix'],
    ['income', 'income', 'mapping.accounts.income'],
  ])('%s is refused with the nearest key', (key, unknown, nearest) => {
    const parsed = changeSetting(DEFAULT_SETTINGS, { key, value: 'x' })
    expect(sentences(parsed)).toEqual([
      `There is no setting “${unknown}”; the nearest is “${nearest}”.`,
    ])
  })

  test('what a stricter release does not take elsewhere stands in nobody’s way', () => {
    const old = completedSettings({ refNumberPrefix: 'far too long for it' })
    expect(changed(old, 'createLists', false).createLists).toBe(false)
  })

  test('a key that every object inherits changes no object but ours', () => {
    changeSetting(DEFAULT_SETTINGS, { key: 'mapping.gateways.__proto__.polluted', value: 'yes' })
    expect('polluted' in {}).toBe(false)
  })
})

describe('keys', () => {
  test.each([
    [['mapping', 'gateways', 'stripe'], 'mapping.gateways.stripe'],
    [['mapping', 'gateways', '', 'paymentMethodName'], 'mapping.gateways."".paymentMethodName'],
    [['mapping', 'gateways', 'my.gateway'], 'mapping.gateways."my.gateway"'],
    [['a', 'say "hello"', 'b'], 'a."say \\"hello\\"".b'],
  ])('%j is written and read as %s', (path, key) => {
    expect(keyText(path)).toBe(key)
    expect(keyPath(key)).toEqual(path)
  })

  test.each([
    ['a..b', ['a', '', 'b']],
    ['.a.', ['', 'a', '']],
    ['a."b', ['a', '"b']],
    ['', ['']],
  ])('%j reads as %j', (key, path) => {
    expect(keyPath(key)).toEqual(path)
  })

  test('groups are keys too', () => {
    expect(allKeys()).toContain('mapping')
    expect(allKeys()).toContain('mapping.accounts.income')
  })
})

describe('settings to try are laid over those that stand', () => {
  const standing = {
    ...DEFAULT_SETTINGS,
    refNumberPrefix: 'W',
    mapping: {
      ...DEFAULT_SETTINGS.mapping,
      gateways: {
        cod: { ...PLAIN_GATEWAY, paymentMethodName: 'Cash' },
        stripe: { ...PLAIN_GATEWAY, paymentMethodName: 'Visa' },
      },
    },
  }

  function tried(given: unknown) {
    const parsed = overlaidSettings(standing, given)
    return parsed.kind === 'settings' ? settingChanges(standing, parsed.settings) : parsed.problems
  }

  test('entry by entry, and the rest stays', () => {
    const given = { mapping: { gateways: { stripe: { depositAccountName: 'Clearing' } } } }
    expect(tried(given)).toEqual([
      { key: 'mapping.gateways.stripe.depositAccountName', before: null, after: 'Clearing' },
    ])
  })

  test('a list takes the place of a list', () => {
    expect(tried({ orderStatuses: ['completed'] })).toEqual([
      {
        key: 'orderStatuses',
        before: ['processing', 'completed', 'on-hold'],
        after: ['completed'],
      },
    ])
  })

  test('nothing given changes nothing, and what cannot be is said', () => {
    expect(tried(undefined)).toEqual([])
    expect(tried({ paidOrders: 'gift' })).toMatchObject([{ kind: 'unusable', key: 'paidOrders' }])
    expect(tried('all of it')).toMatchObject([{ kind: 'unusable', key: '' }])
  })
})
