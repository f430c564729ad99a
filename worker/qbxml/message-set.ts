/** One qbXML document with many requests, out. What comes back is in `response.ts`. */
import { asciiXml, processingInstruction, XML_DECLARATION } from '../xml/write.ts'
import type { XmlMarkup } from '../xml/write.ts'
import type { Dialect, Edition } from './edition.ts'
import { encodeFields } from './encode.ts'
import { MESSAGE_SET_ID_LENGTH_MAX, REQUEST_ID_LENGTH_MAX } from './limits.ts'
import { QUERIES_WITH_COUNT, QUERIES_WITH_ITERATOR, REQUESTS } from './requests.ts'
import type { QbxmlRequest } from './requests.ts'
import type { QbxmlVersion } from './version.ts'

export type NumberedRequest = { readonly requestID: string; readonly request: QbxmlRequest }

export type MessageSet = {
  readonly version: QbxmlVersion
  /** Whose QuickBooks reads it; without one that of the United States. */
  readonly edition?: Edition | undefined
  /** QuickBooks keeps the answers under it: the same ID does not execute again. */
  readonly messageSetID?: string | undefined
  /** The last set whose answers we have, so that QuickBooks may forget them. */
  readonly oldMessageSetID?: string | undefined
  readonly requests: readonly NumberedRequest[]
}

/** A field the declared version or the edition does not know, and which therefore was not sent. */
export type DroppedField = { readonly requestID: string; readonly field: string }

export type EncodedMessageSet = { readonly xml: string; readonly dropped: readonly DroppedField[] }

/** Throws on content that breaks Intuit's schema: that is our bug, and would cost the whole set. */
export function encodeMessageSet(set: MessageSet): EncodedMessageSet {
  const encoded = set.requests.map((one) =>
    encodeRequest(one, { version: set.version, edition: set.edition ?? 'US' }),
  )
  const body = asciiXml.element(
    'QBXMLMsgsRq',
    { ...messageSetIDs(set), onError: 'continueOnError' },
    encoded.map(({ markup }) => markup),
  )
  const instruction = processingInstruction('qbxml', { version: set.version })
  return {
    xml: `${XML_DECLARATION}${instruction}${asciiXml.element('QBXML', {}, [body])}`,
    dropped: encoded.flatMap(({ dropped }) => dropped),
  }
}

function encodeRequest({ requestID, request }: NumberedRequest, dialect: Dialect) {
  if (requestID === '' || requestID.length > REQUEST_ID_LENGTH_MAX) {
    throw new Error(`requestID "${requestID}" has 1 to ${REQUEST_ID_LENGTH_MAX} characters`)
  }
  const dropped: string[] = []
  const clears = request.name.endsWith('ModRq')
  const path = request.name
  const { metaData, iterator, iteratorID } = request.attributes ?? {}
  if (iterator !== undefined && !QUERIES_WITH_ITERATOR.some((name) => name === request.name)) {
    throw new Error(`${request.name} has no iterator`)
  }
  if (metaData !== undefined && !QUERIES_WITH_COUNT.some((name) => name === request.name)) {
    throw new Error(`${request.name} is not counted`)
  }
  const content: XmlMarkup[] = encodeFields(REQUESTS[request.name], request.content, {
    ...dialect,
    path,
    clears,
    dropped,
  })
  const attributes = {
    requestID,
    ...(metaData === undefined ? {} : { metaData }),
    ...(iterator === undefined ? {} : { iterator }),
    ...(iteratorID === undefined ? {} : { iteratorID }),
  }
  return {
    markup: asciiXml.element(request.name, attributes, content),
    dropped: dropped.map((field) => ({ requestID, field })),
  }
}

function messageSetIDs({ messageSetID, oldMessageSetID }: MessageSet): Record<string, string> {
  for (const messageSet of [messageSetID, oldMessageSetID]) {
    if (messageSet === '' || (messageSet?.length ?? 0) > MESSAGE_SET_ID_LENGTH_MAX) {
      throw new Error(
        `"${messageSet}": a set's ID has 1 to ${MESSAGE_SET_ID_LENGTH_MAX} characters`,
      )
    }
  }
  return {
    ...(messageSetID === undefined ? {} : { newMessageSetID: messageSetID }),
    ...(oldMessageSetID === undefined ? {} : { oldMessageSetID }),
  }
}
