import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { MatchRule } from '../../worker/books/customer-settings.ts'
import type { CustomerIdentity } from '../../worker/books/document.ts'
import { indexCustomers } from '../../worker/posting/customer-keys.ts'
import { matchCustomer, soughtCustomer } from '../../worker/posting/customer-match.ts'
import { PLAIN_ENTRY } from '../../worker/posting/known.ts'
import type { ListEntry } from '../../worker/posting/known.ts'
import { ANA } from './known-plain.ts'

const ADDRESS = { lines: [], city: null, state: null, postalCode: '10001', country: null }
const BUYER: CustomerIdentity = { ...ANA, companyName: 'Acme, Inc.', billAddress: ADDRESS }

let customers = 0
function customer(changes: Partial<ListEntry>): ListEntry {
  customers += 1
  const listID = `8000000${customers}-1790000000`
  return { ...PLAIN_ENTRY, list: 'customer', listID, fullName: 'Somebody', ...changes }
}

/** What is recognised by and compared, or the names of all it may be, or that nobody is found. */
function met(
  entries: readonly ListEntry[],
  {
    rules = DEFAULT_SETTINGS.customerMatch,
    buyer = BUYER,
  }: { readonly rules?: readonly MatchRule[]; readonly buyer?: CustomerIdentity } = {},
): unknown {
  const sought = soughtCustomer(buyer, { rules, storeID: 'k3f9x2' })
  const match = matchCustomer(sought, indexCustomers(entries))
  switch (match.kind) {
    case 'none':
      return 'nobody'
    case 'matched':
      return [match.entry.fullName, match.evidence.rule, match.evidence.compared]
    case 'ambiguous':
      return [match.rule, ...match.entries.map(({ fullName }) => fullName)]
  }
}

const NUMBERED = customer({ fullName: 'A', accountNumber: 'k3f9x2-W812' })
const MAILED = customer({ fullName: 'B', email: 'ANA@example.test' })
const LIVING_THERE = customer({ fullName: 'Lima, Ana', postalCode: '10001-2345' })
const COMPANY_THERE = customer({ fullName: 'Acme Inc', postalCode: '10001' })
const COMPANY_ELSEWHERE = customer({ fullName: 'ACME, Inc', postalCode: '94105' })
const NAMESAKE = customer({ fullName: 'Ana Lima' })
const EVERY_RULE: readonly MatchRule[] = [
  'account-number',
  'email',
  'name-and-postcode',
  'company-and-postcode',
  'company',
  'name',
]

describe('each rule by itself', () => {
  test.each([
    ['account-number', { ...NUMBERED, accountNumber: 'C-17' }, 'c-17'],
    ['email', MAILED, 'ana@example.test'],
    ['name-and-postcode', LIVING_THERE, 'ana lima|10001'],
    ['company-and-postcode', COMPANY_THERE, 'acme inc|10001'],
    ['company', COMPANY_ELSEWHERE, 'acme inc'],
    ['name', NAMESAKE, 'ana lima'],
  ] as const)('%s finds whom it fits and says what it compared', (rule, entry, compared) => {
    const buyer = { ...BUYER, numberInShop: 'C-17' }
    expect(met([entry], { rules: [rule], buyer })).toEqual([entry.fullName, rule, compared])
    expect(met([entry], { rules: EVERY_RULE.filter((one) => one !== rule), buyer })).not.toContain(
      rule,
    )
    expect(met([entry], { rules: [], buyer })).toBe('nobody')
  })
})

describe('of several rules', () => {
  const everybody = [NAMESAKE, COMPANY_ELSEWHERE, COMPANY_THERE, LIVING_THERE, MAILED, NUMBERED]

  test('the one that we numbered comes first, whatever the owner chose', () => {
    expect(met(everybody, { rules: [] })).toEqual(['A', 'account-number', 'k3f9x2-w812'])
    expect(met(everybody, { rules: ['name'] })).toEqual(['A', 'account-number', 'k3f9x2-w812'])
  })

  test.each([
    [MAILED, 'email'],
    [LIVING_THERE, 'name-and-postcode'],
    [COMPANY_THERE, 'company-and-postcode'],
  ] as const)('the default’s order is kept', (entry, rule) => {
    const from = everybody.indexOf(entry)
    expect(met(everybody.slice(0, from + 1))).toContain(rule)
  })

  test('the owner’s order is kept', () => {
    expect(met([MAILED, LIVING_THERE], { rules: ['name-and-postcode', 'email'] })).toContain(
      'name-and-postcode',
    )
  })

  test('a name alone, and a company alone, is no rule unless the owner makes it one', () => {
    expect(met([NAMESAKE, COMPANY_ELSEWHERE])).toBe('nobody')
  })
})

describe('what speaks against a name', () => {
  test.each(['name-and-postcode', 'name'] as const)('%s: another e-mail', (rule) => {
    const other = { ...LIVING_THERE, email: 'another@example.test' }
    expect(met([other], { rules: [rule] })).toBe('nobody')
    expect(met([{ ...other, email: 'ana@example.test' }], { rules: [rule] })).toContain(rule)
  })

  test.each(['name-and-postcode', 'company-and-postcode', 'company', 'name'] as const)(
    '%s: a record that we made for another buyer',
    (rule) => {
      const made = customer({
        fullName: 'Ana Lima',
        companyName: 'Acme, Inc.',
        postalCode: '10001',
        accountNumber: 'k3f9x2-W900',
      })
      expect(met([made], { rules: [rule] })).toBe('nobody')
      // A bookkeeper's own numbers say nothing about ours.
      expect(met([{ ...made, accountNumber: '900' }], { rules: [rule] })).toContain(rule)
    },
  )

  test('a business has many addresses: another e-mail says nothing of it, but of a person there', () => {
    const email = 'orders@acme.example.test'
    expect(met([{ ...COMPANY_THERE, email }])).toContain('company-and-postcode')
    const bob = customer({ fullName: 'Bob', companyName: 'Acme, Inc.', postalCode: '10001', email })
    expect(met([bob])).toBe('nobody')
  })

  test('a guest who opened an account keeps the record that has the e-mail', () => {
    const guest = { ...MAILED, accountNumber: 'k3f9x2-ana@example.test' }
    expect(met([guest])).toEqual(['B', 'email', 'ana@example.test'])
  })
})

describe('where a rule fits several', () => {
  const first = customer({ fullName: 'Ana Lima', email: 'ana@example.test' })
  const second = customer({ fullName: 'Ana L.', email: 'ana@example.test' })

  test('nobody is guessed', () => {
    expect(met([first, second])).toEqual(['email', 'Ana Lima', 'Ana L.'])
  })

  test('the next rule chooses among them', () => {
    const there = { ...second, personName: 'Ana Lima', postalCode: '10001' }
    expect(met([first, there])).toEqual(['Ana L.', 'name-and-postcode', 'ana lima|10001'])
  })

  test('the next rule chooses nobody else', () => {
    expect(met([first, second, LIVING_THERE])).toEqual(['email', 'Ana Lima', 'Ana L.'])
  })

  test('the one that was made inactive was given up', () => {
    expect(met([{ ...first, isActive: false }, second])).toContain('email')
    expect(met([{ ...first, isActive: false }, second])).toContain('Ana L.')
  })

  test('a customer stands for its jobs, which have its address from QuickBooks', () => {
    const job = { ...second, fullName: 'Ana Lima:Kitchen' }
    expect(met([job, first])).toEqual(['Ana Lima', 'email', 'ana@example.test'])
    expect(met([job])).toEqual(['Ana Lima:Kitchen', 'email', 'ana@example.test'])
  })
})

test('orders that name nobody are recognised by our number alone', () => {
  const nobody = {
    ...ANA,
    accountNumber: 'k3f9x2-W0',
    email: null,
    firstName: null,
    lastName: null,
  }
  expect(met([NAMESAKE, MAILED], { buyer: nobody, rules: EVERY_RULE })).toBe('nobody')
  const ours = customer({ fullName: 'WooCommerce customer', accountNumber: 'k3f9x2-W0' })
  expect(met([ours], { buyer: nobody })).toContain('account-number')
})

test('a business is recognised by its name, as whom it is filed under', () => {
  const company: CustomerIdentity = { ...BUYER, kind: 'company', accountNumber: 'k3f9x2-0' }
  expect(met([COMPANY_ELSEWHERE], { buyer: company, rules: [] })).toContain('company')
  expect(met([MAILED], { buyer: company })).toBe('nobody')
})

describe('with multicurrency', () => {
  const EURO = { name: 'Euro', isHome: false }
  const DOLLAR = { name: 'US Dollar', isHome: true }
  const found = (currency: typeof EURO, entries: readonly ListEntry[]) => {
    const rules = DEFAULT_SETTINGS.customerMatch
    const sought = soughtCustomer(BUYER, { rules, storeID: 'k3f9x2', currency })
    const match = matchCustomer(sought, indexCustomers(entries))
    return match.kind === 'matched' ? match.entry.fullName : match.kind
  }

  test('only a customer of the currency is met, whatever else agrees', () => {
    const both = [mailed('US Dollar'), mailed('Euro')]
    expect(found(EURO, both)).toBe('Euro')
    expect(found(DOLLAR, both)).toBe('US Dollar')
    expect(found(EURO, [mailed('US Dollar')])).toBe('none')
    expect(found(DOLLAR, [mailed('Euro')])).toBe('none')
  })

  test('one that was read before it was on is kept at home', () => {
    expect(found(DOLLAR, [mailed(null)])).toBe('null')
    expect(found(EURO, [mailed(null)])).toBe('none')
  })
})

function mailed(currency: string | null): ListEntry {
  return customer({ email: 'ana@example.test', fullName: `${currency}`, currency })
}
