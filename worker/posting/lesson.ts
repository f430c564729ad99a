/** What QuickBooks' answer to one request teaches. */
import type { DocumentKind } from '../books/document.ts'
import type { Cents } from '../money/cents.ts'
import type { CompanyRet } from '../qbxml/company.ts'
import type { HostRet } from '../qbxml/host.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'
import type { Disposition } from '../qbxml/status.ts'
import type { DocumentRole, DoubtRead, ReadProgress } from './doubted.ts'
import type { ListAnswer } from './list-progress.ts'
import type { Extent } from './list-record.ts'
import type { MirroredList } from './mirrored-lists.ts'
import type { Finding, Link, ListEntry, NewestDocument, Refusal } from './known.ts'
import type {
  AddDocument,
  ChangeCustomer,
  ChangeDocument,
  RemoveDocument,
  WriteField,
  Writing,
} from './purpose.ts'
import type { StandingDocument } from './standing-document.ts'

export type GoneEntry = {
  readonly list: MirroredList
  readonly listID: string
  /** As it was called last. */
  readonly fullName: string
}

export type Lesson =
  | {
      readonly kind: 'linked'
      readonly how: 'added' | 'adopted' | 'activated' | 'reread'
      readonly links: readonly Link[]
    }
  /** Entries as they stand now, of whatever list. */
  | { readonly kind: 'read'; readonly entries: readonly ListEntry[] }
  | {
      readonly kind: 'list'
      readonly answer: ListAnswer
      readonly entries: readonly ListEntry[]
      readonly extent: Extent
      /** Nothing else is on that list. */
      readonly isWhole: boolean
    }
  /** List entries that are not in QuickBooks any more: deleted, or merged into others. */
  | { readonly kind: 'entries-gone'; readonly gone: readonly GoneEntry[] }
  | {
      readonly kind: 'document-posted'
      readonly purpose: AddDocument
      readonly link: Link
      readonly quickBooksCents: Cents
    }
  /** `key` is its `documentKey`. */
  | { readonly kind: 'document-read'; readonly key: string; readonly document: StandingDocument }
  /** A change whose answer was lost: read again, the document says what it was to say. */
  | { readonly kind: 'change-found'; readonly link: Link }
  | {
      readonly kind: 'document-changed'
      readonly purpose: ChangeDocument
      readonly link: Link
      readonly quickBooksCents: Cents
    }
  | {
      readonly kind: 'field-written'
      readonly purpose: WriteField
      /** `taken`: something stands in it, which is to be written over. */
      readonly became: 'written' | 'taken' | 'empty'
    }
  | { readonly kind: 'document-removed'; readonly purpose: RemoveDocument; readonly link: Link }
  /** Ours, by its marker, though no link said so. */
  | { readonly kind: 'document-found'; readonly link: Link }
  /** Read because a person asked; `linked-again` says how it stands. */
  | { readonly kind: 'looked-at'; readonly txnID: string }
  | { readonly kind: 'linked-again'; readonly link: Link }
  | { readonly kind: 'looked-up'; readonly need: string }
  /** QuickBooks could not say what changed: it is asked again, and not for ever. */
  | {
      readonly kind: 'doubt-unread'
      readonly setIDs: readonly string[]
      readonly statusCode: number
      readonly message: string
    }
  /** Two transactions carry the marker of one document. */
  | { readonly kind: 'document-twice'; readonly links: readonly [Link, Link, ...Link[]] }
  /** No form of this kind has the number. */
  | {
      readonly kind: 'document-absent'
      readonly subject: string
      readonly role: DocumentRole
      readonly documentKind: DocumentKind
      /** The number is free when each of these lacks it. */
      readonly among: readonly DocumentKind[]
    }
  | {
      readonly kind: 'document-elsewhere'
      readonly subject: string
      readonly role: DocumentRole
      readonly finding: Finding
    }
  /** A person deleted it in QuickBooks; the link says so from now on. */
  | { readonly kind: 'document-deleted'; readonly link: Link }
  | {
      readonly kind: 'doubt-read'
      readonly read: DoubtRead
      readonly setIDs: readonly string[]
      readonly progress: ReadProgress
    }
  | {
      readonly kind: 'doubt-refused'
      readonly setIDs: readonly string[]
      readonly statusCode: number
      readonly message: string
    }
  | {
      readonly kind: 'newest-checked'
      readonly missing: readonly NewestDocument[]
      /** These stand as they did before they were changed, or taken out. */
      readonly older: readonly NewestDocument[]
    }
  | { readonly kind: 'newest-deleted'; readonly deleted: readonly NewestDocument[] }
  /** A list entry we had linked is not in QuickBooks any more: deleted, or merged into another. */
  | { readonly kind: 'entry-gone'; readonly link: Link }
  /** An entry that nothing is linked to is not in QuickBooks any more. */
  | { readonly kind: 'entry-forgotten'; readonly listID: string }
  | { readonly kind: 'name-taken'; readonly need: string }
  /** What was found out about it holds no longer: it is looked up anew. */
  | { readonly kind: 'need-anew'; readonly need: string }
  | { readonly kind: 'name-somebody-elses'; readonly need: string }
  | { readonly kind: 'need-refused'; readonly need: string; readonly refusal: Refusal }
  | {
      readonly kind: 'job-refused'
      readonly purpose: Writing
      readonly disposition: Disposition
      readonly statusCode: number
      readonly message: string
    }
  /** QuickBooks says that it did not do it, and that it may do it later. */
  | { readonly kind: 'job-try-later'; readonly jobID: number; readonly message: string }
  /** QuickBooks did not do it, and asked differently it may at once. */
  | { readonly kind: 'job-again'; readonly jobID: number; readonly reason: string }
  /** Executed or not: only reading tells. */
  | {
      readonly kind: 'job-in-doubt'
      readonly jobID: number
      readonly reason: string
      /** QuickBooks did not run the set again but told what it remembers of it. */
      readonly isRemembered: boolean
    }
  | { readonly kind: 'customer-changed'; readonly purpose: ChangeCustomer; readonly link: Link }
  | { readonly kind: 'host'; readonly host: HostRet }
  /** Null: as many as anybody has. */
  | { readonly kind: 'names-capacity'; readonly namesMax: number | null }
  | { readonly kind: 'names-counted'; readonly names: number }
  | { readonly kind: 'company'; readonly company: CompanyRet }
  | { readonly kind: 'preferences'; readonly preferences: PreferencesRet }
  | { readonly kind: 'nothing'; readonly reason: string }

export type LessonOf<K extends Lesson['kind']> = Extract<Lesson, { kind: K }>
