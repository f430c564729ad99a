/**
 * A document as it was last written, kept with its link: what the shop said then, under which
 * settings, and every field that QuickBooks was given. It tells what the shop has changed since, and
 * what a person has changed in QuickBooks.
 */
import type { Fingerprint } from '../books/fingerprint.ts'
import type { DocumentContent } from './document-content.ts'

export type SentDocument = {
  readonly fingerprint: Fingerprint
  /** Of the owner's settings. A new choice is for new documents: what stands keeps its own. */
  readonly settingsVersion: number
  /** Null where a document of ours was found and nothing is known of how it left. */
  readonly content: DocumentContent | null
  /** It was cancelled in the shop already when a person had it posted: that is no cancellation. */
  readonly wasUndone: boolean
  /** We took it out of the books, since the shop undid the order or the refund. */
  readonly removed: Removal | null
}

/**
 * Void, it stays under its number with nothing in it; deleted, it is gone but for a note. What posts
 * nothing, a sales order or an estimate, is closed.
 */
export type Removal = 'void' | 'delete' | 'close'

export function sentText(document: SentDocument): string {
  return JSON.stringify(document)
}

/** Null for a document that was found by its marker, of which only that is known. */
export function readSent({ sent }: { readonly sent: string }): SentDocument | null {
  return sent === '' ? null : (JSON.parse(sent) as SentDocument)
}
