/** Customers and jobs. A colon in a FullName separates a job from its parent. */
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress, SHIP_TO_ADDRESS } from './address.ts'
import type { AddressRet } from './address.ts'
import {
  BY_FULL_NAME,
  BY_LIST_ID,
  CLASS_FILTER,
  CURRENCY_FILTER,
  INCLUDE_RET_ELEMENT,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  LIST_FILTER,
} from './list-query.ts'
import { readListHead, readText, readRef } from './ret.ts'
import type { RefRet, ListHead } from './ret.ts'
import {
  amount,
  bool,
  date,
  group,
  guid,
  id,
  int,
  oneOfOrNone,
  oneWordOf,
  only,
  prose,
  ref,
  text,
} from './shape.ts'

export const NUMBER_COMPARISON = [
  'LessThan',
  'LessThanEqual',
  'Equal',
  'GreaterThan',
  'GreaterThanEqual',
] as const
const JOB_STATUS = ['Awarded', 'Closed', 'InProgress', 'None', 'NotAwarded', 'Pending'] as const
const DELIVERY_METHOD = ['None', 'Email', 'Fax'] as const

export const ADDITIONAL_CONTACT = [text('ContactName', 40), text('ContactValue', 255)] as const

export const CONTACT = [
  text('Salutation?', 15),
  text('FirstName', 25),
  text('MiddleName?', 5),
  text('LastName?', 25),
  text('JobTitle?', 41),
  group('AdditionalContactRef*', ADDITIONAL_CONTACT),
] as const

/** Never filled by us; here because the list would not be Intuit's without it. */
const CREDIT_CARD_INFO = [
  text('CreditCardNumber?', 25),
  int('ExpirationMonth?'),
  int('ExpirationYear?'),
  text('NameOnCard?', 41),
  text('CreditCardAddress?', 41),
  text('CreditCardPostalCode?', 41),
] as const

const NAMES_AND_ADDRESSES = [
  text('CompanyName?', 41),
  text('Salutation?', 15),
  text('FirstName?', 25),
  text('MiddleName?', 5),
  text('LastName?', 25),
  text('JobTitle?', 41, '12.0'),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  group('ShipToAddress*', SHIP_TO_ADDRESS, '12.0'),
  text('Phone?', 21),
  text('AltPhone?', 21),
  text('Fax?', 21),
  text('Email?', 1023),
  text('Cc?', 1023, '12.0'),
  text('Contact?', 41),
  text('AltContact?', 41),
  group('AdditionalContactRef*', ADDITIONAL_CONTACT, '12.0'),
] as const

export const CUSTOMER_ADD = [
  text('Name', 41),
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  ref('ParentRef?'),
  ...NAMES_AND_ADDRESSES,
  group('Contacts*', CONTACT, '12.0'),
  ref('CustomerTypeRef?', 159),
  ref('TermsRef?', 31),
  ref('SalesRepRef?', 5),
  amount('OpenBalance?'),
  date('OpenBalanceDate?'),
  ref('SalesTaxCodeRef?', 3),
  only(['US'], ref('ItemSalesTaxRef?', 31)),
  text('ResaleNumber?', 15),
  text('AccountNumber?', 99),
  amount('CreditLimit?'),
  ref('PreferredPaymentMethodRef?', 31, '3.0'),
  group('CreditCardInfo?', CREDIT_CARD_INFO, '3.0'),
  oneWordOf('JobStatus?', JOB_STATUS),
  date('JobStartDate?'),
  date('JobProjectedEndDate?'),
  date('JobEndDate?'),
  text('JobDesc?', 99),
  ref('JobTypeRef?', 159),
  prose('Notes?', 4095, '3.0'),
  group('AdditionalNotes*', [prose('Note', 4095)], '12.0'),
  oneWordOf('PreferredDeliveryMethod?', DELIVERY_METHOD, '12.0'),
  ref('PriceLevelRef?', 31, '4.0'),
  guid('ExternalGUID?', '8.0'),
  ref('CurrencyRef?', 64, '8.0'),
] as const

/** What is left out stays as it is; an empty string clears a field. */
export const CUSTOMER_MOD = [
  id('ListID'),
  text('EditSequence', 16),
  text('Name?', 41),
  bool('IsActive?', '3.0'),
  ref('ClassRef?', 159, '12.0'),
  ref('ParentRef?', undefined, '3.0'),
  ...NAMES_AND_ADDRESSES,
  group('ContactsMod*', [id('ListID'), text('EditSequence', 16), ...CONTACT], '12.0'),
  ref('CustomerTypeRef?', 159, '3.0'),
  ref('TermsRef?', 31, '3.0'),
  ref('SalesRepRef?', 5, '3.0'),
  ref('SalesTaxCodeRef?', 3, '3.0'),
  only(['US'], ref('ItemSalesTaxRef?', 31, '3.0')),
  text('ResaleNumber?', 15, '3.0'),
  text('AccountNumber?', 99),
  amount('CreditLimit?', '3.0'),
  ref('PreferredPaymentMethodRef?', 31, '3.0'),
  group('CreditCardInfo?', CREDIT_CARD_INFO, '3.0'),
  oneWordOf('JobStatus?', JOB_STATUS, '3.0'),
  date('JobStartDate?', '3.0'),
  date('JobProjectedEndDate?', '3.0'),
  date('JobEndDate?', '3.0'),
  text('JobDesc?', 99, '3.0'),
  ref('JobTypeRef?', 159, '3.0'),
  prose('Notes?', 4095, '3.0'),
  group('AdditionalNotesMod*', [int('NoteID'), prose('Note', 4095)], '12.0'),
  oneWordOf('PreferredDeliveryMethod?', DELIVERY_METHOD, '12.0'),
  ref('PriceLevelRef?', 31, '4.0'),
  ref('CurrencyRef?', 64, '8.0'),
] as const

export const TOTAL_BALANCE_FILTER = group('TotalBalanceFilter?', [
  oneWordOf('Operator', NUMBER_COMPARISON),
  amount('Amount'),
])

export const CUSTOMER_ADD_RQ = [group('CustomerAdd', CUSTOMER_ADD), ...INCLUDE_RET_ELEMENT] as const
export const CUSTOMER_MOD_RQ = [group('CustomerMod', CUSTOMER_MOD), ...INCLUDE_RET_ELEMENT] as const
export const CUSTOMER_QUERY_RQ = [
  oneOfOrNone([
    BY_LIST_ID,
    BY_FULL_NAME,
    [...LIST_FILTER, TOTAL_BALANCE_FILTER, CURRENCY_FILTER, CLASS_FILTER],
  ]),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type CustomerRet = ListHead & {
  readonly kind: 'CustomerRet'
  readonly ParentRef: RefRet | null
  readonly CompanyName: string | null
  readonly FirstName: string | null
  readonly LastName: string | null
  readonly BillAddress: AddressRet | null
  readonly ShipAddress: AddressRet | null
  readonly Phone: string | null
  readonly Email: string | null
  readonly AccountNumber: string | null
  readonly Notes: string | null
  readonly SalesTaxCodeRef: RefRet | null
  readonly ItemSalesTaxRef: RefRet | null
  readonly CurrencyRef: RefRet | null
}

export function decodeCustomerRet(ret: XmlElement): CustomerRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'CustomerRet',
      ...head,
      ParentRef: readRef(ret, 'ParentRef'),
      CompanyName: readText(ret, 'CompanyName'),
      FirstName: readText(ret, 'FirstName'),
      LastName: readText(ret, 'LastName'),
      BillAddress: readAddress(ret, 'BillAddress'),
      ShipAddress: readAddress(ret, 'ShipAddress'),
      Phone: readText(ret, 'Phone'),
      Email: readText(ret, 'Email'),
      AccountNumber: readText(ret, 'AccountNumber'),
      Notes: readText(ret, 'Notes'),
      SalesTaxCodeRef: readRef(ret, 'SalesTaxCodeRef'),
      ItemSalesTaxRef: readRef(ret, 'ItemSalesTaxRef'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
    }
  )
}
