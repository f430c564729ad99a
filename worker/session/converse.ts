/** One call of a session: look up the ticket, ask the table, do what it says. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { writeTogether } from '../db/database.ts'
import { decodeMessageSetResponse } from '../qbxml/response.ts'
import type { MessageSetResponse } from '../qbxml/response.ts'
import { diagnoseHresult } from '../qbxml/hresult.ts'
import { countDueJobs } from '../queue/find-due.ts'
import { findLastSetOfTicket, findMessageSet } from '../queue/message-sets.ts'
import type { QbwcCall, QbwcCallOf } from '../soap/operations.ts'
import { recordNotice } from '../stores/store.ts'
import { digest } from '../stores/password.ts'
import { closeSession, summaryOf } from './close-session.ts'
import { composeNext } from './compose.ts'
import { doubtSet, halveSet } from './doubt.ts'
import { reduce } from './reduce.ts'
import type { SessionEvent, Transition } from './reduce.ts'
import { findSession, saveSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import { settleSet, witnessSet } from './settle-set.ts'
import { IDLE_SETS_MAX, SETS_PER_SESSION_MAX } from './state.ts'
import type { World } from './world.ts'

export type TicketCall = QbwcCallOf<
  'sendRequestXML' | 'receiveResponseXML' | 'connectionError' | 'getLastError' | 'closeConnection'
>

/** What the operation answers with, before it is put into words of its own type. */
export type Said =
  | { readonly kind: 'request'; readonly xml: string }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'failure' }
  | { readonly kind: 'sentence'; readonly sentence: string }

const PARSE_HRESULT = '0x80040400'
const DONE_PERCENT = 100
/** 100 would end the session: as long as something is left the bar stops short of it. */
const PERCENT_MAX = 99
const GONE =
  'This update has ended already. The Web Connector starts a new one at its next run; nothing is lost.'
const STILL_DUE_COUNTED_MAX = 10_000

type Turn = {
  readonly call: TicketCall
  readonly answer: MessageSetResponse | null
  readonly transition: Transition
  readonly world: World
}

export async function converse(call: TicketCall, world: World): Promise<Said> {
  const found = await findSession(world.db, world.store.storeID, await digest(call.ticket))
  const session = found !== null && found.endedAtMs === null ? found : null
  const answer =
    call.kind === 'receiveResponseXML' && call.hresult.trim() === ''
      ? decodeMessageSetResponse(call.response)
      : null
  const transition = reduce(session?.state.phase ?? 'gone', eventOf(call, answer))
  const turn = { call, answer, transition, world }
  return session === null ? answerStranger(found, turn) : answerSession(session, turn)
}

export function eventOf(call: TicketCall, answer: MessageSetResponse | null): SessionEvent {
  switch (call.kind) {
    case 'sendRequestXML':
      return 'send'
    case 'receiveResponseXML':
      if (answer !== null) {
        return answer.kind === 'message-set' ? 'answer' : 'unreadable'
      }
      return call.hresult.trim().toLowerCase() === PARSE_HRESULT ? 'set-refused' : 'unreachable'
    case 'connectionError':
      return 'connection-error'
    case 'getLastError':
      return 'last-error'
    case 'closeConnection':
      return 'close'
  }
}

async function answerStranger(ended: Session | null, turn: Turn): Promise<Said> {
  const { call, answer, world } = turn
  if (
    ended !== null &&
    turn.transition.act === 'witness' &&
    call.kind === 'receiveResponseXML' &&
    answer?.kind === 'message-set'
  ) {
    const set = await findLastSetOfTicket(world.db, ended.storeID, ended.ticketHash)
    if (set !== null && set.state !== 'answered') {
      await witnessSet(ended, { call, responses: answer.responses, set, world })
    }
  }
  return refusalOf(call, strangerSentence(call, ended))
}

/** An update that found nothing to do has no session, and says so when it closes. */
function strangerSentence({ kind }: TicketCall, ended: Session | null): string {
  if (kind !== 'closeConnection') {
    return GONE
  }
  return ended === null ? 'Nothing to do.' : summaryOf(ended.state)
}

/** What each operation answers when nothing more is done under its ticket. */
function refusalOf(call: TicketCall, sentence: string): Said {
  switch (call.kind) {
    case 'receiveResponseXML':
      return { kind: 'failure' }
    case 'sendRequestXML':
      return { kind: 'request', xml: '' }
    case 'connectionError':
      return { kind: 'sentence', sentence: 'done' }
    case 'closeConnection':
    case 'getLastError':
      return { kind: 'sentence', sentence }
  }
}

async function answerSession(found: Session, turn: Turn): Promise<Said> {
  const { transition, world } = turn
  let session: Session = { ...found, lastCallAtMs: world.nowMs }
  if (transition.doubtFirst && transition.act !== 'close') {
    const doubted = doubtSet(session, { call: answerCallOf(turn), world })
    session = { ...doubted.session, state: { ...doubted.session.state, phase: 'idle' } }
    await writeTogether(world.db, [...doubted.statements, saveSession(world.db, session)])
  }
  switch (transition.act) {
    case 'compose':
      return compose(session, turn)
    case 'settle':
      return settle(session, turn)
    case 'doubt':
    case 'halve':
      return goOnAfterDoubt(session, turn)
    case 'repeat':
      await writeTogether(world.db, [saveSession(world.db, session)])
      return { kind: 'percent', percent: session.state.percent }
    case 'fail':
      return fail(session, { turn, sentence: sentenceOf(turn.call) })
    case 'close':
      await closeSession(session, world)
      return { kind: 'sentence', sentence: summaryOf(session.state) }
    case 'stop':
    case 'refuse':
      return refusalOf(turn.call, summaryOf(session.state))
    case 'tell':
    case 'witness':
    case 'nothing':
      return { kind: 'sentence', sentence: session.state.error ?? summaryOf(session.state) }
  }
}

async function compose(session: Session, { call, world }: Turn): Promise<Said> {
  if (call.kind !== 'sendRequestXML') {
    throw new Error(`a set is composed for sendRequestXML, not for ${call.kind}`)
  }
  const composed = await composeNext(session, { call, world })
  if (composed.kind === 'set') {
    return { kind: 'request', xml: composed.xml }
  }
  await stop(session, { problem: composed.problem, world })
  return { kind: 'request', xml: '' }
}

async function settle(session: Session, { call, answer, world }: Turn): Promise<Said> {
  const set = await findMessageSet(world.db, session.storeID, session.state.messageSetID ?? '')
  if (set === null || call.kind !== 'receiveResponseXML' || answer?.kind !== 'message-set') {
    throw new Error(`no set ${session.state.messageSetID} to settle`)
  }
  const settled = await settleSet(session, { call, responses: answer.responses, set, world })
  if (settled.problem !== null) {
    await stop(settled.session, { problem: settled.problem, world })
    return { kind: 'failure' }
  }
  return progress(settled.session, world)
}

async function goOnAfterDoubt(session: Session, turn: Turn): Promise<Said> {
  const { call, transition, world } = turn
  const set = await findMessageSet(world.db, session.storeID, session.state.messageSetID ?? '')
  if (set === null || call.kind !== 'receiveResponseXML') {
    throw new Error(`no set ${session.state.messageSetID} to doubt`)
  }
  const doubted =
    transition.act === 'halve'
      ? halveSet(session, { set, call, world })
      : doubtSet(session, { call, world })
  const { state } = doubted.session
  const isEmptyAnswer = transition.act === 'doubt'
  const next: Session = {
    ...doubted.session,
    state: { ...state, phase: 'idle', idleSets: state.idleSets + (isEmptyAnswer ? 1 : 0) },
  }
  await writeTogether(world.db, [...doubted.statements, saveSession(world.db, next)])
  return progress(next, world)
}

/** Goes on while something is due and the sets still teach something; 100 is the quiet end. */
async function progress(session: Session, world: World): Promise<Said> {
  const { state } = session
  const due = await countDueJobs(world.db, {
    storeID: session.storeID,
    nowMs: world.nowMs,
    limit: STILL_DUE_COUNTED_MAX,
  })
  const isOver =
    due === 0 || state.idleSets >= IDLE_SETS_MAX || state.setsSent >= SETS_PER_SESSION_MAX
  const done = state.posted + state.held
  const percent = isOver
    ? DONE_PERCENT
    : Math.min(PERCENT_MAX, Math.max(1, state.percent, Math.floor((done * 100) / (done + due))))
  await writeTogether(world.db, [
    saveSession(world.db, { ...session, state: { ...state, percent } }),
  ])
  return { kind: 'percent', percent }
}

/** A problem of the whole store: no requests, a notice in the shop's admin. */
async function stop(
  session: Session,
  { problem: stopping, world }: { readonly problem: Problem; readonly world: World },
): Promise<void> {
  const state = {
    ...session.state,
    phase: 'failed' as const,
    error: `${stopping.summary} ${stopping.remedy}`,
  }
  await writeTogether(world.db, [
    recordNotice(world.db, session.storeID, stopping),
    saveSession(world.db, { ...session, state }),
  ])
}

async function fail(
  session: Session,
  { turn, sentence }: { readonly turn: Turn; readonly sentence: string },
): Promise<Said> {
  const { call, world } = turn
  const state = { ...session.state, phase: 'failed' as const, error: sentence }
  const { storeID } = session
  const waiting = await countDueJobs(world.db, {
    storeID,
    nowMs: world.nowMs,
    limit: STILL_DUE_COUNTED_MAX,
  })
  await writeTogether(world.db, [
    recordNotice(world.db, storeID, problem('quickbooks-unreachable', { waiting }, sentence)),
    saveSession(world.db, { ...session, state }),
  ])
  return refusalOf(call, sentence)
}

function answerCallOf({ call }: Turn): QbwcCallOf<'receiveResponseXML'> | null {
  return call.kind === 'receiveResponseXML' ? call : null
}

/** An HRESULT in the owner's words; one we do not know in QuickBooks' own. */
function sentenceOf(call: QbwcCall): string {
  if (call.kind !== 'receiveResponseXML' && call.kind !== 'connectionError') {
    return GONE
  }
  const diagnosis = diagnoseHresult(call.hresult, call.message)
  return diagnosis.kind === 'known'
    ? [diagnosis.cause, ...diagnosis.steps].join(' ')
    : `QuickBooks said: ${diagnosis.message} (${diagnosis.hresult})`
}
