/** What QuickBooks' answer to one request teaches. */
import type { SaleKind } from '../books/document.ts'
import type { Cents } from '../money/cents.ts'
import type { CompanyRet } from '../qbxml/company.ts'
import type { HostRet } from '../qbxml/host.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'
import type { Link, ListEntry, ListName, Refusal } from './known.ts'
import type { Purpose } from './purpose.ts'

export type SalePurpose = Extract<Purpose, { kind: 'add-sale' }>
export type ChangePurpose = Extract<Purpose, { kind: 'change-customer' }>

export type Lesson =
  | { readonly kind: 'linked'; readonly how: 'added' | 'adopted'; readonly links: readonly Link[] }
  | {
      readonly kind: 'read'
      readonly entries: readonly ListEntry[]
      /** The list this was all of; null when only some of it was asked for. */
      readonly whole: ListName | null
    }
  | {
      readonly kind: 'sale-posted'
      readonly purpose: SalePurpose
      readonly link: Link
      readonly quickBooksCents: Cents
    }
  /** Ours, by its marker, though no link said so. */
  | { readonly kind: 'sale-found'; readonly link: Link }
  | { readonly kind: 'sale-absent'; readonly subject: string; readonly documentKind: SaleKind }
  | {
      readonly kind: 'sale-somebody-elses'
      readonly subject: string
      readonly documentKind: SaleKind
      readonly txnID: string
      readonly totalCents: Cents | null
    }
  | { readonly kind: 'name-taken'; readonly need: string }
  | { readonly kind: 'name-somebody-elses'; readonly need: string }
  | { readonly kind: 'need-refused'; readonly need: string; readonly refusal: Refusal }
  | {
      readonly kind: 'job-refused'
      readonly purpose: SalePurpose | ChangePurpose
      readonly statusCode: number
      readonly message: string
    }
  | { readonly kind: 'job-try-later'; readonly jobID: number; readonly message: string }
  /** Executed or not: only reading tells. */
  | { readonly kind: 'job-in-doubt'; readonly jobID: number; readonly reason: string }
  | { readonly kind: 'customer-changed'; readonly purpose: ChangePurpose; readonly link: Link }
  | { readonly kind: 'host'; readonly host: HostRet }
  | { readonly kind: 'company'; readonly company: CompanyRet }
  | { readonly kind: 'preferences'; readonly preferences: PreferencesRet }
  | { readonly kind: 'nothing'; readonly reason: string }
