/** How far the writing of a sale's custom fields has come. */
import type { CustomField } from '../books/head-fields.ts'
import type { Link } from './known.ts'
import { readSent, sentText } from './sent-document.ts'
import type { SentField, SentFields } from './sent-document.ts'

export function fieldsDue(fields: readonly CustomField[]): SentFields {
  return Object.fromEntries(fields.map(({ name, value }) => [name, { value, state: 'due' }]))
}

/** After the shop has changed the order. */
export function fieldsAfterChange(sent: SentFields, fields: readonly CustomField[]): SentFields {
  const wanted = Object.fromEntries(
    fields.map(({ name, value }): [string, SentField] => {
      const before = sent[name]
      if (before === undefined) {
        return [name, { value, state: 'due' }]
      }
      const isWritten = before.state === 'written' && before.value === value
      const isFree = before.state === 'due'
      return [name, isWritten ? before : { value, state: isFree ? 'due' : 'taken' }]
    }),
  )
  const left = Object.entries(sent).flatMap(([name, field]): [string, SentField][] =>
    name in wanted || field.state === 'due' ? [] : [[name, { ...field, state: 'to-empty' }]],
  )
  return { ...wanted, ...Object.fromEntries(left) }
}

export function areAllWritten(fields: SentFields): boolean {
  return Object.values(fields).every(({ state }) => state === 'written')
}

/** Null: it is empty, and nothing is known of it any more. */
export function withField(link: Link, name: string, field: SentField | null): Link {
  const sent = readSent(link)
  if (sent === null) {
    return link
  }
  const { [name]: _, ...others } = sent.customFields
  const customFields = field === null ? others : { ...others, [name]: field }
  return { ...link, sent: sentText({ ...sent, customFields }) }
}
