/**
 * By what a customer is found in QuickBooks other than by the ListID: one text a piece of evidence,
 * spelled alike whoever typed it. Two records that share a key agree in that evidence, no more.
 */
import type { CustomerIdentity } from '../books/document.ts'
import type { ListEntry } from './known.ts'

/** As QuickBooks or the shop has them; null where there is none. */
export type KeyedCustomer = {
  readonly accountNumber: string | null
  /** QuickBooks' field often holds several, with commas or semicolons between. */
  readonly email: string | null
  /** `"Ana Lima"`, `"Lima, Ana"`, or `"Acme:Ana Lima"` of a job. */
  readonly fullName: string | null
  readonly companyName: string | null
  readonly postalCode: string | null
  /** First and last name, where they stand in fields of their own. */
  readonly personName?: string | null
}

export const KEY_KINDS = [
  'account',
  'email',
  'name',
  'name-postcode',
  'company',
  'company-postcode',
] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/**
 * Every key under which a customer of QuickBooks is found: `account k3f9x2-w812`,
 * `email ana@example.test`, `name ana lima`, `name-postcode ana lima|10001`, `company acme`,
 * `company-postcode acme|10001`.
 */
export function customerKeys(customer: KeyedCustomer): readonly string[] {
  const { accountNumber, email, fullName, companyName, personName } = customer
  const ownName = fullName?.split(':').at(-1) ?? ''
  const postalCode = postalCodeKey(customer.postalCode ?? '')
  // A business is often filed under its name alone, with nothing in the field for it.
  const names = distinct([ownName, personName ?? ''].map(nameWords))
  const companies = distinct([companyName ?? '', ownName].map(words))
  return [
    ...keys('account', accountKeys(accountNumber ?? '')),
    ...keys('email', emailKeys(email ?? '')),
    ...keys('name', names),
    ...keys('name-postcode', withPostalCode(names, postalCode)),
    ...keys('company', companies),
    ...keys('company-postcode', withPostalCode(companies, postalCode)),
  ]
}

/** Customers by what an entry of the list says of them; where several share a key, all of them. */
export function indexCustomers(
  entries: readonly ListEntry[],
): ReadonlyMap<string, readonly ListEntry[]> {
  const byKey = new Map<string, ListEntry[]>()
  // Read by a link and by a name it is still one customer.
  const customers = entries.filter(({ list }) => list === 'customer')
  for (const entry of new Map(customers.map((one) => [one.listID, one])).values()) {
    keysOfEntry(entry).forEach((key) => byKey.set(key, [...(byKey.get(key) ?? []), entry]))
  }
  return byKey
}

/** As `customerKeys`, of what is kept of a customer. */
export function keysOfEntry(entry: ListEntry): readonly string[] {
  return customerKeys(entry)
}

/** What a buyer of the shop is looked for by, one key a kind; null where the order lacks it. */
export function buyerKeys(
  buyer: Pick<
    CustomerIdentity,
    'accountNumber' | 'email' | 'firstName' | 'lastName' | 'companyName' | 'billAddress'
  >,
): Readonly<Record<KeyKind, string | null>> {
  // Half a name is not one: “Ana” of an order without a last name is many people.
  const isNamed = buyer.firstName !== null && buyer.lastName !== null
  const name = isNamed ? nameWords(`${buyer.firstName} ${buyer.lastName}`) : ''
  const company = words(buyer.companyName ?? '')
  const postalCode = postalCodeKey(buyer.billAddress?.postalCode ?? '')
  const [email] = emailKeys(buyer.email ?? '')
  return {
    account: keyOf('account', accountKeys(buyer.accountNumber)[0]),
    email: keyOf('email', email),
    name: keyOf('name', name),
    'name-postcode': keyOf('name-postcode', withPostalCode([name], postalCode)[0]),
    company: keyOf('company', company),
    'company-postcode': keyOf('company-postcode', withPostalCode([company], postalCode)[0]),
  }
}

/** Every key under which a buyer, or whom he is filed under, may be known in QuickBooks. */
export function keysToLookUp(identity: CustomerIdentity): readonly string[] {
  const { numberInShop, parent } = identity
  const own = [...Object.values(buyerKeys(identity)), accountKey(numberInShop ?? '')]
  return [...own.flatMap((key) => key ?? []), ...(parent === null ? [] : keysToLookUp(parent))]
}

/** `account acme-17`, of an account number as somebody gave it; null of none. */
export function accountKey(accountNumber: string): string | null {
  return keyOf('account', accountKeys(accountNumber)[0])
}

/** A record's own name, without whom it is filed under, as `company` keys are spelled. */
export function ownNameKey(fullName: string): string {
  return words(fullName.split(':').at(-1) ?? '')
}

/** Addresses of one field, in lower case: `"ana@example.test; office@example.test"` holds two. */
export function emailKeys(email: string): readonly string[] {
  return distinct(email.toLowerCase().split(/[\s,;<>]+/)).filter((part) => part.includes('@'))
}

/** Behind our own number may stand the whole name of who has it: `k3f9x2-W812 Ana Lima`. */
const OWN_NUMBER = /^([a-z0-9]+-(?:w\d+|\S+@\S+|[0-9a-f]{16})(?:-[a-z]{3})?) /

function accountKeys(accountNumber: string): readonly string[] {
  const whole = accountNumber.trim().toLowerCase()
  return distinct([whole, OWN_NUMBER.exec(whole)?.[1] ?? ''])
}

/** `"Lima, Ana"` is filed by the last name, and is Ana Lima. */
function nameWords(name: string): string {
  const [last = '', first, ...others] = name.split(',')
  return words(first === undefined || others.length > 0 ? name : `${first} ${last}`)
}

/** Letters and digits alone: accents, case and punctuation are the typist's. */
function words(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
}

/** Of a US code the first five digits: the four behind them are often left out. */
function postalCodeKey(postalCode: string): string {
  const code = postalCode.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return /^\d{9}$/.test(code) ? code.slice(0, 5) : code
}

function withPostalCode(names: readonly string[], postalCode: string): readonly string[] {
  return postalCode === ''
    ? []
    : names.flatMap((name) => (name === '' ? [] : [`${name}|${postalCode}`]))
}

function keys(kind: KeyKind, texts: readonly string[]): readonly string[] {
  return texts.map((text) => `${kind} ${text}`)
}

function keyOf(kind: KeyKind, text: string | undefined): string | null {
  return text === undefined || text === '' ? null : `${kind} ${text}`
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}
