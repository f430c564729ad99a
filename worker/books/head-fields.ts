/** The fields in the head of a document beside number, day and buyer, and which form has which. */
import type { SaleKind } from './document.ts'

/** Names of entries in QuickBooks' lists. */
export const HEAD_NAMES = [
  'terms',
  'class',
  'salesRep',
  'template',
  'shipVia',
  'customerMessage',
] as const
export type HeadName = (typeof HEAD_NAMES)[number]

export type HeadText = 'poNumber' | 'fob' | 'other'
export type HeadFlag = 'isToBePrinted' | 'isToBeEmailed' | 'isPending'

/** Null leaves a field to QuickBooks. */
export type HeadFields = Readonly<Record<HeadName | HeadText, string | null>> &
  Readonly<Record<HeadFlag, boolean | null>> & {
    /** `yyyy-mm-dd`. */
    readonly shipDate: string | null
    readonly customFields: readonly CustomField[]
  }

export type CustomField = { readonly name: string; readonly value: string }

/** Of which everything is left to QuickBooks. */
export const EMPTY_HEAD: HeadFields = {
  terms: null,
  class: null,
  salesRep: null,
  template: null,
  shipVia: null,
  customerMessage: null,
  poNumber: null,
  fob: null,
  other: null,
  shipDate: null,
  customFields: [],
  isToBePrinted: null,
  isToBeEmailed: null,
  isPending: null,
}

/** As an owner knows them. */
export const FIELD_TITLES: Readonly<Record<HeadName | HeadText | 'shipDate', string>> = {
  terms: 'terms',
  class: 'class',
  salesRep: 'sales rep',
  template: 'template',
  shipVia: 'ship via',
  customerMessage: 'customer message',
  poNumber: 'PO number',
  fob: 'FOB',
  other: 'Other',
  shipDate: 'ship date',
}

/** What Intuit's schema of a form has no element for. */
const FIELDS_LACKED: Readonly<Record<SaleKind, readonly (keyof HeadFields)[]>> = {
  Invoice: [],
  SalesReceipt: ['terms', 'poNumber'],
  SalesOrder: ['isPending'],
  Estimate: ['shipDate', 'shipVia', 'isToBePrinted', 'isPending'],
}

export function hasField(kind: SaleKind, field: keyof HeadFields): boolean {
  return !FIELDS_LACKED[kind].includes(field)
}
