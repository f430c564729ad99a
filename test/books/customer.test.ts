import { expect, test } from 'bun:test'
import { customerDocument, orderCustomer } from '../../worker/books/customer-document.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeCustomer } from '../../worker/woo/customer.ts'
import type { Order } from '../../worker/woo/order.ts'
import { corpusJSON, corpusOrder } from '../woo/corpus.ts'
import { plainOrder, plainSettings } from './plain-order.ts'

type Billing = Order['billing']

const BOOKS = { storeID: 'k3f9x2', settings: plainSettings() }

function billedTo(changes: Partial<Billing>, customerId = 0) {
  const order = plainOrder({ customerId, billing: { ...plainOrder().billing, ...changes } })
  return orderCustomer(order, BOOKS)
}

test('a registered customer is known by account first, then by e-mail', () => {
  expect(billedTo({ email: ' Ana@Example.TEST ' }, 812).customer).toMatchObject({
    subjects: ['customer:812', 'guest:ana@example.test'],
    name: 'Ana Lima',
    nameIfTaken: 'Ana Lima (W-812)',
    accountNumber: 'k3f9x2-W812',
    email: 'Ana@Example.TEST',
    firstName: 'Ana',
    lastName: 'Lima',
  })
})

test('a guest is known by e-mail, and two guests of one name are told apart', () => {
  const ana = billedTo({}).customer
  const other = billedTo({ email: 'other@example.test' }).customer
  expect(ana.subjects).toEqual(['guest:ana@example.test'])
  expect(ana.accountNumber).toBe('k3f9x2-ana@example.test')
  expect(ana.nameIfTaken).toMatch(/^Ana Lima \(W-[0-9a-f]{6}\)$/)
  expect(other.nameIfTaken).toMatch(/^Ana Lima \(W-[0-9a-f]{6}\)$/)
  expect(other.nameIfTaken).not.toBe(ana.nameIfTaken)
})

test('a guest’s hash is the same at every order and in whatever case the e-mail is typed', () => {
  // FNV-1a 64 of "ana@example.test" ends in this; a changed hash would make everybody twice.
  expect(billedTo({}).customer.nameIfTaken).toBe('Ana Lima (W-488edf)')
  expect(billedTo({ email: 'ANA@EXAMPLE.TEST' }).customer.nameIfTaken).toBe('Ana Lima (W-488edf)')
})

test('orders that name nobody share one customer, who has nobody’s address', () => {
  const { customer } = orderCustomer(corpusOrder('admin-no-address'), BOOKS)
  expect(customer).toEqual({
    kind: 'buyer',
    subjects: ['customer:0'],
    name: 'WooCommerce customer',
    nameIfTaken: 'WooCommerce customer (W-0)',
    wholeName: 'WooCommerce customer',
    accountNumber: 'k3f9x2-W0',
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
    atCreation: { notes: null, resaleNumber: null, defaults: null },
  })
})

test('a long name gives way, never the ID behind it', () => {
  const { customer, losses } = billedTo(
    { firstName: 'Bartholomew-Maximilian', lastName: 'Featherstonehaugh-Cholmondeley' },
    812,
  )
  // 41 characters; and 33 of them before " (W-812)"
  expect(customer.name).toBe('Bartholomew-Maximilian Featherstonehaugh-')
  expect(customer.nameIfTaken).toBe('Bartholomew-Maximilian Feathersto (W-812)')
  expect(customer.nameIfTaken).toHaveLength(41)
  expect(losses.map((loss) => loss.field)).toEqual(['billing.name', 'billing.last_name'])
})

test('a colon would make a job of the customer, and becomes a dash', () => {
  expect(billedTo({ firstName: 'Acme:', lastName: 'Bob' }).customer.name).toBe('Acme- Bob')
  expect(billedTo({ firstName: 'Acme：', lastName: 'Bob' }).customer.name).toBe('Acme- Bob')
})

test('controls, double blanks and blanks at the ends are not part of a name', () => {
  const { customer, losses } = billedTo({
    firstName: '  Ana\u0000\tMaria ',
    lastName: '\u00A0 Lima ',
  })
  expect(customer.name).toBe('Ana Maria Lima')
  expect(losses.filter((loss) => loss.field === 'billing.name')).toEqual([])
})

test('a decomposed letter is the same letter', () => {
  expect(billedTo({ firstName: 'Zoe\u0308' }).customer.name).toBe('Zoë Lima')
})

test('letters that QuickBooks cannot hold are spelled in Latin ones, and logged', () => {
  const { customer, losses } = billedTo({ firstName: 'Łukasz', lastName: 'Иванов' })
  expect(customer.name).toBe('Lukasz Ivanov')
  expect(losses).toContainEqual({
    field: 'billing.name',
    original: 'Łukasz Иванов',
    sent: 'Lukasz Ivanov',
  })
})

test('a name of which nothing can be spelled is never empty', () => {
  const registered = billedTo({ firstName: '太郎', lastName: '山田' }, 812)
  expect(registered.customer).toMatchObject({
    name: 'Customer 812',
    firstName: null,
    lastName: null,
  })
  expect(registered.losses).toContainEqual({
    field: 'billing.name',
    original: '太郎 山田',
    sent: 'Customer 812',
  })
  expect(billedTo({ firstName: '🎉', lastName: '' }).customer.name).toMatch(/^Guest [0-9a-f]{6}$/)
})

test('a company without a person gives its name', () => {
  expect(billedTo({ firstName: '', lastName: '', company: 'Acme & Sons' }).customer).toMatchObject({
    name: 'Acme & Sons',
    companyName: 'Acme & Sons',
    firstName: null,
  })
})

test('an account number that would not fit is hashed, never cut', () => {
  const email = `${'a'.repeat(64)}@${'b'.repeat(30)}.test`
  const { customer } = billedTo({ email })
  expect(customer.accountNumber).toMatch(/^k3f9x2-[0-9a-f]{16}$/)
  expect(customer.subjects).toEqual([`guest:${email}`])
})

test('a telephone number loses its brackets before it loses itself', () => {
  // 26 characters; 14 without brackets, blanks and dashes
  expect(billedTo({ phone: '+1 (415) - 555 - 0100 (x7)' }).customer.phone).toBe('+14155550100x7')
  const { customer, losses } = billedTo({ phone: '1'.repeat(22) })
  expect(customer.phone).toBeNull()
  expect(losses).toEqual([{ field: 'billing.phone', original: '1'.repeat(22), sent: '' }])
})

test('a customer has a ship-to of its own only when the goods go elsewhere', () => {
  const { billing } = plainOrder()
  const same = orderCustomer(plainOrder({ shipping: billing }), BOOKS).customer
  const other = { ...billing, address1: '9 Far Rd' }
  const elsewhere = orderCustomer(plainOrder({ shipping: other }), BOOKS).customer
  expect(same.shipAddress).toBeNull()
  expect(elsewhere.shipAddress?.lines).toEqual(['Ana Lima', '9 Far Rd'])
})

test('a customer of the shop and the buyer of an order are the same identity', () => {
  const customer = decodeCustomer(corpusJSON('customers/company.json'))
  if (isFieldProblem(customer)) {
    throw new Error(customer.field)
  }
  const identity = customerDocument(customer, BOOKS).customer
  const buyer = orderCustomer(corpusOrder('registered-company'), BOOKS).customer
  expect(identity.subjects).toEqual(buyer.subjects)
  expect(identity.accountNumber).toBe(buyer.accountNumber)
  expect(identity).toMatchObject({
    name: 'Bob Buyer',
    companyName: 'Acme Widgets, Inc. & Sons "Ltd"',
    phone: '+1 (415) 555-0100',
  })
})

test('a customer without a billing address has the account’s name', () => {
  const customer = decodeCustomer({
    ...corpusJSON('customers/nobilling.json'),
    first_name: 'Nora',
    last_name: 'Nobody',
  })
  if (isFieldProblem(customer)) {
    throw new Error(customer.field)
  }
  expect(customerDocument(customer, BOOKS).customer).toMatchObject({
    name: 'Nora Nobody',
    billAddress: null,
  })
})
