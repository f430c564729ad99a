/** The Web Connector's door: SOAP 1.1 in, SOAP 1.1 out, and nothing internal in either. */
import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { decodeCall } from '../soap/calls.ts'
import type { QbwcCall } from '../soap/operations.ts'
import { encodeFault, encodeReply, SOAP_CONTENT_TYPE } from '../soap/replies.ts'
import type { QbwcReply } from '../soap/replies.ts'
import { wsdl } from '../soap/wsdl.ts'
import { readBody } from './body.ts'

/**
 * QuickBooks' answers to our sets are far smaller; a list of 100 000 customers comes in pages.
 * Twice that in memory, parsed, is what a Worker of 128 MB can still hold.
 */
const SOAP_BYTES_MAX = 20 * 1024 * 1024
const TROUBLE =
  'Tillbridge could not answer just now. The next update tries again; nothing is lost.'

export const qbwc = new Hono<{ Bindings: Env }>()

/** At add time, and before some runs, the Web Connector fetches the address to see its certificate. */
qbwc.get('/:storeID', (context) => {
  const url = new URL(context.req.url)
  if (!url.searchParams.has('wsdl') && !url.searchParams.has('WSDL')) {
    return context.text('Tillbridge answers the QuickBooks Web Connector here.')
  }
  return soap(wsdl(`${url.origin}${url.pathname}`), 200)
})

qbwc.post('/:storeID', async (context) => {
  const body = await readBody(context.req.raw, SOAP_BYTES_MAX)
  if (body === null) {
    return fault('Client', 'The message is too large.')
  }
  const call = decodeCall(new TextDecoder().decode(body))
  if (call.kind === 'soap-problem') {
    return fault(call.code, call.reason)
  }
  try {
    return soap(await answer(call, context.req.param('storeID'), context.env), 200)
  } catch (error) {
    console.error(JSON.stringify({ event: 'call-failed', call: call.kind, error: String(error) }))
    return fault('Server', TROUBLE)
  }
})

async function answer(call: QbwcCall, storeID: string, env: Env): Promise<string> {
  const session = env.SESSION.get(env.SESSION.idFromName(storeID))
  return (await session.answer(call, storeID)) ?? encodeReply(strangerReply(call))
}

/** An unknown store answers as a wrong password does: the address tells nobody who exists. */
function strangerReply(call: QbwcCall): QbwcReply {
  switch (call.kind) {
    case 'authenticate':
      return { kind: call.kind, result: [crypto.randomUUID(), 'nvu'] }
    case 'receiveResponseXML':
      return { kind: call.kind, result: -1 }
    case 'connectionError':
      return { kind: call.kind, result: 'done' }
    case 'serverVersion':
    case 'clientVersion':
    case 'sendRequestXML':
    case 'getLastError':
    case 'closeConnection':
    case 'getInteractiveURL':
    case 'interactiveDone':
    case 'interactiveRejected':
      return { kind: call.kind, result: '' }
  }
}

function fault(code: 'Client' | 'Server' | 'VersionMismatch', message: string): Response {
  return soap(encodeFault({ code, message }), 500)
}

/** SOAP 1.1 §6.2: a fault is HTTP 500; the .NET client reads it only so. */
function soap(xml: string, status: 200 | 500): Response {
  return new Response(xml, { status, headers: { 'Content-Type': SOAP_CONTENT_TYPE } })
}
