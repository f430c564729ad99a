/** One call of a session: look up the ticket, ask the table, do what it says, write it once. */
import { decodeMessageSetResponse } from '../qbxml/response.ts'
import type { MessageSetResponse } from '../qbxml/response.ts'
import { isWorthAnotherTry } from '../qbxml/hresult.ts'
import { setIDOf } from '../posting/compose-set.ts'
import { writeTogether } from '../db/database.ts'
import type { Statement } from '../db/database.ts'
import type { QbwcCallOf } from '../soap/operations.ts'
import { digest } from '../stores/password.ts'
import { closeSession, summaryOf } from './close-session.ts'
import { commit } from './commit.ts'
import { composeNext } from './compose.ts'
import { bisectSet, doubtSet } from './doubt.ts'
import type { Doubted } from './doubt.ts'
import { failSession, stopSession } from './fail-session.ts'
import { isPaused, PAUSED } from './pause.ts'
import { progress } from './progress.ts'
import { readForAnswer, readSession } from './reading.ts'
import type { AnswerReading, Reading } from './reading.ts'
import { reduce } from './reduce.ts'
import type { Act, SessionEvent, Transition } from './reduce.ts'
import type { Said } from './said.ts'
import { refusalOf } from './said.ts'
import type { Session } from './sessions.ts'
import { settleSet } from './settle-set.ts'
import type { Outside, World } from './world.ts'
import { witnessSet } from './witness.ts'

export type TicketCall = QbwcCallOf<
  'sendRequestXML' | 'receiveResponseXML' | 'connectionError' | 'getLastError' | 'closeConnection'
>

const PARSE_HRESULT = '0x80040400'
/** QBWC has tried twice itself before it calls: PROTOCOL §a.3. */
const CONNECTION_ERRORS_MAX = 2
const GONE =
  'This update has ended already. The Web Connector starts a new one at its next run; nothing is lost.'

type Turn = {
  readonly call: TicketCall
  readonly answer: MessageSetResponse | null
  readonly reading: Reading | AnswerReading
  readonly transition: Transition
}

/** Null for a store that does not exist. */
export async function converse(call: TicketCall, outside: Outside): Promise<Said | null> {
  const ticketHash = await digest(call.ticket)
  const answer =
    call.kind === 'receiveResponseXML' && call.hresult.trim() === ''
      ? decodeMessageSetResponse(call.response)
      : null
  const setID = answer?.kind === 'message-set' ? setIDOf(answer.responses) : null
  const reading =
    call.kind === 'receiveResponseXML'
      ? await readForAnswer(outside, { ticketHash, setID })
      : await readSession(outside, ticketHash)
  if (reading === null) {
    return null
  }
  const { session } = reading
  const isLive = session !== null && session.endedAtMs === null
  const event = eventOf(call, { answer, setID, session })
  const transition = reduce(isLive ? session.state.phase : 'gone', event)
  const turn = { call, answer, reading, transition }
  return isLive ? answerSession(session, turn) : answerStranger(session, turn)
}

type Heard = {
  readonly answer: MessageSetResponse | null
  readonly setID: string | null
  readonly session: Session | null
}

function eventOf(call: TicketCall, { answer, setID, session }: Heard): SessionEvent {
  switch (call.kind) {
    case 'sendRequestXML':
      return 'send'
    case 'receiveResponseXML':
      if (answer !== null) {
        return answer.kind === 'message-set' ? answerEvent(setID, session) : 'unreadable'
      }
      return call.hresult.trim().toLowerCase() === PARSE_HRESULT ? 'set-refused' : 'unreachable'
    case 'connectionError': {
      const tries = (session?.state.connectionErrors ?? 0) + 1
      const isWorth = tries < CONNECTION_ERRORS_MAX && isWorthAnotherTry(call.hresult)
      return isWorth ? 'connection-error' : 'connection-refused'
    }
    case 'getLastError':
      return 'last-error'
    case 'closeConnection':
      return 'close'
  }
}

/** An answer to another set than the one that is out: late, or delivered twice. */
function answerEvent(setID: string | null, session: Session | null): SessionEvent {
  const out = session?.state.out ?? null
  return setID === null || setID === out?.messageSetID ? 'answer' : 'stray'
}

async function answerStranger(ended: Session | null, turn: Turn): Promise<Said> {
  const { call, reading, transition } = turn
  const { world } = reading
  if (ended !== null && transition.act === 'witness') {
    await writeTogether(world.db, await evidenceIn(turn))
    world.tellShop()
  }
  return refusalOf(call, strangerSentence(call, ended))
}

/** What an answer proves that settles nothing; none when the set is settled already. */
async function evidenceIn({ answer, reading, call }: Turn): Promise<readonly Statement[]> {
  if (
    call.kind !== 'receiveResponseXML' ||
    answer?.kind !== 'message-set' ||
    !('set' in reading) ||
    reading.set === null
  ) {
    return []
  }
  const { set, session, world } = reading
  // Answered under this very ticket before: the call is a repetition.
  const isRepeated = set.state === 'answered' && set.ticketHash === session?.ticketHash
  return isRepeated ? [] : witnessSet({ call, responses: answer.responses, set }, world)
}

/** An update that found nothing to do has no session, and says so when it closes. */
function strangerSentence({ kind }: TicketCall, ended: Session | null): string {
  if (kind !== 'closeConnection') {
    return GONE
  }
  return ended === null ? 'Nothing to do.' : summaryOf(ended.state)
}

async function answerSession(found: Session, turn: Turn): Promise<Said> {
  const { call, transition, reading } = turn
  const { world } = reading
  const called: Session = { ...found, lastCallAtMs: world.nowMs }
  const doubted: Doubted = transition.doubtFirst
    ? doubtSet(called, call.kind === 'receiveResponseXML' ? call : null, world)
    : { session: called, statements: [] }
  if (transition.act !== 'compose' || !transition.doubtFirst) {
    return ACTS[transition.act](doubted, turn, world)
  }
  // Its jobs must be seen as in doubt by what is composed now.
  const written = await commit(doubted.session, doubted.statements, world)
  return ACTS.compose({ session: written, statements: [] }, turn, world)
}

type Perform = (doubted: Doubted, turn: Turn, world: World) => Promise<Said>

const tell: Perform = async ({ session }) => {
  const { state } = session
  return {
    kind: 'sentence',
    sentence: state.isWaiting ? 'NoOp' : (state.error ?? summaryOf(state)),
  }
}

const stop: Perform = async ({ session }, { call }) => refusalOf(call, summaryOf(session.state))

const ACTS: Readonly<Record<Act, Perform>> = {
  compose: composeSet,
  settle,
  doubt: async ({ session }, turn, world) => {
    const doubted = doubtSet(session, receiveCall(turn), world)
    const { state } = doubted.session
    return progress(
      {
        ...doubted,
        session: { ...doubted.session, state: { ...state, idleSets: state.idleSets + 1 } },
      },
      world,
    )
  },
  bisect: async ({ session }, turn, world) =>
    progress(bisectSet(session, receiveCall(turn), world), world),
  repeat: async ({ session, statements }, _turn, world) => {
    await commit(session, statements, world)
    return { kind: 'percent', percent: session.state.percent }
  },
  reopen: async ({ session, statements }, _turn, world) => {
    const { state } = session
    const connectionErrors = state.connectionErrors + 1
    await commit({ ...session, state: { ...state, connectionErrors } }, statements, world)
    // Not `done`: the company file that is open now.
    return { kind: 'sentence', sentence: '' }
  },
  fail: async (doubted, { call }, world) => {
    const sentence = await failSession(doubted, call, world)
    return refusalOf(call, sentence)
  },
  close: async (doubted, _turn, world) => {
    await closeSession(doubted, world)
    return { kind: 'sentence', sentence: summaryOf(doubted.session.state) }
  },
  stop,
  witness: async ({ session, statements }, turn, world) => {
    await commit(session, [...statements, ...(await evidenceIn(turn))], world)
    return { kind: 'percent', percent: session.state.percent }
  },
  refuse: stop,
  tell,
  nothing: tell,
}

async function composeSet(doubted: Doubted, { call }: Turn, world: World): Promise<Said> {
  if (call.kind !== 'sendRequestXML') {
    throw new Error(`a set is composed for sendRequestXML, not for ${call.kind}`)
  }
  if (isPaused(world.store)) {
    const { session, statements } = doubted
    const state = { ...session.state, phase: 'failed' as const, error: PAUSED, isWaiting: false }
    await commit({ ...session, state }, statements, world)
    return { kind: 'request', xml: '' }
  }
  const composed = await composeNext(doubted, call, world)
  switch (composed.kind) {
    case 'set':
      return { kind: 'request', xml: composed.xml }
    case 'wait':
      return { kind: 'request', xml: '' }
    case 'stopped':
      await stopSession(doubted, composed.problem, world)
      return { kind: 'request', xml: '' }
  }
}

async function settle({ session }: Doubted, turn: Turn, world: World): Promise<Said> {
  const { answer, reading } = turn
  const call = receiveCall(turn)
  if (!('set' in reading) || reading.set === null || answer?.kind !== 'message-set') {
    throw new Error(`no set ${session.state.lastSetID} to settle`)
  }
  const { set, standing, out } = reading
  const { responses } = answer
  const settled = await settleSet(session, { call, responses, set, standing, out }, world)
  if (settled.problem === null) {
    return progress(settled, world)
  }
  await stopSession(settled, settled.problem, world)
  return { kind: 'failure' }
}

function receiveCall({ call }: Turn): QbwcCallOf<'receiveResponseXML'> {
  if (call.kind !== 'receiveResponseXML') {
    throw new Error(`an answer comes with receiveResponseXML, not with ${call.kind}`)
  }
  return call
}
