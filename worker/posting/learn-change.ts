/** What an answer says of a document that was to be changed, or taken out of the books. */
import { documentRets, quickBooksTotal, refNumberOf } from './document-ret.ts'
import type { Judged } from './judged.ts'
import type { Link } from './known.ts'
import type { Lesson } from './lesson.ts'
import { notDone } from './not-done.ts'
import type { ChangeDocument, RemoveDocument } from './purpose.ts'
import { readSent, sentText } from './sent-document.ts'
import type { Removal } from './sent-document.ts'

export function learnFromMod(purpose: ChangeDocument, judged: Judged): Lesson {
  const { response, disposition } = judged
  if (disposition.kind !== 'done' && disposition.kind !== 'done-with-warning') {
    return againOr(purpose, judged)
  }
  const { quickBooksID } = purpose.link
  const ret = documentRets(response.rets).find(({ TxnID }) => TxnID === quickBooksID)
  const quickBooksCents = ret === undefined ? null : quickBooksTotal(ret)
  if (ret === undefined || quickBooksCents === null) {
    return inDoubt(purpose, judged)
  }
  const link: Link = {
    ...purpose.link,
    label: refNumberOf(ret) ?? purpose.link.label,
    editSequence: ret.EditSequence ?? '',
    sent: purpose.sent,
    totalCents: quickBooksCents,
  }
  return { kind: 'document-changed', purpose, link, quickBooksCents }
}

export function learnFromRemoval(purpose: RemoveDocument, judged: Judged): Lesson {
  const { response, disposition } = judged
  if (disposition.kind !== 'done' && disposition.kind !== 'done-with-warning') {
    return againOr(purpose, judged)
  }
  const { quickBooksID } = purpose.link
  const isShown = response.rets.some((ret) => 'TxnID' in ret && ret.TxnID === quickBooksID)
  return isShown
    ? { kind: 'document-removed', purpose, link: withoutDocument(purpose.link, purpose.how) }
    : inDoubt(purpose, judged)
}

/** The link stays, so that the document is not made anew by itself. */
export function withoutDocument(link: Link, removed: Removal): Link {
  const sent = readSent(link)
  return {
    ...link,
    isDeleted: true,
    twinID: null,
    sent: sent === null ? link.sent : sentText({ ...sent, removed }),
  }
}

/** Somebody was faster, or it is gone: it is read anew, and decided anew. */
function againOr(purpose: ChangeDocument | RemoveDocument, judged: Judged): Lesson {
  const { response, disposition } = judged
  return disposition.kind === 'stale-edit-sequence' || disposition.kind === 'stale-id'
    ? { kind: 'job-again', jobID: purpose.jobID, reason: response.statusMessage }
    : notDone(purpose, judged)
}

function inDoubt({ jobID }: { readonly jobID: number }, { response }: Judged): Lesson {
  return {
    kind: 'job-in-doubt',
    jobID,
    reason: 'QuickBooks reports success without the document',
    isRemembered: response.errorRecovery !== null,
  }
}
