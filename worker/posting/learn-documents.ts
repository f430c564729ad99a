/** What an answer says of transactions: posted, found by number, changed or deleted meanwhile. */
import type { DocumentKind } from '../books/document.ts'
import type { Ret } from '../qbxml/response.ts'
import type { Disposition } from '../qbxml/status.ts'
import {
  customerOf,
  documentRets,
  isClosed,
  isVoid,
  kindOf,
  markerOf,
  quickBooksTotal,
  refNumberOf,
} from './document-ret.ts'
import type { DocumentRet } from './document-ret.ts'
import { documentRole, isCredit, kindsOf } from './doubted.ts'
import type { DocumentRole, DoubtedDocument, SoughtDocument } from './doubted.ts'
import { isComplete, isRemembered } from './judged.ts'
import type { Judged } from './judged.ts'
import { linkKey, PLAIN_ENTRY } from './known.ts'
import type { Link, ListEntry, ReplacedDocument } from './known.ts'
import type { Lesson } from './lesson.ts'
import type { MarkedDocument } from './marker.ts'
import type { AddDocument, FindChanged, PurposeOf } from './purpose.ts'
import { isNoLater } from './standing-document.ts'

/** The link that the answer to an Add makes; null when it does not show the document. */
export function postedLink(purpose: AddDocument, rets: readonly Ret[]): Link | null {
  const [ret] = documentRets(rets)
  const marked = ret === undefined ? null : markerOf(ret)
  const isAnothers =
    marked !== null && (marked.subject !== purpose.subject || marked.role !== purpose.role)
  return ret === undefined || isAnothers ? null : linkTo(ret, purpose)
}

/**
 * Who stands under the numbers we mean to use. Only an answer that is complete says that a number
 * is free: one that shows less than there is proves no absence.
 */
export function learnFromFound(
  purpose: PurposeOf<'find-documents'>,
  { response, disposition }: Judged,
): Lesson[] {
  const { documentKind, among, sought, storeID } = purpose
  const isTold = isComplete(disposition) || isWithout(documentKind, disposition)
  if (!isTold || isRemembered({ response, disposition })) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const rets = documentRets(response.rets)
  return sought.flatMap((document): Lesson[] => {
    const { subject, role } = document
    const numbered = rets.filter(
      (ret) =>
        ret.TxnID !== document.removedID &&
        (!document.isNumbered || isSameNumber(refNumberOf(ret), document.refNumber)),
    )
    const isOurs = (ret: DocumentRet) => isMarkerOf(markerOf(ret), { storeID, subject, role })
    const links = numbered.filter(isOurs).map((ret) => linkTo(ret, document))
    const [found] = foundLessons(links)
    if (found?.kind === 'document-found' || found?.kind === 'document-twice') {
      return [found]
    }
    const taken = found === undefined ? [] : [found]
    const other = numbered.find((ret) => !isOurs(ret))
    // Money often carries the number of a check: that one is taken says nothing.
    const isNumberOwn = role === 'sale' || isCredit(role)
    if (other === undefined || !isNumberOwn || !document.isNumbered) {
      return [...taken, { kind: 'document-absent', subject, role, documentKind, among }]
    }
    const totalCents = quickBooksTotal(other)
    const finding = {
      kind: 'somebody-elses',
      documentKind,
      txnID: other.TxnID,
      totalCents,
    } as const
    return [...taken, { kind: 'document-elsewhere', subject, role, finding }]
  })
}

/** QuickBooks Pro has no sales orders, and estimates can be switched off: then none can stand. */
function isWithout(kind: DocumentKind, disposition: Disposition): boolean {
  return (
    (kind === 'SalesOrder' || kind === 'Estimate') &&
    disposition.kind === 'stop' &&
    disposition.reason === 'missing-feature'
  )
}

/** Of twins the one that is left is the document; a document that is gone was deleted. */
export function learnFromLook(
  { link }: PurposeOf<'look-at-document'>,
  { response, disposition }: Judged,
): Lesson[] {
  if (!isComplete(disposition) || isRemembered({ response, disposition })) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const standing = documentRets(response.rets).filter(
    // An order that a person closed stands; what we closed is out of the books until it is open.
    (ret) => !isVoid(ret) && !(link.isDeleted && isClosed(ret)),
  )
  const shown = standing.map((ret) => ({
    ...link,
    quickBooksID: ret.TxnID,
    label: refNumberOf(ret) ?? link.label,
    // As we last wrote it; of the twin that a person kept, nothing is known.
    editSequence: ret.TxnID === link.quickBooksID ? link.editSequence : '',
    totalCents: quickBooksTotal(ret),
    // Gone or void when we saw it last: by a person's hand, or in an older company file, it stands.
    isDeleted: false,
    twinID: null,
  }))
  const looked: Lesson = { kind: 'looked-at', txnID: link.quickBooksID }
  const [first, second] = shown
  if (first === undefined && link.isDeleted) {
    return [looked]
  }
  if (first === undefined) {
    return [looked, { kind: 'document-deleted', link: { ...link, isDeleted: true, twinID: null } }]
  }
  return second === undefined
    ? [
        looked,
        { kind: 'looked-at', txnID: first.quickBooksID },
        { kind: 'linked-again', link: first },
      ]
    : [looked]
}

/**
 * What changed since a set in doubt left. Our marker proves whose a document is; without it only
 * customer, date and total speak, which is enough to stop and not enough to link.
 */
export function learnFromChanged(
  purpose: FindChanged,
  { response, disposition }: Judged,
): Lesson[] {
  const { documentKind, setIDs } = purpose
  if (!isComplete(disposition) && !isWithout(documentKind, disposition)) {
    return unread(purpose, { response, disposition })
  }
  const rets = documentRets(response.rets)
  const ours = rets.flatMap((ret) => ownLink(ret, purpose) ?? [])
  const found = [...Map.groupBy(ours, linkKeyOf).values()].flatMap(foundLessons)
  const unmarked = rets.filter((ret) => markerOf(ret) === null)
  const isOver = (response.iteratorRemainingCount ?? 0) === 0 || response.iteratorID === null
  return [
    ...found,
    ...purpose.doubted.flatMap((document) => nearMatch(document, unmarked)),
    {
      kind: 'doubt-read',
      read: documentKind,
      setIDs,
      progress: isOver
        ? { kind: 'whole' }
        : { kind: 'page', iteratorID: response.iteratorID ?? '' },
    },
  ]
}

/** A document that was made for a set in doubt and deleted by a person stays deleted. */
export function learnFromDeleted(
  purpose: PurposeOf<'find-deleted'>,
  { response, disposition }: Judged,
): Lesson[] {
  if (!isComplete(disposition)) {
    return unread(purpose, { response, disposition })
  }
  const { setIDs, doubted, fromMs } = purpose
  const deleted = deletedRets(response)
  const lessons = doubted.flatMap((document): Lesson[] => {
    const gone = deleted.find(
      (ret) =>
        kindsOf(document.role).some((kind) => kind === ret.TxnDelType) &&
        // Without a number of ours nobody knows whose it was: one that is gone may have been this one.
        (!document.isNumbered || isSameNumber(ret.RefNumber, document.refNumber)) &&
        isAfter(ret.TimeCreated, fromMs),
    )
    if (gone === undefined) {
      return []
    }
    const { subject, role, documentKind, refNumber, sent, totalCents, posting } = document
    const link: Link = {
      subject,
      role,
      kind: gone.TxnDelType ?? documentKind,
      quickBooksID: gone.TxnID,
      label: refNumber,
      editSequence: '',
      sent,
      totalCents,
      posting,
      isDeleted: true,
      twinID: null,
    }
    return [{ kind: 'document-deleted', link }]
  })
  return [
    ...lessons,
    // Deleted since the session began, it is found by its number like all that was deleted before.
    { kind: 'read', entries: deletedEntries(deleted) },
    { kind: 'doubt-read', read: 'deleted', setIDs, progress: { kind: 'whole' } },
  ]
}

export function learnFromNewest(
  { newest: checked, replaced = [] }: PurposeOf<'check-newest'>,
  { response, disposition }: Judged,
): Lesson[] {
  if (!isComplete(disposition)) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const shown = new Map(documentRets(response.rets).map((ret) => [ret.TxnID, ret]))
  return [
    {
      kind: 'newest-checked',
      missing: checked.filter(({ txnID }) => !shown.has(txnID)),
      older: replaced.filter((one) => isAsBefore(shown.get(one.txnID), one)),
    },
  ]
}

function isAsBefore(ret: DocumentRet | undefined, { editSequence }: ReplacedDocument): boolean {
  return ret !== undefined && !isVoid(ret) && isNoLater(ret.EditSequence ?? '', editSequence)
}

/** Deletions are kept beside QuickBooks' lists, found by number; without one they tell nothing. */
export function learnFromAllDeleted(
  { newest }: PurposeOf<'read-deleted'>,
  { response, disposition }: Judged,
): Lesson[] {
  const rets = deletedRets(response)
  // QuickBooks that may not show them is as good as one where nobody deletes.
  if (!isComplete(disposition) && disposition.kind !== 'stop') {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const shown = new Set(rets.map(({ TxnID }) => TxnID))
  return [
    { kind: 'read', entries: deletedEntries(rets) },
    { kind: 'newest-deleted', deleted: newest.filter(({ txnID }) => shown.has(txnID)) },
  ]
}

type TxnDeletedRet = Extract<Ret, { kind: 'TxnDeletedRet' }>

function deletedRets({ rets }: { readonly rets: readonly Ret[] }): readonly TxnDeletedRet[] {
  return rets.flatMap((ret) => (ret.kind === 'TxnDeletedRet' ? [ret] : []))
}

function deletedEntries(rets: readonly TxnDeletedRet[]): readonly ListEntry[] {
  return rets.flatMap(({ TxnID, TxnDelType, RefNumber, TimeCreated }): ListEntry[] =>
    RefNumber === null
      ? []
      : [
          {
            ...PLAIN_ENTRY,
            list: 'deleted-txn',
            listID: TxnID,
            fullName: `${TxnDelType} ${RefNumber}`,
            isActive: false,
            type: TxnDelType,
            timeCreated: TimeCreated,
          },
        ],
  )
}

function unread(
  purpose: PurposeOf<'find-changed' | 'find-deleted'>,
  { response, disposition }: Judged,
): Lesson[] {
  const { setIDs } = purpose
  const { statusCode, statusMessage: message } = response
  if (disposition.kind === 'restart-iterator' && purpose.kind === 'find-changed') {
    const { documentKind: read } = purpose
    return [{ kind: 'doubt-read', read, setIDs, progress: { kind: 'due' } }]
  }
  const kind = disposition.kind === 'stop' ? 'doubt-refused' : 'doubt-unread'
  return [{ kind, setIDs, statusCode, message }]
}

/** Stamps of QuickBooks' computer may be up to a day off, as in `document-queries.ts`. */
const CLOCK_SLACK_MS = 86_400_000

/** Whether a time without an offset may be after: when in doubt, yes. */
function isAfter(time: string | null, fromMs: number): boolean {
  const atMs = Date.parse(time ?? '')
  return Number.isNaN(atMs) || atMs >= fromMs - CLOCK_SLACK_MS
}

function nearMatch(document: DoubtedDocument, unmarked: readonly DocumentRet[]): Lesson[] {
  const near = unmarked.find(
    (ret) =>
      kindsOf(document.role).includes(kindOf(ret)) &&
      customerOf(ret) === document.customerListID &&
      ret.TxnDate === document.txnDate &&
      quickBooksTotal(ret) === document.totalCents,
  )
  if (near === undefined) {
    return []
  }
  const { subject, role } = document
  const finding = {
    kind: 'near-match',
    documentKind: kindOf(near),
    txnID: near.TxnID,
    refNumber: refNumberOf(near) ?? '',
    totalCents: quickBooksTotal(near),
  } as const
  return [{ kind: 'document-elsewhere', subject, role, finding }]
}

/** Of one document. What is void stands no more, and is told of only where nothing else is there. */
function foundLessons(links: readonly Link[]): Lesson[] {
  const newestFirst = links.toSorted((left, right) => right.posting - left.posting)
  const [first, second, ...more] = newestFirst.filter(({ isDeleted }) => !isDeleted)
  if (first === undefined) {
    const [removed] = newestFirst
    return removed === undefined ? [] : [{ kind: 'document-deleted', link: removed }]
  }
  // A second posting that a person asked for has a number of its own.
  return second === undefined || second.posting !== first.posting
    ? [{ kind: 'document-found', link: first }]
    : [{ kind: 'document-twice', links: [first, second, ...more] }]
}

/**
 * The link that a document's marker makes; null for another store's and for what has none. What was
 * last sent is known where the set in doubt says so; else the first comparison decides.
 */
function ownLink(ret: DocumentRet, { storeID, doubted }: FindChanged): Link | null {
  const marked = markerOf(ret)
  const role = documentRole(marked?.role ?? '')
  if (marked === null || role === null || marked.storeID !== storeID) {
    return null
  }
  const { subject } = marked
  const doubtedOne = doubted.find((one) => one.subject === subject && one.role === role)
  const refNumber = refNumberOf(ret) ?? ''
  return linkTo(ret, { subject, role, refNumber, sent: doubtedOne?.sent ?? '' })
}

function linkKeyOf({ subject, role }: Link): string {
  return linkKey(subject, role)
}

function linkTo(
  ret: DocumentRet,
  document: Omit<SoughtDocument, 'isNumbered'> & { readonly posting?: number },
): Link {
  return {
    subject: document.subject,
    role: document.role,
    kind: kindOf(ret),
    quickBooksID: ret.TxnID,
    label: refNumberOf(ret) ?? document.refNumber,
    editSequence: ret.EditSequence ?? '',
    sent: document.sent,
    totalCents: quickBooksTotal(ret),
    posting: document.posting ?? markerOf(ret)?.posting ?? 1,
    isDeleted: isVoid(ret),
    twinID: null,
    customerListID: 'CustomerRef' in ret ? (ret.CustomerRef?.ListID ?? null) : null,
  }
}

function isMarkerOf(
  marked: MarkedDocument | null,
  wanted: { readonly storeID: string; readonly subject: string; readonly role: DocumentRole },
): boolean {
  return (
    marked !== null &&
    marked.storeID === wanted.storeID &&
    marked.subject === wanted.subject &&
    marked.role === wanted.role
  )
}

/** QuickBooks matches RefNumbers without regard to case. */
function isSameNumber(found: string | null, sought: string): boolean {
  return found?.trim().toLowerCase() === sought.toLowerCase()
}
