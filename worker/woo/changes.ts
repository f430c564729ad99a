/** The body of `POST /shop/{storeID}/changes`, protocol 1 of SHOP.md. */
import * as v from 'valibot'

import { decodeFields, isFieldProblem } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'
import { parseSubject } from './subject.ts'

export const PROTOCOL = 1
export const CHANGES_MAX = 100
export const ENVELOPE_BYTES_MAX = 5 * 1024 * 1024

export type ShopFacts = v.InferOutput<typeof shopFacts>

export type ChangeEvent = 'changed' | 'deleted' | 'pushed'

export type Change = {
  readonly kind: 'change'
  /** `order:1042`; `parseSubject` reads every one that comes out of here. */
  readonly subject: string
  readonly generation: number
  readonly event: ChangeEvent
  /** Undecoded: the kind of the subject says by what. Undefined when deleted. */
  readonly snapshot: unknown
  /** Undecoded; undefined means that they were not read, and what is known of them stays. */
  readonly refunds: unknown
}

/** A change of which no more can be read than whom it concerns. */
export type UnreadableChange = {
  readonly kind: 'unreadable-change'
  readonly subject: string
  readonly generation: number
  readonly problem: FieldProblem
}

export type Envelope = {
  readonly epoch: string
  readonly outcomesAfter: string | null
  readonly shop: ShopFacts
  /** In the order sent, which is the order of the verdicts. */
  readonly changes: readonly (Change | UnreadableChange)[]
}

/**
 * The envelope, or what of it is not of this form. A bad change refuses only itself, as long as
 * its subject and generation can be read: without those no verdict could name it.
 */
export function decodeEnvelope(json: unknown): Envelope | FieldProblem {
  const decoded = decodeFields(envelope, json, 'the changes of a shop')
  if (isFieldProblem(decoded)) {
    return decoded
  }
  const { epoch, outcomesAfter, shop, changes } = decoded
  return { epoch, outcomesAfter, shop, changes: changes.map(decodeChange) }
}

const word = v.pipe(
  v.string('a text'),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(200, 'a text of at most 200 characters'),
)

const count = v.pipe(
  v.number('a whole number'),
  v.safeInteger('a whole number'),
  v.minValue(0, 'a whole number'),
)

const ROUNDINGS = ['line', 'subtotal'] as const
const EVENTS = ['changed', 'deleted', 'pushed'] as const

const shopFacts = v.pipe(
  v.object(
    {
      url: v.pipe(
        v.string('an address such as "https://shop.example"'),
        v.regex(/^https?:\/\/[^\s/?#]+\S*$/, 'an address such as "https://shop.example"'),
        v.maxLength(2000, 'an address of at most 2000 characters'),
      ),
      /** An IANA name or an offset such as `+02:00`. */
      timeZone: word,
      currency: v.pipe(
        v.string('a currency such as "USD"'),
        v.regex(/^[A-Z]{3}$/, 'a currency such as "USD"'),
      ),
      decimals: count,
      pricesIncludeTax: v.boolean('true or false'),
      taxRoundedAt: v.picklist(ROUNDINGS, '"line" or "subtotal"'),
      woocommerce: word,
      wordpress: word,
      php: word,
      plugin: word,
    },
    'what the shop says of itself',
  ),
  v.readonly(),
)

const addressedChange = v.looseObject({ subject: word, generation: count }, 'a change')

const envelope = v.object({
  protocol: v.literal(PROTOCOL, `${PROTOCOL}`),
  epoch: word,
  outcomesAfter: v.nullable(word),
  shop: shopFacts,
  changes: v.pipe(
    v.array(addressedChange, 'a list of changes'),
    v.maxLength(CHANGES_MAX, `at most ${CHANGES_MAX} changes`),
  ),
})

const change = v.object({
  subject: v.pipe(
    v.string(),
    v.check((subject) => parseSubject(subject) !== null, 'a subject such as "order:1042"'),
  ),
  generation: count,
  event: v.picklist(EVENTS, '"changed", "deleted" or "pushed"'),
  snapshot: v.optional(v.unknown()),
  refunds: v.optional(v.unknown()),
})

function decodeChange(addressed: v.InferOutput<typeof addressedChange>): Change | UnreadableChange {
  const { subject, generation } = addressed
  const decoded = decodeFields(change, addressed, 'a change')
  if (isFieldProblem(decoded)) {
    return { kind: 'unreadable-change', subject, generation, problem: decoded }
  }
  const { event, snapshot, refunds } = decoded
  return { kind: 'change', subject, generation, event, snapshot, refunds }
}
