/**
 * A person presses the button of a problem: it is done for all that it holds, or for the entries
 * that were chosen, and these are decided anew at the next update. Who did it is in the log.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { parseOrder } from './held-orders.ts'
import { repairedSettings } from '../books/repaired-settings.ts'
import type { Chosen, SettingsRepair } from '../books/repaired-settings.ts'
import { repairName } from '../books/repair.ts'
import type { EntryRepair } from '../books/repair.ts'
import type { Problem, ProblemCode } from '../books/problems.ts'
import type { SettingChange } from '../books/settings-changes.ts'
import type { Database, Statement } from '../db/database.ts'
import { sessions } from '../db/schema.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { adoptDocuments } from '../links/adopt.ts'
import { findLinks } from '../links/links.ts'
import { taxListsOf } from '../mirror/tax-lists.ts'
import { isPayment } from '../posting/doubted.ts'
import { NO_RECORDS } from '../posting/list-record.ts'
import { recordHashes, retryJobs, settleHeldJobs } from '../queue/by-hand.ts'
import { enqueueJobs } from '../queue/enqueue.ts'
import { pickJobs } from '../queue/list-jobs.ts'
import type { JobFilter, PickedJob } from '../queue/list-jobs.ts'
import { readSettings } from '../stores/settings.ts'
import { recordLists } from '../stores/store.ts'
import { chosenEntry, WANTED } from './chosen-entry.ts'
import { documentOf } from './outcome-document.ts'
import { linkEntry } from './link-entry.ts'
import type { Linked } from './link-entry.ts'
import { act, hashesOf, IN_DOUBT, newsOf, takenOff } from './queue-by-hand.ts'
import type { Doing, Hand, Handled } from './queue-by-hand.ts'
import { saveByHand } from './settings-by-hand.ts'

export type Repairing = {
  readonly code: ProblemCode
  readonly repair: EntryRepair
  /** All that the problem holds without. */
  readonly ids?: readonly number[]
  /** What was typed, where the repair asks for a name. */
  readonly chosen?: Chosen
  /** Which of the shop's customers or products it is about, where several are held. */
  readonly subject?: string
}

export type Repaired = Handled & {
  readonly changes: readonly SettingChange[]
  /** What of the shop is now which entry of QuickBooks. */
  readonly linked: Linked | null
  /** Why nothing was done. */
  readonly refusal: string | null
}

const NOTHING: Repaired = {
  subjects: [],
  leftAlone: [],
  isCut: false,
  changes: [],
  linked: null,
  refusal: null,
}

/** Of so many held orders it is read what they need of the mapping. */
const ORDERS_READ_MAX = 200

export async function repairByHand(repairing: Repairing, hand: Hand): Promise<Repaired> {
  const { repair } = repairing
  switch (repair.kind) {
    case 'send-again':
      return released(repairing, hand, { write: (picked) => release(picked, hand) })
    case 'push':
      return released(repairing, hand, {
        whyNot: ({ revision }) => (revision === null ? UNHEARD : null),
        write: (picked) => push(picked, hand),
      })
    case 'read-lists-again':
      return released(repairing, hand, {
        write: (picked) => [
          ...release(picked, hand),
          recordLists(hand.db, hand.storeID, NO_RECORDS),
        ],
      })
    case 'adopt-document':
      return released(repairing, hand, {
        whyNot: (job) => (foundIn(job) === null ? NOT_KNOWN : null),
        write: (picked) => adopt(picked, hand),
      })
    case 'let-it-stand':
      return released(repairing, hand, {
        whyNot: ({ messageSetID, isSaleGone }) =>
          messageSetID === null || isSaleGone ? null : IN_DOUBT,
        write: (picked) => letStand(picked, hand),
      })
    case 'set-setting':
    case 'accept-suggestion':
    case 'adjust-settings':
    case 'choose':
      return changeSettings({ ...repairing, repair }, hand)
    case 'link-entry':
      return linkedAndReleased({ ...repairing, repair }, hand)
  }
}

const UNHEARD = 'nothing is known of what the shop said of it'
const NOT_KNOWN =
  'which document was found is not known any more; Send again in its place looks for it anew'

async function released(
  { code, repair, ids, soughtAs }: Repairing & Pick<JobFilter, 'soughtAs'>,
  hand: Hand,
  doing: Pick<Doing, 'write'> & Partial<Pick<Doing, 'whyNot'>>,
): Promise<Repaired> {
  const filter = heldBy(code, ids)
  const concerned = soughtAs === undefined ? filter : { ...filter, soughtAs }
  const handled = await act(concerned, hand, {
    event: 'problem-repaired',
    detail: { repair: repairName(repair) },
    whyNot: () => null,
    ...doing,
  })
  return { ...NOTHING, ...handled }
}

function heldBy(code: ProblemCode, ids: readonly number[] | undefined): JobFilter {
  return { state: 'blocked', cause: code, ...(ids === undefined ? {} : { ids }) }
}

function release(picked: readonly PickedJob[], { db, storeID, nowMs }: Hand): Statement[] {
  return [retryJobs(db, { storeID, ids: picked.map(({ id }) => id), nowMs })]
}

function push(picked: readonly PickedJob[], { db, storeID, nowMs }: Hand): Statement[] {
  const news = picked.flatMap((job) => newsOf(job, true))
  return enqueueJobs(db, { storeID, news, nowMs })
}

function foundIn({ problem }: PickedJob) {
  return (problem as Problem | null)?.document ?? null
}

/** A set that is being made without knowing of it must not leave. */
function adopt(picked: readonly PickedJob[], hand: Hand): Statement[] {
  const { db, storeID, nowMs } = hand
  const documents = picked.flatMap((job) => {
    const found = foundIn(job)
    return found === null ? [] : [{ ...found, jobID: job.id, subject: job.subject }]
  })
  return [
    ...adoptDocuments(db, { storeID, documents, nowMs }),
    nextTurn(db, storeID),
    ...release(picked, hand),
  ]
}

function nextTurn(db: Database, storeID: string): Statement {
  return db
    .update(sessions)
    .set({ turn: sql`${sessions.turn} + 1` })
    .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs)))
}

/** The shop is told that it went, where a document stands, and else that it was taken off the list. */
async function letStand(picked: readonly PickedJob[], hand: Hand): Promise<Statement[]> {
  const { db, storeID, nowMs } = hand
  const [{ settings }, links] = await Promise.all([
    readSettings(db, storeID),
    findLinks(
      db,
      storeID,
      picked.map(({ subject }) => subject),
    ),
  ])
  const outcomes = picked.map((job) => {
    const standing = links.filter(
      ({ subject, role, isDeleted }) =>
        subject === job.subject && !isDeleted && (role === 'sale' || isPayment(role)),
    )
    const { subject, generation } = job
    return standing.some(({ role }) => role === 'sale')
      ? ({
          subject,
          generation,
          state: 'posted',
          documents: standing.map(documentOf),
          problem: null,
        } as const)
      : takenOff(job)
  })
  return [
    ...recordHashes(db, { storeID, hashes: await hashesOf(picked, settings) }),
    settleHeldJobs(db, { storeID, ids: picked.map(({ id }) => id), nowMs }),
    ...recordOutcomes(db, { storeID, outcomes, nowMs }),
  ]
}

/** Let go is whatever is held for the same customer or item, and nothing else. */
async function linkedAndReleased(
  repairing: Repairing & { readonly repair: Extract<EntryRepair, { readonly kind: 'link-entry' }> },
  hand: Hand,
): Promise<Repaired> {
  const { code, repair, ids, chosen, subject = '' } = repairing
  const filter = heldBy(code, ids)
  const linking = { list: repair.list, filter, name: chosen?.name ?? '', subject }
  const linked = await linkEntry(linking, hand)
  if ('refusal' in linked) {
    return { ...NOTHING, refusal: linked.refusal }
  }
  const soughtAs = linked.subjects
  const handled = await released({ ...repairing, soughtAs }, hand, {
    write: (picked) => release(picked, hand),
  })
  return { ...handled, linked }
}

async function changeSettings(
  repairing: Repairing & { readonly repair: SettingsRepair },
  hand: Hand,
): Promise<Repaired> {
  const { db, storeID } = hand
  const { code, repair, ids, chosen = { name: '', instead: '' } } = repairing
  const [before, picked, taxes, entry] = await Promise.all([
    readSettings(db, storeID),
    pickJobs(db, { storeID, filter: heldBy(code, ids), afterID: 0, limit: ORDERS_READ_MAX }),
    repair.kind === 'accept-suggestion' ? taxListsOf(db, storeID) : null,
    repair.kind === 'choose' ? chosenEntry(WANTED[repair.choice], chosen.name, hand) : null,
  ])
  if (entry !== null && 'refusal' in entry) {
    return { ...NOTHING, refusal: entry.refusal }
  }
  const name = entry?.fullName ?? chosen.name
  const orders = picked.flatMap((job) => parseOrder(job) ?? [])
  const held = { orders, settings: before.settings, taxes }
  const settings = repairedSettings(repair, { held, chosen: { ...chosen, name } })
  if (settings === null) {
    return { ...NOTHING, refusal: 'Nothing was done: the settings do not take that.' }
  }
  // First, while it is known what holds them: a change of the settings lets go of others as well.
  const handled = await released(repairing, hand, { write: (some) => release(some, hand) })
  const saved = await saveByHand(hand, { before, settings })
  return saved === 'taken'
    ? {
        ...handled,
        refusal: 'Somebody else changed the settings at the same moment: press it once more.',
      }
    : { ...handled, changes: saved.changes }
}
