/** What stands is read, lines and all, before it is changed or taken out: many orders in one query. */
import type { DocumentKind } from '../../books/document.ts'
import { readWhole } from '../document-queries.ts'
import { documentRole, kindsOf } from '../doubted.ts'
import type { DoubtedChange } from '../doubted.ts'
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
  const change = changeInDoubt(job, { link, known })
  const asked = {
    link,
    doubted: change?.sent ?? '',
    // Void or gone, it went the way that a set in doubt was to take it.
    isUnwanted: isUnwanted || change?.isRemoval === true,
  }
  return {
    key: `read ${documentKind}`,
    purpose: { kind: 'read-documents', documentKind, documents: [asked] },
    request: readWhole(documentKind, [link.quickBooksID]),
  }
}

/**
 * What stands and was to be changed, or taken out, by a set that nobody answered: what the link says
 * of it may be no longer so, also where the shop has come back to just that.
 */
export function readInDoubt(job: JobAtHand, known: Known): readonly PlannedRequest[] {
  const documents = known.documents.get(job.subject) ?? []
  return documents
    .filter(
      (link) =>
        !link.isDeleted &&
        changeInDoubt(job, { link, known }) !== undefined &&
        standingOf(known, link) === null,
    )
    .map((link) => readRequest(job, { link, known, isUnwanted: false }))
}

function changeInDoubt(
  { doubtedSetID }: JobAtHand,
  { link, known }: { readonly link: Link; readonly known: Known },
): DoubtedChange | undefined {
  const set = known.doubtedSets.get(doubtedSetID ?? '')
  return set?.changes.find(({ txnID }) => txnID === link.quickBooksID)
}

/** A link is of the kind its Ret was. */
export function documentKindOf({ role, kind }: Link): DocumentKind {
  const kinds = kindsOf(documentRole(role) ?? 'sale')
  return kinds.find((one) => one === kind) ?? kinds[0] ?? 'SalesReceipt'
}
