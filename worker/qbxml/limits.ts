/** How much QuickBooks Desktop holds, for whoever makes a document. Characters, unless said. */

/** Every transaction form but ReceivePayment; Intuit's operations file 16.0. */
export const REF_NUMBER_LENGTH_MAX = 11
/** ReceivePayment; same source. */
export const PAYMENT_REF_NUMBER_LENGTH_MAX = 20
/** Customer, vendor and employee names; same source. */
export const NAME_LENGTH_MAX = 41
/** `Parent:Child` of customers; same source. */
export const CUSTOMER_FULL_NAME_LENGTH_MAX = 209
/** One item's own name, without its parents; same source. */
export const ITEM_NAME_LENGTH_MAX = 31
/** One class's own name, without its parents; same source. */
export const CLASS_NAME_LENGTH_MAX = 31
export const ACCOUNT_FULL_NAME_LENGTH_MAX = 159
export const COMPANY_NAME_LENGTH_MAX = 41
export const FIRST_NAME_LENGTH_MAX = 25
export const LAST_NAME_LENGTH_MAX = 25
export const ADDRESS_LINE_LENGTH_MAX = 41
export const ADDRESS_LINES_MAX = 5
export const CITY_LENGTH_MAX = 31
export const STATE_LENGTH_MAX = 21
export const POSTAL_CODE_LENGTH_MAX = 13
export const COUNTRY_LENGTH_MAX = 31
export const PHONE_LENGTH_MAX = 21
export const EMAIL_LENGTH_MAX = 1023
export const ACCOUNT_NUMBER_LENGTH_MAX = 99
/** Memo of a form, Desc of a line and Notes of a customer alike. */
export const PROSE_LENGTH_MAX = 4095
export const PO_NUMBER_LENGTH_MAX = 25
export const OTHER_LENGTH_MAX = 29
export const SHIP_METHOD_LENGTH_MAX = 15
export const PAYMENT_METHOD_LENGTH_MAX = 31
export const SALES_TAX_CODE_LENGTH_MAX = 3
export const CHECK_NUMBER_LENGTH_MAX = 25

/** Web Connector Programmer's Guide, chapter 5. */
export const MESSAGE_SET_ID_LENGTH_MAX = 23
/** Longer ones come back as 1060. */
export const REQUEST_ID_LENGTH_MAX = 50
