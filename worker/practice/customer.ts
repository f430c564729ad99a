/** Customers and vendors: the names a sale or a tax goes to. */
import type { RequestContent } from '../qbxml/requests.ts'
import { amountLeaf, branch, isRefusal, leaf, leaves } from './answer.ts'
import type { Answer, Part, Ret } from './answer.ts'
import { ZERO } from '../money/cents.ts'
import type { CompanyFile, Fields, ListEntry, Refs } from './books.ts'
import { defaultCurrency } from './currency.ts'
import { entriesOf, entriesOfType, fullNameOf } from './entries.ts'
import { addToList, answerWith, changeInList, headParts, pathParts } from './list-add.ts'
import { refPart, refParts } from './reference.ts'

const ADDRESS_LINES = ['Addr1', 'Addr2', 'Addr3', 'Addr4', 'Addr5']
const ADDRESS = [...ADDRESS_LINES, 'City', 'State', 'PostalCode', 'Country', 'Note']
const PERSON = ['CompanyName', 'Salutation', 'FirstName', 'MiddleName', 'LastName', 'JobTitle']
const REACHED_BY = ['Phone', 'AltPhone', 'Fax', 'Email', 'Cc', 'Contact', 'AltContact']

export function addCustomer(
  company: CompanyFile,
  { CustomerAdd: content }: RequestContent<'CustomerAddRq'>,
): Answer {
  const entry = addToList(company, {
    kind: 'Customer',
    type: 'Customer',
    content,
    defaultRefs: { ...defaultSalesTax(company), ...defaultCurrency(company) },
  })
  return isRefusal(entry) ? entry : answerWith(entry, customerRet(company, entry))
}

export function changeCustomer(
  company: CompanyFile,
  { CustomerMod: content }: RequestContent<'CustomerModRq'>,
): Answer {
  const entry = changeInList(company, { kind: 'Customer', content })
  return isRefusal(entry) ? entry : answerWith(entry, customerRet(company, entry))
}

export function addVendor(
  company: CompanyFile,
  { VendorAdd: content }: RequestContent<'VendorAddRq'>,
): Answer {
  const entry = addToList(company, { kind: 'Vendor', type: 'Vendor', content })
  return isRefusal(entry) ? entry : answerWith(entry, vendorRet(company, entry))
}

/** A new customer is taxable, at the company's most common rate, unless told otherwise. */
function defaultSalesTax(company: CompanyFile): Refs {
  const code = entriesOf(company, 'SalesTaxCode').find((entry) => entry.fields.IsTaxable === true)
  const [rate] = entriesOfType(company, 'ItemSalesTax')
  return {
    ...(code === undefined ? {} : { SalesTaxCodeRef: code.ListID }),
    ...(rate === undefined ? {} : { ItemSalesTaxRef: rate.ListID }),
  }
}

export function customerRet(company: CompanyFile, entry: ListEntry): Ret {
  const { fields, refs } = entry
  return {
    name: 'CustomerRet',
    parts: [
      ...headParts(company, entry),
      ...leaf('FullName', fullNameOf(company, entry)),
      ...pathParts(company, entry),
      ...leaves(fields, PERSON),
      ...addressParts('BillAddress', fields.BillAddress),
      ...addressBlock('BillAddressBlock', fields.BillAddress),
      ...addressParts('ShipAddress', fields.ShipAddress),
      ...addressBlock('ShipAddressBlock', fields.ShipAddress),
      ...leaves(fields, REACHED_BY),
      ...refParts(company, refs, ['CustomerTypeRef', 'TermsRef', 'SalesRepRef']),
      ...amountLeaf('Balance', ZERO),
      ...amountLeaf('TotalBalance', ZERO),
      ...refParts(company, refs, ['SalesTaxCodeRef', 'ItemSalesTaxRef']),
      ...leaves(fields, ['ResaleNumber', 'AccountNumber']),
      ...refPart(company, 'PreferredPaymentMethodRef', refs.PreferredPaymentMethodRef),
      ...leaf('JobStatus', fields.JobStatus ?? 'None'),
      ...leaves(fields, ['JobStartDate', 'JobProjectedEndDate', 'JobEndDate', 'JobDesc', 'Notes']),
      ...leaf('PreferredDeliveryMethod', fields.PreferredDeliveryMethod ?? 'None'),
      ...leaf('ExternalGUID', fields.ExternalGUID),
      ...refPart(company, 'CurrencyRef', refs.CurrencyRef),
    ],
  }
}

export function vendorRet(company: CompanyFile, entry: ListEntry): Ret {
  const { fields, refs } = entry
  return {
    name: 'VendorRet',
    parts: [
      ...headParts(company, entry),
      ...leaf('IsActive', entry.isActive),
      ...leaves(fields, PERSON),
      ...addressParts('VendorAddress', fields.VendorAddress),
      ...leaves(fields, REACHED_BY),
      ...leaves(fields, ['NameOnCheck', 'AccountNumber', 'Notes']),
      ...refPart(company, 'TermsRef', refs.TermsRef),
      ...amountLeaf('Balance', ZERO),
      ...leaf('ExternalGUID', fields.ExternalGUID),
    ],
  }
}

export function addressParts(name: string, address: unknown): Part[] {
  return branch(name, leaves((address ?? {}) as Fields, ADDRESS))
}

/** The address as it is printed: at most five lines, town and country last. */
export function addressBlock(name: string, address: unknown): Part[] {
  if (address === undefined) {
    return []
  }
  const fields = address as Readonly<Record<string, string | undefined>>
  const town = [fields.City, [fields.State, fields.PostalCode].filter(Boolean).join(' ')]
  const lines = [
    ...ADDRESS_LINES.map((line) => fields[line]),
    town.filter(Boolean).join(', '),
    fields.Country,
  ].filter((line) => line !== undefined && line !== '')
  return branch(
    name,
    lines.slice(0, 5).flatMap((line, index) => leaf(`Addr${index + 1}`, line?.slice(0, 41))),
  )
}
