/**
 * What one statusCode means for what we do next. Decided by the code, never by statusSeverity
 * alone: a real 3210, a refusal, came with severity Info. A code that is not listed stops for a
 * person.
 */

export type StopReason =
  /** We wrote what we should not have: nothing the owner can repair. */
  | 'our-bug'
  /** A name, an address: text QuickBooks does not take. */
  | 'unusable-text'
  | 'business-rule'
  | 'closed-period'
  /** Not while several people work in the file. */
  | 'single-user'
  | 'missing-permission'
  /** Not in this edition, version, or not switched on in the preferences. */
  | 'missing-feature'
  /** An item without an income account, and the like. */
  | 'missing-account'
  | 'unknown-code'

export type Disposition =
  | { readonly kind: 'done' }
  /** Saved, but not quite as asked; the message belongs in the log. Never send it again. */
  | { readonly kind: 'done-with-warning' }
  /** A query ran, and nothing matched. */
  | { readonly kind: 'nothing-found' }
  /** Some of what was asked for by ID, name or number does not exist; the rest is there. */
  | { readonly kind: 'partly-found' }
  /** There is more than QuickBooks can show: absence from this answer proves nothing. */
  | { readonly kind: 'partly-shown' }
  /** The name is taken: find out by whom before anything else. */
  | { readonly kind: 'look-up-existing' }
  /** Our ListID or TxnID is not in this company file: deleted, merged, or another file. */
  | { readonly kind: 'stale-id' }
  | { readonly kind: 'stale-edit-sequence' }
  /** Refers to a customer, item, account … that is not there, is inactive or of the wrong type. */
  | { readonly kind: 'missing-reference' }
  | { readonly kind: 'try-later' }
  | { readonly kind: 'restart-iterator' }
  /** An earlier request of the set failed; this one did nothing. */
  | { readonly kind: 'not-executed' }
  /** QuickBooks does not know itself: read before writing again. */
  | { readonly kind: 'recover' }
  | { readonly kind: 'stop'; readonly reason: StopReason }

/** The message decides: a lock passes, anything else is a refusal. */
type ByMessage = { readonly kind: 'by-message'; readonly otherwise: StopReason }

const BUG = { kind: 'stop', reason: 'our-bug' } as const
const TEXT = { kind: 'stop', reason: 'unusable-text' } as const
const RULE = { kind: 'stop', reason: 'business-rule' } as const
const CLOSED = { kind: 'stop', reason: 'closed-period' } as const
const PERMISSION = { kind: 'stop', reason: 'missing-permission' } as const
const FEATURE = { kind: 'stop', reason: 'missing-feature' } as const
const WARNING = { kind: 'done-with-warning' } as const
const LATER = { kind: 'try-later' } as const
const RECOVER = { kind: 'recover' } as const
const BY_MESSAGE = { kind: 'by-message', otherwise: 'business-rule' } as const

export const STATUS: Readonly<Record<number, Disposition | ByMessage>> = {
  0: { kind: 'done' },
  1: { kind: 'nothing-found' },
  500: { kind: 'partly-found' },
  // Exists, but not in the qbXML version we declared.
  501: { kind: 'partly-shown' },
  510: { kind: 'partly-shown' },
  530: WARNING,
  531: WARNING,
  550: WARNING,
  560: WARNING,
  570: WARNING,
  // Error recovery had nothing to forget.
  600: { kind: 'done' },
  1000: LATER,
  1010: LATER,
  1030: FEATURE,
  1060: BUG,
  3000: { kind: 'stale-id' },
  3010: BUG,
  3020: BUG,
  3030: BUG,
  3031: BUG,
  3035: BUG,
  3040: BUG,
  3045: BUG,
  3050: BUG,
  3060: BUG,
  3065: BUG,
  3070: TEXT,
  3080: TEXT,
  3085: BUG,
  3090: TEXT,
  3100: { kind: 'look-up-existing' },
  3101: { kind: 'look-up-existing' },
  3110: BUG,
  3120: { kind: 'stale-id' },
  3121: { kind: 'stale-id' },
  3130: { kind: 'missing-reference' },
  3140: { kind: 'missing-reference' },
  3150: BUG,
  3151: BUG,
  3152: BUG,
  3153: BUG,
  3160: RULE,
  3161: CLOSED,
  3162: { kind: 'stop', reason: 'single-user' },
  3163: RULE,
  3164: RULE,
  3165: RULE,
  3170: BY_MESSAGE,
  3171: CLOSED,
  3172: BY_MESSAGE,
  3173: LATER,
  3175: LATER,
  3176: LATER,
  3177: { kind: 'stale-edit-sequence' },
  3180: BY_MESSAGE,
  3185: RULE,
  3190: BUG,
  3200: { kind: 'stale-edit-sequence' },
  3205: TEXT,
  3210: RULE,
  3220: BY_MESSAGE,
  3230: RECOVER,
  3231: { kind: 'not-executed' },
  3240: { kind: 'stale-edit-sequence' },
  3250: FEATURE,
  3260: PERMISSION,
  3261: PERMISSION,
  3262: PERMISSION,
  3263: PERMISSION,
  3270: { kind: 'stop', reason: 'missing-account' },
  3280: RULE,
  3290: BUG,
  3391: { kind: 'restart-iterator' },
  9001: RECOVER,
  9002: RECOVER,
  9003: RECOVER,
  9004: BUG,
  9005: RECOVER,
}

/** Sign-on errors of QuickBooks Online, and errors in macros. */
const STATUS_RANGES = [
  { from: 2000, to: 2999, disposition: BUG },
  { from: 9100, to: 9199, disposition: BUG },
] as const

/** Somebody has it open; seen in answers of real company files. */
const LOCK_PHRASES = [
  'list has been modified by another user',
  'internals could not be locked',
  'failed to acquire the lock',
  'list element is in use',
]
/** QuickBooks answers a duplicate name with 3100 or with 3180 and one of these. */
const TAKEN_PHRASES = ['already in use', 'already exists']

export function dispositionOf(answer: {
  readonly statusCode: number
  readonly statusMessage: string
}): Disposition {
  const rule = STATUS[answer.statusCode] ?? rangeOf(answer.statusCode)
  if (rule === undefined) {
    return { kind: 'stop', reason: 'unknown-code' }
  }
  return rule.kind === 'by-message' ? byMessage(rule, answer.statusMessage) : rule
}

function rangeOf(statusCode: number): Disposition | undefined {
  return STATUS_RANGES.find(({ from, to }) => statusCode >= from && statusCode <= to)?.disposition
}

function byMessage(rule: ByMessage, statusMessage: string): Disposition {
  const said = statusMessage.toLowerCase()
  if (LOCK_PHRASES.some((phrase) => said.includes(phrase))) {
    return LATER
  }
  if (TAKEN_PHRASES.some((phrase) => said.includes(phrase))) {
    return { kind: 'look-up-existing' }
  }
  return { kind: 'stop', reason: rule.otherwise }
}
