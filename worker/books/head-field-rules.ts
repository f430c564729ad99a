/** The head of a document for an owner to look at, each field with the rule or choice behind it. */
import type { SaleDocument } from './document.ts'
import { bySetting } from './field-rules.ts'
import type { Because, FieldRules } from './field-rules.ts'
import type { HeadFields } from './head-fields.ts'
import { formOf } from './sale-form.ts'
import type { SettingPath } from './setting-key.ts'

/** Beside the sale, so that each field stands for itself. */
export type ShownHead = Omit<HeadFields, 'customFields'> & {
  /** `Engraving: For Bob`. */
  readonly customFields: readonly string[]
}

export type SaleWithHead = SaleDocument & Partial<ShownHead>

/** Only what is there, or what a rule says nothing shall be. */
export function withShownHead(sale: SaleDocument): SaleWithHead {
  const { head, ruleOf } = sale
  const { customFields, ...fields } = head
  const shown = Object.entries(fields).filter(
    ([field, value]) => value !== null || ruleOf[field] !== undefined,
  )
  return {
    ...sale,
    ...Object.fromEntries(shown),
    ...(customFields.length === 0
      ? {}
      : { customFields: customFields.map(({ name, value }) => `${name}: ${value}`) }),
  }
}

export const HEAD_RULES: FieldRules<SaleWithHead> = {
  terms: (_, sale) => headRule(sale, 'terms'),
  class: (_, sale) => headRule(sale, 'class'),
  salesRep: (_, sale) => headRule(sale, 'salesRep'),
  template: (_, sale) => headRule(sale, 'template', ['templates', formOf(sale.kind)]),
  shipVia: (_, sale) => headRule(sale, 'shipVia'),
  customerMessage: (_, sale) => headRule(sale, 'customerMessage'),
  poNumber: (_, sale) => headRule(sale, 'poNumber'),
  fob: (_, sale) => headRule(sale, 'fob'),
  other: (_, sale) => headRule(sale, 'other'),
  shipDate: (_, sale) => headRule(sale, 'shipDate'),
  customFields: (_, sale) => headRule(sale, 'customFields'),
  isToBePrinted: (_, sale) => headRule(sale, 'isToBePrinted'),
  isToBeEmailed: (_, sale) => headRule(sale, 'isToBeEmailed'),
  isPending: (_, sale) => headRule(sale, 'isPending'),
}

/** Custom fields have a rule each: the first of them speaks for all. */
export function headRule(
  { ruleOf }: Pick<SaleDocument, 'ruleOf'>,
  field: string,
  setting: SettingPath = [field],
): Because {
  const key = Object.keys(ruleOf).find((one) => one === field || one.startsWith(`${field}.`))
  const rule = key === undefined ? undefined : ruleOf[key]
  return rule === undefined
    ? bySetting('Chosen for all documents.', ['documentFields', ...setting])
    : bySetting(`Rule ${rule} for documents says so.`, ['documentRules'])
}
