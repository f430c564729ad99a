/** What lessons about transactions come to. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { DocumentKind } from '../books/document.ts'
import { documentKey, documentRole, kindsOf } from '../posting/doubted.ts'
import { linkKey } from '../posting/known.ts'
import type { Link, NewestDocument } from '../posting/known.ts'
import { documentOf } from './outcome-document.ts'
import type { Lesson } from '../posting/lesson.ts'
import { refusalProblem } from '../posting/refusal.ts'
import { jobIn } from './folding.ts'
import type { Folding } from './folding.ts'

type LessonOf<K extends Lesson['kind']> = Extract<Lesson, { kind: K }>

/** Links by `linkKey`, of the subjects this answer is about, as they stood before it. */
export type StandingLinks = ReadonlyMap<string, Link>

export function foldPosted(
  { purpose, link, quickBooksCents }: LessonOf<'document-posted'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const { subject, documentKind: kind, role, refNumber, totalCents, order } = purpose
  const txnID = link.quickBooksID
  into.links.push(link, ...purpose.alsoLink)
  into.salesPosted += role === 'sale' ? 1 : 0
  into.newest.push(newestOf(link))
  into.journal.push({
    subject,
    event: 'posted',
    detail: { kind, refNumber, txnID, quickBooksCents },
  })
  for (const { field, original, sent } of purpose.role === 'sale' ? purpose.losses : []) {
    into.journal.push({ subject, event: 'text-shortened', detail: { field, original, sent } })
  }
  const job = jobIn(into, purpose)
  const sale = role === 'payment' ? standing.get(linkKey(subject, 'sale')) : undefined
  if (sale !== undefined) {
    job.documents.push(documentOf(sale))
  }
  job.documents.push({ kind, refNumber, txnID, totalCents: quickBooksCents })
  const differs =
    quickBooksCents === totalCents
      ? null
      : problem('total-differs', { order, kind, refNumber, shopCents: totalCents, quickBooksCents })
  job.held = twice(link, standing) ?? job.held ?? differs ?? purpose.leftToDo
}

export function foldRefused(
  { purpose, disposition, statusCode, message }: LessonOf<'job-refused'>,
  into: Folding,
): void {
  const job = jobIn(into, purpose)
  const isDocument = purpose.kind === 'add-document'
  job.held ??= refusalProblem({
    order: isDocument ? purpose.order : purpose.customer,
    request: isDocument ? purpose.documentKind : 'CustomerMod',
    statusCode,
    message,
    disposition,
  })
}

export function foldFound(
  { link }: LessonOf<'document-found'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const { subject } = link
  const doubled = twice(link, standing)
  if (doubled !== null) {
    holdSubject(into, subject, doubled)
    return
  }
  keepFound(link, into, standing)
}

function keepFound(link: Link, into: Folding, standing: StandingLinks): void {
  const { subject, kind, quickBooksID: txnID } = link
  into.links.push(link)
  if (!standing.has(linkKey(subject, link.role))) {
    into.newest.push(newestOf(link))
    into.journal.push({ subject, event: 'found-posted', detail: { kind, txnID } })
  }
}

export function foldTwice(
  { links }: LessonOf<'document-twice'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const [first] = links
  keepFound(first, into, standing)
  holdSubject(into, first.subject, postedTwice(links))
}

export function foldDeleted({ link }: LessonOf<'document-deleted'>, into: Folding): void {
  const { subject, kind, label: refNumber, quickBooksID: txnID } = link
  into.links.push(link)
  into.journal.push({ subject, event: 'found-deleted', detail: { kind, refNumber, txnID } })
}

/** Who looks like the order's own document is not made a stranger by its number. */
export function foldElsewhere(
  { subject, role, finding }: LessonOf<'document-elsewhere'>,
  into: Folding,
): void {
  const key = documentKey(subject, role)
  if (into.findings[key]?.kind !== 'near-match') {
    into.findings[key] = finding
  }
}

export function foldAbsent(
  { subject, role, documentKind }: LessonOf<'document-absent'>,
  into: Folding,
): void {
  const key = documentKey(subject, role)
  const kinds = (into.absentKinds.get(key) ?? new Set()).add(documentKind)
  into.absentKinds.set(key, kinds)
  // A number is free when every kind of form was asked, and none of them has it.
  if (kinds.size === kindsOf(role).length && into.findings[key] === undefined) {
    into.findings[key] = { kind: 'absent' }
  }
}

/** The newest document is gone because a person deleted it: shown, and never sent again by itself. */
export function foldNewestDeleted(into: Folding, standing: StandingLinks): void {
  const deleted = new Set(into.newestDeleted.map(({ txnID }) => txnID))
  for (const { subject, role, txnID } of into.newestMissing) {
    const link = standing.get(linkKey(subject, role))
    if (!deleted.has(txnID) || link === undefined || link.isDeleted) {
      continue
    }
    into.links.push({ ...link, isDeleted: true })
    const { label: refNumber } = link
    holdSubject(
      into,
      subject,
      problem('deleted-in-quickbooks', { order: orderOf(subject), kind: kindOf(link), refNumber }),
    )
  }
}

/** A transaction under our marker beside the one that is linked already. */
function twice(link: Link, standing: StandingLinks): Problem | null {
  const before = standing.get(linkKey(link.subject, link.role))
  return before === undefined || before.isDeleted || before.quickBooksID === link.quickBooksID
    ? null
    : postedTwice([before, link])
}

function postedTwice(links: readonly [Link, ...Link[]]): Problem {
  const [first] = links
  return problem('posted-twice', {
    order: orderOf(first.subject),
    kind: kindOf(first),
    refNumber: first.label,
    txnIDs: links.map(({ quickBooksID }) => quickBooksID).join(' and '),
  })
}

function holdSubject(into: Folding, subject: string, held: Problem): void {
  into.holds.push({ subject, problem: held })
  into.journal.push({ subject, event: 'held', detail: { problem: held } })
}

function newestOf(link: Link): NewestDocument {
  const { subject, quickBooksID: txnID, label: refNumber } = link
  const role = documentRole(link.role) ?? 'sale'
  return { subject, role, documentKind: kindOf(link), txnID, refNumber }
}

/** The subject's own number, where the number the shop shows is not at hand. */
function orderOf(subject: string): string {
  return subject.replace(/^order:/, '')
}

function kindOf({ kind, role }: Link): DocumentKind {
  const kinds = kindsOf(documentRole(role) ?? 'sale')
  return kinds.find((one) => one === kind) ?? 'SalesReceipt'
}
