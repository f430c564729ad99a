/** Settings in which the owner chose what stands in the head of documents. */
import type { DocumentRule } from '../../worker/books/document-rules.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { plainSettings } from './plain-order.ts'

/** With what every document gets. */
export function withFields(fields: Partial<Settings['documentFields']>): Settings {
  const settings = plainSettings()
  return { ...settings, documentFields: { ...settings.documentFields, ...fields } }
}

/** Each rule says what it has to say. */
export function withRules(
  ...rules: readonly (Pick<DocumentRule, 'when'> & Partial<DocumentRule>)[]
): Settings {
  return {
    ...plainSettings(),
    documentRules: rules.map((rule) => ({ becomes: null, set: {}, ...rule })),
  }
}
