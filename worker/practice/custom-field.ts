/**
 * Custom fields: one a person defines stands on customers and on their sales forms; a new form
 * takes over what its customer has in it.
 */
import type { RequestContent } from '../qbxml/requests.ts'
import { NOBODYS } from '../qbxml/data-ext.ts'
import { done, found, isRefusal, leaf, refusal, withOnly } from './answer.ts'
import type { Answer, Refusal, Ret } from './answer.ts'
import type { CompanyFile, CustomField, ListEntry, SalesForm, Txn } from './books.ts'
import { stampChange } from './entries.ts'
import { notFound } from './list-add.ts'
import { findEntry } from './reference.ts'
import { isSalesForm, refusedPeriod, txnByID, txnIDFrom } from './txns.ts'
import type { Macros } from './txns.ts'

/** STR255TYPE, the type of every custom field a person defines. */
const VALUE_LENGTH_MAX = 255

const ASSIGNED = ['Customer', 'CreditMemo', 'Estimate', 'Invoice', 'SalesOrder', 'SalesReceipt']

type Value = RequestContent<'DataExtAddRq'>['DataExtAdd'] | ModValue
type ModValue = RequestContent<'DataExtModRq'>['DataExtMod']
type DelValue = RequestContent<'DataExtDelRq'>['DataExtDel']

/** Sets a value where none stands: on a form or a customer. */
export function addDataExt(
  company: CompanyFile,
  { content, macros }: { readonly content: Value; readonly macros: Macros },
): Answer {
  const place = placeOf(company, content, macros)
  if (isRefusal(place)) {
    return place
  }
  return place.standing === undefined
    ? setValue(company, place, content)
    : refusal(
        3180,
        `There was an error when saving a data extension called "${content.DataExtName}".  QuickBooks error message: The data extension has a value already.`,
      )
}

export function changeDataExt(company: CompanyFile, content: ModValue): Answer {
  const place = placeOf(company, content, new Map())
  return isRefusal(place) ? place : setValue(company, place, content)
}

export function deleteDataExt(company: CompanyFile, content: DelValue): Answer {
  const place = placeOf(company, content, new Map())
  if (isRefusal(place)) {
    return place
  }
  const { field, owner, standing } = place
  if (standing === undefined) {
    return notFound(idOf(owner))
  }
  const { [idOf(owner)]: _, ...others } = field.values
  field.values = others
  stampChange(company, owner)
  return done([])
}

type Place = {
  readonly field: CustomField
  readonly owner: ListEntry | Txn
  readonly standing: string | undefined
}

function placeOf(company: CompanyFile, content: Value | DelValue, macros: Macros): Place | Refusal {
  const { OwnerID, DataExtName } = content
  const value = 'DataExtValue' in content ? content.DataExtValue : ''
  const field = OwnerID === NOBODYS ? fieldCalled(company, DataExtName) : null
  if (field === null) {
    return unknownField(DataExtName)
  }
  if (value.length > VALUE_LENGTH_MAX) {
    return refusal(3070, `The string "${value}" in the field "DataExtValue" is too long.`)
  }
  const owner = ownerOf(company, content, macros)
  return isRefusal(owner) ? owner : { field, owner, standing: field.values[idOf(owner)] }
}

function ownerOf(
  company: CompanyFile,
  content: Value | DelValue,
  macros: Macros,
): ListEntry | Txn | Refusal {
  if (content.ListDataExtType === 'Customer' && content.ListObjRef !== undefined) {
    const customer = findEntry(company, 'Customer', content.ListObjRef)
    return customer ?? notFound('Customer')
  }
  if (content.TxnID === undefined || content.TxnLineID !== undefined) {
    return refusal(1030, 'These books keep custom fields of customers and whole forms alone.')
  }
  const TxnID = txnIDFrom(macros, content.TxnID)
  if (isRefusal(TxnID)) {
    return TxnID
  }
  const txn = txnByID(company, TxnID)
  return txn !== null && txn.kind === content.TxnDataExtType && isSalesForm(txn)
    ? (refusedPeriod(company, txn.kind, txn.txnDate) ?? txn)
    : notFound(TxnID)
}

function setValue(company: CompanyFile, { field, owner }: Place, content: Value): Answer {
  field.values = { ...field.values, [idOf(owner)]: content.DataExtValue }
  stampChange(company, owner)
  const recovery = 'TxnID' in owner ? { TxnID: owner.TxnID } : { ListID: owner.ListID }
  return done([valueRet(field, content.DataExtValue)], recovery)
}

function idOf(owner: ListEntry | Txn): string {
  return 'TxnID' in owner ? owner.TxnID : owner.ListID
}

/** As a person sees them on a new form: filled in from its customer. */
export function takeOverCustomFields({ books }: CompanyFile, form: SalesForm): void {
  for (const field of books.customFields) {
    const inherited = field.values[form.refs.CustomerRef ?? '']
    if (inherited !== undefined) {
      field.values = { ...field.values, [form.TxnID]: inherited }
    }
  }
}

export function queryDataExtDefs(
  company: CompanyFile,
  content: RequestContent<'DataExtDefQueryRq'>,
): Answer {
  const { OwnerID = [], AssignToObject = [], IncludeRetElement } = content
  const isAsked =
    (OwnerID.length === 0 || OwnerID.includes(NOBODYS)) &&
    (AssignToObject.length === 0 || AssignToObject.some((one) => ASSIGNED.includes(one)))
  const fields = isAsked ? company.books.customFields : []
  return found(fields.map((field) => withOnly(defRet(field), IncludeRetElement)))
}

function defRet({ name, number }: CustomField): Ret {
  return {
    name: 'DataExtDefRet',
    parts: [
      ...leaf('OwnerID', NOBODYS),
      ...leaf('DataExtID', String(number)),
      ...leaf('DataExtName', name),
      ...leaf('DataExtType', 'STR255TYPE'),
      ...ASSIGNED.flatMap((one) => leaf('AssignToObject', one)),
      ...leaf('DataExtListRequire', false),
      ...leaf('DataExtTxnRequire', false),
      ...leaf('DataExtFormatString', 'Any text'),
    ],
  }
}

function valueRet({ name }: CustomField, value: string): Ret {
  return {
    name: 'DataExtRet',
    parts: [
      ...leaf('OwnerID', NOBODYS),
      ...leaf('DataExtName', name),
      ...leaf('DataExtType', 'STR255TYPE'),
      ...leaf('DataExtValue', value),
    ],
  }
}

function fieldCalled({ books }: CompanyFile, name: string): CustomField | null {
  return books.customFields.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null
}

function unknownField(name: string): Refusal {
  return refusal(
    3140,
    `There is an invalid reference to QuickBooks Data Extension Definition "${name}".  QuickBooks error message: Invalid argument.  The specified record does not exist in the list.`,
  )
}
