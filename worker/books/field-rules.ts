/**
 * Why each field of a document is what it is, in an owner's words: which setting, mapping entry or
 * rule decided it, or that the order itself did.
 */
import type { Order } from '../woo/order.ts'
import { keyText, valueAt } from './setting-key.ts'
import type { SettingPath } from './setting-key.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import type { Settings } from './settings.ts'
import { labelOf, shownValue } from './shown-value.ts'

export type FieldRule = {
  /** Its name in the document, e.g. `txnDate`. */
  readonly field: string
  /** Its name for an owner, e.g. `Date`. */
  readonly label: string
  /** Null: nothing is sent, and QuickBooks has its own way. */
  readonly value: string | null
  /** One sentence. */
  readonly because: string
  readonly settings: readonly DecidingSetting[]
}

export type DecidingSetting = {
  /** As `settings set` takes it, e.g. `mapping.gateways.stripe`. */
  readonly key: string
  readonly isDefault: boolean
}

/** What a rule's sentence is made from. */
export type RuleSource = {
  readonly order: Order
  readonly settings: Settings
  /** The sale stands in QuickBooks already, and keeps its form. */
  readonly isStanding: boolean
}

export type Because = {
  readonly because: string
  readonly settings: readonly SettingPath[]
}

/** By the field's name. */
export type FieldRules<TDocument> = {
  readonly [TField in keyof TDocument]?: (source: RuleSource, document: TDocument) => Because
}

/** As `FieldRules`, of a document of which no field may be without one. */
export type WholeFieldRules<TDocument> = {
  readonly [TField in Exclude<keyof TDocument, (typeof NOT_SHOWN)[number]>]: (
    source: RuleSource,
    document: TDocument,
  ) => Because
}

/** Shown on their own, or of no interest to an owner. */
const NOT_SHOWN = [
  'lines',
  'head',
  'ruleOf',
  'isNumbered',
  'payments',
  'deposit',
  'leftToDo',
  'fingerprint',
  'losses',
  'refundID',
  'noReturnItem',
] as const

/** In the document's own order; of what has no rule the order is the reason. */
export function fieldRules<TDocument extends object>(
  document: TDocument,
  rules: FieldRules<TDocument>,
  source: RuleSource,
): readonly FieldRule[] {
  const fields = Object.keys(document) as (keyof TDocument & string)[]
  return fields
    .filter((field) => !NOT_SHOWN.some((one) => one === field))
    .map((field): FieldRule => {
      const { because, settings } = rules[field]?.(source, document) ?? fromOrder()
      return {
        field,
        label: labelOf(field),
        value: shownValue(field, document[field]),
        because,
        settings: settings.map((path) => decidingSetting(path, source.settings)),
      }
    })
}

export function fromOrder(because = 'As the shop has it.'): Because {
  return { because, settings: [] }
}

export function bySetting(because: string, ...settings: readonly SettingPath[]): Because {
  return { because, settings }
}

function decidingSetting(path: SettingPath, settings: Settings): DecidingSetting {
  const [chosen, standard] = [valueAt(settings, path), valueAt(DEFAULT_SETTINGS, path)]
  return { key: keyText(path), isDefault: JSON.stringify(chosen) === JSON.stringify(standard) }
}
