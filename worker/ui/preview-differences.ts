/** What of an order's documents a change of the settings changes. */
import { centsText } from './money.ts'
import type { ShownDocument } from './document-preview.tsx'
import type { ShownPreview } from './preview.tsx'
import { kindTitle } from './setting-words.ts'

export type Difference = {
  readonly what: string
  /** Null: not there. */
  readonly before: string | null
  readonly after: string | null
}

export function differences(before: ShownPreview, after: ShownPreview): readonly Difference[] {
  const left = textsOf(before)
  const right = textsOf(after)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((what) => {
    const one = left.get(what) ?? null
    const other = right.get(what) ?? null
    return one === other ? [] : [{ what, before: one, after: other }]
  })
}

/** By what an owner would call it. */
function textsOf({ documents, problems, order }: ShownPreview): ReadonlyMap<string, string> {
  const held = problems.map(({ summary }): Named => ['Needs you', summary])
  return new Map([
    ...held,
    ...documents.flatMap((document) =>
      textsOfDocument(document, order.currency).map(([what, text]): Named => [
        `${roleTitle(document.role)}: ${what}`,
        text,
      ]),
    ),
  ])
}

type Named = readonly [what: string, text: string]

function textsOfDocument(document: ShownDocument, currency: string): readonly Named[] {
  const { kind, refNumber, txnDate, totalCents, fields, lines, journal, taxes } = document
  return [
    ['form', `${kindTitle(kind)} ${refNumber}`],
    ['date', txnDate],
    ['total', centsText(totalCents, currency)],
    ...fields
      .filter(({ field }) => !HEAD_FIELDS.includes(field))
      .map(({ label, value }): Named => [label.toLowerCase(), value ?? '–']),
    ...lines.map(({ item, quantity, amountCents, account, description }, at): Named => [
      `line ${at + 1}`,
      `${[item, quantity, centsText(amountCents, currency)].filter((part) => part !== null).join(', ')}, to ${account}${description === '' ? '' : ` (${description})`}`,
    ]),
    ...journal.map(({ account, debitCents, creditCents }): Named => [
      `books to ${account}`,
      debitCents === 0
        ? `credit ${centsText(creditCents, currency)}`
        : `debit ${centsText(debitCents, currency)}`,
    ]),
    ...taxes.map(({ agency, item, amountCents, how }): Named => [
      `tax ${item} of ${agency}`,
      `${centsText(amountCents, currency)}, ${how}`,
    ]),
  ]
}

/** They stand in its first three texts. */
const HEAD_FIELDS = ['kind', 'refNumber', 'txnDate', 'totalCents']

/** `refund:77` → `Refund 77`. */
function roleTitle(role: string): string {
  const words = role.replaceAll(/[:-]/g, ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
