/** Who bought, with every field within QuickBooks' limits. */
import type { PostalAddress } from '../woo/order.ts'
import { bookAddress } from './address.ts'
import type { FittedAddress } from './address.ts'
import { accountNumber, buyerSubjects, customerNames } from './customer-name.ts'
import type { Buyer } from './customer-name.ts'
import type { Address, CustomerIdentity, TextLoss } from './document.ts'
import { fittedText, orNull, wholeText } from './fitted-text.ts'
import type { Fitted } from './fitted-text.ts'
import { hasWord } from './plain-text.ts'

const LENGTHS_MAX = { firstName: 25, lastName: 25, company: 41, phone: 21, email: 1023 } as const

export type CustomerSource = {
  readonly storeID: string
  readonly buyer: Buyer
  /** As typed; the identity compares it in lower case. */
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly billing: PostalAddress
  readonly shipping: PostalAddress
}

export type FittedCustomer = {
  readonly customer: CustomerIdentity
  readonly losses: readonly TextLoss[]
}

export function customerIdentity(source: CustomerSource): FittedCustomer {
  const { storeID, buyer, billing } = source
  const names = customerNames(buyer, { ...source, company: billing.company })
  const base = {
    subjects: buyerSubjects(buyer),
    name: names.name,
    nameIfTaken: names.nameIfTaken,
    accountNumber: accountNumber(storeID, buyer),
  }
  if (buyer.kind === 'unnamed') {
    // Many people stand behind this one: nobody's address may become everybody's.
    return { customer: { ...base, ...NOBODY }, losses: names.losses }
  }
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
  const fields = [firstName, lastName, company, phone, email, bill, ship]
  return {
    customer: {
      ...base,
      email: orNull(email.text),
      companyName: orNull(company.text),
      firstName: orNull(firstName.text),
      lastName: orNull(lastName.text),
      phone: orNull(phone.text),
      billAddress: bill.address,
      shipAddress: ship.address,
    },
    losses: [...names.losses, ...fields.flatMap((field) => field.losses)],
  }
}

const NOBODY = {
  email: null,
  companyName: null,
  firstName: null,
  lastName: null,
  phone: null,
  billAddress: null,
  shipAddress: null,
} as const

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
