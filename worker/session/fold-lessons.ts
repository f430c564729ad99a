/** What a set's lessons come to: results for its jobs, and what the session knows from now on. */
import { NOTHING_READ, withoutPages } from '../posting/doubted.ts'
import type { Problem } from '../books/problems.ts'
import type { SessionKnowledge } from '../posting/known.ts'
import type { Lesson, LessonOf } from '../posting/lesson.ts'
import type { Manifest } from '../posting/learn.ts'
import { isWriting } from '../posting/purpose.ts'
import { linkedEntries, lossEntries } from './customer-entries.ts'
import { foldChange } from './fold-changes.ts'
import { foldDocument, foldNewestDeleted, foldRefused } from './fold-documents.ts'
import type { StandingLinks } from './fold-documents.ts'
import { jobIn, knowledgeIn, newFolding, resultsOf, worsen } from './folding.ts'
import type { Folding, When } from './folding.ts'
import type { JobResult } from '../queue/settle.ts'

export type Folded = Omit<Folding, 'jobs'> & {
  readonly results: readonly JobResult[]
  readonly knowledge: SessionKnowledge
  /** What needs a person now. */
  readonly heldProblems: readonly Problem[]
  /** Something is known now that was not before. */
  readonly isNews: boolean
}

export function foldLessons(
  lessons: readonly Lesson[],
  {
    knowledge,
    manifest,
    standing,
    when,
  }: {
    readonly knowledge: SessionKnowledge
    readonly manifest: Manifest
    readonly standing: StandingLinks
    readonly when: When
  },
): Folded {
  const folding = newFolding({ ...knowledge, doubt: withoutPages(knowledge.doubt) })
  const carriers = new Map(
    Object.values(manifest).flatMap((purpose) =>
      isWriting(purpose) ? [[purpose.jobID, purpose] as const] : [],
    ),
  )
  const worsenJob: Around['worsenJob'] = (jobID, fate, reason) => {
    const purpose = carriers.get(jobID)
    if (purpose !== undefined) {
      worsen(jobIn(folding, purpose), fate, reason)
    }
  }
  for (const lesson of lessons) {
    foldOne(lesson, folding, { standing, worsenJob })
  }
  foldNewestDeleted(folding, standing)
  const results = resultsOf(folding, when)
  const { jobs: _jobs, ...folded } = folding
  return {
    ...folded,
    results,
    heldProblems: [
      ...results.flatMap((result) => (result.kind === 'blocked' ? [result.problem] : [])),
      ...folding.holds.map(({ problem }) => problem),
    ],
    knowledge: knowledgeIn(folding),
    isNews: lessons.some(({ kind }) => !NO_NEWS.includes(kind)),
  }
}

/** What leaves the next plan as it was. */
const NO_NEWS: readonly Lesson['kind'][] = [
  'nothing',
  'job-in-doubt',
  'host',
  'names-capacity',
  'names-counted',
  'doubt-unread',
]

type Around = {
  readonly standing: StandingLinks
  readonly worsenJob: (jobID: number, fate: 'again' | 'later' | 'doubt', reason: string) => void
}

function foldOne(lesson: Lesson, into: Folding, { standing, worsenJob }: Around): void {
  switch (lesson.kind) {
    case 'document-read':
    case 'document-changed':
    case 'document-removed':
    case 'change-found':
    case 'field-written':
      return foldChange(lesson, into)
    case 'document-posted':
    case 'document-found':
    case 'document-twice':
    case 'document-absent':
    case 'document-elsewhere':
    case 'document-deleted':
      return foldDocument(lesson, into, standing)
    case 'doubt-read':
    case 'doubt-refused':
    case 'doubt-unread':
      return foldDoubtReading(lesson, into)
    case 'looked-at':
      into.lookedAt[lesson.txnID] = true
      return
    case 'linked-again':
      into.links.push(lesson.link)
      return
    case 'looked-up':
      into.lookedUp[lesson.need] = true
      return
    case 'newest-checked':
    case 'newest-deleted':
      return foldNewest(lesson, into)
    case 'job-refused':
      return foldRefused(lesson, into, standing)
    case 'job-again':
      return worsenJob(lesson.jobID, 'again', lesson.reason)
    case 'job-try-later':
      return worsenJob(lesson.jobID, 'later', lesson.message)
    case 'job-in-doubt':
      return worsenJob(lesson.jobID, 'doubt', lesson.reason)
    case 'customer-changed':
      return foldCustomerChanged(lesson, into)
    case 'linked':
    case 'read':
    case 'list':
    case 'entries-gone':
    case 'entry-gone':
    case 'name-taken':
    case 'name-somebody-elses':
    case 'need-refused':
    case 'need-anew':
    case 'entry-forgotten':
      return foldList(lesson, into)
    case 'host':
    case 'names-capacity':
    case 'names-counted':
    case 'company':
    case 'preferences':
    case 'nothing':
  }
}

function foldNewest(lesson: LessonOf<'newest-checked' | 'newest-deleted'>, into: Folding): void {
  into.checks += 1
  if (lesson.kind === 'newest-checked') {
    into.newestMissing.push(...lesson.missing)
    into.newestOlder.push(...lesson.older)
  } else {
    into.newestDeleted.push(...lesson.deleted)
  }
}

function foldCustomerChanged({ link, purpose }: LessonOf<'customer-changed'>, into: Folding): void {
  into.links.push(link)
  into.journal.push(...lossEntries(purpose.subject, purpose.losses))
  jobIn(into, purpose)
}

type DoubtLesson = Extract<Lesson, { kind: 'doubt-read' | 'doubt-refused' | 'doubt-unread' }>

/** So often it may be a passing trouble; then what is in doubt is held, and the others go on. */
const UNREAD_MAX = 2

/** A reading for other sets than the one before it begins anew. */
function foldDoubtReading(lesson: DoubtLesson, into: Folding): void {
  const { setIDs } = lesson
  const before =
    into.doubt !== null && into.doubt.setIDs.join() === setIDs.join()
      ? into.doubt
      : { setIDs, reads: NOTHING_READ, refusal: null, unread: 0 }
  switch (lesson.kind) {
    case 'doubt-read': {
      const reads = { ...before.reads, [lesson.read]: lesson.progress }
      into.doubt = { ...before, reads, unread: 0 }
      return
    }
    case 'doubt-unread':
    case 'doubt-refused': {
      const { statusCode, message } = lesson
      const unread = before.unread + 1
      const isFinal = lesson.kind === 'doubt-refused' || unread >= UNREAD_MAX
      into.doubt = { ...before, unread, refusal: isFinal ? { statusCode, message } : null }
    }
  }
}

type EntryLesson = LessonOf<
  | 'linked'
  | 'read'
  | 'list'
  | 'entries-gone'
  | 'entry-gone'
  | 'entry-forgotten'
  | 'name-taken'
  | 'name-somebody-elses'
  | 'need-refused'
  | 'need-anew'
>

function foldList(lesson: EntryLesson, into: Folding): void {
  switch (lesson.kind) {
    case 'linked':
      into.links.push(...lesson.links)
      into.journal.push(...linkedEntries(lesson))
      return
    case 'read':
      into.entries.push(...lesson.entries)
      return
    case 'list':
      into.lists.push(lesson)
      return
    case 'entries-gone':
      into.goneEntries = lesson.gone
      return
    case 'entry-gone': {
      const { subject, kind, label: name, quickBooksID: listID } = lesson.link
      into.links.push(lesson.link)
      into.goneListIDs.push(listID)
      into.journal.push({ subject, event: 'list-entry-gone', detail: { kind, name, listID } })
      return
    }
    case 'entry-forgotten':
      into.goneListIDs.push(lesson.listID)
      return
    case 'name-taken':
      into.lookUps[lesson.need] = true
      return
    case 'name-somebody-elses':
      into.takenNames[lesson.need] = (into.takenNames[lesson.need] ?? 0) + 1
      delete into.lookUps[lesson.need]
      return
    case 'need-refused':
      into.refusals[lesson.need] = lesson.refusal
      return
    case 'need-anew':
      delete into.refusals[lesson.need]
      delete into.lookUps[lesson.need]
  }
}
