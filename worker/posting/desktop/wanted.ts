/** What an order wants in the books, as `posting` sees it: any kind of document, the same steps. */
import type { DocumentKind, SaleDocument, TextLoss } from '../../books/document.ts'
import type { CustomField } from '../../books/head-fields.ts'
import type { Fingerprint } from '../../books/fingerprint.ts'
import type { Problem } from '../../books/problems.ts'
import type { Cents } from '../../money/cents.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import type { DocumentRole } from '../doubted.ts'
import type { MarkedDocument } from '../marker.ts'
import type { Needed } from '../needed.ts'
import type { Context } from './customer.ts'

export type Wanted = {
  readonly role: DocumentRole
  readonly documentKind: DocumentKind
  readonly refNumber: string
  /** Whether it carries that number; else QuickBooks gives one, or the form has none. */
  readonly isNumbered: boolean
  readonly txnDate: string
  /** The shop's own day, where the books are closed on it and the owner chose the next. */
  readonly movedFrom: string | null
  readonly totalCents: Cents
  readonly fingerprint: Fingerprint
  readonly losses: readonly TextLoss[]
  /** Each is written by a request of its own, behind the document's. */
  readonly customFields: readonly CustomField[]
  /** The document of the same order that this one is applied to, and which therefore comes first. */
  readonly appliedTo: DocumentRole | null
  /**
   * The document of the same order without which it must not stand, though QuickBooks would take it:
   * it goes out when that one is known to stand.
   */
  readonly waitsFor: DocumentRole | null
  /** The customer first. */
  readonly needs: readonly Needed[]
  /** To be called when all that it needs is found. */
  readonly request: (making: Making) => QbxmlRequest
}

export type Making = {
  readonly marked: MarkedDocument
  /** The name by which a document behind it in the same set finds it. */
  readonly macro: string
  /** What `appliedTo` names: a TxnID, or the macro of the Add before it in the same set. */
  readonly appliedTo: string | { readonly useMacro: string } | null
}

export type OrderInBooks = {
  readonly sale: SaleDocument
  /** The sale first; what is applied to another stands behind it. */
  readonly wanted: readonly Wanted[]
  readonly context: Context
  /** Of the settings that the sale is made under: those of its posting where it stands. */
  readonly settingsVersion: number
  /** Cancelled, failed or thrown away in the shop; then only a person's push has it posted. */
  readonly isUndone: boolean
  /** What the documents alone do not settle. */
  readonly leftToDo: Problem | null
}
