/** What the owner's rules and choices write into the head of an order's document. */
import { parseDay } from './day.ts'
import type { SaleKind, TextLoss } from './document.ts'
import type { RuleFields } from './document-fields.ts'
import { decidedField } from './document-rules.ts'
import type { FittingRule } from './document-rules.ts'
import { FIELD_LENGTHS_MAX } from './field-limits.ts'
import { writtenText } from './field-text.ts'
import { FIELD_TITLES, hasField } from './head-fields.ts'
import type { CustomField, HeadFields, HeadFlag, HeadName, HeadText } from './head-fields.ts'
import { mapped } from './mapped.ts'
import { shippingMethods } from './order-field.ts'
import type { OrderView } from './order-field.ts'
import { plainText } from './plain-text.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { formOf } from './sale-form.ts'
import type { Settings } from './settings.ts'

export type HeadSource = {
  readonly kind: SaleKind
  readonly view: OrderView
  readonly settings: Settings
  /** Those that fit the order, from the top down. */
  readonly rules: readonly FittingRule[]
}

export type Head = {
  readonly fields: HeadFields
  /** The owner's words for the memo; null leaves them to us. */
  readonly memo: string | null
  /** What has no room in its own field, and has to stand in the memo: `PO number: 4711 …`. */
  readonly forMemo: readonly string[]
  readonly losses: readonly TextLoss[]
  /** Which rule said it, counted from 1, by field; what no rule touched is missing. */
  readonly ruleOf: Readonly<Record<string, number>>
}

export function documentHead(source: HeadSource): Head | Problem {
  const at = { ...source, forMemo: [], losses: [], problems: [], ruleOf: {} } satisfies Writing
  const fields: HeadFields = {
    terms: entryName('terms', at),
    class: entryName('class', at),
    salesRep: entryName('salesRep', at),
    template: entryName('template', at),
    shipVia: entryName('shipVia', at),
    customerMessage: entryName('customerMessage', at),
    poNumber: formText('poNumber', at),
    fob: formText('fob', at),
    other: formText('other', at),
    shipDate: shipDate(at),
    customFields: customFields(at),
    isToBePrinted: formFlag('isToBePrinted', at),
    isToBeEmailed: formFlag('isToBeEmailed', at),
    isPending: formFlag('isPending', at),
  }
  const memo = written('memo', at)
  const { problems, forMemo, losses, ruleOf } = at
  return problems[0] ?? { fields, memo, forMemo, losses, ruleOf }
}

type Writing = HeadSource & {
  readonly forMemo: string[]
  readonly losses: TextLoss[]
  readonly problems: Problem[]
  readonly ruleOf: Record<string, number>
}

/** A name that is too long is none that QuickBooks' list could have. */
function entryName(field: HeadName, at: Writing): string | null {
  const text = written(field, at)
  if (text === null || !hasField(at.kind, field)) {
    return null
  }
  const name = plainText(text).text
  const lengthMax = FIELD_LENGTHS_MAX[field]
  if (name.length > lengthMax) {
    at.problems.push(tooLong(at, { field: FIELD_TITLES[field], text: name, lengthMax }))
  }
  return name === '' ? null : name
}

function formText(field: HeadText, at: Writing): string | null {
  const text = written(field, at)
  const lengthMax = hasField(at.kind, field) ? FIELD_LENGTHS_MAX[field] : 0
  return text === null ? null : wholeText(at, { field: FIELD_TITLES[field], text, lengthMax })
}

function customFields(at: Writing): readonly CustomField[] {
  const { rules, settings, view } = at
  const byRule = rules.flatMap(({ set, place }) =>
    Object.entries(set.customFields ?? {}).map(([name, text]) => ({ name, text, rule: place })),
  )
  const byChoice = Object.entries(settings.documentFields.customFields)
  const chosen = [...byRule, ...byChoice.map(([name, text]) => ({ name, text, rule: null }))]
  const isFirst = (name: string, place: number) =>
    chosen.findIndex((one) => one.name.toLowerCase() === name.toLowerCase()) === place
  return chosen.flatMap(({ name, text, rule }, place) => {
    if (!isFirst(name, place)) {
      return []
    }
    noteRule(at, `customFields.${name}`, rule)
    const words = writtenText(text, view)
    const lengthMax = FIELD_LENGTHS_MAX.customField
    const value = words === '' ? null : wholeText(at, { field: name, text: words, lengthMax })
    return value === null ? [] : [{ name, value }]
  })
}

/** Whole or not at all: an identifier that is cut is another one. */
function wholeText(at: Writing, { field, text, lengthMax }: FieldText): string | null {
  const plain = plainText(text)
  const isRoom = plain.text.length <= lengthMax
  if (!isRoom && lengthMax > 0 && at.settings.documentFields.longTexts === 'hold') {
    at.problems.push(tooLong(at, { field, text: plain.text, lengthMax }))
    return null
  }
  const sent = isRoom ? plain.text : ''
  if (!isRoom) {
    at.forMemo.push(`${field}: ${text}`)
  }
  if (!isRoom || plain.isAltered) {
    at.losses.push({ field, original: text, sent })
  }
  return sent === '' ? null : sent
}

type FieldText = { readonly field: string; readonly text: string; readonly lengthMax: number }

function shipDate(at: Writing): string | null {
  const text = written('shipDate', at)
  if (text === null || !hasField(at.kind, 'shipDate')) {
    return null
  }
  const day = parseDay(text)
  if (day === null) {
    const { number: order } = at.view.order
    const facts = { order, field: FIELD_TITLES.shipDate, text }
    at.problems.push(problem('field-without-day', facts))
  }
  return day
}

function formFlag(field: HeadFlag, at: Writing): boolean | null {
  const { value: byRule, rule } = decidedField(at.rules, field)
  if (!hasField(at.kind, field)) {
    return null
  }
  noteRule(at, field, rule)
  return byRule === undefined ? at.settings.documentFields[field] : byRule
}

/** What a rule says, or the choice for all; null where it comes to nothing. */
function written(field: HeadName | HeadText | 'shipDate' | 'memo', at: Writing): string | null {
  const { value: byRule, rule } = decidedField(at.rules, field)
  noteRule(at, field, rule)
  const text = byRule === undefined ? forAll(field, at) : byRule
  const words = text === null ? '' : writtenText(text, at.view)
  return words === '' ? null : words
}

function forAll(
  field: Exclude<keyof RuleFields, 'customFields' | HeadFlag>,
  { settings: { documentFields }, kind, view }: Writing,
): string | null {
  switch (field) {
    case 'template':
      return documentFields.templates[formOf(kind)]
    case 'shipVia': {
      const { shipViaByMethod, shipVia } = documentFields
      const chosen = shippingMethods(view).find((id) => Object.hasOwn(shipViaByMethod, id))
      return chosen === undefined ? shipVia : mapped(shipViaByMethod, chosen)
    }
    case 'terms':
    case 'class':
    case 'salesRep':
    case 'customerMessage':
    case 'shipDate':
    case 'poNumber':
    case 'fob':
    case 'memo':
    case 'other':
      return documentFields[field]
  }
}

function noteRule({ ruleOf }: Writing, field: string, rule: number | null): void {
  if (rule !== null) {
    Object.assign(ruleOf, { [field]: rule })
  }
}

function tooLong({ view }: Writing, facts: FieldText): Problem {
  return problem('field-too-long', { order: view.order.number, ...facts })
}
