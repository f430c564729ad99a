/** A customer of the shop, as the books know one. */
import type { Customer } from '../woo/customer.ts'
import type { Order } from '../woo/order.ts'
import { buyerRole, rowOfRole } from './buyer-role.ts'
import { customerIdentity, NOBODY } from './customer-identity.ts'
import type { FittedCustomer } from './customer-identity.ts'
import { buyerOf, companyAccountNumber, companyNames } from './customer-name.ts'
import { namedCustomer, parentChoice } from './customer-settings.ts'
import type { CustomerCurrency, ForeignCurrency } from './foreign-currency.ts'
import type { CustomerIdentity, SaleKind } from './document.ts'
import { metaText } from './meta-text.ts'
import { hasWord, plainText } from './plain-text.ts'
import type { Settings } from './settings.ts'

/** CompanyName of a customer. */
const COMPANY_NAME_LENGTH_MAX = 41

export type CustomerBooks = { readonly storeID: string; readonly settings: Settings }

/** Who an order was sold to. The account's ID when there is one, else the billing e-mail. */
export function orderCustomer(
  order: Order,
  {
    currency: foreign = null,
    ...books
  }: CustomerBooks & { readonly currency?: ForeignCurrency | null },
): FittedCustomer {
  const { storeID, settings } = books
  const currency = foreign && { code: foreign.code, name: foreign.name }
  const { customerId, billing, shipping } = order
  const { customer, losses } = customerIdentity({
    storeID,
    buyer: buyerOf(customerId, billing.email),
    namePattern: settings.customerName,
    email: billing.email,
    firstName: billing.firstName,
    lastName: billing.lastName,
    billing,
    shipping,
    numberInShop: metaText(order, settings.customerNumberMeta),
    resaleNumber: metaText(order, settings.customerResaleMeta),
    defaults: rowOfRole(settings.customerDefaults, buyerRole(order)),
    currency,
  })
  return { customer: { ...customer, parent: parentOf(order, { ...books, currency }) }, losses }
}

/** Whose name the order's documents carry: the buyer's, or the one that the owner chose for all. */
export function customerOnForm(
  order: Order,
  { buyer, kind, settings }: { buyer: CustomerIdentity; kind: SaleKind; settings: Settings },
): CustomerIdentity {
  const chosen = namedCustomer(rowOfRole(settings.customerFor, buyerRole(order)))
  return chosen !== null && settings.customerForForms.includes(FORM_NAMES[kind])
    ? namedIdentity(chosen, buyer.currency)
    : buyer
}

/** As `documentRules` calls the forms. */
const FORM_NAMES = {
  SalesReceipt: 'sales-receipt',
  Invoice: 'invoice',
  SalesOrder: 'sales-order',
  Estimate: 'estimate',
} as const satisfies Readonly<Record<SaleKind, Settings['customerForForms'][number]>>

/** One that the owner named: it is whom QuickBooks has under this name, whoever that is. */
export function namedIdentity(
  fullName: string,
  currency: CustomerCurrency | null = null,
): CustomerIdentity {
  const subject = `customer-named:${fullName.toLowerCase()}`
  return {
    ...NOBODY,
    kind: 'named',
    subjects: [currency === null ? subject : `${subject}|${currency.code}`],
    name: fullName,
    nameIfTaken: fullName,
    wholeName: fullName,
    accountNumber: '',
    currency,
  }
}

function parentOf(
  { billing }: Order,
  { storeID, settings, currency }: CustomerBooks & { readonly currency: CustomerCurrency | null },
): CustomerIdentity | null {
  const choice = parentChoice(settings.customerParent)
  switch (choice.kind) {
    case 'none':
      return null
    case 'named':
      return namedIdentity(choice.fullName, currency)
    case 'company':
      return hasWord(plainText(billing.company).text)
        ? companyIdentity(billing.company, { storeID, currency })
        : null
  }
}

function companyIdentity(
  company: string,
  { storeID, currency }: { readonly storeID: string; readonly currency: CustomerCurrency | null },
): CustomerIdentity {
  const code = currency?.code ?? null
  const { losses: _losses, ...names } = companyNames(company, code)
  const subject = `company:${names.wholeName.toLowerCase()}`
  return {
    ...NOBODY,
    kind: 'company',
    subjects: [code === null ? subject : `${subject}|${code}`],
    ...names,
    companyName: names.wholeName.slice(0, COMPANY_NAME_LENGTH_MAX).trimEnd(),
    accountNumber: companyAccountNumber(storeID, names.wholeName, code),
    currency,
  }
}

/** Who a `customer:` change is about; the billing address speaks before the account's name. */
export function customerDocument(
  { id, email, firstName, lastName, role, billing, shipping }: Customer,
  { storeID, settings }: CustomerBooks,
): FittedCustomer {
  const isBilled = `${billing.firstName}${billing.lastName}`.trim() !== ''
  const address = billing.email === '' ? email : billing.email
  return customerIdentity({
    storeID,
    buyer: buyerOf(id, address),
    namePattern: settings.customerName,
    email: address,
    firstName: isBilled ? billing.firstName : firstName,
    lastName: isBilled ? billing.lastName : lastName,
    billing,
    shipping,
    numberInShop: '',
    resaleNumber: '',
    defaults: rowOfRole(settings.customerDefaults, role),
    currency: null,
  })
}
