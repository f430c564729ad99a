/** The owner's choices about orders in another currency than the books'. */
import { USUAL_RATE_KEYS } from './exchange-rate.ts'
import { listOf, oneOf, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** WordPress keeps keys of meta data in 255 characters. */
const META_KEY_LENGTH_MAX = 255

const rateKey = textThat(
  'the key of a meta field such as "_base_currency_exchange_rate"',
  (key) => key !== '' && key.length <= META_KEY_LENGTH_MAX,
)

export const CURRENCY_SETTINGS = {
  foreignCurrencies: setting({
    schema: oneOf(['hold', 'post']),
    default: 'hold',
    meaning:
      'Orders in another currency than the books’: they wait, or, where QuickBooks keeps that currency, they go to a customer of their own in it.',
  }),
  exchangeRateKeys: setting({
    schema: listOf(rateKey, 'a list of keys such as ["_base_currency_exchange_rate"]'),
    default: [...USUAL_RATE_KEYS],
    meaning:
      'The order’s meta keys that hold its exchange rate, the first that is there counts: of a key that is not in this list by default, what one unit of the order’s currency is worth in the shop’s; without any, QuickBooks uses its own rate of the day.',
  }),
}
