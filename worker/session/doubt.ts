/** A set without an answer that settles it: its jobs go back, and nothing is concluded. */
import { problem } from '../books/problems.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { progressAfterLoss, progressAfterRefusal } from '../posting/list-progress.ts'
import { withoutPages } from '../posting/doubted.ts'
import { markDoubtful, storeAnswer } from '../queue/message-sets.ts'
import { giveBackSent } from '../queue/requeue.ts'
import { settleJobs } from '../queue/settle.ts'
import type { QbwcCallOf } from '../soap/calls.ts'
import { halveOrdersPerSet } from '../stores/store.ts'
import { afterRefusal } from './bisection.ts'
import { listsRefused } from './list-reader.ts'
import { ORDERS_PER_SET_AT_FIRST, ORDERS_PER_SET_MIN } from './pace.ts'
import type { Session } from './sessions.ts'
import type { JobOut, SessionState } from './state.ts'
import type { Outside, World } from './world.ts'

const SIZES = { atFirst: ORDERS_PER_SET_AT_FIRST, min: ORDERS_PER_SET_MIN }

export type Doubted = { readonly session: Session; readonly statements: readonly Statement[] }

type Around = Pick<Outside, 'db' | 'storeID' | 'nowMs'>

/** Whatever came of it, e.g. half an answer, is kept for whoever has to look. */
export function doubtSet(
  session: Session,
  call: QbwcCallOf<'receiveResponseXML'> | null,
  world: Around & { readonly isAttemptCounted?: boolean },
): Doubted {
  const { out } = session.state
  if (out === null) {
    return { session, statements: [] }
  }
  const { db, storeID, nowMs, isAttemptCounted = true } = world
  const { messageSetID } = out
  const set = { storeID, messageSetID }
  return {
    session: { ...session, state: afterDoubt(session.state, messageSetID) },
    statements: [
      ...(call === null
        ? [markDoubtful(db, set)]
        : storeAnswer(db, { ...set, ...call, state: 'doubtful', nowMs })),
      ...giveBackSent(db, { ...set, runAtMs: nowMs, isAttemptCounted }),
      // Too much for QuickBooks or its computer, as likely as not. What it cannot read is halved else.
      ...(isAttemptCounted && out.jobs.length > 0 ? [halveOrdersPerSet(db, storeID, SIZES)] : []),
      ...recordJournal(db, {
        storeID,
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

/** Whatever the set asked for was not learned; a page of it is lost with the answer. */
function afterDoubt(state: SessionState, setID: string): SessionState {
  const { knowledge } = state
  return {
    ...state,
    phase: 'idle',
    out: null,
    lists: progressAfterLoss(state.lists, setID),
    knowledge: { ...knowledge, doubt: withoutPages(knowledge.doubt) },
  }
}

/**
 * QuickBooks says that it could not parse a set and ran nothing of it. That is verified like any
 * doubt; then half of its jobs are tried alone, and so on until one alone is refused.
 */
export function bisectSet(
  session: Session,
  call: QbwcCallOf<'receiveResponseXML'>,
  world: Around & Pick<World, 'carriedOver'>,
): Doubted {
  const { out, lists: listsBefore } = session.state
  const jobs = out?.jobs ?? []
  const lists = out === null ? listsBefore : progressAfterRefusal(listsBefore, { ...out, ...call })
  const asked = { ...session, state: { ...session.state, lists } }
  const doubted = doubtSet(asked, call, { ...world, isAttemptCounted: false })
  if (lists !== listsBefore) {
    // Any of its lists may be to blame: without them it is another set.
    const unread = listsRefused(listsBefore, lists, world)
    return { ...doubted, statements: [...doubted.statements, ...unread] }
  }
  const { state } = doubted.session
  const refused = afterRefusal(jobs.map(({ jobID }) => jobID))
  if (refused === null) {
    return {
      ...doubted,
      session: { ...doubted.session, state: { ...state, idleSets: state.idleSets + 1 } },
    }
  }
  if (refused.kind === 'narrowed') {
    const { suspects } = refused
    return { ...doubted, session: { ...doubted.session, state: { ...state, suspects } } }
  }
  return holdPoison(doubted, {
    job: jobs.find(({ jobID }) => jobID === refused.jobID),
    call,
    world,
  })
}

function holdPoison(
  doubted: Doubted,
  {
    job,
    call,
    world,
  }: {
    readonly job: JobOut | undefined
    readonly call: QbwcCallOf<'receiveResponseXML'>
    readonly world: Around
  },
): Doubted {
  if (job === undefined) {
    return doubted
  }
  const { db, storeID, nowMs } = world
  const { jobID: id, subject, generation, revision, order } = job
  const held = problem('set-refused', { order }, call.message)
  const { state } = doubted.session
  const suspects = state.suspects === null ? null : { ...state.suspects, onTrial: [] }
  return {
    session: {
      ...doubted.session,
      state: {
        ...state,
        suspects,
        held: state.held + 1,
        firstHeld: state.firstHeld ?? held.summary,
      },
    },
    statements: [
      ...doubted.statements,
      ...settleJobs(db, {
        storeID,
        results: [{ kind: 'blocked', id, problem: held, recheckAtMs: null, decidedOn: revision }],
        nowMs,
      }),
      ...recordOutcomes(db, {
        storeID,
        outcomes: [{ subject, generation, state: 'held', documents: [], problem: held }],
        nowMs,
      }),
      ...recordJournal(db, {
        storeID,
        entries: [{ subject, event: 'held', detail: { problem: held } }],
        nowMs,
      }),
    ],
  }
}
