import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS, completedSettings } from '../../worker/books/settings.ts'

describe('what was saved before a setting existed', () => {
  test('it has its default, at any depth, and what was chosen stays', () => {
    const saved = { createItems: false, mapping: { accounts: { income: 'Sales' } } }
    expect(completedSettings(saved)).toEqual({
      ...DEFAULT_SETTINGS,
      createItems: false,
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        accounts: { income: 'Sales', shippingIncome: null },
      },
    })
  })

  test('a gateway of that time has the defaults of what gateways can say today', () => {
    const saved = { mapping: { gateways: { stripe: { paymentMethodName: 'Visa' } } } }
    expect(completedSettings(saved).mapping.gateways).toEqual({
      stripe: { paymentMethodName: 'Visa', depositAccountName: null },
    })
  })

  test('a setting that no longer exists is gone', () => {
    expect(completedSettings({ colour: 'green' })).toEqual(DEFAULT_SETTINGS)
  })
})
