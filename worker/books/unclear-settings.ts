/** The owner's choices about orders that do not say clearly what they are: by default they wait. */
import { cents, parseCents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { oneOf, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** Beyond it nobody should let orders through unseen. */
export const DIFFERENCE_CENTS_MAX: Cents = cents(10_000)

export const UNCLEAR_SETTINGS = {
  differencesUpTo: setting({
    schema: textThat(
      'an amount from "0.00" to "100.00"',
      (text) => /^\d{1,3}\.\d\d$/.test(text) && differenceMax(text) <= DIFFERENCE_CENTS_MAX,
    ),
    default: '0.00',
    meaning:
      'By how much an order’s total may be apart from what its lines and taxes come to: up to that it goes out with the difference on a line of its own, beyond it waits.',
  }),
  finerAmounts: setting({
    schema: oneOf(['hold', 'round']),
    default: 'hold',
    meaning:
      'Amounts with more decimals than the two that QuickBooks keeps: their orders wait, or each is rounded to the cent, which the log says.',
  }),
  creditBeforeTax: setting({
    schema: oneOf(['hold', 'discount']),
    default: 'hold',
    meaning:
      'Store credit that the shop took off before tax, so that it lowered the tax as well: such orders wait, or it stands as the discount that it is in the shop and lowers nothing that is owed to buyers.',
  }),
  partPayments: setting({
    schema: oneOf(['hold', 'by-hand']),
    default: 'hold',
    meaning:
      'Part payments that come to more than the order, or of which one comes to nothing: such orders wait, or go out as orders that are not paid, whose payments a person enters.',
  }),
  restocking: setting({
    schema: oneOf(['hold', 'by-hand']),
    default: 'hold',
    meaning:
      'Refunds of an item that QuickBooks counts, of which the shop does not say which ones put it back in stock: they wait, or the money alone goes back and a person counts the stock.',
  }),
}

export function differenceMax(amount: string): Cents {
  return parseCents(amount) ?? ZERO
}
