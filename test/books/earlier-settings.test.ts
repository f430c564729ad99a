import { expect, test } from 'bun:test'
import { asPosted } from '../../worker/books/earlier-settings.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'

const REDUCED = { name: 'Reduced 2%', ratePercent: '2', description: '', agencyName: 'State' }
const STATE = { ...REDUCED, name: 'State 7.25%', ratePercent: '7.25' }
const COUNTY = { ...STATE, name: 'County 7.25%' }

test('a document that stands keeps the choices it was made under', () => {
  const earlier: Settings = { ...DEFAULT_SETTINGS, dueDays: 10, discounts: 'per-line' }
  const today: Settings = { ...DEFAULT_SETTINGS, dueDays: 30, discounts: 'separate' }
  expect(asPosted(earlier, today)).toEqual(earlier)
})

test('what the mapping lacked then it has from today’s; what it had stays', () => {
  const earlier = withRates({ '1': STATE })
  const today = withRates({ '1': COUNTY, '2': REDUCED })
  expect(asPosted(earlier, today).mapping.taxRates).toEqual({ '1': STATE, '2': REDUCED })
})

test('what nobody had chosen then is today’s choice', () => {
  const { mapping } = DEFAULT_SETTINGS
  const today = { ...DEFAULT_SETTINGS, mapping: { ...mapping, zeroRateItem: REDUCED } }
  expect(asPosted(DEFAULT_SETTINGS, today).mapping.zeroRateItem).toEqual(REDUCED)
})

function withRates(taxRates: Settings['mapping']['taxRates']): Settings {
  return { ...DEFAULT_SETTINGS, mapping: { ...DEFAULT_SETTINGS.mapping, taxRates } }
}
