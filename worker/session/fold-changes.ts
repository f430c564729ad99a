/** What lessons come to about documents that were changed, or taken out of the books. */
import { problem } from '../books/problems.ts'
import type { Lesson } from '../posting/lesson.ts'
import { withField } from '../posting/sent-field.ts'
import { replacedOf } from './fold-documents.ts'
import { jobIn, worsen } from './folding.ts'
import type { Folding } from './folding.ts'
import { documentOf } from './outcome-document.ts'

type LessonOf<K extends Lesson['kind']> = Extract<Lesson, { kind: K }>

export function foldChange(
  lesson: LessonOf<
    'document-read' | 'document-changed' | 'document-removed' | 'change-found' | 'field-written'
  >,
  into: Folding,
): void {
  switch (lesson.kind) {
    case 'document-read':
      into.standing[lesson.key] = lesson.document
      return
    case 'document-changed':
      return foldChanged(lesson, into)
    case 'document-removed':
      return foldRemoved(lesson, into)
    case 'field-written':
      return foldField(lesson, into)
    case 'change-found': {
      const { subject, kind, label: refNumber, quickBooksID: txnID } = lesson.link
      into.links.push(lesson.link)
      into.journal.push({ subject, event: 'found-changed', detail: { kind, refNumber, txnID } })
    }
  }
}

const MORE_TO_DO = 'What is left of the order goes out behind it.'

function foldChanged(
  { purpose, link, quickBooksCents }: LessonOf<'document-changed'>,
  into: Folding,
): void {
  const { subject, documentKind: kind, totalCents, order, losses } = purpose
  const { quickBooksID: txnID, label: refNumber } = link
  into.links.push(link, ...purpose.alsoLink)
  // Two changes within a second may leave one EditSequence.
  const isMoved = link.editSequence !== purpose.link.editSequence
  into.replaced.push(...(isMoved ? replacedOf(purpose.link) : []))
  into.journal.push({
    subject,
    event: 'changed',
    detail: { kind, refNumber, txnID, quickBooksCents },
  })
  for (const { field, original, sent } of losses) {
    into.journal.push({ subject, event: 'text-shortened', detail: { field, original, sent } })
  }
  const job = jobIn(into, purpose)
  job.documents.push(documentOf(link))
  const differs =
    quickBooksCents === totalCents
      ? null
      : problem('total-differs', { order, kind, refNumber, shopCents: totalCents, quickBooksCents })
  if (purpose.isAwaited) {
    worsen(job, 'again', MORE_TO_DO)
  }
  job.held = job.held ?? differs ?? purpose.leftToDo
}

function foldRemoved({ purpose, link }: LessonOf<'document-removed'>, into: Folding): void {
  const { subject, documentKind: kind, how, reason } = purpose
  const { quickBooksID: txnID, label: refNumber } = link
  into.links.push(link)
  into.replaced.push(...replacedOf(purpose.link))
  into.journal.push({ subject, event: REMOVED[how], detail: { kind, refNumber, txnID } })
  const job = jobIn(into, purpose)
  if (purpose.isAwaited) {
    worsen(job, 'again', MORE_TO_DO)
  }
  job.withdrawn ??= reason
}

const REMOVED = { void: 'voided', delete: 'deleted', close: 'closed' } as const

function foldField({ purpose, became }: LessonOf<'field-written'>, into: Folding): void {
  const { name, value, subject, documentKind: kind, leftToDo } = purpose
  const at = into.links.findLastIndex((link) => link.role === 'sale' && link.subject === subject)
  const link = into.links[at] ?? purpose.link
  // Made in the same set: then this answer says first what became of it.
  if (link === null) {
    return
  }
  const after = withField(link, name, became === 'empty' ? null : { value, state: became })
  if (at < 0) {
    into.links.push(after)
  } else {
    into.links[at] = after
  }
  const job = jobIn(into, purpose)
  if (became === 'taken') {
    worsen(job, 'again', 'The custom field has a value already, which is written over.')
    return
  }
  if (purpose.link !== null) {
    const { label: refNumber, quickBooksID: txnID } = link
    into.journal.push({ subject, event: 'field-written', detail: { kind, refNumber, txnID, name } })
  }
  if (!job.documents.some(({ txnID }) => txnID === link.quickBooksID)) {
    job.documents.push(documentOf(link))
  }
  job.held ??= leftToDo
}
