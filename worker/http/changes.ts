/** A verdict on each change, all of them stored in one batch, and what the shop has still to hear. */
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import type { ReadingDatabase } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { recordSearchWords } from '../journal/search-words.ts'
import { linksOfSubjects } from '../links/links.ts'
import { enqueueJobs, enqueueLinked } from '../queue/enqueue.ts'
import type { News } from '../queue/enqueue.ts'
import { openJobsIn, openJobsOf } from '../queue/open-jobs.ts'
import { cancelUnsent } from '../queue/requeue.ts'
import { bySubject, recordGenerations, saveSnapshots, snapshotsOf } from '../queue/snapshots.ts'
import type { NewSnapshot, Snapshot } from '../queue/snapshots.ts'
import { companyIn, companyRow } from '../session/company-at-hand.ts'
import type { CompanyAtHand } from '../session/company-at-hand.ts'
import { seekerOf } from '../session/sought.ts'
import type { Seek } from '../session/sought.ts'
import { askSettings } from '../stores/settings.ts'
import { recordShop, recordTold } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import { standingNotice } from '../stores/watch.ts'
import type { Answer } from '../woo/answer.ts'
import type { Envelope } from '../woo/changes.ts'
import { readAnswerOutcomes } from './answer-outcomes.ts'
import { decideChange } from './decide-change.ts'
import type { Decided, Ledger } from './decide-change.ts'
import { shownProblem } from './shown-problem.ts'

type Door = { readonly db: ReadingDatabase; readonly store: Store; readonly nowMs: number }

/** How often two requests of one shop may come between each other's reading and writing. */
const TRIES = 3

export async function answerChanges(envelope: Envelope, door: Door): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await answerOnce(envelope, door)
    } catch (error) {
      // The snapshot we decided on is not the newest any more: read again, decide again.
      if (tries === TRIES || !String(error).includes('NOT NULL constraint failed')) {
        throw error
      }
    }
  }
}

async function answerOnce(envelope: Envelope, door: Door): Promise<Answer> {
  const { db, store, nowMs } = door
  const { storeID } = store
  const { ledger, settings, company } = await readLedger(envelope, door)
  const seek = guarded(seekerOf({ store, company, shop: envelope.shop, settings, nowMs }))
  const decided = await decideAll(envelope, { ledger, settings, store, seek })
  const made = pick(decided, 'outcome')
  await writeTogether(db, [
    recordShop(db, { storeID, shop: envelope.shop, nowMs }),
    ...saveSnapshots(db, { storeID, snapshots: newest(pick(decided, 'snapshot')), nowMs }),
    ...recordGenerations(db, { storeID, seen: pick(decided, 'seen') }),
    ...cancelUnsent(db, { storeID, subjects: pick(decided, 'cancel'), nowMs }),
    ...enqueueJobs(db, { storeID, news: newsThatStands(decided), nowMs }),
    ...enqueueLinked(db, { storeID, subjects: letGo(decided), nowMs }),
    ...recordOutcomes(db, { storeID, outcomes: made, nowMs }),
    ...(made.length === 0 ? [] : [recordTold(db, storeID)]),
    ...recordJournal(db, { storeID, entries: pick(decided, 'journal'), nowMs }),
    ...recordSearchWords(db, { storeID, found: pick(decided, 'found') }),
  ])
  // It calls just now, whatever was said of it.
  const notice = standingNotice({ ...store, shopSeenAtMs: nowMs })
  return {
    verdicts: decided.map(({ verdict }) => verdict),
    ...(await readAnswerOutcomes(db, { store, after: envelope.outcomesAfter })),
    wants: settings.kinds,
    notice: notice === null ? null : shownProblem(notice),
  }
}

/** One snapshot of the data: a session may write between two queries. */
async function readLedger(
  { changes }: Envelope,
  { db, store: { storeID } }: Door,
): Promise<{
  readonly ledger: Ledger
  readonly settings: Settings
  readonly company: CompanyAtHand
}> {
  const subjects = changes.map(({ subject }) => subject)
  const asked = askSettings(db, storeID)
  const [settingsRows, companyRows, snapshotRows, unsent, sent, linked] = await db.readTogether([
    asked.newest,
    companyRow(db, storeID),
    snapshotsOf(db, storeID, subjects),
    ...openJobsOf(db, storeID, subjects),
    linksOfSubjects(db, storeID, subjects),
  ])
  const ledger = {
    snapshots: bySubject(snapshotRows),
    jobs: openJobsIn([...unsent, ...sent]),
    linked: new Set(linked.map(({ subject }) => subject)),
  }
  const { settings } = asked.settingsIn(settingsRows)
  return { ledger, settings, company: companyIn(companyRows) }
}

/** What is kept only saves a look at the order a trip: a mistake of ours in it keeps no change out. */
function guarded(seek: Seek): Seek {
  return (subject, told) => {
    try {
      return seek(subject, told)
    } catch (error) {
      console.error(JSON.stringify({ event: 'seeking-failed', subject, error: String(error) }))
      return null
    }
  }
}

/** Of a subject that comes twice only the last is kept. */
function newest(taken: readonly NewSnapshot[]): NewSnapshot[] {
  return [...new Map(taken.map((snapshot) => [snapshot.subject, snapshot])).values()]
}

/** Subjects that this envelope leaves without work. */
function letGo(decided: readonly Decided[]): readonly string[] {
  return decided.flatMap(({ verdict, snapshot, news }) =>
    snapshot !== undefined && news === undefined ? [verdict.subject] : [],
  )
}

/** One after the other: the same subject twice in an envelope meets its own first news. */
async function decideAll(
  envelope: Envelope,
  world: {
    readonly ledger: Ledger
    readonly settings: Settings
    readonly store: Store
    readonly seek: Seek
  },
): Promise<readonly Decided[]> {
  const decided: Decided[] = []
  let { ledger } = world
  for (const change of envelope.changes) {
    const one = await decideChange(change, { ...world, ledger, epoch: envelope.epoch })
    decided.push(one)
    ledger = ledgerAfter(ledger, { decided: one, storeID: world.store.storeID })
  }
  return decided
}

function ledgerAfter(
  ledger: Ledger,
  { decided, storeID }: { readonly decided: Decided; readonly storeID: string },
): Ledger {
  const { snapshot, news, cancel } = decided
  const { subject } = decided.verdict
  const isUnsentGone = news !== undefined || cancel !== undefined
  const kept = isUnsentGone
    ? ledger.jobs.filter((job) => job.subject !== subject || job.state === 'sent')
    : ledger.jobs
  const queued =
    news === undefined
      ? []
      : [{ subject, state: 'queued' as const, isPushed: news.isPushed, wasSent: false }]
  const snapshots =
    snapshot === undefined
      ? ledger.snapshots
      : new Map(ledger.snapshots).set(subject, standIn(snapshot, storeID))
  return { ...ledger, jobs: [...kept, ...queued], snapshots }
}

/** The next change to the subject replaces it in the same batch, and so is of the same revision. */
function standIn(snapshot: NewSnapshot, storeID: string): Snapshot {
  return { ...snapshot, storeID, receivedAtMs: 0, revision: snapshot.revision - 1 }
}

/** Cancelling is written before queueing: what a later change withdraws must not be queued at all. */
function newsThatStands(decided: readonly Decided[]): News[] {
  return decided.flatMap(({ news }, at) => {
    const isWithdrawn = decided.slice(at + 1).some(({ cancel }) => cancel === news?.subject)
    return news === undefined || isWithdrawn ? [] : [news]
  })
}

function pick<K extends Exclude<keyof Decided, 'verdict'>>(
  decided: readonly Decided[],
  part: K,
): NonNullable<Decided[K]>[] {
  return decided.flatMap((one) => {
    const value = one[part]
    return value === undefined || value === null ? [] : [value]
  })
}
