import type { Address } from '../../books/document.ts'
import {
  ADDRESS_LINE_LENGTH_MAX,
  CITY_LENGTH_MAX,
  COUNTRY_LENGTH_MAX,
  POSTAL_CODE_LENGTH_MAX,
  STATE_LENGTH_MAX,
} from '../../qbxml/limits.ts'
import { lineWithin } from './text.ts'

/** An address block; undefined when nothing of it is left to say. */
export function addressBlock(address: Address | null) {
  if (address === null) {
    return undefined
  }
  const [Addr1, Addr2, Addr3, Addr4, Addr5] = address.lines.flatMap(
    (line) => lineWithin(line, ADDRESS_LINE_LENGTH_MAX) ?? [],
  )
  const block = {
    Addr1,
    Addr2,
    Addr3,
    Addr4,
    Addr5,
    City: lineWithin(address.city, CITY_LENGTH_MAX),
    State: lineWithin(address.state, STATE_LENGTH_MAX),
    PostalCode: lineWithin(address.postalCode, POSTAL_CODE_LENGTH_MAX),
    Country: lineWithin(address.country, COUNTRY_LENGTH_MAX),
  }
  return Object.values(block).some((part) => part !== undefined) ? block : undefined
}
