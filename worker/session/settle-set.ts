/** Learns from the answer to a set and writes what follows in one batch. */
import type { Problem } from '../books/problems.ts'
import { writeTogether } from '../db/database.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { recordLinks } from '../links/links.ts'
import { forgetUnread, recordEntries } from '../mirror/mirror.ts'
import { learnAll } from '../posting/learn.ts'
import type { Manifest } from '../posting/learn.ts'
import type { Lesson } from '../posting/lesson.ts'
import type { QbxmlResponse } from '../qbxml/response.ts'
import { retryDelayMs } from '../queue/backoff.ts'
import { storeAnswer } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { settleJobs } from '../queue/settle.ts'
import type { QbwcCallOf } from '../soap/calls.ts'
import { pinCompany, recordNotice } from '../stores/store.ts'
import { foldLessons } from './fold-lessons.ts'
import type { Folded } from './fold-lessons.ts'
import { companyFound, withHost, withPreferences, wrongCompany } from './introduce.ts'
import { isProblem } from '../books/problems.ts'
import { saveSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import { ORDERS_PER_SET_MAX } from './state.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

/** A lock in QuickBooks: the third attempt is the first that waits. */
const TRY_LATER_ATTEMPTS = 3

export type Settled = {
  readonly session: Session
  /** The session cannot go on: the wrong company, or a QuickBooks too old. */
  readonly problem: Problem | null
}

type Answer = {
  readonly call: QbwcCallOf<'receiveResponseXML'>
  readonly responses: readonly QbxmlResponse[]
  readonly set: MessageSet
  readonly world: World
}

export async function settleSet(session: Session, answer: Answer): Promise<Settled> {
  const { set, world } = answer
  const { db, nowMs } = world
  const lessons = learnAll(set.manifest as Manifest, answer.responses)
  const folded = fold(lessons, { state: session.state, world })
  const introduced = introducedBy(lessons, { state: session.state, world })
  const state: SessionState = {
    ...(isProblem(introduced) ? session.state : introduced),
    phase: 'idle',
    messageSetID: null,
    settledSetID: set.messageSetID,
    areListsRead: session.state.areListsRead || folded.wholeLists.includes('account'),
    ordersPerSet: ordersAfter(session.state, folded.posted),
    idleSets: folded.isNews ? 0 : session.state.idleSets + 1,
    posted: session.state.posted + folded.posted,
    held: session.state.held + folded.held.length,
    firstHeld: session.state.firstHeld ?? folded.held[0]?.summary ?? null,
    knowledge: folded.knowledge,
  }
  const settled = { ...session, lastCallAtMs: nowMs, state }
  await writeTogether(db, [
    ...answerStatements(answer),
    ...foldedStatements(folded, world),
    ...companyStatements(lessons, world),
    ...noticeStatements(introduced, world),
    saveSession(db, settled),
  ])
  return { session: settled, problem: isProblem(introduced) ? introduced : null }
}

/** The late answer of an ended session: what it proves is kept, what it knows is not. */
export async function witnessSet(session: Session, answer: Answer): Promise<void> {
  const { set, world } = answer
  const folded = fold(learnAll(set.manifest as Manifest, answer.responses), {
    state: session.state,
    world,
  })
  await writeTogether(world.db, [
    ...answerStatements(answer),
    ...foldedStatements(folded, world),
    ...recordJournal(world.db, {
      storeID: world.store.storeID,
      entries: [
        { subject: null, event: 'late-answer', detail: { messageSetID: set.messageSetID } },
      ],
      nowMs: world.nowMs,
    }),
  ])
}

/**
 * Back to full size by doubling, once orders went through: a set that only asked says nothing of
 * the order that spoiled the one before it.
 */
function ordersAfter({ ordersPerSet }: SessionState, posted: number): number {
  return posted > 0 ? Math.min(ORDERS_PER_SET_MAX, ordersPerSet * 2) : ordersPerSet
}

function fold(
  lessons: readonly Lesson[],
  { state, world }: { readonly state: SessionState; readonly world: World },
): Folded {
  const delayMs = retryDelayMs(TRY_LATER_ATTEMPTS, world.jitter())
  const when = { nowMs: world.nowMs, tryLaterAtMs: world.nowMs + delayMs }
  return foldLessons(lessons, state.knowledge, when)
}

function answerStatements({ call, set, world }: Answer): Statement[] {
  return storeAnswer(world.db, {
    storeID: set.storeID,
    messageSetID: set.messageSetID,
    state: 'answered',
    response: call.response,
    hresult: call.hresult,
    message: call.message,
    nowMs: world.nowMs,
  })
}

function foldedStatements(folded: Folded, { db, store, nowMs }: World): Statement[] {
  const { storeID } = store
  return [
    ...settleJobs(db, { storeID, results: folded.results, nowMs }),
    ...recordLinks(db, { storeID, links: folded.links, nowMs }),
    ...recordEntries(db, { storeID, entries: folded.entries, nowMs }),
    ...folded.wholeLists.map((list) =>
      forgetUnread(db, {
        storeID,
        list,
        // Of the items each session reads only the tax items whole.
        type: list === 'item' ? 'ItemSalesTax' : null,
        readAtMs: nowMs,
      }),
    ),
    ...recordOutcomes(db, { storeID, outcomes: folded.outcomes, nowMs }),
    ...recordJournal(db, { storeID, entries: folded.journal, nowMs }),
  ]
}

/** QuickBooks answered: whatever kept it from doing so is over. */
function noticeStatements(introduced: SessionState | Problem, { db, store }: World): Statement[] {
  return store.notice === null || isProblem(introduced)
    ? []
    : [recordNotice(db, store.storeID, null)]
}

function companyStatements(lessons: readonly Lesson[], { db, store }: World): Statement[] {
  return lessons.flatMap((lesson) =>
    lesson.kind === 'company'
      ? [pinCompany(db, store.storeID, companyFound(lesson.company, ''))]
      : [],
  )
}

function introducedBy(
  lessons: readonly Lesson[],
  { state, world }: { readonly state: SessionState; readonly world: World },
): SessionState | Problem {
  let introduced = state
  for (const lesson of lessons) {
    if (lesson.kind === 'host') {
      const next = withHost(introduced, lesson.host)
      if (isProblem(next)) {
        return next
      }
      introduced = next
    }
    if (lesson.kind === 'preferences') {
      introduced = withPreferences(introduced, lesson.preferences)
    }
    if (lesson.kind === 'company') {
      const stranger = wrongCompany(world.store, companyFound(lesson.company, ''))
      if (stranger !== null) {
        return stranger
      }
    }
  }
  return introduced
}
