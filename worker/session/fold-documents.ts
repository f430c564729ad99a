/** What lessons about transactions come to. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { DocumentKind } from '../books/document.ts'
import { documentKey, documentRole, isPayment, kindsOf } from '../posting/doubted.ts'
import { linkKey } from '../posting/known.ts'
import type { Link, NewestDocument, ReplacedDocument } from '../posting/known.ts'
import { documentOf } from './outcome-document.ts'
import type { LessonOf } from '../posting/lesson.ts'
import type { Disposition } from '../qbxml/status.ts'
import { changeRefusal } from '../posting/change-refusal.ts'
import type { Writing } from '../posting/purpose.ts'
import { refusalProblem } from '../posting/refusal.ts'
import { readSent } from '../posting/sent-document.ts'
import { isNoLater } from '../posting/standing-document.ts'
import { lossEntries, matchedEntries } from './customer-entries.ts'
import { jobIn, worsen } from './folding.ts'
import type { Folding } from './folding.ts'

/** Links by `linkKey`, of the subjects this answer is about, as they stood before it. */
export type StandingLinks = ReadonlyMap<string, Link>

export function foldDocument(
  lesson: LessonOf<
    | 'document-posted'
    | 'document-found'
    | 'document-twice'
    | 'document-absent'
    | 'document-elsewhere'
    | 'document-deleted'
  >,
  into: Folding,
  standing: StandingLinks,
): void {
  switch (lesson.kind) {
    case 'document-posted':
      return foldPosted(lesson, into, standing)
    case 'document-found':
      return foldFound(lesson, into, standing)
    case 'document-twice':
      return foldTwice(lesson, into, standing)
    case 'document-absent':
      return foldAbsent(lesson, into)
    case 'document-elsewhere':
      return foldElsewhere(lesson, into)
    case 'document-deleted':
      return foldDeleted(lesson, into, standing)
  }
}

function foldPosted(
  { purpose, link, quickBooksCents }: LessonOf<'document-posted'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const { subject, documentKind: kind, role, totalCents, order, movedFrom } = purpose
  // QuickBooks may have given the number.
  const { quickBooksID: txnID, label: refNumber } = link
  const doubled = twinOf(link, standing, into)
  into.links.push(doubled ?? link, ...purpose.alsoLink)
  into.salesPosted += role === 'sale' ? 1 : 0
  into.newest.push(newestOf(link))
  into.journal.push({
    subject,
    event: 'posted',
    detail: { kind, refNumber, txnID, quickBooksCents },
  })
  if (typeof movedFrom === 'string') {
    const detail = { kind, refNumber, from: movedFrom, to: purpose.txnDate }
    into.journal.push({ subject, event: 'date-moved', detail })
  }
  into.journal.push(
    ...matchedEntries(purpose.alsoLink, { order: subject }),
    ...lossEntries(subject, role === 'sale' ? purpose.losses : []),
  )
  const job = jobIn(into, purpose)
  const isMoney = isPayment(role) || role === 'deposit'
  const sale = isMoney ? standing.get(linkKey(subject, 'sale')) : undefined
  if (sale !== undefined) {
    job.documents.push(documentOf(sale))
  }
  job.documents.push({ kind, refNumber, txnID, totalCents: quickBooksCents })
  const differs =
    quickBooksCents === totalCents
      ? null
      : problem('total-differs', { order, kind, refNumber, shopCents: totalCents, quickBooksCents })
  if (purpose.isAwaited) {
    worsen(job, 'again', 'The money for it goes out behind it.')
  }
  job.held =
    (doubled === null ? null : postedTwice(doubled)) ?? job.held ?? differs ?? purpose.leftToDo
}

export function foldRefused(
  { purpose, disposition, statusCode, message }: LessonOf<'job-refused'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const job = jobIn(into, purpose)
  const isOfDocument = purpose.kind === 'add-document' || purpose.kind === 'change-document'
  const named = isOfDocument && isReference(disposition) ? listIDsIn(message) : []
  // What it was to be set against is no entry of a list that could be looked up by name.
  const documents = new Set([...standing.values()].map(({ quickBooksID }) => quickBooksID))
  const gone = named.filter((id) => !documents.has(id))
  const isOfMoney = purpose.kind === 'add-document' && purpose.documentKind === 'Deposit'
  if (isOfMoney && gone.length < named.length) {
    const { order, totalCents } = purpose
    job.held ??= problem('money-not-waiting', { order, totalCents })
  }
  if (gone.length > 0) {
    // Deleted or merged in QuickBooks since: who or what is meant is looked up by name again.
    into.goneListIDs.push(...gone)
    worsen(job, 'again')
  }
  job.held ??= refusedProblem(purpose, { disposition, statusCode, message })
}

function refusedProblem(
  purpose: Writing,
  refused: Pick<LessonOf<'job-refused'>, 'disposition' | 'statusCode' | 'message'>,
): Problem {
  switch (purpose.kind) {
    case 'add-document':
      return refusalProblem({ ...refused, order: purpose.order, request: purpose.documentKind })
    case 'change-document':
    case 'remove-document':
      return changeRefusal(purpose, refused)
    case 'write-field': {
      const request = `custom field “${purpose.name}”`
      return refusalProblem({ ...refused, order: purpose.order, request })
    }
    case 'change-customer':
      return refusalProblem({ ...refused, order: purpose.customer, request: 'CustomerMod' })
  }
}

function foldFound(
  { link }: LessonOf<'document-found'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const { subject, role, quickBooksID } = link
  const before = standing.get(linkKey(subject, role))
  // Closed is how we left it: it still has its number and its mark. An older file has it open.
  const isClosed = before?.quickBooksID === quickBooksID && readSent(before)?.removed === 'close'
  if (isClosed && !isNoLater(link.editSequence, before.editSequence)) {
    return
  }
  const doubled = twinOf(link, standing, into)
  if (doubled !== null) {
    into.links.push(doubled)
    holdSubject(into, subject, postedTwice(doubled))
    return
  }
  keepFound(link, into, standing)
}

function keepFound(link: Link, into: Folding, standing: StandingLinks): void {
  const { subject, kind, quickBooksID: txnID } = link
  const before = standing.get(linkKey(subject, link.role))
  const isSame = before !== undefined && before.quickBooksID === txnID && !before.isDeleted
  // What we know of how it left is kept: a reading of all that changed shows only that it is there.
  into.links.push(isSame ? { ...before, twinID: link.twinID } : link)
  if (!isSame) {
    into.found.push(subject)
  }
  if (before === undefined) {
    into.newest.push(newestOf(link))
    into.journal.push({ subject, event: 'found-posted', detail: { kind, txnID } })
  }
}

function foldTwice(
  { links }: LessonOf<'document-twice'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const [first, second] = links
  const doubled = { ...first, twinID: second.quickBooksID }
  keepFound(doubled, into, standing)
  holdSubject(into, first.subject, postedTwice(doubled))
}

/** A deletion that was known is no news: a person's push came after it. A void document is as good as gone. */
function foldDeleted(
  { link }: LessonOf<'document-deleted'>,
  into: Folding,
  standing: StandingLinks,
): void {
  const { subject, kind, label: refNumber, quickBooksID: txnID } = link
  const before = standing.get(linkKey(subject, link.role))
  const isOther = before !== undefined && before.quickBooksID !== txnID
  const isKnown = before !== undefined && !isOther && before.isDeleted
  // Nor does the end of a first posting say anything of the second.
  if (isKnown || (isOther && before.posting >= link.posting)) {
    return
  }
  into.links.push(link)
  into.replaced.push(...replacedOf(link))
  into.decideAnew.push(subject)
  into.journal.push({ subject, event: 'found-deleted', detail: { kind, refNumber, txnID } })
}

/** Who looks like the order's own document is not made a stranger by its number. */
function foldElsewhere(
  { subject, role, finding }: LessonOf<'document-elsewhere'>,
  into: Folding,
): void {
  const key = documentKey(subject, role)
  if (into.findings[key]?.kind !== 'near-match') {
    into.findings[key] = finding
  }
}

function foldAbsent(
  { subject, role, documentKind, among }: LessonOf<'document-absent'>,
  into: Folding,
): void {
  const key = documentKey(subject, role)
  const kinds = (into.absentKinds.get(key) ?? new Set()).add(documentKind)
  into.absentKinds.set(key, kinds)
  // A number is free when every kind of form was asked, and none of them has it.
  if (among.every((kind) => kinds.has(kind)) && into.findings[key] === undefined) {
    into.findings[key] = { kind: 'absent' }
  }
}

/**
 * The newest document is gone because a person deleted it. What that means depends on the order: it
 * is shown, and never sent again by itself, unless the shop gave it up as well.
 */
export function foldNewestDeleted(into: Folding, standing: StandingLinks): void {
  const deleted = new Set(into.newestDeleted.map(({ txnID }) => txnID))
  for (const { subject, role, txnID } of into.newestMissing) {
    const link = standing.get(linkKey(subject, role))
    // Another document may stand for the subject by now: a person asked for it.
    const isLinked = link !== undefined && !link.isDeleted && link.quickBooksID === txnID
    // Of two with one marker a person was asked to delete one: the other is the sale, and it stands.
    if (!isLinked || !deleted.has(txnID) || link.twinID !== null) {
      continue
    }
    const { kind, label: refNumber } = link
    into.links.push({ ...link, isDeleted: true })
    into.replaced.push(...replacedOf(link))
    into.decideAnew.push(subject)
    into.journal.push({ subject, event: 'found-deleted', detail: { kind, refNumber, txnID } })
  }
}

/** The link that is there already, with this other transaction under its marker as its twin. */
function twinOf(link: Link, standing: StandingLinks, into: Folding): Link | null {
  const { subject, role, quickBooksID } = link
  const seen = into.links.find((one) => one.subject === subject && one.role === role)
  const before = seen ?? standing.get(linkKey(subject, role))
  return before === undefined || before.isDeleted || before.quickBooksID === quickBooksID
    ? null
    : { ...before, twinID: quickBooksID }
}

function postedTwice(link: Link): Problem {
  return problem('posted-twice', {
    order: orderOf(link.subject),
    kind: kindOf(link),
    refNumber: link.label,
    txnIDs: `${link.quickBooksID} and ${link.twinID ?? ''}`,
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

/** As we wrote it last; nothing where that is not known. */
export function replacedOf(link: Link): readonly ReplacedDocument[] {
  const { editSequence } = link
  return editSequence === '' ? [] : [{ ...newestOf(link), editSequence }]
}

function isReference({ kind }: Disposition): boolean {
  return kind === 'stale-id' || kind === 'missing-reference'
}

/** As QuickBooks names what it does not find: `object "80000001-1790000000" … cannot be found`. */
function listIDsIn(message: string): readonly string[] {
  return message.match(/\b[0-9A-F]{1,8}-\d{9,10}\b/g) ?? []
}

/** The subject's own number, where the number the shop shows is not at hand. */
function orderOf(subject: string): string {
  return subject.replace(/^order:/, '')
}

function kindOf({ kind, role }: Link): DocumentKind {
  const kinds = kindsOf(documentRole(role) ?? 'sale')
  return kinds.find((one) => one === kind) ?? 'SalesReceipt'
}
