import { describe, expect, test } from 'bun:test'
import { bookAddress } from '../../worker/books/address.ts'
import { orderCustomer } from '../../worker/books/customer-document.ts'
import type { Address, TextLoss } from '../../worker/books/document.ts'
import { plainText } from '../../worker/books/plain-text.ts'
import { newCustomer } from '../../worker/posting/desktop/customer-fields.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { firstBeyondWindows1252 } from '../../worker/text/windows-1252.ts'
import { randomFrom, randomText } from '../xml/random-text.ts'
import { plainOrder, plainSettings } from './plain-order.ts'

/** What people, plugins and attackers type into a checkout. */
const HOSTILE = [
  '🎉',
  '👩‍👩‍👧‍👦 Family',
  '🇵🇹',
  '漢字',
  'Ωμέγα',
  'Щукин',
  'علي',
  '\u202Eevil\u202C',
  'a\u0301\u0323b',
  '\uFEFFBOM',
  '\uD800',
  '\u0000\u0001\u001F',
  '\u2028line\u2029break',
  'tab\tand\nnewline',
  '<b>bold</b> & "quotes" \'n\' ]]>',
  '&#0; &amp; &bogus;',
  'x'.repeat(300),
  'Щ'.repeat(60),
  `${'word '.repeat(80)}end`,
  'Acme: Sub: Job',
  '::::',
  'ﬁ ﬂ ½ № ™ Å',
  'O\u0092Brien \u0085 \u0096',
  '\u00A0\u2003 ',
  '',
] as const
const SEED = 20_261_128
const ORDERS = 500
const LENGTHS_MAX = { city: 31, state: 21, postalCode: 13, country: 31 } as const

const random = randomFrom(SEED)
function hostile(): string {
  const pick = () => HOSTILE[random(HOSTILE.length)] ?? ''
  return random(3) === 0 ? randomText(random) : `${pick()}${random(2) === 0 ? '' : ` ${pick()}`}`
}

function hostileAddress() {
  return {
    ...plainOrder().billing,
    firstName: hostile(),
    lastName: hostile(),
    company: hostile(),
    address1: hostile(),
    address2: hostile(),
    city: hostile(),
    state: hostile(),
    postcode: hostile(),
    country: hostile(),
    phone: hostile(),
  }
}

function expectFitting(address: Address | null): void {
  expect(address?.lines.length ?? 0).toBeLessThanOrEqual(5)
  for (const line of address?.lines ?? []) {
    expect(line).toMatch(/^\S.{0,39}\S$|^\S$/u)
  }
  for (const [part, lengthMax] of Object.entries(LENGTHS_MAX)) {
    const text = String(Reflect.get(address ?? {}, part) ?? '')
    expect(text.length).toBeLessThanOrEqual(lengthMax)
  }
}

function squeezed(text: string): string {
  return text.replaceAll(' ', '')
}

/** Every word that the shop has stands in the address, or the log has the original of it. */
function expectNothingLost(
  sources: Readonly<Record<string, string>>,
  { sent, losses }: { readonly sent: string; readonly losses: readonly TextLoss[] },
): void {
  for (const [field, original] of Object.entries(sources)) {
    const isThere = squeezed(sent).includes(squeezed(plainText(original).text))
    const isSpelled = plainText(original).isAltered
    const isLogged = losses.some(
      (loss) => loss.field === field && loss.original.trim() === original.trim(),
    )
    expect([field, original, (isThere && !isSpelled) || isLogged]).toEqual([field, original, true])
  }
}

describe(`hostile text (seed ${SEED})`, () => {
  test('an address fits QuickBooks’ lines, and nothing of it is lost silently', () => {
    for (let count = 0; count < ORDERS; count += 1) {
      const postal = hostileAddress()
      const { address, losses } = bookAddress(postal, 'billing')
      expectFitting(address)
      const sent = Object.values(address ?? {})
        .flat()
        .join('')
      expect(firstBeyondWindows1252(sent)).toBeNull()
      const { firstName, lastName, company, address1, address2, city, state, postcode } = postal
      const sources = {
        'billing.name': `${firstName} ${lastName}`.trim(),
        'billing.company': company,
        'billing.address_1': address1,
        'billing.address_2': address2,
        'billing.city': city,
        ...(address === null ? {} : { 'billing.state': state }),
        'billing.postcode': postcode,
      }
      expectNothingLost(sources, { sent, losses })
    }
  })

  test('a customer is one that QuickBooks takes, whatever was typed', () => {
    for (let count = 0; count < ORDERS; count += 1) {
      const billing = { ...hostileAddress(), email: hostile() }
      const order = plainOrder({ customerId: random(2) * 812, billing, shipping: hostileAddress() })
      const { customer } = orderCustomer(order, { storeID: 'k3f9x2', settings: plainSettings() })
      expect(customer.name).toMatch(/^[^:]{1,41}$/)
      const request = {
        name: 'CustomerAddRq',
        content: {
          CustomerAdd: newCustomer(customer, { name: customer.nameIfTaken, parentListID: null }),
        },
      } as const
      // Throws on whatever breaks Intuit's schema.
      const { xml } = encodeMessageSet({
        version: '13.0',
        requests: [{ requestID: '1', request }],
      })
      expect(xml).toMatch(/^[\t\n\r -~]*$/)
    }
  })
})

test('what Windows-1252 meant and Latin-1 was read as is what was meant', () => {
  expect(plainText('O\u0092Brien \u0096 Caf\u00E9\u0085')).toEqual({
    text: 'O’Brien – Café…',
    isAltered: true,
  })
})
