/** A line of the log as a sentence: what happened, in an owner's words. */
import { KIND_NAMES, money, subjectName } from '../books/sentence-words.ts'
import type { DocumentKind } from '../books/document.ts'
import { cents } from '../money/cents.ts'

export type Detail = Readonly<Record<string, unknown>>

type Sentence = (detail: Detail) => string

export const EVENT_SENTENCES = {
  'change-taken': (of) => TAKEN[text(of, 'change')] ?? 'The shop sent it.',
  'change-refused': (of) => `The shop sent it, and it was refused. ${problemText(of)}`,
  'change-withdrawn': (of) => `It is not wanted in the books. ${problemText(of)}`,
  'text-shortened': (of) =>
    `“${text(of, 'field')}” did not fit: “${text(of, 'original')}” went as “${text(of, 'sent')}”.`,
  'date-moved': (of) =>
    `${documentName(of)} is dated ${text(of, 'to')} instead of ${text(of, 'from')}: the books are closed before that.`,
  'session-opened': () => 'The Web Connector began an update.',
  'session-ended': (of) =>
    `The update ended: ${text(of, 'posted')} sent, ${text(of, 'held')} held.`,
  'set-in-doubt': () =>
    'An answer of QuickBooks did not arrive: the next update looks first what stands there.',
  'list-entry-added': (of) => `“${text(of, 'name')}” was made in QuickBooks.`,
  'list-entry-adopted': (of) => `“${text(of, 'name')}”, which QuickBooks had, was taken.`,
  'list-entry-gone': (of) =>
    `“${text(of, 'name')}” is not in QuickBooks any more; it is looked up again.`,
  'customer-matched': (of) => `The buyer was recognised as QuickBooks’ “${text(of, 'name')}”.`,
  'item-matched': (of) =>
    `${subjectName(text(of, 'sold'))} was recognised as “${text(of, 'name')}”.`,
  'customer-activated': (of) => `“${text(of, 'name')}” was made active in QuickBooks.`,
  'list-unread': (of) =>
    `QuickBooks did not show its list “${text(of, 'list')}”. ${text(of, 'message')}`,
  posted: (of) => `${documentName(of)} stands in QuickBooks${totalText(of)}.`,
  'not-done': (of) => `QuickBooks did not do it; it is tried again. ${text(of, 'reason')}`,
  'found-posted': (of) => `${documentName(of)} was found in QuickBooks.`,
  changed: (of) => `${documentName(of)} was changed in QuickBooks${totalText(of)}.`,
  'found-changed': (of) => `Somebody changed ${lowerName(of)} in QuickBooks.`,
  'field-written': (of) =>
    `The custom field “${text(of, 'name')}” was written on ${lowerName(of)}.`,
  voided: (of) => `${documentName(of)} was voided.`,
  deleted: (of) => `${documentName(of)} was deleted.`,
  closed: (of) => `${documentName(of)} was closed.`,
  'found-deleted': (of) => `Somebody deleted ${lowerName(of)} in QuickBooks.`,
  unchanged: () => 'QuickBooks has it as it is: nothing was to do.',
  held: (of) => `It was held. ${problemText(of)}`,
  'field-left-out': (of) =>
    `“${text(of, 'field')}” was left out: this QuickBooks (qbXML ${text(of, 'version')}) does not know it.`,
  'settings-changed': (of) => `Settings were changed${byWhom(of)}.`,
  'books-verified': (of) => `The books are to be verified${byWhom(of)}.`,
  'match-forgotten': (of) =>
    `It is “${text(of, 'was')}” in QuickBooks no more${byWhom(of)}; it is looked up anew.`,
  'match-chosen': (of) =>
    `It is “${text(of, 'is')}” in QuickBooks${insteadOf(text(of, 'was'))}${byWhom(of)}.`,
  'job-retried': (of) => `It was put to be tried again${byWhom(of)}.`,
  'job-moved': (of) => `It was moved ${PLACES[text(of, 'place')] ?? 'in the queue'}${byWhom(of)}.`,
  'job-paused': (of) => `It was paused${byWhom(of)}.`,
  'job-cancelled': (of) => `It was deleted from the queue${byWhom(of)}.`,
  'problem-repaired': (of) => `A button of its problem was pressed${byWhom(of)}.`,
  'store-added': (of) => `The store “${text(of, 'name')}” was made.`,
  'store-renamed': (of) => `The store was renamed${byWhom(of)}.`,
  'store-paused': (of) => `Sending was paused${byWhom(of)}.`,
  'store-resumed': (of) => `Sending was resumed${byWhom(of)}.`,
  'store-restored': (of) => `The store was restored from a backup${byWhom(of)}.`,
  'secret-rotated': (of) => `The shop’s secret was made anew${byWhom(of)}.`,
  'file-renewed': (of) => `The .qwc file got a new identity${byWhom(of)}.`,
  'password-renewed': (of) => `The Web Connector’s password was made anew${byWhom(of)}.`,
  'company-released': (of) =>
    `The next update takes the company file that is open for the shop’s books, as was said${byWhom(of)}.`,
  'update-freed': (of) => `The next update was made to begin afresh${byWhom(of)}.`,
  'shop-asked': (of) =>
    `The shop was asked to call${byWhom(of)}${/^2\d\d$/.test(text(of, 'result')) ? '' : ', and did not take it'}.`,
  'alert-raised': (of) => problemText(of),
  'alert-over': (of) => `It is over: ${problemText(of)}`,
  'shop-moved': (of) =>
    `The shop moved from ${text(of, 'from')} to ${text(of, 'to')}${byWhom(of)}.`,
  'signed-in': (of) => `${text(of, 'who')} signed in.`,
  'late-answer': () => 'QuickBooks’ answer arrived late, after its update had ended.',
} as const satisfies Readonly<Record<string, Sentence>>

const TAKEN: Readonly<Record<string, string>> = {
  changed: 'The shop sent it.',
  pushed: 'A person sent it from the shop.',
  deleted: 'It was deleted in the shop.',
}

const PLACES: Readonly<Record<string, string>> = {
  first: 'up',
  back: 'back to its place',
  last: 'to the end',
}

/** Of an event that this version does not know: its name. */
export function eventSentence(event: string, detail: Detail): string {
  const sentences: Readonly<Record<string, Sentence | undefined>> = EVENT_SENTENCES
  return (sentences[event]?.(detail) ?? eventName(event)).trim()
}

/** `list-entry-added` → `List entry added`. */
export function eventName(event: string): string {
  const words = event.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const HELD: readonly string[] = [
  'held',
  'change-refused',
  'not-done',
  'found-deleted',
  'set-in-doubt',
  'alert-raised',
]

export type LineLook = 'done' | 'held' | 'plain'

export function lookOf(event: string): LineLook {
  if (['posted', 'changed', 'found-posted', 'unchanged'].includes(event)) {
    return 'done'
  }
  return HELD.includes(event) ? 'held' : 'plain'
}

function text(detail: Detail, field: string): string {
  const value = detail[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function problemText({ problem }: Detail): string {
  const { summary, remedy } = (problem ?? {}) as { summary?: string; remedy?: string }
  return [summary, remedy].filter((part) => part !== undefined).join(' ')
}

function documentName(detail: Detail): string {
  const name = lowerName(detail)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function lowerName(detail: Detail): string {
  const kind = text(detail, 'kind')
  return `${KIND_NAMES[kind as DocumentKind] ?? kind} ${text(detail, 'refNumber')}`.trim()
}

function totalText({ quickBooksCents }: Detail): string {
  return Number.isSafeInteger(quickBooksCents)
    ? `, total ${money(cents(quickBooksCents as number))}`
    : ''
}

/** Where nothing stood for it before there is nothing to say. */
function insteadOf(was: string): string {
  return was === '' ? '' : ` instead of “${was}”`
}

function byWhom(detail: Detail): string {
  const who = text(detail, 'who')
  return who === '' ? '' : ` by ${who}`
}
