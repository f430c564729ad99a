/** The shop's rates, codes and currencies have no counterpart in the books yet. */
import { expect } from 'vitest'
import { salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterByHand } from '../../../worker/practice/person.ts'
import { setUpTaxes } from '../../matrix/company-taxes.ts'
import { ORDER } from '../held-orders.ts'
import type { WooOrder } from '../shop.ts'
import { decoded, mappedBut } from './mapping.ts'
import { isPostedOnce, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

const NO_TAXES = { taxRates: {}, zeroRateItem: null }
const IN_EURO: WooOrder = { ...ORDER, currency: 'EUR' }

export const TAX_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'unmapped-tax-rate',
    how: 'in a shop in which no tax is mapped yet',
    opening: mappedBut(NO_TAXES),
    make: sendAndUpdate,
    names: [ORDER.number, 'CA State Tax'],
    press: { repair: 'accept:taxRates' },
  },
  {
    code: 'no-zero-rate-item',
    how: 'where every tax goes out as a line',
    opening: mappedBut({ zeroRateItem: null }, { taxStyle: 'exact' }),
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'accept:zeroRateItem' },
  },
  {
    code: 'unmapped-tax-code',
    how: 'in QuickBooks’ Canadian edition, where a person set the code up',
    opening: { ...mappedBut(NO_TAXES), company: { edition: 'CA' } },
    make: async (scene) => {
      setUpTaxes(scene.company, [decoded()])
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, 'CA State Tax'],
    press: { repair: 'accept:taxCodes' },
  },
  {
    code: 'currency-not-in-books',
    how: 'which QuickBooks keeps beside its own',
    opening: { company: { isMultiCurrencyOn: true } },
    make: async (scene) => sendInEuro(scene, IN_EURO),
    names: [ORDER.number, 'EUR', 'USD'],
    press: { repair: 'set:foreignCurrencies' },
    isRight: isPostedInEuro,
  },
  {
    code: 'exchange-rate-unclear',
    how: 'where a plugin wrote no rate',
    opening: { company: { isMultiCurrencyOn: true }, settings: { foreignCurrencies: 'post' } },
    make: async (scene) => {
      const meta_data = [{ id: 1, key: '_base_currency_exchange_rate', value: 'n/a' }]
      await sendInEuro(scene, { ...IN_EURO, meta_data })
    },
    names: [ORDER.number, 'EUR', 'n/a', '_base_currency_exchange_rate'],
    press: { repair: 'adjust:forget-rate-field' },
    isRight: isPostedInEuro,
  },
]

async function sendInEuro(scene: Scene, order: WooOrder): Promise<void> {
  const fields = { CurrencyCode: 'EUR', ExchangeRate: '1.05' }
  enterByHand(scene.company, { kind: 'Currency', name: 'Euro', fields })
  await sendAndUpdate(scene, order)
}

/** 32.58 euros, to a customer who is kept in euros. */
async function isPostedInEuro(scene: Scene): Promise<void> {
  await isPostedOnce(scene)
  expect(salesReceipts(scene.company)[0]?.customer).toMatch(/ \(EUR\)$/)
}
