/** QuickBooks' ProcessRequest: one document in, one document or one HRESULT out. */
import { REQUEST_ID_LENGTH_MAX } from '../qbxml/limits.ts'
import { asciiXml } from '../xml/write.ts'
import type { XmlMarkup } from '../xml/write.ts'
import { leaves, markupOf, refusal } from './answer.ts'
import type { Answer } from './answer.ts'
import { answerRequest } from './answer-request.ts'
import type { CompanyFile, RememberedResponse } from './books.ts'
import { readDocument } from './read-document.ts'
import type { ReadDocument, ReadRequest } from './read-document.ts'
import type { Macros } from './txns.ts'

export type Processed =
  | { readonly kind: 'response'; readonly xml: string }
  | { readonly kind: 'hresult'; readonly hresult: string; readonly message: string }

/** What keeps QuickBooks from doing a request, decided before it is carried out. */
export type Obstacle =
  | { readonly kind: 'refused'; readonly statusCode: number; readonly statusMessage: string }
  /** The program goes down: what ran before stays, the set is not remembered. */
  | { readonly kind: 'crash' }
export type Obstruct = (request: {
  readonly index: number
  readonly name: string
  readonly requestID: string | null
}) => Obstacle | null

const NO_OBSTACLE: Obstruct = () => null
const CRASHED: Processed = {
  kind: 'hresult',
  hresult: '0x80040402',
  message: 'Unexpected error. Check the qbsdklog.txt file for possible additional information.',
}

export function processRequest(
  company: CompanyFile,
  xml: string,
  obstruct: Obstruct = NO_OBSTACLE,
): Processed {
  const document = readDocument(company, xml)
  if (document.kind === 'hresult') {
    return document
  }
  if (company.settings.messageSetMemory) {
    return runWithMemory(company, document, obstruct)
  }
  const answered = run(company, document, obstruct)
  return answered === 'crash'
    ? CRASHED
    : { kind: 'response', xml: responseXml({}, answered.map(responseMarkup)) }
}

type Document = Extract<ReadDocument, { readonly kind: 'document' }>
type Answered = { readonly request: ReadRequest; readonly answer: Answer }

/** In order; an answer of severity Error ends a set that stops on errors. */
function run(
  company: CompanyFile,
  document: Document,
  obstruct: Obstruct,
): readonly Answered[] | 'crash' {
  const macros: Macros = new Map()
  const answered: Answered[] = []
  let hasFailed = false
  for (const [index, request] of document.requests.entries()) {
    const { name, requestID } = request
    const isSkipped = hasFailed && document.stopsOnError
    const obstacle = isSkipped ? null : obstruct({ index, name, requestID })
    if (obstacle?.kind === 'crash') {
      return 'crash'
    }
    const refused = isSkipped
      ? refusal(3231, 'The request has not been processed.')
      : obstacle && refusal(obstacle.statusCode, obstacle.statusMessage)
    const answer: Answer = refused ?? answerOf(company, request, macros)
    hasFailed ||= answer.statusSeverity === 'Error'
    answered.push({ request, answer })
  }
  return answered
}

function answerOf(company: CompanyFile, request: ReadRequest, macros: Macros): Answer {
  const { decoded, requestID } = request
  if (requestID !== null && requestID.length > REQUEST_ID_LENGTH_MAX) {
    return refusal(1060, `The request ID "${requestID}" is invalid.`)
  }
  switch (decoded.kind) {
    case 'request':
      return answerRequest(company, decoded.request, macros)
    case 'bad-value':
      return refusal(decoded.statusCode, decoded.statusMessage)
    case 'bad-structure':
    case 'not-ours':
      return refusal(1030, `The request "${request.name}" is not supported by this implementation.`)
  }
}

/**
 * Error recovery. A set whose ID is remembered does not run again: its statuses come back, with
 * the IDs of what it made in place of the objects. Only one set is remembered.
 */
function runWithMemory(company: CompanyFile, document: Document, obstruct: Obstruct): Processed {
  const { newMessageSetID, oldMessageSetID } = document
  const remembered = company.books.rememberedSet
  const isKnown = remembered !== null && remembered.messageSetID === newMessageSetID
  if (isKnown) {
    const attributes = { newMessageSetID: remembered.messageSetID, messageSetStatusCode: '0' }
    return {
      kind: 'response',
      xml: responseXml(attributes, remembered.responses.map(rememberedMarkup)),
    }
  }
  const isQuestion = newMessageSetID !== null && newMessageSetID === oldMessageSetID
  if (isQuestion && document.requests.length === 0) {
    const attributes = { newMessageSetID, messageSetStatusCode: '9002' }
    return { kind: 'response', xml: responseXml(attributes, []) }
  }
  const hasNothingToForget = remembered?.messageSetID !== oldMessageSetID
  if (oldMessageSetID !== null && !hasNothingToForget) {
    company.books.rememberedSet = null
  }
  const answered = run(company, document, obstruct)
  if (answered === 'crash') {
    return CRASHED
  }
  if (newMessageSetID !== null) {
    const responses = answered.map(rememberable)
    company.books.rememberedSet = { messageSetID: newMessageSetID, responses }
  }
  const statusCode = oldMessageSetID !== null && hasNothingToForget ? '600' : '0'
  const attributes = {
    ...(newMessageSetID === null ? {} : { newMessageSetID }),
    ...(newMessageSetID === null && oldMessageSetID === null
      ? {}
      : { messageSetStatusCode: statusCode }),
  }
  return { kind: 'response', xml: responseXml(attributes, answered.map(responseMarkup)) }
}

function rememberable({ request, answer }: Answered): RememberedResponse {
  return {
    name: responseName(request.name),
    requestID: request.requestID,
    statusCode: answer.statusCode,
    statusSeverity: answer.statusSeverity,
    statusMessage: answer.statusMessage,
    recovery: answer.recovery ?? null,
  }
}

function rememberedMarkup(response: RememberedResponse): XmlMarkup {
  const parts = leaves(response.recovery ?? {}, ['ListID', 'TxnID', 'EditSequence'])
  const content = parts.length === 0 ? [] : [asciiXml.element('ErrorRecovery', {}, markupOf(parts))]
  return asciiXml.element(response.name, statusAttributes(response), content)
}

function responseMarkup({ request, answer }: Answered): XmlMarkup {
  const attributes = {
    ...statusAttributes({ requestID: request.requestID, ...answer }),
    ...answer.attributes,
  }
  const rets = answer.rets.map((ret) => asciiXml.element(ret.name, {}, markupOf(ret.parts)))
  return asciiXml.element(responseName(request.name), attributes, [
    ...markupOf(answer.bare ?? []),
    ...rets,
  ])
}

function statusAttributes(
  status: Pick<RememberedResponse, 'requestID' | 'statusCode' | 'statusSeverity' | 'statusMessage'>,
): Readonly<Record<string, string>> {
  return {
    ...(status.requestID === null ? {} : { requestID: status.requestID }),
    statusCode: String(status.statusCode),
    statusSeverity: status.statusSeverity,
    statusMessage: status.statusMessage,
  }
}

function responseName(requestName: string): string {
  return requestName.replace(/Rq$/, 'Rs')
}

function responseXml(
  attributes: Readonly<Record<string, string>>,
  responses: readonly XmlMarkup[],
): string {
  const set = asciiXml.element('QBXMLMsgsRs', attributes, responses)
  return `<?xml version="1.0" ?>\n${asciiXml.element('QBXML', {}, [set])}\n`
}
