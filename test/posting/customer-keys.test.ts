import { describe, expect, test } from 'bun:test'
import { buyerKeys, customerKeys, indexCustomers } from '../../worker/posting/customer-keys.ts'
import type { KeyedCustomer } from '../../worker/posting/customer-keys.ts'
import { ANA, plainEntry } from './known-plain.ts'

const NOTHING: KeyedCustomer = {
  accountNumber: null,
  email: null,
  fullName: null,
  companyName: null,
  postalCode: null,
}

function keysOf(customer: Partial<KeyedCustomer>): readonly string[] {
  return customerKeys({ ...NOTHING, ...customer })
}

test('a customer is found by each piece of evidence that the record holds', () => {
  expect(
    keysOf({
      accountNumber: 'k3f9x2-W812',
      email: 'Ana@Example.TEST',
      fullName: 'Ana Lima',
      companyName: 'Acme',
      postalCode: '10001',
    }),
  ).toEqual([
    'account k3f9x2-w812',
    'email ana@example.test',
    'name ana lima',
    'name-postcode ana lima|10001',
    'company acme',
    'company ana lima',
    'company-postcode acme|10001',
    'company-postcode ana lima|10001',
  ])
})

test('a record without evidence has no key', () => {
  expect(keysOf({})).toEqual([])
  expect(keysOf({ fullName: '…', email: 'none', accountNumber: ' ' })).toEqual([])
})

describe('spelled alike, whoever typed it', () => {
  test.each([
    ['ANA  LIMA', 'ana lima'],
    ['Lima, Ana', 'ana lima'],
    ['Acme:Ana Lima', 'ana lima'],
    ['José Peña-Ortiz', 'jose pena ortiz'],
    ['Sean O’Brien', 'sean obrien'],
    ["Sean O'Brien", 'sean obrien'],
    ['J. R. Smith', 'j r smith'],
  ])('the name %s', (fullName, expected) => {
    expect(keysOf({ fullName })).toContain(`name ${expected}`)
  })

  test.each([
    ['Acme, Inc.', 'acme inc'],
    ['ACME INC', 'acme inc'],
    ['Smith & Sons', 'smith & sons'],
  ])('the company %s', (companyName, expected) => {
    expect(keysOf({ companyName })).toEqual([`company ${expected}`])
  })

  test.each([
    ['10001-2345', '10001'],
    ['10001', '10001'],
    ['sw1a 1aa', 'sw1a1aa'],
    ['4400-123', '4400123'],
  ])('the postal code %s', (postalCode, expected) => {
    expect(keysOf({ fullName: 'Ana Lima', postalCode })).toContain(
      `name-postcode ana lima|${expected}`,
    )
  })
})

test('a field with several addresses is found by each of them', () => {
  expect(keysOf({ email: 'ana@example.test; Office <office@example.test>' })).toEqual([
    'email ana@example.test',
    'email office@example.test',
  ])
})

test('our account number is found by itself when the whole name stands behind it', () => {
  expect(keysOf({ accountNumber: 'k3f9x2-W812 Ana Maria de Lima' })).toContain(
    'account k3f9x2-w812',
  )
  // A bookkeeper's own number is never read in part.
  expect(keysOf({ accountNumber: 'ACME 17' })).toEqual(['account acme 17'])
})

test('a person is found by first and last name when the record is filed under something else', () => {
  expect(keysOf({ fullName: 'Acme', personName: 'Ana Lima' })).toContain('name ana lima')
})

describe('a buyer', () => {
  test('is looked for by what the order says', () => {
    expect(buyerKeys({ ...ANA, companyName: 'Acme, Inc.' })).toEqual({
      account: 'account k3f9x2-w812',
      email: 'email ana@example.test',
      name: 'name ana lima',
      'name-postcode': null,
      company: 'company acme inc',
      'company-postcode': null,
    })
  })

  test('with half a name is not looked for by it', () => {
    expect(buyerKeys({ ...ANA, lastName: null }).name).toBeNull()
  })
})

test('customers that share a key are all found by it, and others than customers by none', () => {
  const ana = plainEntry({ list: 'customer', fullName: 'Ana Lima', email: 'ana@example.test' })
  const job = { ...ana, listID: '80000002-1790000000', fullName: 'Ana Lima:Kitchen' }
  const byKey = indexCustomers([ana, job, { ...ana, list: 'vendor' }, ana])
  expect(byKey.get('email ana@example.test')).toEqual([ana, job])
  expect(byKey.get('name kitchen')).toEqual([job])
})
