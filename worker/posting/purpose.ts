/**
 * Why a request was sent. It is stored with the message set, so that the answer can be understood
 * by whoever receives it, in this session or from an older one.
 */
import type { SaleKind } from '../books/document.ts'
import type { Problem } from '../books/problems.ts'
import type { Cents } from '../money/cents.ts'
import type { QbxmlRequest } from '../qbxml/requests.ts'
import type { Link, ListName, Role } from './known.ts'

export type Purpose =
  | {
      readonly kind: 'add-sale'
      readonly jobID: number
      readonly revision: number
      readonly generation: number
      readonly subject: string
      readonly documentKind: SaleKind
      readonly refNumber: string
      readonly totalCents: Cents
      readonly fingerprint: string
      /** The order's number as the shop shows it. */
      readonly order: string
      /** List entries the document names that are known by another subject, or by name. */
      readonly alsoLink: readonly Link[]
      /** What the sale alone does not settle, e.g. a refund that is not carried. */
      readonly leftToDo: Problem | null
    }
  | {
      readonly kind: 'find-sales'
      readonly storeID: string
      readonly documentKind: SaleKind
      readonly sought: readonly SoughtSale[]
    }
  | {
      readonly kind: 'add-entry'
      readonly need: string
      readonly list: ListName
      readonly name: string
      readonly linkSubjects: readonly string[]
      readonly role: Role | null
      readonly sent: string
    }
  | {
      readonly kind: 'look-up-customer'
      readonly need: string
      readonly name: string
      readonly linkSubjects: readonly string[]
      /** What proves that it is the same person. */
      readonly accountNumber: string
      readonly email: string | null
      readonly sent: string
    }
  | {
      readonly kind: 'look-up-entry'
      readonly need: string
      readonly name: string
    }
  | {
      readonly kind: 'change-customer'
      readonly jobID: number
      readonly revision: number
      readonly generation: number
      readonly subject: string
      readonly customer: string
      /** The link as it was when the change was made, and the fields it sends on top. */
      readonly link: Link
      readonly sent: string
    }
  | { readonly kind: 'reread-customer'; readonly link: Link }
  | { readonly kind: 'read-list'; readonly list: ListName }
  | { readonly kind: 'read-host' }
  | { readonly kind: 'read-company' }
  | { readonly kind: 'read-preferences' }

export type SoughtSale = {
  readonly subject: string
  readonly refNumber: string
}

export type PlannedRequest = {
  /** Two plans that need the same thing share one request. */
  readonly key: string
  readonly purpose: Purpose
  readonly request: QbxmlRequest
}
