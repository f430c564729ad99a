/** The requests or responses with these IDs as they stand in a document, byte for byte. */
export function rawElements(xml: string, requestIDs: readonly string[]): readonly string[] {
  return requestIDs.flatMap((requestID) => elementWith(xml, requestID) ?? [])
}

/** Longer than any name of a request. */
const NAME_ROOM = 80

function elementWith(xml: string, requestID: string): string | null {
  const at = xml.indexOf(`requestID="${requestID}"`)
  const start = xml.lastIndexOf('<', at)
  const open = xml.indexOf('>', at)
  const name = /^<([\w:.-]+)\s/.exec(xml.slice(start, start + NAME_ROOM))?.[1]
  if (at === -1 || open === -1 || name === undefined) {
    return null
  }
  if (xml[open - 1] === '/') {
    return xml.slice(start, open + 1)
  }
  // Requests do not nest.
  const end = `</${name}>`
  const close = xml.indexOf(end, open)
  return close === -1 ? null : xml.slice(start, close + end.length)
}

const SECRET_ELEMENT =
  /(<(\w*(?:Password|Ticket|CreditCardNumber|CardNumber|SecurityCode|AccountNumber|SSN)\w*)>)[^<]*(<\/\2>)/gi
/** As cards are numbered: groups of four digits, the last group shown. A ListID has other groups. */
const CARD_NUMBER = /(?<![\w.-])\d{4}([ -]?)\d{4}\1\d{4}\1(\d{1,7})(?![\w.-])/g

/** For a person to read: what would let somebody pay or sign in is not shown. */
export function withoutSecrets(xml: string): string {
  return xml.replaceAll(SECRET_ELEMENT, '$1•••$3').replaceAll(CARD_NUMBER, '••• $2')
}
