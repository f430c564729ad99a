/** Learns from the answer to a set: what is to be written, and what the session is after it. */
import { isProblem, problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { Statement } from '../db/database.ts'
import { linksOfSubjects } from '../links/links.ts'
import { indexLinks } from '../posting/known.ts'
import type { Link } from '../posting/known.ts'
import { learnAll } from '../posting/learn.ts'
import { isWriting as isJobWriting } from '../posting/purpose.ts'
import type { Manifest } from '../posting/learn.ts'
import type { Lesson } from '../posting/lesson.ts'
import type { QbxmlResponse } from '../qbxml/response.ts'
import { retryDelayMs } from '../queue/backoff.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import type { QbwcCallOf } from '../soap/calls.ts'
import { pinCompany, recordCarriedOver, recordNotice } from '../stores/store.ts'
import { withNewest, withReplaced } from './carried-over.ts'
import { areBooksRead } from './doubted-sets.ts'
import type { CarriedOver } from './carried-over.ts'
import { foldLessons } from './fold-lessons.ts'
import type { Folded } from './fold-lessons.ts'
import { answerStatements, foldedStatements } from './folded-statements.ts'
import { hasEnded, isOver } from '../posting/list-progress.ts'
import { companyFound, introducedBy } from './introduce.ts'
import { isReadingLists, listsAfterAnswer } from './list-reader.ts'
import type { ListsRead } from './list-reader.ts'
import { mirrorStatements } from './mirror-statements.ts'
import { nameCountAfter, nameNotice } from './name-count.ts'
import { paceAfter } from './pace.ts'
import { withSaleKinds } from './sale-kinds.ts'
import type { Session } from './sessions.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

export type Answer = {
  readonly call: QbwcCallOf<'receiveResponseXML'>
  readonly responses: readonly QbxmlResponse[]
  readonly set: MessageSet
  /** The documents of the subjects whose jobs are out, as they are linked so far. */
  readonly standing: readonly Link[]
  readonly out: readonly JobInFlight[]
}

export type JobInFlight = {
  readonly id: number
  readonly attempts: number
  /** What held it before it was sent again. */
  readonly problem: unknown
}

export type Settled = {
  readonly session: Session
  readonly statements: readonly Statement[]
  /** The session cannot go on: the wrong company, a QuickBooks too old, an older company file. */
  readonly problem: Problem | null
}

export async function settleSet(session: Session, answer: Answer, world: World): Promise<Settled> {
  const { set } = answer
  const { db, nowMs, store } = world
  const manifest = set.manifest as Manifest
  const lessons = lessonsOf(answer)
  const inFlight = new Map(answer.out.map((job) => [job.id, job]))
  const standing = await standingOf(lessons, answer, world)
  const folded = foldLessons(lessons, {
    knowledge: session.state.knowledge,
    manifest,
    standing: indexLinks(standing),
    when: {
      nowMs,
      laterMs: (jobID) => nowMs + retryDelayMs(inFlight.get(jobID)?.attempts ?? 1, world.jitter()),
      heldBefore: (jobID) => (inFlight.get(jobID)?.problem ?? null) as Problem | null,
    },
  })
  const introduced = introducedBy(lessons, { state: session.state, store })
  const isBooksCheck = isChecked(folded, manifest)
  const older = isBooksCheck ? restored(folded) : null
  const stopping = isProblem(introduced) ? introduced : older
  const stateNow = isProblem(introduced) ? session.state : introduced
  // What the wrong books show is not kept.
  const lists = stopping === null ? listsAfter(folded, { session, set, world }) : null
  const carriedOver = {
    ...carriedAfter(stateNow, { folded, isBooksCheck, lists, world, set }),
    nameCount: nameCountAfter(world.carriedOver.nameCount, { lessons, nowMs }),
  }
  return {
    session: {
      ...session,
      state: stateAfter(stateNow, { folded, isBooksCheck, lists }),
    },
    statements: [
      ...answerStatements(answer, world),
      ...(await foldedStatements(folded, world, set.messageSetID)),
      ...(lists === null ? [] : await mirrorStatements(folded, lists, world)),
      ...lessons.flatMap((lesson) =>
        lesson.kind === 'company'
          ? [pinCompany(db, store.storeID, companyFound(lesson.company, ''))]
          : [],
      ),
      recordCarriedOver(db, store.storeID, carriedOver),
      ...(stopping === null ? noticeStatements(carriedOver, world) : []),
    ],
    problem: stopping,
  }
}

/** QuickBooks answered: whatever kept it from doing so is over. */
function noticeStatements({ nameCount }: CarriedOver, { db, store }: World): readonly Statement[] {
  const notice = nameNotice(nameCount)
  return JSON.stringify(notice) === JSON.stringify(store.notice)
    ? []
    : [recordNotice(db, store.storeID, notice)]
}

/**
 * A set that left a second time may be answered from QuickBooks' memory, also where it failed: what
 * was refused is asked once more, under a new ID, before it counts.
 */
function lessonsOf({ set, responses }: Answer): readonly Lesson[] {
  const lessons = learnAll(set.manifest as Manifest, responses)
  return set.resends === 0
    ? lessons
    : lessons.map((lesson) =>
        lesson.kind === 'job-refused'
          ? { kind: 'job-again', jobID: lesson.purpose.jobID, reason: lesson.message }
          : lesson,
      )
}

/** Also of subjects whose job is not out, where an answer shows a document of theirs. */
async function standingOf(
  lessons: readonly Lesson[],
  { standing }: Answer,
  world: World,
): Promise<readonly Link[]> {
  const known = new Set(standing.map(({ subject }) => subject))
  const shown = lessons.flatMap(subjectsShown).filter((subject) => !known.has(subject))
  return shown.length === 0 ? standing : [...standing, ...(await findStanding(shown, world))]
}

export function findStanding(
  subjects: readonly string[],
  { db, storeID }: Pick<World, 'db' | 'storeID'>,
): Promise<Link[]> {
  return linksOfSubjects(db, storeID, subjects) as unknown as Promise<Link[]>
}

function subjectsShown(lesson: Lesson): readonly string[] {
  switch (lesson.kind) {
    case 'document-found':
    case 'document-posted':
    case 'document-deleted':
      return [lesson.link.subject]
    case 'document-twice':
      return lesson.links.map(({ subject }) => subject)
    case 'newest-checked':
      return lesson.missing.map(({ subject }) => subject)
    case 'linked':
    case 'read':
    case 'list':
    case 'entries-gone':
    case 'document-read':
    case 'document-changed':
    case 'document-removed':
    case 'change-found':
    case 'field-written':
    case 'document-absent':
    case 'document-elsewhere':
    case 'doubt-read':
    case 'doubt-refused':
    case 'doubt-unread':
    case 'looked-at':
    case 'looked-up':
    case 'linked-again':
    case 'newest-deleted':
    case 'entry-gone':
    case 'name-taken':
    case 'name-somebody-elses':
    case 'need-refused':
    case 'need-anew':
    case 'entry-forgotten':
    case 'job-refused':
    case 'job-again':
    case 'job-try-later':
    case 'job-in-doubt':
    case 'customer-changed':
    case 'host':
    case 'names-capacity':
    case 'names-counted':
    case 'company':
    case 'preferences':
    case 'nothing':
      return []
  }
}

function listsAfter(
  folded: Folded,
  {
    session,
    set,
    world,
  }: { readonly session: Session; readonly set: MessageSet; readonly world: World },
): ListsRead {
  const before = { progress: session.state.lists, records: world.carriedOver.lists }
  return listsAfterAnswer(before, {
    setID: set.messageSetID,
    sentAtMs: set.sentAtMs,
    answers: folded.lists.map(({ answer }) => answer),
    areDeletionsRead: folded.goneEntries !== null,
    nowMs: world.nowMs,
  })
}

function stateAfter(
  state: SessionState,
  {
    folded,
    isBooksCheck,
    lists,
  }: {
    readonly folded: Folded
    readonly isBooksCheck: boolean
    readonly lists: ListsRead | null
  },
): SessionState {
  const { heldProblems: held } = folded
  const progress = lists?.progress ?? state.lists
  return {
    ...state,
    phase: 'idle',
    out: null,
    areListsRead: state.areListsRead || isOver(progress.account),
    lists: progress,
    // Whoever waited for the list is looked at again.
    waitingTo: hasEnded(state.lists, progress) ? null : state.waitingTo,
    areBooksChecked: state.areBooksChecked || isBooksCheck,
    idleSets: folded.isNews ? 0 : state.idleSets + 1,
    posted: state.posted + folded.salesPosted,
    held: state.held + held.length,
    firstHeld: state.firstHeld ?? held[0]?.summary ?? null,
    connectionErrors: 0,
    knowledge: folded.knowledge,
  }
}

/** Each question about the newest documents, and about what was deleted, was asked and answered. */
function isChecked({ checks }: Folded, manifest: Manifest): boolean {
  const asked = Object.values(manifest).filter(
    ({ kind }) => kind === 'check-newest' || kind === 'read-deleted',
  )
  return asked.length > 0 && checks === asked.length
}

/**
 * Missing, and not because a person deleted it, or as it was before its last change: the books are
 * older than what we know of them.
 */
function restored({ newestMissing, newestDeleted, newestOlder }: Folded): Problem | null {
  const deleted = new Set(newestDeleted.map(({ txnID }) => txnID))
  const lost = newestMissing.find(({ txnID }) => !deleted.has(txnID))
  const [older] = newestOlder
  const shown = lost ?? older
  if (shown === undefined) {
    return null
  }
  const { documentKind, refNumber, subject } = shown
  const order = subject.replace(/^order:/, '')
  return problem('company-file-restored', {
    order,
    document: `${TITLES[documentKind]} ${refNumber}`,
    isMissing: lost !== undefined,
  })
}

/** QuickBooks knows only the IDs of sets that write: `send-set.ts`. */
function isWriting(manifest: Manifest): boolean {
  return Object.values(manifest).some(
    (purpose) =>
      isJobWriting(purpose) || purpose.kind === 'add-entry' || purpose.kind === 'activate-customer',
  )
}

const TITLES = {
  SalesReceipt: 'Sales receipt',
  Invoice: 'Invoice',
  SalesOrder: 'Sales order',
  Estimate: 'Estimate',
  ReceivePayment: 'Payment',
  CreditMemo: 'Credit memo',
  ARRefundCreditCard: 'Card refund',
  Check: 'Check',
  Deposit: 'Deposit',
} as const

function carriedAfter(
  state: SessionState,
  {
    folded,
    isBooksCheck,
    lists,
    world,
    set,
  }: {
    readonly folded: Folded
    readonly isBooksCheck: boolean
    readonly lists: ListsRead | null
    readonly world: World
    readonly set: MessageSet
  },
): CarriedOver {
  const { carriedOver, nowMs } = world
  const { out } = state
  const measured =
    out === null || isReadingLists(set.manifest as Manifest)
      ? carriedOver
      : paceAfter(carriedOver, { ...out, tookMs: Math.max(0, nowMs - out.sentAtMs) })
  const gone = new Set(folded.newestDeleted.map(({ txnID }) => txnID))
  const newest = measured.newest.filter(({ txnID }) => !gone.has(txnID))
  const kept = withReplaced({ ...measured, newest }, folded.replaced)
  const kindsSeen = folded.newest.map(({ documentKind }) => documentKind)
  return {
    ...withNewest(withSaleKinds(kept, kindsSeen) ?? kept, folded.newest, nowMs),
    deletedReadAtMs: isBooksCheck ? set.sentAtMs : carriedOver.deletedReadAtMs,
    company: state.company ?? carriedOver.company,
    lists: lists?.records ?? carriedOver.lists,
    inDoubtFromMs: areBooksRead(folded.knowledge) ? null : carriedOver.inDoubtFromMs,
    settledSetID: isWriting(set.manifest as Manifest) ? set.messageSetID : carriedOver.settledSetID,
    unreachableInRow: 0,
  }
}
