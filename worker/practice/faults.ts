/** What goes wrong between QuickBooks, the Web Connector and us. One fault, one place. */
import type { QbwcCall } from '../soap/calls.ts'
import type { CompanyFile } from './books.ts'
import type { Call, Reply } from './exchange.ts'
import { processRequest } from './process-request.ts'
import type { Obstruct, Processed } from './process-request.ts'

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

export type QuickBooksFault =
  | 'dies-before-processing'
  | 'dies-after-processing'
  /** Goes down in the middle: so many requests of the set were carried out. */
  | { readonly diesAfterRequests: number }

/** What is to happen at the nth call, counted from 0, and at the nth document QuickBooks gets. */
export type Faults = {
  readonly onCall?: (index: number, call: QbwcCall) => CallFault | null
  readonly onDocument?: (index: number, xml: string) => QuickBooksFault | null
  /** QuickBooks refuses one request, e.g. 3175 because somebody has the record open. */
  readonly onRequest?: Obstruct
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
  }
}

function withResponse(call: QbwcCall, change: (response: string) => string): QbwcCall {
  return call.kind === 'receiveResponseXML' ? { ...call, response: change(call.response) } : call
}

export type Process = (xml: string) => Processed

/** QuickBooks, going down before or after the work was saved: from outside it looks the same. */
export function processWithFaults(company: CompanyFile, faults: Faults): Process {
  let index = -1
  return (xml) => {
    index += 1
    const fault = faults.onDocument?.(index, xml) ?? null
    const onRequest: Obstruct = faults.onRequest ?? (() => null)
    switch (fault) {
      case null:
        return processRequest(company, xml, onRequest)
      case 'dies-after-processing':
        processRequest(company, xml, onRequest)
        return crashed()
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
