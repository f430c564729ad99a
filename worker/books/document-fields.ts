/** What stands on a document beside what was sold: the owner's choices, for all of them or by rule. */
import * as v from 'valibot'
import { fieldText } from './field-text.ts'
import { lineClassRules } from './line-class.ts'
import { entriesBy, fields, flag, oneOf, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** DataExtName; PROTOCOL.md §c. */
const CUSTOM_FIELD_NAME_LENGTH_MAX = 31

const text = v.nullable(fieldText)
const choice = v.nullable(flag)

const customFieldName = textThat(
  `the name of a custom field, at most ${CUSTOM_FIELD_NAME_LENGTH_MAX} characters`,
  (name) => name.trim() === name && name.length > 0 && name.length <= CUSTOM_FIELD_NAME_LENGTH_MAX,
)
const customFields = entriesBy(customFieldName, fieldText)

/** What a text is that QuickBooks has no room for. */
const LONG_TEXTS = ['memo', 'hold'] as const

function templateOf(form: string) {
  return setting({
    schema: text,
    default: null,
    meaning: `The template of QuickBooks that ${form} are printed with; null leaves it to QuickBooks.`,
  })
}

/** Braces in a text hold a field of the order: `{meta:_po_number}`. Null sends nothing. */
export const DOCUMENT_FIELDS = {
  terms: setting({
    schema: text,
    default: null,
    meaning: 'The terms on invoices, sales orders and estimates, such as “Net 30”.',
  }),
  class: setting({
    schema: text,
    default: null,
    meaning: 'The class of the whole document, with its parents as in “Web:Retail”.',
  }),
  salesRep: setting({
    schema: text,
    default: null,
    meaning: 'The sales rep, by the initials in QuickBooks’ list.',
  }),
  templates: {
    invoice: templateOf('invoices'),
    'sales-receipt': templateOf('sales receipts'),
    'sales-order': templateOf('sales orders'),
    estimate: templateOf('estimates'),
  },
  shipVia: setting({
    schema: text,
    default: null,
    meaning: 'The shipping method of QuickBooks, where the table of shipping methods says nothing.',
  }),
  shipViaByMethod: setting({
    schema: entriesBy(
      textThat('the ID of a shipping method, such as "flat_rate" or "flat_rate:3"', (id) =>
        /^[\w-]{1,60}(:\d{1,9})?$/.test(id),
      ),
      text,
    ),
    default: {},
    meaning:
      'The shipping method of QuickBooks for each of the shop, by its ID or by ID and instance such as “flat_rate:3”.',
  }),
  shipDate: setting({
    schema: text,
    default: null,
    meaning:
      'The day of shipping, such as “{completed day}” or “{meta:_delivery_date}”; null leaves it to QuickBooks.',
  }),
  poNumber: setting({
    schema: text,
    default: null,
    meaning: 'The customer’s purchase order number, such as “{meta:_po_number}”.',
  }),
  fob: setting({
    schema: text,
    default: null,
    meaning: 'Where the goods change hands, QuickBooks’ FOB.',
  }),
  customerMessage: setting({
    schema: text,
    default: null,
    meaning: 'The message to the customer, as it stands in QuickBooks’ list of customer messages.',
  }),
  memo: setting({
    schema: text,
    default: null,
    meaning:
      'The memo; null is the order’s number, how it was paid and the transaction’s ID, which a bank statement is searched by.',
  }),
  other: setting({
    schema: text,
    default: null,
    meaning: 'QuickBooks’ field Other on the form.',
  }),
  customFields: setting({
    schema: customFields,
    default: {},
    meaning:
      'Custom fields that customers have in QuickBooks, by name, with what stands in them on the document.',
  }),
  lineClasses: setting({
    schema: lineClassRules,
    default: [],
    meaning:
      'Rules from the top down, the first that fits counts: the class of a line, by its item, kind (product, shipping or fee), description, quantity or amount; a line that none fits has the document’s.',
  }),
  isToBePrinted: setting({
    schema: choice,
    default: null,
    meaning: 'Whether documents wait to be printed in QuickBooks; null leaves it to QuickBooks.',
  }),
  isToBeEmailed: setting({
    schema: choice,
    default: null,
    meaning: 'Whether documents wait to be e-mailed by QuickBooks; null leaves it to QuickBooks.',
  }),
  isPending: setting({
    schema: choice,
    default: null,
    meaning:
      'Whether invoices and sales receipts are pending, which post nothing until a person marks them as final; null is no.',
  }),
  longTexts: setting({
    schema: oneOf(LONG_TEXTS),
    default: 'memo',
    meaning:
      'What becomes of a text that its field has no room for: it stands in the memo instead, whole and logged, or the order waits.',
  }),
}

/** What a rule can set; what it does not mention it leaves to later rules and to the choice for all. */
export const ruleFields = fields({
  terms: v.optional(text),
  class: v.optional(text),
  salesRep: v.optional(text),
  template: v.optional(text),
  shipVia: v.optional(text),
  shipDate: v.optional(text),
  poNumber: v.optional(text),
  fob: v.optional(text),
  customerMessage: v.optional(text),
  memo: v.optional(text),
  other: v.optional(text),
  customFields: v.optional(customFields),
  isToBePrinted: v.optional(choice),
  isToBeEmailed: v.optional(choice),
  isPending: v.optional(choice),
})

export type RuleFields = v.InferOutput<typeof ruleFields>
