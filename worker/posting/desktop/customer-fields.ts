/** What a customer's record says, as it is sent. */
import type { CustomerIdentity } from '../../books/document.ts'
import type { RequestContent } from '../../qbxml/requests.ts'
import {
  ACCOUNT_NUMBER_LENGTH_MAX,
  COMPANY_NAME_LENGTH_MAX,
  EMAIL_LENGTH_MAX,
  FIRST_NAME_LENGTH_MAX,
  LAST_NAME_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PHONE_LENGTH_MAX,
  PROSE_LENGTH_MAX,
} from '../../qbxml/limits.ts'
import { addressBlock } from './address.ts'
import { lineWithin, nameWithin, proseWithin } from './text.ts'

type Add = RequestContent<'CustomerAddRq'>['CustomerAdd']

/** What a record says beside its name, for comparing and for sending. */
export type CustomerFields = Pick<
  Add,
  'CompanyName' | 'FirstName' | 'LastName' | 'BillAddress' | 'ShipAddress' | 'Phone' | 'Email'
>

export function customerFields(identity: CustomerIdentity): CustomerFields {
  return {
    CompanyName: lineWithin(identity.companyName, COMPANY_NAME_LENGTH_MAX),
    FirstName: lineWithin(identity.firstName, FIRST_NAME_LENGTH_MAX),
    LastName: lineWithin(identity.lastName, LAST_NAME_LENGTH_MAX),
    BillAddress: addressBlock(identity.billAddress),
    ShipAddress: addressBlock(identity.shipAddress),
    Phone: lineWithin(identity.phone, PHONE_LENGTH_MAX),
    Email: lineWithin(identity.email, EMAIL_LENGTH_MAX),
  }
}

/** The names to try in turn: the person's own, then the one that carries the shop's ID. */
export function customerNames(identity: CustomerIdentity): readonly string[] {
  if (identity.kind === 'named') {
    return [identity.name]
  }
  const names = [identity.name, identity.nameIfTaken].map((name) =>
    nameWithin(name, NAME_LENGTH_MAX),
  )
  return [...new Set(names)].filter((name) => name !== '')
}

/** Full names under which a customer, and whom it is filed under, may stand in QuickBooks. */
export function customerPaths(identity: CustomerIdentity): readonly string[] {
  const { parent } = identity
  const names = customerNames(identity)
  const above = parent === null ? [] : customerPaths(parent)
  return parent === null
    ? names
    : [...above, ...above.flatMap((path) => names.map((name) => `${path}:${name}`))]
}

/**
 * A new record, with what only a new one is given. QuickBooks is told lists' entries by name: one
 * that it lacks makes it refuse, and the owner reads which.
 */
export function newCustomer(
  identity: CustomerIdentity,
  { name, parentListID }: { readonly name: string; readonly parentListID: string | null },
): Add {
  const { notes, resaleNumber, defaults } = identity.atCreation
  return {
    Name: name,
    ParentRef: parentListID === null ? undefined : { ListID: parentListID },
    ...customerFields(identity),
    CustomerTypeRef: named(defaults?.customerTypeName),
    TermsRef: named(defaults?.termsName),
    SalesRepRef: named(defaults?.salesRepInitials),
    SalesTaxCodeRef: named(defaults?.salesTaxCodeName),
    ItemSalesTaxRef: named(defaults?.taxItemName),
    ResaleNumber: resaleNumber ?? undefined,
    AccountNumber: lineWithin(accountNumber(identity, name), ACCOUNT_NUMBER_LENGTH_MAX),
    PreferredPaymentMethodRef: named(defaults?.paymentMethodName),
    Notes: proseWithin(notes ?? '', PROSE_LENGTH_MAX),
    PriceLevelRef: named(defaults?.priceLevelName),
    CurrencyRef: named(identity.currency?.name),
  }
}

/** Where the name had to give way the whole of it stands behind our number, and is found there. */
function accountNumber({ accountNumber: number, wholeName }: CustomerIdentity, name: string) {
  return number === '' || name.startsWith(wholeName) ? number : `${number} ${wholeName}`
}

function named(fullName: string | null | undefined) {
  return fullName === null || fullName === undefined ? undefined : { FullName: fullName }
}
