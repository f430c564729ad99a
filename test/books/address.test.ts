import { expect, test } from 'bun:test'
import { bookAddress } from '../../worker/books/address.ts'
import type { PostalAddress } from '../../worker/woo/order.ts'
import { plainOrder, soundSale } from './plain-order.ts'

function addressOf(changes: Partial<PostalAddress>) {
  return bookAddress({ ...plainOrder().billing, ...changes }, 'billing')
}

test('name, company and street are lines, the place has fields of its own', () => {
  expect(addressOf({ company: 'Acme', address2: 'Apt 4' })).toEqual({
    address: {
      lines: ['Ana Lima', 'Acme', '1 Main St', 'Apt 4'],
      city: 'Reno',
      state: 'NV',
      postalCode: '89501',
      country: 'US',
    },
    losses: [],
  })
})

test('a long line goes on in the next one, at a word', () => {
  const { address, losses } = addressOf({
    address1: 'Building 14, Gate C, 1234 Very Long Industrial Boulevard North',
  })
  expect(address?.lines).toEqual([
    'Ana Lima',
    // 39 characters; "Industrial" would make it 50
    'Building 14, Gate C, 1234 Very Long',
    'Industrial Boulevard North',
  ])
  expect(losses).toEqual([])
})

test('a word longer than a line is broken, and nothing of it is lost', () => {
  const { address, losses } = addressOf({ address1: 'x'.repeat(50) })
  expect(address?.lines).toEqual(['Ana Lima', 'x'.repeat(41), 'x'.repeat(9)])
  expect(losses).toEqual([])
})

test('what five lines cannot hold is logged with what was sent of it', () => {
  const long = Array.from({ length: 12 }, () => 'abcdefghi').join(' ')
  const { address, losses } = addressOf({ company: 'Acme', address1: long, address2: 'Apt 4' })
  // 12 words of 9 are 3 lines of 4 words: with name and company that is five.
  expect(address?.lines).toHaveLength(5)
  expect(losses).toEqual([{ field: 'billing.address_2', original: 'Apt 4', sent: '' }])
})

test('an empty address is none', () => {
  expect(bookAddress(plainOrder().shipping, 'shipping')).toEqual({ address: null, losses: [] })
  const onlyCountry = { ...plainOrder().shipping, country: 'US', state: 'CA' }
  expect(bookAddress(onlyCountry, 'shipping').address).toBeNull()
})

test('what the form’s address has no room for stands in its memo', () => {
  const order = plainOrder({
    billing: { ...plainOrder().billing, address1: 'street '.repeat(40), address2: 'Apt 4' },
  })
  const { memo, losses } = soundSale(order)
  expect(memo).toBe(
    `WooCommerce order 1042, Credit card, ch_3NfK, billing.address_1: ${'street '.repeat(40).trim()}, billing.address_2: Apt 4`,
  )
  expect(losses.map(({ field }) => field)).toEqual(['billing.address_1', 'billing.address_2'])
})
