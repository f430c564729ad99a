import { withoutIllegalRawCharacters } from './characters.ts'

/**
 * How text leaves us. `utf8` is what the Web Connector's own .NET writer does: `& < >` escaped,
 * everything else raw. `ascii` is for QuickBooks: all five escaped and every character beyond
 * printable ASCII a decimal reference, so that no declared encoding can spoil an `é`.
 */
export type Charset = 'utf8' | 'ascii'

export type XmlAttributes = Readonly<Record<string, string>>

/** Text to be escaped, or children that `element` or another writer has already made. */
export type XmlContent = string | readonly XmlMarkup[]

/** Finished XML. A brand, so that a plain string cannot pass for markup and dodge the escaper. */
export type XmlMarkup = string & { readonly markup: unique symbol }

export type XmlWriter = {
  /** `<name a="b">content</name>`, or `<name />` when there is no content. */
  readonly element: (name: string, attributes: XmlAttributes, content: XmlContent) => XmlMarkup
}

export const utf8Xml: XmlWriter = writer('utf8')
export const asciiXml: XmlWriter = writer('ascii')

export const XML_DECLARATION = markup('<?xml version="1.0" encoding="utf-8"?>')

/** `<?qbxml version="13.0"?>` and its kin. */
export function processingInstruction(target: string, attributes: XmlAttributes): XmlMarkup {
  return markup(`<?${target}${attributeList(attributes, 'ascii')}?>`)
}

/** Printable ASCII without the five. */
const NOTHING_TO_ESCAPE = /^[ !#-%(-;=?-~]*$/

/** Characters XML forbids do not come out, whatever went in. */
export function escapeText(text: string, charset: Charset): string {
  if (NOTHING_TO_ESCAPE.test(text)) {
    return text
  }
  const legal = withoutIllegalRawCharacters(text)
  // One pass a character and not one for all: a whole message set is escaped here, and an
  // engine has a short way for a single character and a text to put in its place.
  const escaped = legal.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  if (charset === 'utf8') {
    return escaped
  }
  const quoted = escaped.replace(/"/g, '&quot;').replace(/'/g, '&apos;')
  return quoted.replace(/[^ -~]/gu, decimalReference)
}

/** Line breaks and tabs become references too: a reader turns raw ones in attributes into blanks. */
export function escapeAttribute(text: string, charset: Charset): string {
  if (NOTHING_TO_ESCAPE.test(text)) {
    return text
  }
  const escaped = escapeText(text, charset).replace(/[\t\n\r]/g, decimalReference)
  return charset === 'utf8' ? escaped.replaceAll('"', '&quot;') : escaped
}

function writer(charset: Charset): XmlWriter {
  return {
    element: (name, attributes, content) => {
      const inner = typeof content === 'string' ? escapeText(content, charset) : joined(content)
      const start = `<${name}${attributeList(attributes, charset)}`
      return markup(inner === '' ? `${start} />` : `${start}>${inner}</${name}>`)
    },
  }
}

/** Not by `join`, which copies: an element's text would be copied once for each element around it. */
function joined(markups: readonly XmlMarkup[]): string {
  let xml = ''
  for (const one of markups) {
    xml += one
  }
  return xml
}

function attributeList(attributes: XmlAttributes, charset: Charset): string {
  let list = ''
  for (const [name, value] of Object.entries(attributes)) {
    list += ` ${name}="${escapeAttribute(value, charset)}"`
  }
  return list
}

function decimalReference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`
}

function markup(xml: string): XmlMarkup {
  return xml as XmlMarkup
}
