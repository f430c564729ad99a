/** Settings that a button works out from the orders that they hold. */
import { describe, expect, test } from 'bun:test'
import { adjustedSettings } from '../../worker/books/adjusted-settings.ts'
import type { DocumentRule } from '../../worker/books/document-rules.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { Order } from '../../worker/woo/order.ts'
import { plainOrder, plainSettings, problemOf, soundSale } from './plain-order.ts'

const HOLD: DocumentRule = {
  when: [{ field: 'gateway', test: 'is', value: 'stripe' }],
  becomes: 'hold',
  set: {},
}
const INVOICE: DocumentRule = { when: [], becomes: 'invoice', set: { fob: 'Reno' } }

function ruled(...documentRules: readonly DocumentRule[]): Settings {
  return { ...plainSettings(), documentRules }
}

describe('an order that passes its rule', () => {
  const passed = adjustedSettings('pass-rule', { orders: [plainOrder()], settings: ruled(HOLD) })

  test('becomes what it would without any, and others go on being held', () => {
    const settings = passed ?? plainSettings()
    expect(soundSale(plainOrder(), { settings }).kind).toBe('SalesReceipt')
    expect(problemOf(plainOrder({ number: '1043' }), { settings })).toBe('held-by-rule')
  })

  test('stands in one rule with those that passed before', () => {
    const settings = passed ?? plainSettings()
    const orders = [plainOrder({ number: '1043' }), plainOrder()]
    expect(adjustedSettings('pass-rule', { orders, settings })?.documentRules).toEqual([
      {
        when: [{ field: 'number', test: 'is', value: ['1042', '1043'] }],
        becomes: 'as-usual',
        set: {},
      },
      HOLD,
    ])
  })

  test('gives way to newer ones in the end', () => {
    const orders = Array.from({ length: 501 }, (_, at) => plainOrder({ number: String(at) }))
    const [rule] = adjustedSettings('pass-rule', { orders, settings: ruled() })?.documentRules ?? []
    const value = rule?.when[0]?.value ?? []
    expect([value.length, value[0], value.at(-1)]).toEqual([500, '1', '500'])
  })
})

describe('a rule that is switched off', () => {
  test('holds nothing any more, and those that hold nothing stay', () => {
    const onADay = { ...HOLD, when: [{ field: 'today', test: 'above', value: '2026-11-01' }] }
    const elsewhere = {
      ...HOLD,
      when: [{ field: 'gateway', test: 'is', value: 'cod' }],
    } as DocumentRule
    const settings = ruled(elsewhere, onADay as DocumentRule, INVOICE)
    const after = adjustedSettings('drop-rule', { orders: [plainOrder()], settings })
    expect(after?.documentRules).toEqual([
      elsewhere,
      { ...(onADay as DocumentRule), becomes: null },
      INVOICE,
    ])
  })
})

test('a field that holds no rate is not asked any more, and the others are', () => {
  const order = plainOrder({
    metaData: [
      { key: '_base_currency_exchange_rate', value: 'n/a' },
      { key: '_woocs_order_rate', value: '0.9' },
    ],
  })
  const settings = plainSettings()
  const after = adjustedSettings('forget-rate-field', { orders: [order], settings })
  expect(settings.exchangeRateKeys.filter((key) => !after?.exchangeRateKeys.includes(key))).toEqual(
    ['_base_currency_exchange_rate'],
  )
})

test('the ship date is taken out of the choice for all and of each rule', () => {
  const documentFields = { ...plainSettings().documentFields, shipDate: '{meta:_day}' }
  const rule: DocumentRule = { ...INVOICE, set: { fob: 'Reno', shipDate: '{meta:_day}' } }
  const settings = { ...ruled(rule), documentFields }
  const after = adjustedSettings('forget-ship-date', { orders: [], settings })
  expect(after?.documentFields.shipDate).toBeNull()
  expect(after?.documentRules).toEqual([INVOICE])
})

describe('a difference that is let through', () => {
  test('is as much as the furthest of the held orders, and never less than before', () => {
    const settings = plainSettings()
    expect(allowed(settings, apart('10.30'), apart('7.42'))).toBe('2.58')
    const unclearOrders = { ...settings.unclearOrders, differencesUpTo: '5.00' }
    expect(allowed({ ...settings, unclearOrders }, apart('10.30'))).toBe('5.00')
  })

  test('is nothing that hides a hundred', () => {
    expect(allowed(plainSettings(), apart('110.00'))).toBe('100.00')
    expect(allowed(plainSettings(), apart('110.01'))).toBeNull()
  })
})

/** Its one line is 10.00. */
function apart(total: string): Order {
  return plainOrder({ total })
}

function allowed(settings: Settings, ...orders: readonly Order[]): string | null {
  const after = adjustedSettings('allow-difference', { orders, settings })
  return after?.unclearOrders.differencesUpTo ?? null
}
