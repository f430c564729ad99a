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
  readonly customFields: SentFields
  /** It was cancelled in the shop already when a person had it posted: that is no cancellation. */
  readonly wasUndone: boolean
  /** We took it out of the books, since the shop undid the order or the refund. */
  readonly removed: Removal | null
}

/** QuickBooks takes each in a request of its own. */
export type SentField = {
  readonly value: string
  readonly state: SentState
}

/**
 * Still to be written, `taken`: over what stands in it; `to-empty`: the shop has nothing for it any
 * more.
 */
export type SentState = 'due' | 'taken' | 'written' | 'to-empty'

/** By the field's name. */
export type SentFields = Readonly<Record<string, SentField>>

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
  if (sent === '') {
    return null
  }
  // What left before there were custom fields has none.
  const document = JSON.parse(sent) as Omit<SentDocument, 'customFields'> & Partial<SentDocument>
  const { customFields = {} } = document
  return { ...document, customFields }
}
