/** The owner's rules, from the top down: what an order becomes, and what stands on the document. */
import * as v from 'valibot'
import { condition, isFitting } from './condition.ts'
import type { Condition } from './condition.ts'
import { ruleFields } from './document-fields.ts'
import type { RuleFields } from './document-fields.ts'
import { FIELD_EXPECTED, fieldTexts, isField } from './order-field.ts'
import type { OrderView } from './order-field.ts'
import type { SaleForm } from './sale-form.ts'
import { fields, listOf, oneOf } from './setting-values.ts'

export const DOCUMENT_FORMS = [
  'sales-receipt',
  'invoice',
  'sales-order',
  'estimate',
  'as-usual',
  'hold',
] as const satisfies readonly (SaleForm | 'as-usual' | 'hold')[]
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]

const documentRule = fields({
  when: listOf(
    condition(isField, FIELD_EXPECTED),
    'a list of conditions such as [{"field": "gateway", "test": "is", "value": "cod"}], all of which have to fit',
  ),
  /**
   * Null leaves it to later rules and then to the choice for paid and unpaid orders; `as-usual` to that
   * choice, whatever later rules say.
   */
  becomes: v.optional(v.nullable(oneOf(DOCUMENT_FORMS)), null),
  set: v.optional(ruleFields, {}),
})

export type DocumentRule = v.InferOutput<typeof documentRule>

export const documentRules = listOf(
  documentRule,
  'a list of rules such as [{"when": [{"field": "gateway", "test": "is", "value": "cod"}], "becomes": "invoice", "set": {"terms": "Net 30"}}]',
)

export type FittingRule = DocumentRule & {
  /** Counted from 1. */
  readonly place: number
}

/** From the top down. */
export function fittingRules(
  view: OrderView,
  rules: readonly DocumentRule[],
): readonly FittingRule[] {
  return rules.flatMap((rule, at) =>
    rule.when.every((one) => isTrue(one, view)) ? [{ ...rule, place: at + 1 }] : [],
  )
}

export type Decided<T> = {
  readonly value: T
  /** The rule's place; null where no rule says anything. */
  readonly rule: number | null
}

/** What the first rule says that says anything of the form. */
export function decidedForm(rules: readonly FittingRule[]): Decided<DocumentForm | null> {
  const rule = rules.find(({ becomes }) => becomes !== null)
  return { value: rule?.becomes ?? null, rule: rule?.place ?? null }
}

/** The same for one field: null is a decision, too, for nothing. */
export function decidedField<TName extends keyof RuleFields>(
  rules: readonly FittingRule[],
  name: TName,
): Decided<RuleFields[TName]> {
  const rule = rules.find(({ set }) => set[name] !== undefined)
  return { value: rule?.set[name], rule: rule?.place ?? null }
}

function isTrue({ field, ...given }: Condition, view: OrderView): boolean {
  return isFitting(given, fieldTexts(field, view))
}
