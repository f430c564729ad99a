/** One call of a Web Connector on its way to the Worker, and what goes wrong with it. */
import type { Reply } from '../../worker/practice/exchange.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import type { Connector } from './office.ts'
import type { CallFaultName } from './profile.ts'
import type { Scene } from './scene.ts'

const STRAYS_KEPT = 12

/** Afterwards the connector is answered, and has not seen the answer yet. */
export async function makeCall(scene: Scene, connector: Connector): Promise<void> {
  const { state } = connector
  if (state.kind !== 'calling') {
    throw new Error(`${connector.name} is ${state.kind}, not calling`)
  }
  const { random, profile, clock } = scene
  const { call, resume } = state
  clock.nowMs += random.int(20, 200)
  const isFaulty = !scene.isCalm && random.chance(profile.callFaultRate * weightOf(call))
  const fault = isFaulty && profile.callFaults.length > 0 ? random.pick(profile.callFaults) : null
  scene.trace.say(
    () => `${connector.name} → ${wordsOf(call)}${fault === null ? '' : `  [${fault}]`}`,
  )
  const reply = await replyTo(scene, call, fault)
  scene.trace.say(() => `${connector.name} ← ${replyWords(reply)}`)
  connector.state = { kind: 'answered', call, reply, resume }
  if (scene.isCalm && call.kind === 'receiveResponseXML' && isHundred(reply)) {
    await expectNothingDue(scene)
  }
}

function isHundred(reply: Reply): boolean {
  return reply.kind === 'reply' && reply.result === 100
}

/** The bar never says 100 early. Only in the calm: else the shop may have sent something since. */
async function expectNothingDue({ bridge, clock, witnessed }: Scene): Promise<void> {
  const due = await bridge.rows(
    `SELECT subject FROM jobs WHERE state = 'queued' AND run_at_ms <= ${clock.nowMs}`,
  )
  for (const { subject } of due) {
    witnessed.push({ rule: 'early-hundred', what: `100 was said while ${subject} was due` })
  }
}

/** Faults are spent where they matter: never on greetings, most on the answer about a document. */
function weightOf(call: QbwcCall): number {
  if (!('ticket' in call)) {
    return 0
  }
  const isAboutDocument = call.kind === 'receiveResponseXML' && DOCUMENT_WRITTEN.test(call.response)
  return isAboutDocument ? 2 : 0.4
}

const DOCUMENT_WRITTEN =
  /<(?:(?:SalesReceipt|Invoice|SalesOrder|Estimate)(?:Add|Mod)|ReceivePaymentAdd|TxnVoid)Rs/

async function replyTo(scene: Scene, call: QbwcCall, fault: CallFaultName | null): Promise<Reply> {
  const { bridge, random } = scene
  switch (fault) {
    case null:
      return send(scene, call)
    case 'call-lost':
      return { kind: 'failed', message: 'The underlying connection was closed.' }
    case 'answer-lost':
      await send(scene, call)
      return { kind: 'failed', message: 'The operation has timed out.' }
    case 'call-repeated':
      await send(scene, call)
      return bridge.call(call)
    case 'dies-before-call':
      return { kind: 'died' }
    case 'dies-after-call':
      await send(scene, call)
      return { kind: 'died' }
    case 'response-torn':
      return send(
        scene,
        withResponse(call, (response) => response.slice(0, response.length / 2)),
      )
    case 'response-empty':
      return send(
        scene,
        withResponse(call, () => ''),
      )
    case 'response-missing-one':
      return send(
        scene,
        withResponse(call, (response) => withoutOne(response, random.next())),
      )
    case 'hresult-though-processed':
      return send(scene, withHresult(call, random.pick(HRESULTS)))
  }
}

function send({ bridge, profile, strays }: Scene, call: QbwcCall): Promise<Reply> {
  if (profile.strays && 'ticket' in call) {
    strays.push(call)
    strays.splice(0, strays.length - STRAYS_KEPT)
  }
  return bridge.call(call)
}

function withResponse(call: QbwcCall, change: (response: string) => string): QbwcCall {
  return call.kind === 'receiveResponseXML' ? { ...call, response: change(call.response) } : call
}

/** One of n responses falls out, the rest stays well formed. */
function withoutOne(response: string, chance: number): string {
  const found = [
    ...response.matchAll(/<(\w+Rs) [^>]*?requestID="[^"]*"(?:[^>]*\/>|[\s\S]*?<\/\1>)/g),
  ]
  const one = found[Math.floor(chance * found.length)]
  return one === undefined
    ? response
    : response.slice(0, one.index) + response.slice(one.index + one[0].length)
}

/** QuickBooks did it, and the Web Connector reports an error all the same. */
const HRESULTS = [
  ['0x80040400', 'QuickBooks found an error when parsing the provided XML text stream.'],
  ['0x80040402', 'Unexpected error. Check the qbsdklog.txt file.'],
  ['0x80010105', 'The server threw an exception.'],
  ['0x800706BE', 'The remote procedure call failed.'],
] as const

function withHresult(call: QbwcCall, [hresult, message]: readonly [string, string]): QbwcCall {
  return call.kind === 'receiveResponseXML' ? { ...call, response: '', hresult, message } : call
}

export function wordsOf(call: QbwcCall): string {
  const words: string[] = [call.kind]
  if ('ticket' in call) {
    words.push(call.ticket.slice(1, 5))
  }
  if (call.kind === 'receiveResponseXML') {
    words.push(call.hresult === '' ? requestsIn(call.response) : call.hresult)
  }
  return words.join(' ')
}

function replyWords(reply: Reply): string {
  switch (reply.kind) {
    case 'died':
      return 'the Web Connector is gone'
    case 'failed':
      return `failed: ${reply.message}`
    case 'reply': {
      const { result } = reply
      return typeof result === 'string' && result.startsWith('<')
        ? requestsIn(result)
        : JSON.stringify(result)
    }
  }
}

/** `SalesReceiptAddRq 3-add-sale, …`. */
function requestsIn(xml: string): string {
  const set = /newMessageSetID="(\w{4})/.exec(xml)?.[1] ?? ''
  const names = [...xml.matchAll(/<(\w+)R[qs] [^>]*requestID="([^"]*)"[^>]*/g)].map(
    ([tag, name, id]) => {
      const status = /statusCode="(\d+)"/.exec(tag)?.[1]
      return `${name} ${id}${status === undefined ? '' : ` ${status}`}`
    },
  )
  return `set ${set}: ${names.join(', ')}`
}
