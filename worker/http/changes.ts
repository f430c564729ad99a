/** A verdict on each change, all of them stored in one batch, and what the shop has still to hear. */
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { findLinks } from '../links/links.ts'
import { enqueueJobs } from '../queue/enqueue.ts'
import type { News } from '../queue/enqueue.ts'
import { findOpenJobs } from '../queue/open-jobs.ts'
import { cancelUnsent } from '../queue/requeue.ts'
import { findSnapshots, recordGenerations, saveSnapshots } from '../queue/snapshots.ts'
import { readSettings } from '../stores/settings.ts'
import { recordShop } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import type { Answer } from '../woo/answer.ts'
import type { Envelope } from '../woo/changes.ts'
import { readAnswerOutcomes } from './answer-outcomes.ts'
import { decideChange } from './decide-change.ts'
import type { Decided, Ledger } from './decide-change.ts'
import { shownProblem } from './shown-problem.ts'

type Door = { readonly db: Database; readonly store: Store; readonly nowMs: number }

export async function answerChanges(envelope: Envelope, door: Door): Promise<Answer> {
  const { db, store, nowMs } = door
  const { storeID } = store
  const subjects = envelope.changes.map(({ subject }) => subject)
  const [{ settings }, ledger] = await Promise.all([
    readSettings(db, storeID),
    readLedger(db, { storeID, subjects }),
  ])
  const decided = await decideAll(envelope, { ledger, settings, store })
  await writeTogether(db, [
    recordShop(db, { storeID, shop: envelope.shop, nowMs }),
    ...saveSnapshots(db, { storeID, snapshots: pick(decided, 'snapshot'), nowMs }),
    ...recordGenerations(db, { storeID, seen: pick(decided, 'seen') }),
    ...cancelUnsent(db, { storeID, subjects: pick(decided, 'cancel'), nowMs }),
    ...enqueueJobs(db, { storeID, news: newsThatStands(decided), nowMs }),
    ...recordOutcomes(db, { storeID, outcomes: pick(decided, 'outcome'), nowMs }),
    ...recordJournal(db, { storeID, entries: pick(decided, 'journal'), nowMs }),
  ])
  return {
    verdicts: decided.map(({ verdict }) => verdict),
    ...(await readAnswerOutcomes(db, { store, after: envelope.outcomesAfter })),
    wants: settings.kinds,
    notice: store.notice === null ? null : shownProblem(store.notice),
  }
}

async function readLedger(
  db: Database,
  { storeID, subjects }: { readonly storeID: string; readonly subjects: readonly string[] },
): Promise<Ledger> {
  if (subjects.length === 0) {
    return { snapshots: new Map(), jobs: [], linked: new Set() }
  }
  const [snapshots, jobs, links] = await Promise.all([
    findSnapshots(db, storeID, subjects),
    findOpenJobs(db, storeID, subjects),
    findLinks(db, storeID, subjects),
  ])
  return { snapshots, jobs, linked: new Set(links.map(({ subject }) => subject)) }
}

/** One after the other: the same subject twice in an envelope meets its own first news. */
async function decideAll(
  envelope: Envelope,
  world: { readonly ledger: Ledger; readonly settings: Settings; readonly store: Store },
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
      : new Map(ledger.snapshots).set(subject, { ...snapshot, storeID, receivedAtMs: 0 })
  return { ...ledger, jobs: [...kept, ...queued], snapshots }
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
