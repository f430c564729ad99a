/** What a customer is called in QuickBooks, and what proves that it is the same one. */
import { displayName } from './display-name.ts'
import type { TextLoss } from './document.ts'
import { hasWord, plainText } from './plain-text.ts'

const NAME_LENGTH_MAX = 41
const ACCOUNT_NUMBER_LENGTH_MAX = 99
/** Two guests of one name and one such hash are one in 16 million. */
const TAG_HEX_DIGITS = 6
const UTF_8 = new TextEncoder()

export type Buyer =
  | { readonly kind: 'registered'; readonly customerID: number; readonly email: string }
  | { readonly kind: 'guest'; readonly email: string }
  /** An order that names nobody: one customer of the store stands for all of them. */
  | { readonly kind: 'unnamed' }

export type BuyerName = {
  readonly firstName: string
  readonly lastName: string
  readonly company: string
}

/** An address of e-mail as an identity: blanks and case are the typist's. */
export function buyerOf(customerID: number, email: string): Buyer {
  const normal = email.trim().toLowerCase()
  if (customerID > 0) {
    return { kind: 'registered', customerID, email: normal }
  }
  return normal === '' ? { kind: 'unnamed' } : { kind: 'guest', email: normal }
}

/** Link subjects, strongest first; of a buyer in another currency `customer:812|EUR`. */
export function buyerSubjects(
  buyer: Buyer,
  currency: string | null,
): readonly [string, ...string[]] {
  const [first, ...others] = homeSubjects(buyer)
  return [inCurrency(first, currency), ...others.map((one) => inCurrency(one, currency))]
}

/** A customer of QuickBooks has one currency, so a buyer has one customer in each. */
function inCurrency(subject: string, currency: string | null): string {
  return currency === null ? subject : `${subject}|${currency}`
}

function homeSubjects(buyer: Buyer): readonly [string, ...string[]] {
  switch (buyer.kind) {
    case 'registered':
      return buyer.email === ''
        ? [`customer:${buyer.customerID}`]
        : [`customer:${buyer.customerID}`, `guest:${buyer.email}`]
    case 'guest':
      return [`guest:${buyer.email}`]
    case 'unnamed':
      return ['customer:0']
  }
}

export type CustomerNames = {
  readonly name: string
  readonly nameIfTaken: string
  /** All of the name that `name` may hold only the beginning of. */
  readonly wholeName: string
  readonly losses: readonly TextLoss[]
}

/**
 * `"Ana Lima"`, and `"Ana Lima (W-812)"` for when that is somebody else's already.
 *
 * A colon would file the customer as a job under someone else (`Parent:Child`), so it becomes a
 * dash. QuickBooks wants one name across customers, vendors and employees; the shop's ID keeps two
 * John Smiths apart. The name gives way, never the ID.
 */
export function customerNames(
  buyer: Buyer,
  {
    pattern,
    currency,
    ...name
  }: BuyerName & { readonly pattern: string; readonly currency: string | null },
): CustomerNames {
  const [original, field] = givenName(buyer, { pattern, ...name })
  const plain = plainText(original)
  const whole = hasWord(plain.text) ? plain.text.replaceAll(':', '-') : standIn(buyer)
  const fitted = fittingNames(whole, { tag: buyerTag(buyer), currency })
  const isLost =
    original !== '' && (plain.isAltered || whole !== plain.text || !fitted.name.startsWith(whole))
  return {
    ...fitted,
    losses: isLost ? [{ field, original: original.trim(), sent: fitted.name }] : [],
  }
}

/** A business that buyers are filed under; told from another of its name by its own hash. */
export function companyNames(company: string, currency: string | null): CustomerNames {
  const plain = plainText(company)
  const whole = plain.text.replaceAll(':', '-')
  return { ...fittingNames(whole, { tag: companyTag(whole), currency }), losses: [] }
}

/** `"Ana Lima (EUR)"` of one who buys in another currency than the books'. */
function fittingNames(
  wholeName: string,
  { tag, currency }: { readonly tag: string; readonly currency: string | null },
): Omit<CustomerNames, 'losses'> {
  const [mark, suffix] =
    currency === null ? ['', ` (W-${tag})`] : [` (${currency})`, ` (W-${tag} ${currency})`]
  return {
    name: withSuffix(wholeName, mark),
    nameIfTaken: withSuffix(wholeName, suffix),
    wholeName,
  }
}

function withSuffix(name: string, suffix: string): string {
  return `${name.slice(0, NAME_LENGTH_MAX - suffix.length).trimEnd()}${suffix}`
}

/** `k3f9x2-W812`, `k3f9x2-ana@example.test`: an identifier is never cut, but hashed when too long. */
export function accountNumber(
  storeID: string,
  buyer: Buyer,
  currency: string | null = null,
): string {
  const mark = currency === null ? '' : `-${currency}`
  if (buyer.kind !== 'guest') {
    return `${storeID}-W${buyerTag(buyer)}${mark}`
  }
  const number = `${storeID}-${buyer.email}${mark}`
  const isWhole =
    plainText(number).text === number &&
    !number.includes(' ') &&
    number.length <= ACCOUNT_NUMBER_LENGTH_MAX
  return isWhole ? number : `${storeID}-${hashHex(buyer.email)}${mark}`
}

/** Of a business, which has no account in the shop: told by its name. */
export function companyAccountNumber(
  storeID: string,
  company: string,
  currency: string | null,
): string {
  const mark = currency === null ? '' : `-${currency}`
  return `${storeID}-${hashHex(`company ${company.toLowerCase()}`)}${mark}`
}

/** By the owner's pattern; where that says nothing, the person's name, then the company's. */
function givenName(
  buyer: Buyer,
  { pattern, firstName, lastName, company }: BuyerName & { readonly pattern: string },
): readonly [string, string] {
  if (buyer.kind === 'unnamed') {
    return ['', 'billing.name']
  }
  const person = `${firstName} ${lastName}`.trim()
  const byPattern = displayName(pattern, {
    first: firstName,
    last: lastName,
    company,
    email: buyer.email,
    id: buyerTag(buyer),
  })
  const names = [byPattern, person, company]
  const said = names.find((name) => hasWord(plainText(name).text)) ?? names.find(isFilled) ?? ''
  return [said, person === '' ? 'billing.company' : 'billing.name']
}

function isFilled(name: string): boolean {
  return name.trim() !== ''
}

function standIn(buyer: Buyer): string {
  switch (buyer.kind) {
    case 'registered':
      return `Customer ${buyer.customerID}`
    case 'guest':
      return `Guest ${buyerTag(buyer)}`
    case 'unnamed':
      return 'WooCommerce customer'
  }
}

function companyTag(company: string): string {
  return hashHex(`company ${company.toLowerCase()}`).slice(-TAG_HEX_DIGITS)
}

function buyerTag(buyer: Buyer): string {
  switch (buyer.kind) {
    case 'registered':
      return String(buyer.customerID)
    case 'guest':
      return hashHex(buyer.email).slice(-TAG_HEX_DIGITS)
    case 'unnamed':
      return '0'
  }
}

/**
 * FNV-1a with 64 bits: tells e-mail addresses apart, protects nothing. In two halves of 32 bits,
 * since a bigint a byte took longer than the rest of a customer: the prime is 2 ** 40 + 0x1b3.
 */
export function hashHex(text: string): string {
  let high = 0xcb_f2_9c_e4
  let low = 0x84_22_23_25
  for (const byte of UTF_8.encode(text)) {
    const product = ((low ^ byte) >>> 0) * 0x1_b3
    const carried = Math.floor(product / 2 ** 32)
    high = (Math.imul(high, 0x1_b3) + carried + ((low ^ byte) << 8)) >>> 0
    low = product >>> 0
  }
  return hex(high) + hex(low)
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0')
}
