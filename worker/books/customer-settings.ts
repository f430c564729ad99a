/** Whose account in the books an order goes to: the owner's choices about customers. */
import * as v from 'valibot'
import { EVERY_ROLE, GUEST_ROLE } from './buyer-role.ts'
import { isNamePattern, NAME_PARTS, NAME_PATTERN_LENGTH_MAX } from './display-name.ts'
import { plainText } from './plain-text.ts'
import {
  entriesBy,
  fields,
  listOf,
  oneOf,
  optionalFullName,
  optionalListName,
  textThat,
} from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** What QuickBooks has room for. */
const LENGTHS_MAX = {
  customerFullName: 209,
  customerTypeFullName: 159,
  name: 31,
  salesRep: 5,
  taxCode: 3,
} as const
/** WordPress' own limit for a meta key, and far above any role's. */
const KEY_LENGTH_MAX = 255

/** How a customer of QuickBooks may be recognised, in the words of the setting. */
export const MATCH_RULES = [
  'account-number',
  'email',
  'name-and-postcode',
  'company-and-postcode',
  'company',
  'name',
] as const
export type MatchRule = (typeof MATCH_RULES)[number]

const INDIVIDUAL = 'individual'
const NO_PARENT = 'none'
const PARENT_BY_COMPANY = 'company'

/** Forms on which one customer may stand for many buyers; the names of `documentRules`. */
const FORMS = ['sales-receipt', 'invoice', 'sales-order', 'estimate'] as const

const role = textThat(
  `a role such as "wholesale", "${GUEST_ROLE}", or "${EVERY_ROLE}" for every other`,
  (text) => text !== '' && text.trim().toLowerCase() === text && text.length <= KEY_LENGTH_MAX,
)

const metaKey = v.nullable(
  textThat(
    'a meta key of the order such as "_vat_number", or null',
    (text) => text !== '' && text.length <= KEY_LENGTH_MAX,
  ),
)

const customerFullName = (words: string) =>
  textThat(
    `${words} or a customer’s full name as QuickBooks shows it, at most ${LENGTHS_MAX.customerFullName} characters`,
    (text) =>
      text !== '' && plainText(text).text === text && text.length <= LENGTHS_MAX.customerFullName,
  )

/** What a new customer is given beside name and address. */
const customerDefaults = fields({
  customerTypeName: v.optional(optionalFullName(LENGTHS_MAX.customerTypeFullName), null),
  termsName: v.optional(optionalListName(LENGTHS_MAX.name), null),
  salesRepInitials: v.optional(optionalListName(LENGTHS_MAX.salesRep), null),
  /** `Non` of an exempt role. */
  salesTaxCodeName: v.optional(optionalListName(LENGTHS_MAX.taxCode), null),
  taxItemName: v.optional(optionalListName(LENGTHS_MAX.name), null),
  priceLevelName: v.optional(optionalListName(LENGTHS_MAX.name), null),
  paymentMethodName: v.optional(optionalListName(LENGTHS_MAX.name), null),
})

export type CustomerDefaults = v.InferOutput<typeof customerDefaults>

export const CUSTOMER_SETTINGS = {
  customerMatch: setting({
    schema: listOf(oneOf(MATCH_RULES), 'a list of rules such as ["email", "name-and-postcode"]'),
    // A name alone proves nothing, and a company's alone not which of its branches bought: an
    // accountant who sees two John Smiths asks for the address before posting to either.
    default: ['account-number', 'email', 'name-and-postcode', 'company-and-postcode'],
    meaning:
      'By what a buyer is recognised among QuickBooks’ customers, in this order; whom Tillbridge linked or numbered before comes first in any case, and nobody is ever guessed.',
  }),
  customerNumberMeta: setting({
    schema: metaKey,
    default: null,
    meaning:
      'The order’s meta key that holds the buyer’s account number in QuickBooks, for the rule “account-number”; it is only compared, never written.',
  }),
  customerFor: setting({
    schema: entriesBy(role, customerFullName(`"${INDIVIDUAL}"`)),
    default: {},
    meaning:
      'The customer that the orders of a role of the shop (as the shop last sent it of the account), of “guest” or of “*” go to: each buyer’s own (“individual”), or one customer of QuickBooks for all of them.',
  }),
  customerForForms: setting({
    schema: listOf(oneOf(FORMS), 'a list of forms such as ["sales-receipt"]'),
    default: [...FORMS],
    meaning:
      'The forms on which one customer stands for many buyers; on all others each buyer has a customer of his own.',
  }),
  customerParent: setting({
    schema: customerFullName(`"${NO_PARENT}", "${PARENT_BY_COMPANY}"`),
    default: NO_PARENT,
    meaning:
      'Whom a new customer is filed under as a job: nobody (“none”), the company on the order (“company”), or one customer of QuickBooks by its full name.',
  }),
  customerName: setting({
    schema: textThat(
      `a pattern such as "{last}, {first}" of ${NAME_PARTS.map((part) => `{${part}}`).join(', ')}, without a colon, at most ${NAME_PATTERN_LENGTH_MAX} characters`,
      (pattern) =>
        isNamePattern(pattern) &&
        plainText(pattern).text === pattern &&
        pattern.length <= NAME_PATTERN_LENGTH_MAX,
    ),
    default: '{first} {last}',
    meaning:
      'What a new customer is called in QuickBooks; if nothing of it is on the order, by the company, and if there is none, by a number.',
  }),
  inactiveCustomers: setting({
    schema: oneOf(['hold', 'standard-customer', 'reactivate']),
    default: 'hold',
    meaning:
      'What becomes of an order whose customer was made inactive in QuickBooks: it waits, goes to the standard customer, or makes the customer active again.',
  }),
  standardCustomer: setting({
    schema: optionalFullName(LENGTHS_MAX.customerFullName),
    default: null,
    meaning: 'The customer of QuickBooks that takes orders whose own customer is inactive.',
  }),
  customerDefaults: setting({
    schema: entriesBy(role, customerDefaults),
    default: {},
    meaning:
      'What a new customer is given in QuickBooks by role of the shop, “guest” or “*”: type, terms, sales rep, tax code, tax item, price level and payment method; later they are yours to change.',
  }),
  customerResaleMeta: setting({
    schema: metaKey,
    default: null,
    meaning: 'The order’s meta key that holds a new customer’s resale number.',
  }),
}

/** The one customer that a role's orders go to; null where each buyer has his own. */
export function namedCustomer(choice: string | null): string | null {
  return choice === null || choice === INDIVIDUAL ? null : choice
}

export type ParentChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'company' }
  | { readonly kind: 'named'; readonly fullName: string }

export function parentChoice(chosen: string): ParentChoice {
  if (chosen === NO_PARENT) {
    return { kind: 'none' }
  }
  return chosen === PARENT_BY_COMPANY ? { kind: 'company' } : { kind: 'named', fullName: chosen }
}
