/** The shop's addresses in QuickBooks' fields. */
import type { PostalAddress } from '../woo/order.ts'
import type { Address, TextLoss } from './document.ts'
import { fittedText, orNull, wrapped } from './fitted-text.ts'
import { plainText } from './plain-text.ts'

const LINES_MAX = 5
const LENGTHS_MAX = { line: 41, city: 31, state: 21, postalCode: 13, country: 31 } as const

export type FittedAddress = {
  /** Null when the shop has neither a line nor a place. */
  readonly address: Address | null
  readonly losses: readonly TextLoss[]
}

/**
 * Name, company and street on as many lines as they need, five at most. The country stays the
 * code that the shop has: it reads the same in every language.
 */
export function bookAddress(postal: PostalAddress, field: 'billing' | 'shipping'): FittedAddress {
  const { lines, losses } = addressLines(postal, field)
  const city = part(`${field}.city`, postal.city, LENGTHS_MAX.city)
  const state = part(`${field}.state`, postal.state, LENGTHS_MAX.state)
  const postalCode = part(`${field}.postcode`, postal.postcode, LENGTHS_MAX.postalCode)
  const country = part(`${field}.country`, postal.country, LENGTHS_MAX.country)
  if (lines.length === 0 && city.text === '' && postalCode.text === '') {
    // A country alone is the shop's default, not an address.
    return { address: null, losses: [...losses, ...city.losses, ...postalCode.losses] }
  }
  return {
    address: {
      lines,
      city: orNull(city.text),
      state: orNull(state.text),
      postalCode: orNull(postalCode.text),
      country: orNull(country.text),
    },
    losses: [...losses, ...city.losses, ...state.losses, ...postalCode.losses, ...country.losses],
  }
}

function part(field: string, text: string, lengthMax: number) {
  return fittedText({ field, text, lengthMax })
}

function addressLines(postal: PostalAddress, field: string) {
  const sources = [
    { field: `${field}.name`, text: `${postal.firstName} ${postal.lastName}`.trim() },
    { field: `${field}.company`, text: postal.company },
    { field: `${field}.address_1`, text: postal.address1 },
    { field: `${field}.address_2`, text: postal.address2 },
  ]
  const lines: string[] = []
  const losses: TextLoss[] = []
  for (const source of sources) {
    const plain = plainText(source.text)
    const needed = wrapped(plain.text, LENGTHS_MAX.line)
    const kept = needed.slice(0, LINES_MAX - lines.length)
    lines.push(...kept)
    if (kept.length < needed.length || plain.isAltered) {
      losses.push({ field: source.field, original: source.text.trim(), sent: kept.join(' ') })
    }
  }
  return { lines, losses }
}
