import { describe, expect, test } from 'bun:test'
import { orderCustomer } from '../../worker/books/customer-document.ts'
import { displayName } from '../../worker/books/display-name.ts'
import type { CustomerIdentity } from '../../worker/books/document.ts'
import { customerNames } from '../../worker/posting/desktop/customer-fields.ts'
import { randomFrom, randomText } from '../xml/random-text.ts'
import { changed, complaints } from './changed-settings.ts'
import { plainOrder, plainSettings } from './plain-order.ts'

const ANA = { first: 'Ana', last: 'Lima', company: 'Acme', email: 'a@example.test', id: '812' }
test.each([
  ['{first} {last}', 'nothing', 'Ana Lima'],
  ['{first} {last}', 'last', 'Ana'],
  ['{first} {last}', 'first', 'Lima'],
  ['{first} {last}', 'first, last', ''],
  ['{last}, {first}', 'nothing', 'Lima, Ana'],
  ['{last}, {first}', 'last', 'Ana'],
  ['{last}, {first}', 'first', 'Lima'],
  ['{company}', 'nothing', 'Acme'],
  ['{company}', 'company', ''],
  ['{first} {last} ({company})', 'nothing', 'Ana Lima (Acme)'],
  ['{first} {last} ({company})', 'company', 'Ana Lima'],
  ['{first} {last} ({company})', 'first, last', '(Acme)'],
  ['{company} – {first} {last}', 'nothing', 'Acme – Ana Lima'],
  ['{company} – {first} {last}', 'company', 'Ana Lima'],
  ['{company} – {first} {last}', 'first, last', 'Acme'],
  ['{first} {company} {last}', 'company', 'Ana Lima'],
  ['[{company}, {email}] {last}', 'company, email', 'Lima'],
  ['Web {last} {id}', 'nothing', 'Web Lima 812'],
  ['Web {last} {id}', 'last', 'Web 812'],
  ['{email}', 'nothing', 'a@example.test'],
])('%s without %s is “%s”', (pattern, missing, expected) => {
  const blank = Object.fromEntries(missing.split(', ').map((part) => [part, ' ']))
  expect(displayName(pattern, { ...ANA, ...blank })).toBe(expected)
})

test('a name with a comma or a bracket of its own keeps it', () => {
  expect(displayName('{last}, {first}', { ...ANA, last: 'Lima, Jr.', first: '' })).toBe('Lima, Jr.')
  expect(displayName('{first} ({company})', { ...ANA, company: '(old) Acme' })).toBe(
    'Ana ((old) Acme)',
  )
})

test('a pattern is of known parts, without a colon', () => {
  expect(complaints({ customerName: '{last}, {first}' })).toEqual([])
  for (const pattern of ['', 'Ana', '{nickname}', '{first}:{last}', '{first', '{first} 漢']) {
    expect(complaints({ customerName: pattern })).toHaveLength(1)
  }
})

function named(pattern: string, billing: Partial<ReturnType<typeof plainOrder>['billing']>) {
  const settings = changed(plainSettings(), 'customerName', pattern)
  const order = plainOrder({
    customerId: 812,
    billing: { ...plainOrder().billing, ...billing },
  })
  return orderCustomer(order, { storeID: 'k3f9x2', settings })
}

describe('a customer’s name by a pattern', () => {
  test('falls back on the person, then on the company, then on a number', () => {
    expect(named('{company}', {}).customer.name).toBe('Ana Lima')
    const company = { firstName: '', lastName: '', company: 'Acme' }
    expect(named('{first} {last}', company).customer.name).toBe('Acme')
    expect(named('{first} {last}', { ...company, company: '' }).customer.name).toBe('Customer 812')
  })

  test('falls back when nothing of it can be spelled', () => {
    const billing = { firstName: '太郎', lastName: '山田', company: 'Yamada Shoten' }
    expect(named('{last}, {first}', billing).customer.name).toBe('Yamada Shoten')
  })

  test('that is too long is shown cut and whole, and stays findable by the account number', () => {
    const { customer, losses } = named('{first} {last} ({company})', {
      company: 'Featherstonehaugh & Cholmondeley Trading Company',
    })
    // 41 characters
    expect(customer.name).toBe('Ana Lima (Featherstonehaugh & Cholmondele')
    const original = 'Ana Lima (Featherstonehaugh & Cholmondeley Trading Company)'
    expect(customer.wholeName).toBe(original)
    expect(losses).toContainEqual({ field: 'billing.name', original, sent: customer.name })
  })
})

const SEED = 20_261_126
const BUYERS = 5_000
const PATTERNS = ['{first} {last}', '{last}, {first}', '{company}', '{first} {last} ({company})']
/** Names that many people have, and whatever else is typed into a form. */
const COMMON = ['', ' ', 'Ana', 'John', 'Smith', 'Ω', '漢字', '🎉', 'a:b', 'x'.repeat(60), '\u0000']

test(`random buyers have names within 41 characters, and no two the same (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  const word = () =>
    random(3) === 0 ? randomText(random).slice(0, 80) : (COMMON[random(COMMON.length)] ?? '')
  const taken = new Map<string, string>()
  for (let count = 1; count <= BUYERS; count += 1) {
    const settings = { ...plainSettings(), customerName: PATTERNS[count % 4] ?? '' }
    const billing = {
      ...plainOrder().billing,
      firstName: word(),
      lastName: word(),
      company: word(),
      email: `buyer${count}@example.test`,
    }
    const order = plainOrder({ customerId: count % 2 === 0 ? count : 0, billing })
    const { customer } = orderCustomer(order, { storeID: 'k3f9x2', settings })
    const names = customerNames(customer)
    for (const name of names) {
      expect(name).toMatch(/^(?! )[^:\0]{1,41}(?<! )$/)
    }
    // As QuickBooks would have it: the first name that nobody has yet.
    const name = names.find((one) => !taken.has(one.toLowerCase()))
    expect([name, whoHas(taken, names)]).not.toContain(undefined)
    taken.set(name?.toLowerCase() ?? '', customer.accountNumber)
  }
  expect(taken.size).toBe(BUYERS)
})

function whoHas(taken: ReadonlyMap<string, string>, names: readonly string[]) {
  return names.map((name) => taken.get(name.toLowerCase()) ?? 'nobody').join()
}

test('of two buyers the second name differs even where the first is cut to the same 41', () => {
  const long = { firstName: 'Bartholomew-Maximilian-Alexander', lastName: 'Featherstonehaugh' }
  const [first, second] = [7, 8].map((customerId): CustomerIdentity => {
    const order = plainOrder({ customerId, billing: { ...plainOrder().billing, ...long } })
    return orderCustomer(order, { storeID: 'k3f9x2', settings: plainSettings() }).customer
  })
  expect(first?.name).toBe(second?.name)
  expect(first?.nameIfTaken).not.toBe(second?.nameIfTaken)
  expect(first?.nameIfTaken).toHaveLength(41)
})
