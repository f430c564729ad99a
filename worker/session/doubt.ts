/** A set without an answer that settles it: its jobs go back, and nothing is concluded. */
import { problem } from '../books/problems.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { settleJobs } from '../queue/settle.ts'
import type { Manifest } from '../posting/learn.ts'
import { markDoubtful, storeAnswer } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { giveBackSent } from '../queue/requeue.ts'
import type { QbwcCallOf } from '../soap/calls.ts'
import type { Session } from './sessions.ts'
import type { World } from './world.ts'

/** Whatever came of it, e.g. half an answer, is kept for whoever has to look. */
export function doubtSet(
  session: Session,
  {
    call,
    world,
  }: { readonly call: QbwcCallOf<'receiveResponseXML'> | null; readonly world: World },
): { readonly session: Session; readonly statements: Statement[] } {
  const { messageSetID } = session.state
  const doubted = { ...session, state: { ...session.state, messageSetID: null } }
  if (messageSetID === null) {
    return { session: doubted, statements: [] }
  }
  const { db, store, nowMs } = world
  const set = { storeID: store.storeID, messageSetID }
  return {
    session: doubted,
    statements: [
      ...(call === null
        ? [markDoubtful(db, set)]
        : storeAnswer(db, { ...set, ...call, state: 'doubtful', nowMs })),
      ...giveBackSent(db, { ...set, runAtMs: nowMs }),
      ...recordJournal(db, {
        storeID: store.storeID,
        entries: [
          {
            subject: null,
            event: 'set-in-doubt',
            detail: { messageSetID, hresult: call?.hresult ?? null },
          },
        ],
        nowMs,
      }),
    ],
  }
}

/**
 * QuickBooks cannot parse a set and runs nothing of it. Halving finds the order that spoils it; a
 * set of one order that still cannot be parsed holds that order, so that the others go on.
 */
export function halveSet(
  session: Session,
  {
    set,
    call,
    world,
  }: {
    readonly set: MessageSet
    readonly call: QbwcCallOf<'receiveResponseXML'>
    readonly world: World
  },
): { readonly session: Session; readonly statements: Statement[] } {
  const { ordersPerSet } = session.state
  const doubted = doubtSet(session, { call, world })
  const halved = {
    ...doubted.session,
    state: {
      ...doubted.session.state,
      ordersPerSet: Math.max(1, Math.floor(ordersPerSet / 2)),
      idleSets: doubted.session.state.idleSets + (ordersPerSet === 1 ? 1 : 0),
    },
  }
  const spoiled = ordersPerSet === 1 ? soleJob(set) : null
  if (spoiled === null) {
    return { session: halved, statements: doubted.statements }
  }
  const { db, store, nowMs } = world
  const { jobID: id, subject, generation } = spoiled
  const held = problem('set-refused', { order: spoiled.order }, call.message)
  const { state } = halved
  return {
    session: {
      ...halved,
      state: { ...state, held: state.held + 1, firstHeld: state.firstHeld ?? held.summary },
    },
    statements: [
      ...doubted.statements,
      ...settleJobs(db, {
        storeID: store.storeID,
        results: [{ kind: 'blocked', id, problem: held, recheckAtMs: null }],
        nowMs,
      }),
      ...recordOutcomes(db, {
        storeID: store.storeID,
        outcomes: [{ subject, generation, state: 'held', documents: [], problem: held }],
        nowMs,
      }),
      ...recordJournal(db, {
        storeID: store.storeID,
        entries: [{ subject, event: 'held', detail: { problem: held } }],
        nowMs,
      }),
    ],
  }
}

function soleJob(set: MessageSet) {
  const sales = Object.values(set.manifest as Manifest).flatMap((purpose) =>
    purpose.kind === 'add-sale' ? [purpose] : [],
  )
  return sales.length === 1 ? (sales[0] ?? null) : null
}
