/**
 * The late answer of an ended session: evidence for exactly the set that was sent last under its
 * ticket, and no authority. Only what stands in QuickBooks is kept of it; jobs are decided by the
 * session that has them.
 */
import { recordJournal } from '../journal/journal.ts'
import { indexLinks, NOTHING_LEARNED } from '../posting/known.ts'
import { learnAll } from '../posting/learn.ts'
import type { Manifest } from '../posting/learn.ts'
import type { Lesson } from '../posting/lesson.ts'
import type { Statement } from '../db/database.ts'
import { recordNewest } from '../stores/store.ts'
import { withNewest } from './carried-over.ts'
import { foldLessons } from './fold-lessons.ts'
import { answerStatements, foldedStatements } from './folded-statements.ts'
import { findStanding } from './settle-set.ts'
import type { Answer } from './settle-set.ts'
import type { World } from './world.ts'

export async function witnessSet(
  answer: Pick<Answer, 'call' | 'responses' | 'set'>,
  world: World,
): Promise<readonly Statement[]> {
  const { set } = answer
  const { db, storeID, nowMs, carriedOver } = world
  const manifest = set.manifest as Manifest
  const lessons = learnAll(manifest, answer.responses).flatMap(evidence)
  const subjects = lessons.flatMap((lesson) =>
    lesson.kind === 'document-found' || lesson.kind === 'document-deleted'
      ? [lesson.link.subject]
      : [],
  )
  const folded = foldLessons(lessons, {
    knowledge: NOTHING_LEARNED,
    manifest: {},
    standing: indexLinks(await findStanding(subjects, world)),
    when: { nowMs, laterMs: () => nowMs, heldBefore: () => null },
  })
  const { messageSetID } = set
  return [
    // Sent again since, it is for the session that sent it to say what became of it.
    ...(set.state === 'doubtful' ? answerStatements(answer, world) : []),
    ...(await foldedStatements(folded, world, messageSetID)),
    ...(folded.newest.length === 0
      ? []
      : [recordNewest(db, storeID, withNewest(carriedOver, folded.newest, nowMs).newest)]),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'late-answer', detail: { messageSetID } }],
      nowMs,
    }),
  ]
}

function evidence(lesson: Lesson): Lesson[] {
  switch (lesson.kind) {
    case 'document-posted':
      return [{ kind: 'document-found', link: lesson.link }]
    case 'document-found':
    case 'document-twice':
      return [lesson]
    // Executed late, it may have befallen an order that came back meanwhile.
    case 'document-removed':
      return [{ kind: 'document-deleted', link: lesson.link }]
    case 'linked':
      return lesson.how === 'added' ? [lesson] : []
    // What an old answer says of lists and numbers may have changed since.
    case 'read':
    case 'list':
    case 'entries-gone':
    case 'document-read':
    case 'document-changed':
    case 'change-found':
    case 'field-written':
    case 'document-absent':
    case 'document-elsewhere':
    case 'document-deleted':
    case 'doubt-read':
    case 'doubt-refused':
    case 'doubt-unread':
    case 'looked-at':
    case 'looked-up':
    case 'linked-again':
    case 'newest-checked':
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
