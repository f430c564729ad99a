/**
 * The owner's choices. Each stands once in this table, with what it may be, what it is when nobody
 * chose, and what it means; storage keeps them with their history.
 */
import * as v from 'valibot'
import { ALERT_SETTINGS } from './alert-settings.ts'
import { inTodaysNames } from './former-settings.ts'
import { ITEM_FULL_NAME_LENGTH_MAX } from './line-mapping.ts'
import { LINE_SETTINGS } from './line-settings.ts'
import { CURRENCY_SETTINGS } from './currency-settings.ts'
import { CUSTOMER_SETTINGS } from './customer-settings.ts'
import { MAPPING } from './mapping.ts'
import { plainText } from './plain-text.ts'
import { QUIET_HOURS } from './quiet-hours.ts'
import { DOCUMENT_FIELDS } from './document-fields.ts'
import { documentRules } from './document-rules.ts'
import { UNCLEAR_SETTINGS } from './unclear-settings.ts'
import { DUE_DAYS_MAX } from './gateway-mapping.ts'
import { UNPAID_FORMS } from './sale-form.ts'
import {
  flag,
  listOf,
  oneOf,
  optionalFullName,
  orderStatus,
  textThat,
  wholeNumber,
} from './setting-values.ts'
import { completed, schemaOf, setting } from './settings-schema.ts'
import type { ValuesOf } from './settings-schema.ts'

export type Settings = ValuesOf<typeof SETTINGS>

/** QuickBooks has room for 11 characters, and the number itself needs one of them. */
const REF_NUMBER_PREFIX_LENGTH_MAX = 10

/** To add a setting, add a row; its default is what was done before there was a choice. */
export const SETTINGS = {
  orderStatuses: setting({
    schema: listOf(orderStatus, 'a list of order statuses such as ["processing"]'),
    // SHOP.md's.
    default: ['processing', 'completed', 'on-hold'],
    meaning: 'Orders that have one of these statuses go into the books; drafts and trash never do.',
  }),
  firstOrderID: setting({
    schema: v.nullable(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    default: null,
    meaning:
      'Orders whose ID in the shop is lower stay out, like those from before the start date, unless somebody sends them; null asks for no ID.',
  }),
  kinds: setting({
    schema: listOf(oneOf(['order', 'customer']), 'a list such as ["order", "customer"]'),
    default: ['order', 'customer'],
    meaning:
      'What the shop sends: its orders, and what changes about customers whom the books have.',
  }),
  paidOrders: setting({
    schema: oneOf(['sales-receipt', 'invoice-with-payment', 'sales-order', 'estimate']),
    default: 'sales-receipt',
    meaning:
      'What an order that is paid becomes when it is first sent: a sales receipt, an invoice with its payment, or a sales order or estimate, which post nothing until a person makes an invoice of them.',
  }),
  unpaidOrders: setting({
    schema: oneOf(UNPAID_FORMS),
    default: 'invoice',
    meaning:
      'What an order that is not paid becomes when it is first sent: an invoice, or a sales order or estimate, which post nothing until a person makes an invoice of them.',
  }),
  moneyBeforeInvoice: setting({
    schema: oneOf(['unapplied-credit', 'none']),
    default: 'unapplied-credit',
    meaning:
      'What the money for a sales order or an estimate becomes: a payment that stays to the customer’s credit, to be applied to the invoice that a person makes, or nothing, so that a person enters it with that invoice.',
  }),
  documentRules: setting({
    schema: documentRules,
    default: [],
    meaning:
      'Rules from the top down: of what an order becomes, and of each field on its document, the first counts that fits the order and says anything of it.',
  }),
  cancelledOrders: setting({
    schema: oneOf(['void', 'delete', 'hold']),
    default: 'void',
    meaning:
      'Orders that are cancelled, failed, trashed or deleted after they went out, and refunds that are deleted: what was entered for them is made void, or deleted where that was on the same day, or left to a person, as whatever is paid, deposited, closed or changed by hand always is.',
  }),
  documentFields: DOCUMENT_FIELDS,
  dateFrom: setting({
    schema: oneOf(['created', 'paid', 'completed', 'today']),
    default: 'created',
    meaning:
      'The day on a document, in the shop’s own time: when the order was placed, paid or completed (until it was, the day it was placed), or the day the document is sent.',
  }),
  closedPeriods: setting({
    schema: oneOf(['hold', 'first-open-day']),
    default: 'hold',
    meaning:
      'What becomes of a document whose day QuickBooks has closed: its order waits, or the document gets the first day that is open, which the log says.',
  }),
  ...CURRENCY_SETTINGS,
  dueDays: setting({
    schema: v.nullable(wholeNumber(0, DUE_DAYS_MAX)),
    default: null,
    meaning: 'Invoices fall due so many days after their day; null leaves it to QuickBooks.',
  }),
  discounts: setting({
    schema: oneOf(['in-line', 'per-line', 'separate']),
    default: 'in-line',
    meaning:
      'Coupons: taken off each line’s amount, in a line behind each line, or in one line a coupon at the end.',
  }),
  taxStyle: setting({
    schema: oneOf(['native-when-equal', 'exact']),
    default: 'native-when-equal',
    meaning:
      'Sales tax: computed by QuickBooks where that comes to the shop’s tax to the cent and else in lines with the shop’s amounts, or always in such lines.',
  }),
  createCustomers: setting({
    schema: flag,
    default: true,
    meaning: 'Customers that QuickBooks lacks are created there; if not, their orders wait.',
  }),
  ...CUSTOMER_SETTINGS,
  unmappedItems: setting({
    schema: oneOf(['create', 'fallback', 'hold']),
    default: 'create',
    meaning:
      'Items for products, shipping and fees that QuickBooks lacks: created there, for products the fallback item in their place, or the orders wait.',
  }),
  fallbackItem: setting({
    schema: optionalFullName(ITEM_FULL_NAME_LENGTH_MAX),
    default: null,
    meaning:
      'The item, by its full name, of products that QuickBooks lacks, where they are neither created nor waited for.',
  }),
  lines: LINE_SETTINGS,
  createLists: setting({
    schema: flag,
    default: true,
    meaning:
      'Payment methods, terms, classes, shipping methods, sales-tax items and their agency that are chosen here and QuickBooks lacks are created there, and tax groups of such items; if not, the orders wait, or have their tax in lines where only the group is missing.',
  }),
  numbering: setting({
    schema: oneOf(['order-number', 'quickbooks-next']),
    default: 'order-number',
    meaning:
      'The number on sales: the order’s own behind the prefix, or QuickBooks’ next one, while the order’s own stands in the memo and in whichever field you choose with “{number}”.',
  }),
  refNumberPrefix: setting({
    schema: textThat(
      `at most ${REF_NUMBER_PREFIX_LENGTH_MAX} characters that QuickBooks can spell, without a blank at either end`,
      (prefix) =>
        plainText(prefix).text === prefix && prefix.length <= REF_NUMBER_PREFIX_LENGTH_MAX,
    ),
    default: '',
    meaning:
      'What stands in front of the order number on each document; QuickBooks has room for 11 characters together.',
  }),
  unclearOrders: UNCLEAR_SETTINGS,
  quietHours: QUIET_HOURS,
  alerts: ALERT_SETTINGS,
  mapping: MAPPING,
}

export const SETTINGS_SCHEMA = schemaOf(SETTINGS)

/** Of a store in which nobody chose anything. */
export const DEFAULT_SETTINGS: Settings = completedSettings({})

/** What was saved, made whole: settings that did not exist then have their defaults. */
export function completedSettings(saved: unknown): Settings {
  return completed(SETTINGS_SCHEMA, inTodaysNames(saved)) as Settings
}
