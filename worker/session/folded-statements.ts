/** What was learned, as statements that belong in one batch. */
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import type { JournalEntry, JournalEvent } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import type { Outcome } from '../journal/outcomes.ts'
import { recordSearchWords } from '../journal/search-words.ts'
import type { SubjectWords } from '../journal/search-words.ts'
import { recordLinks } from '../links/links.ts'
import type { Manifest } from '../posting/learn.ts'
import { documentRole } from '../posting/doubted.ts'
import { enqueueAnew, enqueueLinked } from '../queue/enqueue.ts'
import { holdSubjects } from '../queue/hold-subjects.ts'
import { withoutRets } from '../qbxml/without-rets.ts'
import { storeAnswer } from '../queue/message-sets.ts'
import { forgetPushes } from '../queue/requeue.ts'
import { settleJobs } from '../queue/settle.ts'
import { findSnapshots } from '../queue/snapshots.ts'
import type { Folded } from './fold-lessons.ts'
import type { Answer } from './settle-set.ts'
import type { World } from './world.ts'

export function answerStatements(
  { call, set }: Pick<Answer, 'call' | 'set'>,
  { db, nowMs }: Pick<World, 'db' | 'nowMs'>,
): Statement[] {
  return storeAnswer(db, {
    storeID: set.storeID,
    messageSetID: set.messageSetID,
    state: 'answered',
    response: withoutRets(call.response, listRequestIDs(set)),
    hresult: call.hresult,
    message: call.message,
    nowMs,
  })
}

/** A list is kept entry by entry; its pages would be kept for ever. */
function listRequestIDs({ manifest }: Answer['set']): readonly string[] {
  return Object.entries(manifest as Manifest).flatMap(([requestID, { kind }]) =>
    kind === 'read-list' ? [requestID] : [],
  )
}

export async function foldedStatements(
  folded: Folded,
  world: World,
  messageSetID: string,
): Promise<Statement[]> {
  const { db, storeID, nowMs } = world
  const outcomes = [...folded.outcomes, ...(await outcomesOfHolds(folded, world))]
  return [
    ...settleJobs(db, { storeID, results: folded.results, nowMs }),
    ...recordLinks(db, { storeID, links: folded.links, nowMs }),
    ...forgetPushes(db, { storeID, subjects: deletedSubjects(folded) }),
    ...enqueueAnew(db, { storeID, subjects: folded.decideAnew, nowMs }),
    // The shop may have given it up when nothing of it was there yet.
    ...enqueueLinked(db, { storeID, subjects: folded.found, nowMs }),
    ...holdSubjects(db, { storeID, holds: folded.holds, nowMs }),
    ...recordOutcomes(db, { storeID, outcomes, nowMs }),
    ...recordJournal(db, { storeID, entries: settledBy(messageSetID, folded), nowMs }),
    ...recordSearchWords(db, { storeID, found: documentNumbers(folded) }),
  ]
}

/** What an answer did to a document says which: its bytes are kept under the set's ID. */
const SETTLING: readonly JournalEvent[] = [
  'posted',
  'not-done',
  'changed',
  'field-written',
  'voided',
  'deleted',
  'closed',
  'held',
]

function settledBy(messageSetID: string, { journal }: Folded): readonly JournalEntry[] {
  return journal.map((entry) =>
    entry.subject !== null && SETTLING.includes(entry.event)
      ? { ...entry, detail: { ...entry.detail, messageSetID } }
      : entry,
  )
}

function documentNumbers({ links }: Folded): readonly SubjectWords[] {
  return links.flatMap(({ subject, role, label }) =>
    documentRole(role) === null ? [] : [{ subject, words: [label] }],
  )
}

/** Of documents that somebody deleted in QuickBooks. */
function deletedSubjects({ links }: Folded): readonly string[] {
  return links.flatMap(({ subject, role, isDeleted }) =>
    isDeleted && documentRole(role) !== null ? [subject] : [],
  )
}

async function outcomesOfHolds({ holds }: Folded, { db, storeID }: World): Promise<Outcome[]> {
  if (holds.length === 0) {
    return []
  }
  const subjects = holds.map(({ subject }) => subject)
  const snapshots = await findSnapshots(db, storeID, subjects)
  return holds.flatMap(({ subject, problem }): Outcome[] => {
    const snapshot = snapshots.get(subject)
    return snapshot === undefined
      ? []
      : [
          {
            subject,
            generation: snapshot.generation,
            state: 'held',
            documents: [],
            problem,
          },
        ]
  })
}
