/** The address block every customer, vendor and sales form shares. */
import { child } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { readText } from './ret.ts'
import { bool, text } from './shape.ts'

export const ADDRESS = [
  text('Addr1?', 41),
  text('Addr2?', 41),
  text('Addr3?', 41),
  text('Addr4?', 41, '2.0'),
  text('Addr5?', 41, '6.0'),
  text('City?', 31),
  text('State?', 21),
  text('PostalCode?', 13),
  text('Country?', 31),
  text('Note?', 41, '6.0'),
] as const

export const SHIP_TO_ADDRESS = [text('Name', 41), ...ADDRESS, bool('DefaultShipTo?')] as const

export type AddressRet = {
  /** Addr1 to Addr5, as far as filled. */
  readonly lines: readonly string[]
  readonly City: string | null
  readonly State: string | null
  readonly PostalCode: string | null
  readonly Country: string | null
}

export function readAddress(ret: XmlElement, name: string): AddressRet | null {
  const address = child(ret, name)
  if (address === null) {
    return null
  }
  return {
    lines: ['Addr1', 'Addr2', 'Addr3', 'Addr4', 'Addr5'].flatMap(
      (line) => readText(address, line) ?? [],
    ),
    City: readText(address, 'City'),
    State: readText(address, 'State'),
    PostalCode: readText(address, 'PostalCode'),
    Country: readText(address, 'Country'),
  }
}
