/** The sets that jobs at hand were last carried by and that nobody answered, as `posting` sees them. */
import type { DoubtedChange, DoubtedSet } from '../posting/doubted.ts'
import type { SessionKnowledge } from '../posting/known.ts'
import type { Manifest } from '../posting/learn.ts'
import type { AddDocument, Purpose } from '../posting/purpose.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import type { CarriedOver } from './carried-over.ts'

export function doubtedSet({ messageSetID, sentAtMs, manifest }: MessageSet): DoubtedSet {
  const purposes = manifest as Manifest
  return {
    setID: messageSetID,
    sentAtMs,
    documents: addsIn(purposes),
    changes: Object.values(purposes).flatMap(changesIn),
  }
}

function changesIn(purpose: Purpose): readonly DoubtedChange[] {
  if (purpose.kind === 'change-document') {
    return [{ txnID: purpose.link.quickBooksID, sent: purpose.sent, isRemoval: false }]
  }
  return purpose.kind === 'remove-document'
    ? [{ txnID: purpose.link.quickBooksID, sent: '', isRemoval: true }]
    : []
}

export function addsIn(manifest: Manifest): readonly AddDocument[] {
  return Object.values(manifest).flatMap((purpose) =>
    purpose.kind === 'add-document' ? [purpose] : [],
  )
}

/** Stands for everything that left before the books were verified. Message sets have hex IDs. */
export const VERIFIED_BOOKS = 'verified-books'

/** All that changed since is read; our markers in it say whose each document is. */
export function booksInDoubt({ inDoubtFromMs }: CarriedOver): DoubtedSet | null {
  return inDoubtFromMs === null
    ? null
    : { setID: VERIFIED_BOOKS, sentAtMs: inDoubtFromMs, documents: [], changes: [] }
}

/** Everything the verification needed was read in this session. */
export function areBooksRead({ doubt }: SessionKnowledge): boolean {
  return (
    doubt !== null &&
    doubt.setIDs.includes(VERIFIED_BOOKS) &&
    Object.values(doubt.reads).every(({ kind }) => kind === 'whole')
  )
}
