/** Buttons for orders that do not say clearly what they are, or that the owner's own choices hold. */
import type { Repair } from './repair.ts'

export const DIFFERENCE_LINE: Repair = {
  kind: 'adjust-settings',
  adjustment: 'allow-difference',
  label: 'Put the difference on a line of its own',
  warning:
    'From now on orders that are no further apart than these go out with a line “Difference”: say under Mapping › Items which item it is, as your accountant wants it.',
}

export const RATE_OF_THE_DAY: Repair = {
  kind: 'adjust-settings',
  adjustment: 'forget-rate-field',
  label: 'Take QuickBooks’ rate of the day',
  warning:
    'From now on that field of an order is not read as a rate: where no other one has a rate, QuickBooks uses its own of the day.',
}

export const ROUND_TO_CENT: Repair = {
  kind: 'set-setting',
  key: 'unclearOrders.finerAmounts',
  value: 'round',
  label: 'Round it to the cent',
  warning: 'From now on each amount with more decimals is rounded to the cent.',
}

export const CREDIT_AS_DISCOUNT: Repair = {
  kind: 'set-setting',
  key: 'unclearOrders.creditBeforeTax',
  value: 'discount',
  label: 'Enter it as a discount',
  warning:
    'From now on store credit that lowered the tax is a discount in the books, as it is in the shop. If QuickBooks has it as owed to the buyer, take it off there by hand.',
}

export const NO_SHIP_DATE: Repair = {
  kind: 'adjust-settings',
  adjustment: 'forget-ship-date',
  label: 'Leave the ship date to QuickBooks',
  warning: 'From now on no document gets its ship date from the order.',
}

export const PASS_RULE: Repair = {
  kind: 'adjust-settings',
  adjustment: 'pass-rule',
  label: 'Let it pass the rule',
  warning: 'It becomes what it would without any rule, and the rule goes on holding others.',
}

export const DROP_RULE: Repair = {
  kind: 'adjust-settings',
  adjustment: 'drop-rule',
  label: 'Switch the rule off',
  warning: 'From now on every order that fits the rule goes to the books by itself.',
}

export const PAYMENTS_BY_HAND: Repair = {
  kind: 'set-setting',
  key: 'unclearOrders.partPayments',
  value: 'by-hand',
  label: 'Send it as not paid',
  warning:
    'From now on such orders go out as orders that are not paid: receive their payments in QuickBooks by hand.',
}

export const STOCK_BY_HAND: Repair = {
  kind: 'set-setting',
  key: 'unclearOrders.restocking',
  value: 'by-hand',
  label: 'Give the money back alone',
  warning:
    'From now on such refunds leave the stock in QuickBooks as it is: what came back is counted there by hand.',
}
