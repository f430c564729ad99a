/** Accounts, payment methods and sales tax codes. */
import type { RequestContent } from '../qbxml/requests.ts'
import { amountLeaf, isRefusal, leaf, leaves } from './answer.ts'
import { ZERO } from '../money/cents.ts'
import type { Answer, Ret } from './answer.ts'
import type { CompanyFile, ListEntry } from './books.ts'
import { fullNameOf } from './entries.ts'
import { addToList, answerWith, headParts } from './list-add.ts'
import { refPart } from './reference.ts'

export function addAccount(
  company: CompanyFile,
  { AccountAdd: content }: RequestContent<'AccountAddRq'>,
): Answer {
  const { AccountType, ...rest } = content
  const entry = addToList(company, { kind: 'Account', type: AccountType, content: rest })
  return isRefusal(entry) ? entry : answerWith(entry, accountRet(company, entry))
}

export function addPaymentMethod(
  company: CompanyFile,
  { PaymentMethodAdd: content }: RequestContent<'PaymentMethodAddRq'>,
): Answer {
  const entry = addToList(company, { kind: 'PaymentMethod', type: 'PaymentMethod', content })
  return isRefusal(entry) ? entry : answerWith(entry, paymentMethodRet(company, entry))
}

export function accountRet(company: CompanyFile, entry: ListEntry): Ret {
  const fullName = fullNameOf(company, entry)
  return {
    name: 'AccountRet',
    parts: [
      ...headParts(company, entry),
      ...leaf('FullName', fullName),
      ...leaf('IsActive', entry.isActive),
      ...refPart(company, 'ParentRef', entry.parentListID ?? undefined),
      ...leaf('Sublevel', fullName.split(':').length - 1),
      ...leaf('AccountType', entry.type),
      ...leaves(entry.fields, ['SpecialAccountType', 'AccountNumber', 'BankNumber', 'Desc']),
      ...amountLeaf('Balance', ZERO),
      ...amountLeaf('TotalBalance', ZERO),
      ...refPart(company, 'CurrencyRef', entry.refs.CurrencyRef),
    ],
  }
}

export function paymentMethodRet(company: CompanyFile, entry: ListEntry): Ret {
  return {
    name: 'PaymentMethodRet',
    parts: [
      ...headParts(company, entry),
      ...leaf('IsActive', entry.isActive),
      ...leaf('PaymentMethodType', entry.fields.PaymentMethodType ?? 'Other'),
    ],
  }
}

export function salesTaxCodeRet(company: CompanyFile, entry: ListEntry): Ret {
  return {
    name: 'SalesTaxCodeRet',
    parts: [
      ...headParts(company, entry),
      ...leaf('IsActive', entry.isActive),
      ...leaves(entry.fields, ['IsTaxable', 'Desc']),
      ...refPart(company, 'ItemSalesTaxRef', entry.refs.ItemSalesTaxRef),
    ],
  }
}
