/** From a Web Connector's call to its reply. The Durable Object sees to it that they take turns. */
import type { QbwcCall } from '../soap/operations.ts'
import type { QbwcReply } from '../soap/replies.ts'
import { authenticate } from './authenticate.ts'
import { converse } from './converse.ts'
import type { TicketCall } from './converse.ts'
import type { Said } from './said.ts'
import type { Outside } from './world.ts'

const SERVER_VERSION = 'Tillbridge 0.1.0'
/** Any negative number makes the Web Connector ask `getLastError` and close. */
const FAILURE = -1

/** Null for a store that does not exist. */
export async function answerCall(call: QbwcCall, outside: Outside): Promise<QbwcReply | null> {
  switch (call.kind) {
    case 'serverVersion':
      return { kind: call.kind, result: SERVER_VERSION }
    case 'clientVersion':
      // Anything else puts a dialog before an unattended schedule.
      return { kind: call.kind, result: '' }
    case 'authenticate': {
      const result = await authenticate(call, outside)
      return result === null ? null : { kind: call.kind, result }
    }
    case 'getInteractiveURL':
      return { kind: call.kind, result: '' }
    case 'interactiveDone':
    case 'interactiveRejected':
      return { kind: call.kind, result: 'Done' }
    case 'sendRequestXML':
    case 'receiveResponseXML':
    case 'connectionError':
    case 'getLastError':
    case 'closeConnection': {
      const said = await converse(call, outside)
      return said === null ? null : replyOf(call, said)
    }
  }
}

function replyOf(call: TicketCall, said: Said): QbwcReply {
  switch (call.kind) {
    case 'receiveResponseXML':
      return { kind: call.kind, result: said.kind === 'percent' ? said.percent : FAILURE }
    case 'sendRequestXML':
      return { kind: call.kind, result: said.kind === 'request' ? said.xml : '' }
    case 'connectionError':
    case 'getLastError':
    case 'closeConnection':
      return { kind: call.kind, result: said.kind === 'sentence' ? said.sentence : '' }
  }
}
