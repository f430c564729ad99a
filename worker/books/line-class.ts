/** The class of a line that no mapping gives one: what the first of the owner's rules says that fits it. */
import type * as v from 'valibot'
import { formatCents } from '../money/cents.ts'
import { condition, isFitting } from './condition.ts'
import type { SaleLine } from './document.ts'
import { CLASS_LENGTH_MAX } from './field-limits.ts'
import { fields, listOf, optionalFullName } from './setting-values.ts'

type ClassedLine = Pick<SaleLine, 'item' | 'description' | 'quantity' | 'amountCents'>

const FIELDS: Readonly<Record<string, (line: ClassedLine) => string>> = {
  item: ({ item }) => item.name,
  kind: ({ item }) => item.role,
  description: ({ description }) => description,
  quantity: ({ quantity }) => quantity ?? '',
  amount: ({ amountCents }) => formatCents(amountCents),
}

const FIELD_EXPECTED = `one of ${Object.keys(FIELDS)
  .map((field) => `"${field}"`)
  .join(', ')}`

const lineClassRule = fields({
  when: listOf(
    condition((field) => Object.hasOwn(FIELDS, field), FIELD_EXPECTED),
    'a list of conditions such as [{"field": "kind", "test": "is", "value": "shipping"}], all of which have to fit',
  ),
  class: optionalFullName(CLASS_LENGTH_MAX),
})

export type LineClassRule = v.InferOutput<typeof lineClassRule>

export const lineClassRules = listOf(
  lineClassRule,
  'a list of rules such as [{"when": [{"field": "item", "test": "begins with", "value": "TEE"}], "class": "Web:Clothing"}]',
)

/** What came back comes off the class that it was sold under: refunds have the same lines. */
export function withClasses<TLine extends ClassedLine & Pick<SaleLine, 'className'>>(
  lines: readonly TLine[],
  rules: readonly LineClassRule[],
): readonly TLine[] {
  return rules.length === 0
    ? lines
    : lines.map((line) => ({ ...line, className: line.className ?? lineClass(line, rules) }))
}

/** Null leaves a line to the document's class. */
function lineClass(line: ClassedLine, rules: readonly LineClassRule[]): string | null {
  const rule = rules.find(({ when }) =>
    when.every(({ field, ...given }) => isFitting(given, [FIELDS[field]?.(line) ?? ''])),
  )
  return rule?.class ?? null
}
