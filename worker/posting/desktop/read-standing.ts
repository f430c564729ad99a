/** What stands is read, lines and all, before it is changed or taken out: many orders in one query. */
import type { DocumentKind } from '../../books/document.ts'
import { readWhole } from '../document-queries.ts'
import { documentRole, kindsOf } from '../doubted.ts'
import { linkKey } from '../known.ts'
import type { Known, Link } from '../known.ts'
import type { JobAtHand } from '../plan.ts'
import type { PlannedRequest } from '../purpose.ts'
import type { StandingDocument } from '../standing-document.ts'

/** As it was read in this session and for this decision; null: it has to be read. */
export function standingOf(
  known: Known,
  { subject, role, quickBooksID }: Link,
): StandingDocument | null {
  const read = known.session.standing[linkKey(subject, role)]
  return read === undefined || read.txnID !== quickBooksID ? null : read
}

export function readRequest(
  job: JobAtHand,
  {
    link,
    known,
    isUnwanted,
  }: { readonly link: Link; readonly known: Known; readonly isUnwanted: boolean },
): PlannedRequest {
  const documentKind = documentKindOf(link)
  const set = known.doubtedSets.get(job.doubtedSetID ?? '')
  const doubted = set?.changes.find(({ txnID }) => txnID === link.quickBooksID)?.sent ?? ''
  return {
    key: `read ${documentKind}`,
    purpose: { kind: 'read-documents', documentKind, documents: [{ link, doubted, isUnwanted }] },
    request: readWhole(documentKind, [link.quickBooksID]),
  }
}

/** A link is of the kind its Ret was. */
export function documentKindOf({ role, kind }: Link): DocumentKind {
  const kinds = kindsOf(documentRole(role) ?? 'sale')
  return kinds.find((one) => one === kind) ?? kinds[0] ?? 'SalesReceipt'
}
