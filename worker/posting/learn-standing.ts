/** What a document of ours says in QuickBooks, beside what it was given. */
import { contentOfRet, partsThatDiffer } from './document-reading.ts'
import { documentRets, isClosed, isVoid, openOf, quickBooksTotal } from './document-ret.ts'
import type { DocumentRet } from './document-ret.ts'
import { isComplete, isRemembered } from './judged.ts'
import type { Judged } from './judged.ts'
import { linkKey } from './known.ts'
import type { Link } from './known.ts'
import { withoutDocument } from './learn-change.ts'
import type { Lesson } from './lesson.ts'
import type { AskedDocument, PurposeOf } from './purpose.ts'
import { readSent, sentText } from './sent-document.ts'
import type { Removal, SentDocument } from './sent-document.ts'
import type { EditedDocument, LinkedDocument } from './standing-document.ts'

export function learnFromStanding(
  { documents }: PurposeOf<'read-documents'>,
  judged: Judged,
): Lesson[] {
  const { response } = judged
  if (!isComplete(judged.disposition) || isRemembered(judged)) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const rets = documentRets(response.rets)
  return documents.flatMap((asked) => {
    const ret = rets.find(({ TxnID }) => TxnID === asked.link.quickBooksID)
    const isGone = ret === undefined || isVoid(ret) || (asked.isUnwanted && isClosed(ret))
    return isGone ? [gone(asked, ret)] : learnFromOne(asked, ret)
  })
}

/** A document that the shop undid is out of the books, whoever saw to that. */
function gone({ link, isUnwanted }: AskedDocument, ret: DocumentRet | undefined): Lesson {
  return {
    kind: 'document-deleted',
    link: isUnwanted
      ? withoutDocument(link, removalOf(ret))
      : { ...link, isDeleted: true, twinID: null },
  }
}

function removalOf(ret: DocumentRet | undefined): Removal {
  if (ret === undefined) {
    return 'delete'
  }
  return isVoid(ret) ? 'void' : 'close'
}

function learnFromOne(asked: AskedDocument, ret: DocumentRet): Lesson[] {
  const took = changeThatTook(asked, ret)
  const link = took ?? withKnownContent(asked.link, ret)
  const { subject, role } = link
  const read: Lesson = {
    kind: 'document-read',
    key: linkKey(subject, role),
    document: {
      txnID: ret.TxnID,
      editSequence: ret.EditSequence ?? '',
      txnDate: ret.TxnDate,
      timeCreated: ret.TimeCreated,
      lineIDs: linesIn(ret).flatMap(({ TxnLineID }) => TxnLineID ?? []),
      openCents: openOf(ret),
      linked: linkedTo(ret),
      edited: took === null ? editedSince(link, ret) : null,
    },
  }
  if (took !== null) {
    return [{ kind: 'change-found', link: took }, read]
  }
  return link === asked.link ? [read] : [{ kind: 'linked-again', link }, read]
}

/** What a set in doubt was to make of it, if it says just that. */
function changeThatTook({ link, doubted }: AskedDocument, ret: DocumentRet): Link | null {
  // Equal to both: it was never changed, and is compared as it was.
  return says({ sent: doubted }, ret) && !says(link, ret)
    ? {
        ...link,
        sent: doubted,
        editSequence: ret.EditSequence ?? '',
        totalCents: quickBooksTotal(ret),
      }
    : null
}

function says(link: Pick<Link, 'sent'>, ret: DocumentRet): boolean {
  const content = readSent(link)?.content ?? null
  return content !== null && partsThatDiffer(content, ret).length === 0
}

/** Found by its marker, it is taken to say what it said then, as long as nobody touched it since. */
function withKnownContent(link: Link, ret: DocumentRet): Link {
  const sent = readSent(link)
  const isUntouched = isSameEditSequence(link, ret)
  return sent === null || sent.content !== null || !isUntouched
    ? link
    : { ...link, sent: sentText({ ...sent, content: contentOfRet(ret) } satisfies SentDocument) }
}

function editedSince(link: Link, ret: DocumentRet): EditedDocument | null {
  const content = readSent(link)?.content ?? null
  if (content !== null && isSameEditSequence(link, ret)) {
    return null
  }
  const parts = content === null ? ['something'] : partsThatDiffer(content, ret)
  return parts.length === 0 ? null : { parts, content: contentOfRet(ret) }
}

function isSameEditSequence({ editSequence }: Link, ret: DocumentRet): boolean {
  return editSequence !== '' && editSequence === ret.EditSequence
}

function linesIn(ret: DocumentRet) {
  return 'Lines' in ret ? ret.Lines : []
}

/** A refund that pays a credit memo out is tied to it by being what it is. */
function linkedTo(ret: DocumentRet): readonly LinkedDocument[] {
  const linked = 'LinkedTxns' in ret ? ret.LinkedTxns : []
  return linked.map(({ TxnID, TxnType, RefNumber }) => ({
    txnID: TxnID ?? '',
    type: TxnType ?? '',
    refNumber: RefNumber ?? '',
  }))
}
