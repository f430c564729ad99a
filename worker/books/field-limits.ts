/** How many characters the fields of a form's head hold: PROTOCOL.md §c, Intuit's schema. */
export const CLASS_LENGTH_MAX = 159
export const FIELD_LENGTHS_MAX = {
  terms: 31,
  class: CLASS_LENGTH_MAX,
  /** The initials. */
  salesRep: 5,
  template: 31,
  shipVia: 15,
  customerMessage: 101,
  poNumber: 25,
  fob: 13,
  other: 29,
  /** STR255TYPE; on printed forms some 30 of them show. */
  customField: 255,
} as const
