/** Rows of the queue, and of what was told the shop, as a person reads them. */
import { KIND_NAMES } from '../../books/sentence-words.ts'
import type { DocumentKind } from '../../books/document.ts'
import type { Problem } from '../../books/problems.ts'
import type { OutcomeDocument } from '../../journal/outcomes.ts'
import type { QueueRow } from '../../queue/queue-rows.ts'
import { NEVER_MS } from '../../queue/job.ts'
import type { QueueLine } from '../../ui/queue-page.tsx'
import { momentText } from '../../ui/moment.tsx'
import type { Clock } from '../../ui/moment.tsx'
import { moneyText } from '../../ui/money.ts'
import { nameOf, personOf } from '../../ui/subject-name.ts'
import type { SubjectWords } from '../../ui/subject-name.ts'

export type SubjectRow = SubjectWords & {
  readonly total: string | null
  readonly currency: string | null
}

type Words = Pick<QueueLine, 'subject' | 'name' | 'person' | 'amount'>

export function wordsOf(row: SubjectRow): Words {
  return {
    subject: row.subject,
    name: nameOf(row),
    person: personOf(row),
    amount: moneyText(row.total, row.currency ?? ''),
  }
}

export function unknownWords(subject: string): SubjectRow {
  return {
    subject,
    number: null,
    firstName: null,
    lastName: null,
    company: null,
    total: null,
    currency: null,
  }
}

export function lineOfJob(row: QueueRow, clock: Clock): QueueLine {
  const words = wordsOf(row)
  const problem = row.problem as Problem | null
  switch (row.state) {
    case 'blocked':
      return {
        ...words,
        jobID: row.id,
        standing: 'held',
        problem,
        note: '',
        atMs: row.updatedAtMs,
      }
    case 'sent':
      return {
        ...words,
        jobID: null,
        standing: 'out',
        problem: null,
        note: 'It was sent; QuickBooks’ answer is awaited.',
        atMs: row.updatedAtMs,
      }
    case 'queued':
    case 'synced':
    case 'cancelled':
      return {
        ...words,
        jobID: row.id,
        standing: 'waits',
        problem: null,
        note: waitingNote(row, clock),
        atMs: row.createdAtMs,
      }
  }
}

function waitingNote({ attempts, runAtMs, messageSetID }: QueueRow, clock: Clock): string {
  const again =
    runAtMs > clock.nowMs && runAtMs < NEVER_MS
      ? `Tried ${attempts === 1 ? 'once' : `${attempts} times`}; again ${momentText(runAtMs, clock)}.`
      : ''
  const doubt =
    messageSetID === null
      ? ''
      : 'It left once without an answer: the next update looks first whether QuickBooks has it.'
  return [again, doubt].filter((part) => part !== '').join(' ')
}

type OutcomeRow = {
  readonly subject: string
  readonly state: 'posted' | 'held' | 'withdrawn'
  readonly atMs: number
  readonly documents: unknown
  readonly problem: unknown
}

const STANDINGS = { posted: 'done', held: 'held', withdrawn: 'gone' } as const

export function lineOfOutcome(row: OutcomeRow, words: Words): QueueLine {
  return {
    ...words,
    jobID: null,
    standing: STANDINGS[row.state],
    ...(row.state === 'held' ? { word: 'Was held' } : {}),
    problem: row.problem as Problem | null,
    note: documentsText(row.documents as readonly OutcomeDocument[]),
    atMs: row.atMs,
  }
}

/** `Sales receipt 1042, payment 1042-2`. */
function documentsText(documents: readonly OutcomeDocument[]): string {
  return documents.map(({ kind, refNumber }) => documentText(kind, refNumber)).join(', ')
}

export function documentText(kind: string, refNumber: string): string {
  const name = KIND_NAMES[kind as DocumentKind] ?? kind
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${refNumber}`.trim()
}
