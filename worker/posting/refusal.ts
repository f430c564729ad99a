/** Why QuickBooks will not do what a request asked, as the Problem that its owner reads. */
import { problem } from '../books/problems.ts'
import type { Problem, ProblemFacts } from '../books/problems.ts'
import { dispositionOf } from '../qbxml/status.ts'
import type { Disposition, StopReason } from '../qbxml/status.ts'

type Refused = {
  /** The order's number as the shop shows it, or the subject of what is none. */
  readonly order: string
  /** What was asked for: `SalesReceipt`, `customer “Ana Lima”`. */
  readonly request: string
  readonly statusCode: number
  /** QuickBooks' statusMessage. */
  readonly message: string
}

type ProblemOf = (refused: Refused) => Problem

type OfRequest = ProblemFacts['quickbooks-refused']

/** What the request alone explains. */
type PlainCode =
  | 'quickbooks-refused'
  | 'period-closed'
  | 'permission-missing'
  | 'single-user-needed'
  | 'feature-missing'
  | 'posting-account-missing'
  | 'quickbooks-busy'
  | 'request-malformed'
  | 'answer-unclear'

const STOPPED: Readonly<Record<StopReason, ProblemOf>> = {
  'our-bug': plain('request-malformed'),
  'unusable-text': textUnusable,
  'business-rule': plain('quickbooks-refused'),
  'closed-period': plain('period-closed'),
  'single-user': plain('single-user-needed'),
  'missing-permission': plain('permission-missing'),
  'missing-feature': plain('feature-missing'),
  'missing-account': plain('posting-account-missing'),
  'unknown-code': plain('answer-unclear'),
}

/** What is left to say of an answer once asking again is over, or when it fits no request of ours. */
const ANSWERED: Readonly<Record<Exclude<Disposition['kind'], 'stop'>, ProblemOf>> = {
  done: plain('answer-unclear'),
  'done-with-warning': plain('answer-unclear'),
  'nothing-found': plain('answer-unclear'),
  'partly-found': plain('answer-unclear'),
  'partly-shown': plain('answer-unclear'),
  'look-up-existing': nameInUse,
  'stale-id': referenceMissing,
  'stale-edit-sequence': plain('quickbooks-busy'),
  'missing-reference': referenceMissing,
  'try-later': plain('quickbooks-busy'),
  'restart-iterator': plain('answer-unclear'),
  'not-executed': plain('answer-unclear'),
  recover: plain('answer-unclear'),
}

/** QuickBooks' own words stay as they came, in `detail`. */
export function refusalProblem({
  disposition,
  ...refused
}: Refused & { readonly disposition: Disposition }): Problem {
  const problemOf =
    disposition.kind === 'stop' ? STOPPED[disposition.reason] : ANSWERED[disposition.kind]
  return problemOf(refused)
}

/** As `refusalProblem`, of an answer that was remembered by its code and words. */
export function rememberedRefusal(refused: Refused): Problem {
  const { statusCode, message: statusMessage } = refused
  return refusalProblem({ ...refused, disposition: dispositionOf({ statusCode, statusMessage }) })
}

function plain(code: PlainCode): ProblemOf {
  return (refused) => problem(code, factsOf(refused), wordsOf(refused))
}

function textUnusable(refused: Refused): Problem {
  const field = quoted(/\bfield "([^"]+)"/, refused)
  return problem('text-unusable', { ...factsOf(refused), field }, wordsOf(refused))
}

function nameInUse(refused: Refused): Problem {
  const name = quoted(/\bname "(.+)" (?:of|is|already)\b/, refused)
  return problem('name-in-use', { ...factsOf(refused), name }, wordsOf(refused))
}

function referenceMissing(refused: Refused): Problem {
  const facts = { ...factsOf(refused), ...missingIn(refused) }
  return problem('reference-missing', facts, wordsOf(refused))
}

type Missing = { readonly list: string | null; readonly name: string | null }

/** As real answers word it. A name may hold quotation marks of its own, which stay as they are. */
function missingIn({ message }: Refused): Missing {
  const reference = /\breference to QuickBooks ([A-Za-z ]+?) "(.+?)" in the /.exec(message)
  const parent = /\breference to a parent "(.+?)" in the ([A-Za-z ]+?)s? list\b/.exec(message)
  const object = /\bobject (?:ID )?"(.+?)" (?:specified|in)\b/i.exec(message)
  return {
    list: reference?.[1] ?? parent?.[2] ?? null,
    name: reference?.[2] ?? parent?.[1] ?? object?.[1] ?? null,
  }
}

function quoted(pattern: RegExp, { message }: Refused): string | null {
  return pattern.exec(message)?.[1] ?? null
}

function factsOf({ order, request, statusCode }: Refused): OfRequest {
  return { order, request, statusCode: String(statusCode) }
}

/** QuickBooks sends a message with every code we have seen; a bare code is better than nothing. */
function wordsOf({ statusCode, message }: Refused): string {
  return message.trim() === '' ? `Status ${statusCode}, without a message.` : message
}
