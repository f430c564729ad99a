/** Whether a set costs more the more is queued: three queues take turns, and the empty Worker. */
import { processRequest } from '../../worker/practice/process-request.ts'
import type { Call, Reply } from '../../worker/practice/exchange.ts'
import type { DeepQueue } from './deep-queue.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { emptyMs } from './idle.ts'
import { callOf, requestsIn } from './office.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 40
/** The first sets make the guests known, and V8 compile. */
const ROUNDS_UNCOUNTED = 3
/** Where sends take seconds, fewer of them tell as much. */
const SECONDS_MAX = 120

type Round = { readonly sendMs: number; readonly receiveMs: number; readonly requests: number }

type Session = {
  readonly queue: DeepQueue
  readonly exchange: () => Promise<Round>
  readonly close: () => Promise<void>
  /** The set that reads QuickBooks' lists. */
  readonly opening: Round
  readonly rounds: Round[]
}

export async function depthFigures(
  queues: readonly DeepQueue[],
  emptyOrigin: string,
): Promise<readonly Figure[]> {
  const sessions: Session[] = []
  for (const queue of queues) {
    sessions.push(await openSession(queue))
  }
  const empty: number[] = []
  const deadlineMs = performance.now() + SECONDS_MAX * 1000
  for (let round = 0; round < ROUNDS_UNCOUNTED + ROUNDS; round += 1) {
    if (performance.now() > deadlineMs && round > ROUNDS_UNCOUNTED) {
      break
    }
    // Each goes first in its turn: what the one before left in the caches favours nobody.
    for (let turn = 0; turn < sessions.length; turn += 1) {
      const session = sessions[(round + turn) % sessions.length]
      session?.rounds.push(await session.exchange())
      await session?.queue.refill()
      empty.push(await emptyMs(emptyOrigin))
    }
  }
  for (const session of sessions) {
    await session.close()
  }
  return figuresOf(sessions, empty)
}

async function openSession(queue: DeepQueue): Promise<Session> {
  const { shop } = queue
  let lastMs = 0
  const call = callOf(shop, (milliseconds) => {
    lastMs = milliseconds
  })
  const { userName, password } = shop
  const [ticket, status] = await answered(call, { kind: 'authenticate', userName, password })
  if (ticket === undefined || status !== '') {
    throw new Error(`no session at ${queue.depth}: ${status}`)
  }
  const exchange = async (): Promise<Round> => {
    const [xml = ''] = await answered(call, { ...SEND, ticket })
    const sendMs = lastMs
    if (xml === '') {
      throw new Error(`no set came at ${queue.depth} queued`)
    }
    const processed = processRequest(shop.company, xml)
    if (processed.kind !== 'response') {
      throw new Error(`QuickBooks refused a set at ${queue.depth}: ${processed.message}`)
    }
    const response = processed.xml
    await answered(call, { kind: 'receiveResponseXML', ticket, response, hresult: '', message: '' })
    return { sendMs, receiveMs: lastMs, requests: requestsIn(xml) }
  }
  const close = async () => void (await answered(call, { kind: 'closeConnection', ticket }))
  return { queue, exchange, close, opening: await exchange(), rounds: [] }
}

const SEND = {
  kind: 'sendRequestXML',
  hcpResponse: '',
  companyFileName: '',
  country: 'US',
  majorVersion: 16,
  minorVersion: 0,
} as const

async function answered(call: Call, made: Parameters<Call>[0]): Promise<readonly string[]> {
  const reply: Reply = await call(made)
  if (reply.kind !== 'reply') {
    throw new Error(`${made.kind}: ${reply.kind === 'failed' ? reply.message : reply.kind}`)
  }
  const { result } = reply
  return Array.isArray(result) ? result : [String(result)]
}

function figuresOf(sessions: readonly Session[], empty: readonly number[]): readonly Figure[] {
  const [shallow] = sessions
  const shallowP50 = shallow === undefined ? Number.NaN : sendP50(shallow)
  return [
    ...sessions.map((session) => ratio(session, shallowP50)),
    ...sessions.flatMap(timesOf),
    comparison({
      name: 'empty Worker with one D1 query p50',
      value: quantile(empty, 0.5),
      unit: 'ms',
      note: `p99 ${quantile(empty, 0.99).toFixed(1)} ms`,
    }),
  ].filter(({ value }) => value !== 1)
}

function ratio(session: Session, shallowP50: number): Figure {
  const { depth } = session.queue
  return {
    name: `send p50 at ${depthText(depth)} queued, in those at 1,000`,
    value: sendP50(session) / shallowP50,
    unit: '×',
    atMost: 1.2,
    digits: 2,
  }
}

function timesOf(session: Session): readonly Figure[] {
  const counted = countedOf(session)
  const depth = depthText(session.queue.depth)
  const at = (part: number, which: 'sendMs' | 'receiveMs') =>
    `${quantile(
      counted.map((round) => round[which]),
      part,
    ).toFixed(0)} ms`
  const requests = quantile(
    counted.map((round) => round.requests),
    0.5,
  )
  return [
    comparison({
      name: `send p50 at ${depth}`,
      value: sendP50(session),
      unit: 'ms',
      note: `p99 ${at(0.99, 'sendMs')}; receive p50 ${at(0.5, 'receiveMs')}, p99 ${at(0.99, 'receiveMs')}; ${counted.length} sets of ${requests} requests; first send ${session.opening.sendMs.toFixed(0)} ms`,
    }),
  ]
}

function sendP50(session: Session): number {
  return quantile(
    countedOf(session).map(({ sendMs }) => sendMs),
    0.5,
  )
}

function countedOf({ rounds }: Session): readonly Round[] {
  return rounds.slice(ROUNDS_UNCOUNTED)
}

function depthText(depth: number): string {
  return depth.toLocaleString('en-US')
}
