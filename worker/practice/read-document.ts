/**
 * The first look at a document, before anything runs. What QuickBooks cannot parse it throws at:
 * the caller gets an HRESULT, no response, and nothing has happened.
 */
import { decodeRequest } from '../qbxml/decode-request.ts'
import type { DecodedRequest } from '../qbxml/decode-request.ts'
import type { Dialect } from '../qbxml/edition.ts'
import { MESSAGE_SET_ID_LENGTH_MAX } from '../qbxml/limits.ts'
import { firstBeyondWindows1252 } from '../text/windows-1252.ts'
import { parseXml } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import type { CompanyFile } from './books.ts'

export type ReadRequest = {
  readonly name: string
  readonly requestID: string | null
  readonly decoded: DecodedRequest
}

export type ReadDocument =
  | {
      readonly kind: 'document'
      readonly newMessageSetID: string | null
      readonly oldMessageSetID: string | null
      readonly stopsOnError: boolean
      readonly requests: readonly ReadRequest[]
    }
  | Unread

type Unread = { readonly kind: 'hresult'; readonly hresult: string; readonly message: string }

const PARSE_ERROR = 'QuickBooks found an error when parsing the provided XML text stream.'
const KNOWN_ATTRIBUTES = ['onError', 'newMessageSetID', 'oldMessageSetID', 'responseData']
const ON_ERROR = ['continueOnError', 'stopOnError', 'rollbackOnError']

export function readDocument(company: CompanyFile, xml: string): ReadDocument {
  const { edition } = company.settings
  const declared = declaredVersion(xml)
  // In some versions a raw character outside Windows-1252 is a parse error; practice is one.
  if (declared === null || firstBeyondWindows1252(xml.replace(/^\uFEFF/, '')) !== null) {
    return parseError()
  }
  if (!company.settings.supportedQbxmlVersions.includes(declared)) {
    const message = `The version of qbXML that was requested is not supported: ${declared}.`
    return { kind: 'hresult', hresult: '0x80040404', message }
  }
  const root = parseXml(xml)
  if ('kind' in root) {
    return parseError()
  }
  const set = root.children[0]
  const isEnvelope = root.name === 'QBXML' && set?.name === 'QBXMLMsgsRq'
  if (set === undefined || !isEnvelope || root.children.length > 1 || !hasGoodAttributes(set)) {
    return parseError()
  }
  // Raw characters were looked at above; only references can still stand for others.
  const elements = xml.includes('&#') ? set.children.map(asStored) : set.children
  const requests = elements.map((element) => readRequest(element, { version: declared, edition }))
  if (requests.some(({ decoded }) => isParseError(decoded))) {
    return parseError()
  }
  return {
    kind: 'document',
    newMessageSetID: set.attributes.newMessageSetID ?? null,
    oldMessageSetID: set.attributes.oldMessageSetID ?? null,
    stopsOnError: set.attributes.onError !== 'continueOnError',
    requests,
  }
}

/** A character reference beyond Windows-1252 is no parse error, and is kept as a question mark. */
function asStored(element: XmlElement): XmlElement {
  const text =
    firstBeyondWindows1252(element.text) === null
      ? element.text
      : Array.from(element.text, (one) => (firstBeyondWindows1252(one) === null ? one : '?')).join(
          '',
        )
  return { ...element, text, children: element.children.map(asStored) }
}

/** `<?qbxml version="13.0"?>`, once, before the root, with one decimal. */
function declaredVersion(xml: string): string | null {
  const prolog = xml.slice(0, xml.indexOf('<QBXML'))
  const instructions = [...prolog.matchAll(/<\?qbxml\s+([^?]*?)\s*\?>/g)]
  const [version] = instructions.map((found) => /^version="(\d+\.\d)"$/.exec(found[1] ?? '')?.[1])
  return instructions.length === 1 ? (version ?? null) : null
}

function hasGoodAttributes({ attributes }: XmlElement): boolean {
  const ids = [attributes.newMessageSetID, attributes.oldMessageSetID]
  return (
    ON_ERROR.includes(attributes.onError ?? '') &&
    Object.keys(attributes).every((name) => KNOWN_ATTRIBUTES.includes(name)) &&
    ids.every((id) => id === undefined || (id !== '' && id.length <= MESSAGE_SET_ID_LENGTH_MAX))
  )
}

function readRequest(element: XmlElement, { version, edition }: Dialect): ReadRequest {
  const requestID = element.attributes.requestID ?? null
  return { name: element.name, requestID, decoded: decodeRequest(element, version, edition) }
}

/**
 * A request these books have not learned may well be one of QuickBooks' 232, so its name decides:
 * spelled like a request it is refused by itself with 1030, which a test cannot overlook and which
 * spares the rest of the set; anything else cannot be qbXML.
 */
function isParseError(decoded: DecodedRequest): boolean {
  switch (decoded.kind) {
    case 'bad-structure':
      return true
    case 'not-ours':
      return !/^[A-Z]\w*(Add|Mod|Query|Del|Void|Display)Rq$/.test(decoded.name)
    case 'request':
    case 'bad-value':
      return false
  }
}

/** A whole document refused: nothing ran, nothing is remembered. */
export function parseError(): Unread {
  return { kind: 'hresult', hresult: '0x80040400', message: PARSE_ERROR }
}
