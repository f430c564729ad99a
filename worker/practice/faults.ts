/** What goes wrong between QuickBooks, the Web Connector and us. One fault, one place. */
import type { QbwcCall } from '../soap/calls.ts'
import type { CompanyFile } from './books.ts'
import type { Call, Reply } from './exchange.ts'
import { processRequest } from './process-request.ts'
import type { Obstruct, Processed } from './process-request.ts'
import { parseError } from './read-document.ts'

export type CallFault =
  /** Never reaches us. */
  | 'call-lost'
  /** Reaches us; our answer does not reach the Web Connector. */
  | 'answer-lost'
  /** Reaches us twice; the second answer counts. */
  | 'call-repeated'
  | 'connector-dies-before-call'
  | 'connector-dies-after-call'
  /** QuickBooks' response breaks off in the middle. */
  | 'response-torn'
  | 'response-empty'
  /** The response document lacks its last response, when it has two or more. */
  | 'response-missing-one'

export type QuickBooksFault =
  | 'dies-before-processing'
  | 'dies-after-processing'
  /** Did all of it, and says that it could not even read it. */
  | 'refuses-after-processing'
  /** Goes down in the middle: so many requests of the set were carried out. */
  | { readonly diesAfterRequests: number }

/** What is to happen at the nth call, counted from 0, and at the nth document QuickBooks gets. */
export type Faults = {
  readonly onCall?: (index: number, call: QbwcCall) => CallFault | null
  readonly onDocument?: (index: number, xml: string) => QuickBooksFault | null
  /** QuickBooks refuses one request, e.g. 3175 because somebody has the record open. */
  readonly onRequest?: Obstruct
  /** A document QuickBooks cannot read, though nobody can see why: nothing of it runs. */
  readonly isPoison?: (xml: string) => boolean
}

export function callWithFaults(call: Call, faults: Faults): Call {
  let index = -1
  return async (made) => {
    index += 1
    const fault = faults.onCall?.(index, made) ?? null
    return fault === null ? call(made) : faultyCall(call, made, fault)
  }
}

async function faultyCall(call: Call, made: QbwcCall, fault: CallFault): Promise<Reply> {
  switch (fault) {
    case 'call-lost':
      return { kind: 'failed', message: 'The underlying connection was closed.' }
    case 'answer-lost':
      await call(made)
      return { kind: 'failed', message: 'The operation has timed out.' }
    case 'call-repeated':
      await call(made)
      return call(made)
    case 'connector-dies-before-call':
      return { kind: 'died' }
    case 'connector-dies-after-call':
      await call(made)
      return { kind: 'died' }
    case 'response-torn':
      return call(withResponse(made, (response) => response.slice(0, response.length / 2)))
    case 'response-empty':
      return call(withResponse(made, () => ''))
    case 'response-missing-one':
      return call(withResponse(made, withoutLastResponse))
  }
}

function withResponse(call: QbwcCall, change: (response: string) => string): QbwcCall {
  return call.kind === 'receiveResponseXML' ? { ...call, response: change(call.response) } : call
}

const ONE_RESPONSE = /<(\w+Rs)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g

function withoutLastResponse(xml: string): string {
  const set = /<QBXMLMsgsRs\b[^>]*>/.exec(xml)
  const from = set === null ? xml.length : set.index + set[0].length
  const responses = [...xml.slice(from).matchAll(ONE_RESPONSE)]
  const last = responses.at(-1)
  if (last === undefined || responses.length < 2) {
    return xml
  }
  const start = from + last.index
  return xml.slice(0, start) + xml.slice(start + last[0].length)
}

export type Process = (xml: string) => Processed

/** QuickBooks, going down before or after the work was saved: from outside it looks the same. */
export function processWithFaults(company: CompanyFile, faults: Faults): Process {
  let index = -1
  return (xml) => {
    index += 1
    const fault = faults.onDocument?.(index, xml) ?? null
    const onRequest: Obstruct = faults.onRequest ?? (() => null)
    if (faults.isPoison?.(xml)) {
      return parseError()
    }
    switch (fault) {
      case null:
        return processRequest(company, xml, onRequest)
      case 'dies-after-processing':
        processRequest(company, xml, onRequest)
        return crashed()
      case 'refuses-after-processing':
        processRequest(company, xml, onRequest)
        return parseError()
      case 'dies-before-processing':
        return crashed()
      default:
        return processRequest(company, xml, (request) =>
          request.index < fault.diesAfterRequests ? onRequest(request) : { kind: 'crash' },
        )
    }
  }
}

function crashed(): Processed {
  const message = 'Unexpected error.'
  return { kind: 'hresult', hresult: '0x80040402', message }
}
