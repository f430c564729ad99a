/** Whether a set costs more the more is queued: three queues take turns, and the empty Worker. */
import { processRequest } from '../../worker/practice/process-request.ts'
import type { Call } from '../../worker/practice/exchange.ts'
import type { DeepQueue } from './deep-queue.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { emptyMs } from './idle.ts'
import { callOf, requestsIn } from './office.ts'
import { quantile } from './quantile.ts'

/** Small sets, in which the queries weigh most, decide; large ones are shown beside them. */
const SIZES = [
  { name: 'small', ordersPerSet: 20, rounds: 40 },
  { name: 'large', ordersPerSet: 200, rounds: 20 },
] as const
/** The first sets make the guests known, and V8 compile. */
const ROUNDS_UNCOUNTED = 3
/** Where sends take seconds, fewer of them tell as much. */
const SECONDS_PER_SIZE_MAX = 60

type SizeName = (typeof SIZES)[number]['name']

type Round = { readonly sendMs: number; readonly receiveMs: number; readonly requests: number }

type Session = {
  readonly queue: DeepQueue
  readonly exchange: () => Promise<Round>
  readonly close: () => Promise<void>
  /** The set that reads QuickBooks' lists. */
  readonly opening: Round
  readonly rounds: Readonly<Record<SizeName, Round[]>>
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
  for (const size of SIZES) {
    await takeTurns(sessions, {
      size,
      onTurn: async () => void empty.push(await emptyMs(emptyOrigin)),
    })
  }
  for (const session of sessions) {
    await session.close()
  }
  return figuresOf(sessions, empty)
}

async function takeTurns(
  sessions: readonly Session[],
  { size, onTurn }: { readonly size: (typeof SIZES)[number]; readonly onTurn: () => Promise<void> },
): Promise<void> {
  const deadlineMs = performance.now() + SECONDS_PER_SIZE_MAX * 1000
  for (let round = 0; round < ROUNDS_UNCOUNTED + size.rounds; round += 1) {
    if (round > ROUNDS_UNCOUNTED && performance.now() > deadlineMs) {
      break
    }
    // Each goes first in its turn: what the one before left in the caches favours nobody.
    const first = round % sessions.length
    for (const { queue, exchange, rounds } of [
      ...sessions.slice(first),
      ...sessions.slice(0, first),
    ]) {
      await queue.setOrdersPerSet(size.ordersPerSet)
      const measured = await exchange()
      if (round >= ROUNDS_UNCOUNTED) {
        rounds[size.name].push(measured)
      }
      await queue.refill()
      await onTurn()
    }
  }
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
  return { queue, exchange, close, opening: await exchange(), rounds: { small: [], large: [] } }
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
  const reply = await call(made)
  if (reply.kind !== 'reply') {
    throw new Error(`${made.kind}: ${reply.kind === 'failed' ? reply.message : reply.kind}`)
  }
  const { result } = reply
  return Array.isArray(result) ? result : [String(result)]
}

function figuresOf(sessions: readonly Session[], empty: readonly number[]): readonly Figure[] {
  const [shallow, ...deeper] = sessions
  return [
    ...(shallow === undefined ? [] : deeper.map((deep) => ratio(deep, shallow))),
    ...SIZES.flatMap(({ name }) => sessions.map((session) => times(session, name))),
    ...sessions.map(({ queue, opening }) =>
      comparison({
        name: `first send of a session at ${depthText(queue)}`,
        value: opening.sendMs,
        unit: 'ms',
      }),
    ),
    comparison({
      name: 'empty Worker with one D1 query, p50',
      value: quantile(empty, 0.5),
      unit: 'ms',
      note: `p99 ${millisecondsText(quantile(empty, 0.99))}`,
    }),
  ]
}

function ratio(deep: Session, shallow: Session): Figure {
  const p50 = quantileOf(deep.rounds.small, 'sendMs', 0.5)
  const shallowP50 = quantileOf(shallow.rounds.small, 'sendMs', 0.5)
  return {
    name: `send p50 at ${depthText(deep.queue)}, in those at ${depthText(shallow.queue)}`,
    value: p50 / shallowP50,
    unit: '×',
    atMost: 1.2,
    digits: 2,
    note: `${millisecondsText(p50)} beside ${millisecondsText(shallowP50)}`,
  }
}

function times({ queue, rounds }: Session, size: SizeName): Figure {
  const measured = rounds[size]
  const requests = quantileOf(measured, 'requests', 0.5)
  const text = (which: keyof Round, part: number) =>
    millisecondsText(quantileOf(measured, which, part))
  return comparison({
    name: `send p50 of ${size} sets at ${depthText(queue)}`,
    value: quantileOf(measured, 'sendMs', 0.5),
    unit: 'ms',
    note: `p99 ${text('sendMs', 0.99)}; receive p50 ${text('receiveMs', 0.5)}, p99 ${text('receiveMs', 0.99)}; ${measured.length} sets of ${requests} requests`,
  })
}

function quantileOf(rounds: readonly Round[], which: keyof Round, part: number): number {
  return quantile(
    rounds.map((round) => round[which]),
    part,
  )
}

function millisecondsText(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`
}

function depthText({ depth }: DeepQueue): string {
  return depth.toLocaleString('en-US')
}
