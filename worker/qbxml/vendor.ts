/** Vendors. To us a vendor is the agency that sales tax is paid to. */
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS } from './address.ts'
import { ADDITIONAL_CONTACT, CONTACT, TOTAL_BALANCE_FILTER } from './customer.ts'
import {
  BY_FULL_NAME,
  BY_LIST_ID,
  CLASS_FILTER,
  CURRENCY_FILTER,
  INCLUDE_RET_ELEMENT,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  LIST_FILTER,
} from './list-query.ts'
import { readListHead, readText } from './ret.ts'
import type { ListHead } from './ret.ts'
import { amount, bool, date, group, guid, oneOfOrNone, only, prose, ref, text } from './shape.ts'

export const VENDOR_ADD = [
  text('Name', 41),
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  text('CompanyName?', 41),
  text('Salutation?', 15),
  text('FirstName?', 25),
  text('MiddleName?', 5),
  text('LastName?', 25),
  text('JobTitle?', 41, '12.0'),
  group('VendorAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS, '11.0'),
  text('Phone?', 21),
  text('AltPhone?', 21),
  text('Fax?', 21),
  text('Email?', 1023),
  text('Cc?', 1023, '12.0'),
  text('Contact?', 41),
  text('AltContact?', 41),
  group('AdditionalContactRef*', ADDITIONAL_CONTACT, '12.0'),
  group('Contacts*', CONTACT, '12.0'),
  text('NameOnCheck?', 41),
  text('AccountNumber?', 99),
  prose('Notes?', 4095, '3.0'),
  group('AdditionalNotes*', [prose('Note', 4095)], '12.0'),
  ref('VendorTypeRef?', 159),
  ref('TermsRef?', 31),
  amount('CreditLimit?'),
  text('VendorTaxIdent?', 15),
  only(['US'], bool('IsVendorEligibleFor1099?')),
  amount('OpenBalance?'),
  date('OpenBalanceDate?'),
  ref('BillingRateRef?', 31, '6.0'),
  guid('ExternalGUID?', '8.0'),
  ref('PrefillAccountRef*', 159, '8.0'),
  ref('CurrencyRef?', 64, '8.0'),
] as const

export const VENDOR_ADD_RQ = [group('VendorAdd', VENDOR_ADD), ...INCLUDE_RET_ELEMENT] as const
export const VENDOR_QUERY_RQ = [
  oneOfOrNone([
    BY_LIST_ID,
    BY_FULL_NAME,
    [...LIST_FILTER, TOTAL_BALANCE_FILTER, CURRENCY_FILTER, CLASS_FILTER],
  ]),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type VendorRet = ListHead & {
  readonly kind: 'VendorRet'
  readonly CompanyName: string | null
}

export function decodeVendorRet(ret: XmlElement): VendorRet | null {
  const head = readListHead(ret)
  return head && { kind: 'VendorRet', ...head, CompanyName: readText(ret, 'CompanyName') }
}
