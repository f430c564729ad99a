/**
 * Why a request was sent. It is stored with the message set, so that the answer can be understood
 * by whoever receives it, in this session or from an older one.
 */
import type { DocumentKind, TextLoss } from '../books/document.ts'
import type { DocumentWish, Problem } from '../books/problems.ts'
import type { Cents } from '../money/cents.ts'
import type { QbxmlRequest } from '../qbxml/requests.ts'
import type { Evidence, SoughtCustomer } from './customer-match.ts'
import type { AskedNumber, DocumentRole, DoubtedDocument } from './doubted.ts'
import type { Extent } from './list-record.ts'
import type { MirroredList } from './mirrored-lists.ts'
import type { Link, ListName, NewestDocument, ReplacedDocument, Role } from './known.ts'
import type { Removal } from './sent-document.ts'

export type Purpose =
  | AddDocument
  | {
      /** Who stands under these RefNumbers, among the forms of one kind. */
      readonly kind: 'find-documents'
      readonly storeID: string
      readonly documentKind: DocumentKind
      /** What has no number of ours is looked for among all of its day. */
      readonly by: 'number' | 'day'
      /** All kinds that are asked: a number is free when none of them has it. */
      readonly among: readonly DocumentKind[]
      readonly sought: readonly AskedNumber[]
    }
  | {
      /** Does it stand as we know it, and does its twin? */
      readonly kind: 'look-at-document'
      readonly documentKind: DocumentKind
      readonly link: Link
    }
  | {
      /** Does it say what it was given, and what is tied to it? Before it is changed or taken out. */
      readonly kind: 'read-documents'
      readonly documentKind: DocumentKind
      readonly documents: readonly AskedDocument[]
    }
  | ChangeDocument
  | RemoveDocument
  | WriteField
  | FindChanged
  | (InDoubt & { readonly kind: 'find-deleted' })
  | {
      /** The newest documents we know of: a company file that lacks them is an older one. */
      readonly kind: 'check-newest'
      readonly documentKind: DocumentKind
      readonly newest: readonly NewestDocument[]
      /** A set that left before these were asked for has none. */
      readonly replaced?: readonly ReplacedDocument[]
    }
  /** What people deleted: the newest documents, or one whose number an order is about to take. */
  | { readonly kind: 'read-deleted'; readonly newest: readonly NewestDocument[] }
  | {
      readonly kind: 'add-entry'
      readonly need: string
      readonly list: ListName
      readonly name: string
      readonly linkSubjects: readonly string[]
      readonly role: Role | null
      readonly sent: string
      /** What it is filed under, where no link says so yet. */
      readonly alsoLink?: readonly Link[]
    }
  | {
      readonly kind: 'look-up-customer'
      readonly need: string
      readonly name: string
      readonly linkSubjects: readonly string[]
      readonly sought: SoughtCustomer
      /** Who it is is known, and only how it stands is asked: why it is the one. */
      readonly evidence: Evidence | null
      readonly listID: string | null
      readonly sent: string
    }
  | {
      /** Made inactive in QuickBooks, and needed again. */
      readonly kind: 'activate-customer'
      readonly need: string
      readonly listID: string
      readonly linkSubjects: readonly string[]
      readonly evidence: Evidence
      readonly sent: string
    }
  | {
      readonly kind: 'look-up-entry'
      readonly need: string
      readonly name: string
    }
  | ChangeCustomer
  | { readonly kind: 'reread-customer'; readonly link: Link; readonly sent: string }
  | {
      /** All of a list, or what changed of it; where it has pages, one of them. */
      readonly kind: 'read-list'
      readonly list: MirroredList
      readonly extent: Extent
    }
  /** Tax items, of one type: before the items are read to the end, so that no order waits for them. */
  | { readonly kind: 'read-tax-items' }
  /** List entries that are gone. */
  | { readonly kind: 'read-gone-entries' }
  | { readonly kind: 'read-host' }
  /** How many names QuickBooks holds, and how many it has. */
  | { readonly kind: 'read-capacity' }
  | { readonly kind: 'count-names' }
  | { readonly kind: 'read-company' }
  | { readonly kind: 'read-preferences' }

export type PurposeOf<K extends Purpose['kind']> = Extract<Purpose, { kind: K }>

/** What a request is carried for. */
export type Carried = {
  readonly jobID: number
  readonly revision: number
  readonly generation: number
  readonly subject: string
}

/** What is written for a job, which is out as long as nobody answered for it. */
export type Writing = AddDocument | ChangeDocument | RemoveDocument | WriteField | ChangeCustomer

const WRITINGS: readonly Purpose['kind'][] = [
  'add-document',
  'change-document',
  'remove-document',
  'write-field',
  'change-customer',
]

export function isWriting(purpose: Purpose): purpose is Writing {
  return WRITINGS.includes(purpose.kind)
}

export type AddDocument = Carried & {
  readonly kind: 'add-document'
  readonly role: DocumentRole
  readonly documentKind: DocumentKind
  readonly refNumber: string
  readonly isNumbered: boolean
  readonly totalCents: Cents
  /** As `sent-document.ts` keeps it. */
  readonly sent: string
  /** With the customer and the total it tells a document that lost number and marker. */
  readonly txnDate: string
  /** The shop's own day, where that was closed. */
  readonly movedFrom: string | null
  readonly customerListID: string
  /** The last number of the marker. */
  readonly posting: number
  /** The order's number as the shop shows it. */
  readonly order: string
  /** List entries the document names that are known by another subject, or by name. */
  readonly alsoLink: readonly Link[]
  /** What the documents alone do not settle, e.g. a refund that is not carried. */
  readonly leftToDo: Problem | null
  /** Something of the order waits for it, and goes out in a set of its own. */
  readonly isAwaited: boolean
  readonly losses: readonly TextLoss[]
}

export type AskedDocument = {
  readonly link: Link
  /** What it was to say by a set in doubt; empty where none carried it. */
  readonly doubted: string
  /** The shop has no use for it any more: that it is gone, or void, is what was wanted. */
  readonly isUnwanted: boolean
}

/** A document that stands is made to say what the shop says now. */
export type ChangeDocument = Carried & {
  readonly kind: 'change-document'
  readonly role: DocumentRole
  readonly documentKind: DocumentKind
  /** As it was when the change was made. */
  readonly link: Link
  /** What it says from then on, as `sent-document.ts` keeps it. */
  readonly sent: string
  readonly totalCents: Cents
  readonly order: string
  readonly alsoLink: readonly Link[]
  readonly leftToDo: Problem | null
  readonly losses: readonly TextLoss[]
  /** Something of the order is to be done behind it. */
  readonly isAwaited: boolean
}

/** A document that the shop has no use for any more is taken out of the books. */
export type RemoveDocument = Carried & {
  readonly kind: 'remove-document'
  readonly role: DocumentRole
  readonly documentKind: DocumentKind
  readonly link: Link
  readonly how: Removal
  readonly wish: DocumentWish
  readonly order: string
  /** What the shop is told when nothing of the order is left; null where its sale stays. */
  readonly reason: Problem | null
  readonly isAwaited: boolean
}

/** A custom field of an order's sale. */
export type WriteField = Carried & {
  readonly kind: 'write-field'
  readonly documentKind: DocumentKind
  readonly name: string
  readonly value: string
  readonly how: 'add' | 'change' | 'empty'
  /** The sale as it stands; null where it is made in the same set. */
  readonly link: Link | null
  readonly order: string
  readonly leftToDo: Problem | null
}

export type ChangeCustomer = Carried & {
  readonly kind: 'change-customer'
  readonly customer: string
  /** The link as it was when the change was made, and the fields it sends on top. */
  readonly link: Link
  readonly sent: string
  readonly losses: readonly TextLoss[]
}

type InDoubt = {
  readonly storeID: string
  /** The sets that this reading covers. */
  readonly setIDs: readonly string[]
  /** Unix milliseconds: when the oldest of them left. */
  readonly fromMs: number
  readonly doubted: readonly DoubtedDocument[]
}

/** All forms of one kind that changed since a set in doubt left, page by page. */
export type FindChanged = InDoubt & {
  readonly kind: 'find-changed'
  readonly documentKind: DocumentKind
}

export type PlannedRequest = {
  /** Two plans that need the same thing share one request. */
  readonly key: string
  /** What it makes exist; of two requests that claim the same only the first goes out. */
  readonly claims?: readonly string[]
  readonly purpose: Purpose
  readonly request: QbxmlRequest
}
