/** Who bought, with every field within QuickBooks' limits. */
import type { PostalAddress } from '../woo/order.ts'
import { bookAddress } from './address.ts'
import type { FittedAddress } from './address.ts'
import { accountNumber, buyerSubjects, customerNames } from './customer-name.ts'
import type { Buyer } from './customer-name.ts'
import { overflowNotes } from './customer-notes.ts'
import type { CustomerDefaults } from './customer-settings.ts'
import type { CustomerCurrency } from './foreign-currency.ts'
import type { Address, AtCreation, CustomerIdentity, TextLoss } from './document.ts'
import { fittedText, orNull, wholeText } from './fitted-text.ts'
import type { Fitted } from './fitted-text.ts'
import { hasWord } from './plain-text.ts'

const LENGTHS_MAX = {
  firstName: 25,
  lastName: 25,
  company: 41,
  phone: 21,
  email: 1023,
  resaleNumber: 15,
} as const

export type CustomerSource = {
  readonly storeID: string
  readonly buyer: Buyer
  /** What a new customer is called, e.g. `{first} {last}`. */
  readonly namePattern: string
  /** As typed; the identity compares it in lower case. */
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly billing: PostalAddress
  readonly shipping: PostalAddress
  readonly numberInShop: string
  readonly resaleNumber: string
  readonly defaults: CustomerDefaults | null
  /** Null in the books' own. */
  readonly currency: CustomerCurrency | null
}

export type FittedCustomer = {
  readonly customer: CustomerIdentity
  readonly losses: readonly TextLoss[]
}

export function customerIdentity(source: CustomerSource): FittedCustomer {
  const { storeID, buyer, billing, defaults, currency } = source
  const code = currency?.code ?? null
  const { losses: nameLosses, ...names } = customerNames(buyer, {
    pattern: source.namePattern,
    currency: code,
    firstName: source.firstName,
    lastName: source.lastName,
    company: billing.company,
  })
  const base = {
    ...NOBODY,
    kind: 'buyer',
    subjects: buyerSubjects(buyer, code),
    ...names,
    accountNumber: accountNumber(storeID, buyer, code),
    currency,
  } as const
  if (buyer.kind === 'unnamed') {
    // Many people stand behind this one: nobody's address may become everybody's.
    return { customer: { ...base, atCreation: { ...NOTHING, defaults } }, losses: nameLosses }
  }
  const { fields, losses } = fittedFields(source)
  const resale = wholeText({
    field: 'resale number',
    text: source.resaleNumber,
    lengthMax: LENGTHS_MAX.resaleNumber,
  })
  const all = [...nameLosses, ...losses, ...resale.losses]
  return {
    customer: {
      ...base,
      ...fields,
      numberInShop: orNull(source.numberInShop.trim()),
      atCreation: {
        notes: overflowNotes(all),
        resaleNumber: orNull(resale.text),
        defaults,
      },
    },
    losses: all,
  }
}

const NOTHING: AtCreation = { notes: null, resaleNumber: null, defaults: null }

/** A customer of whom nothing is known but the name. */
export const NOBODY = {
  numberInShop: null,
  email: null,
  companyName: null,
  firstName: null,
  lastName: null,
  phone: null,
  billAddress: null,
  shipAddress: null,
  parent: null,
  currency: null,
  atCreation: NOTHING,
} as const

function fittedFields(source: CustomerSource) {
  const { billing } = source
  const firstName = fitted('billing.first_name', source.firstName, LENGTHS_MAX.firstName)
  const lastName = fitted('billing.last_name', source.lastName, LENGTHS_MAX.lastName)
  const company = fitted('billing.company', billing.company, LENGTHS_MAX.company)
  const phone = wholePhone(billing.phone)
  const email = wholeText({
    field: 'billing.email',
    text: source.email,
    lengthMax: LENGTHS_MAX.email,
  })
  const bill = bookAddress(billing, 'billing')
  const ship = shippingElsewhere(source, bill)
  return {
    fields: {
      email: orNull(email.text),
      companyName: orNull(company.text),
      firstName: orNull(firstName.text),
      lastName: orNull(lastName.text),
      phone: orNull(phone.text),
      billAddress: bill.address,
      shipAddress: ship.address,
    },
    losses: [firstName, lastName, company, phone, email, bill, ship].flatMap(
      (field) => field.losses,
    ),
  }
}

/** A name of which no letter could be spelled is left out: `"??"` greets nobody. */
function fitted(field: string, text: string, lengthMax: number): Fitted {
  const { text: sent, losses } = fittedText({ field, text, lengthMax })
  const isName = sent === '' || hasWord(sent)
  return isName
    ? { text: sent, losses }
    : { text: '', losses: [{ field, original: text, sent: '' }] }
}

/** Brackets and blanks make way first; a number without its last digits is nobody's. */
function wholePhone(phone: string) {
  const isLong = phone.trim().length > LENGTHS_MAX.phone
  const text = isLong ? phone.replaceAll(/[^\d+x]/gi, '') : phone
  return wholeText({ field: 'billing.phone', text, lengthMax: LENGTHS_MAX.phone })
}

/** A customer's own ship-to, kept only when the goods go elsewhere. */
function shippingElsewhere({ shipping }: CustomerSource, bill: FittedAddress): FittedAddress {
  const ship = bookAddress(shipping, 'shipping')
  return isSameAddress(bill.address, ship.address) ? { address: null, losses: [] } : ship
}

function isSameAddress(left: Address | null, right: Address | null): boolean {
  if (left === null || right === null) {
    return left === right
  }
  return (
    left.city === right.city &&
    left.state === right.state &&
    left.postalCode === right.postalCode &&
    left.country === right.country &&
    left.lines.length === right.lines.length &&
    left.lines.every((line, at) => line === right.lines[at])
  )
}
