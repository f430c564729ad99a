/** What the page of one order or customer shows, and the page behind it. */
import type { Context } from 'hono'
import { openDatabase } from '../../db/database.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import type { Problem } from '../../books/problems.ts'
import { journalRows } from '../../journal/journal.ts'
import type { JournalLine } from '../../journal/journal.ts'
import { messageSetTimes } from '../../queue/message-sets.ts'
import { openRowsOf, standingOf, subjectFacts } from '../../queue/queue-rows.ts'
import type { QueueRow } from '../../queue/queue-rows.ts'
import { readRawExchange } from '../../session/raw-exchange.ts'
import { eventSentence, lookOf } from '../../ui/event-sentence.ts'
import type { Detail } from '../../ui/event-sentence.ts'
import { exchangePage } from '../../ui/exchange-page.tsx'
import { centsText } from '../../ui/money.ts'
import { orderPage } from '../../ui/order-page.tsx'
import type { Fact, OrderShown, TimelineLine } from '../../ui/order-page.tsx'
import { hasSendAgain } from '../../ui/repair-buttons.tsx'
import { nameOf, pathOf, previewPathOf } from '../../ui/subject-name.ts'
import type { Markup } from '../../ui/page.tsx'
import type { Shell } from '../../ui/layout.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { documentText, lineOfJob, unknownWords, wordsOf } from './queue-lines.ts'
import { shellOf } from './shell.ts'

const LINES_SHOWN = 100
/** Attempts whose times are shown. */
const SETS_SHOWN = 50

const SUBJECT_OF_PATH = /^\/(order|customer)s\/([1-9]\d{0,15})(?:\/|$)/
const MESSAGE_SET_ID = /^[\w-]{1,40}$/

type Read = Awaited<ReturnType<typeof readSubject>>

/** Null where this store has nothing under that ID. */
export async function order(context: Context<OwnerEnv>): Promise<Markup | null> {
  const subject = subjectOf(context)
  const { db, storeID } = placeOf(context)
  const read = await readSubject(db, { storeID, subject })
  if (isNothing(read)) {
    return null
  }
  const shell = shellOf(context)
  const setIDs = setIDsIn(read.lines).slice(0, SETS_SHOWN)
  const sets = setIDs.length === 0 ? [] : await messageSetTimes(db, storeID, setIDs)
  const attempts = new Map(sets.map((set) => [set.messageSetID, set]))
  return orderPage(shell, {
    ...headOf(subject, read, shell),
    shop: factsOf(read),
    quickBooks: read.links.map((link) => ({
      name: documentText(link.kind, link.label),
      amount: link.totalCents === null ? '' : centsText(link.totalCents, shell.currency),
      sinceMs: link.linkedAtMs,
      deletedAtMs: link.deletedAtMs,
      quickBooksID: link.quickBooksID,
    })),
    timeline: read.lines.toReversed().map((line): TimelineLine => {
      const detail = line.detail as Detail
      return {
        atMs: line.atMs,
        sentence: eventSentence(line.event, detail),
        look: lookOf(line.event),
        attempt: attempts.get(setIDOf(detail) ?? '') ?? null,
      }
    }),
    isTimelineWhole: read.lines.length < LINES_SHOWN,
  })
}

/** The raw request and answer about it in one message set. */
export async function exchange(context: Context<OwnerEnv>): Promise<Markup | null> {
  const subject = subjectOf(context)
  const messageSetID = context.req.param('setID') ?? ''
  const { storeID } = context.get('owner').store
  const db = openDatabase(context.env.DB)
  const raw = MESSAGE_SET_ID.test(messageSetID)
    ? await readRawExchange(db, { storeID, subject, messageSetID })
    : null
  return raw === null
    ? null
    : exchangePage(shellOf(context), {
        ...raw,
        name: nameOf(unknownWords(subject)),
        path: pathOf(subject),
      })
}

async function readSubject(
  db: ReadingDatabase,
  { storeID, subject }: { readonly storeID: string; readonly subject: string },
) {
  const [facts, unsent, sent, links, lines] = await db.readTogether([
    subjectFacts(db, { storeID, subject }),
    ...openRowsOf(db, storeID, [subject]),
    standingOf(db, storeID, [subject]),
    journalRows(db, { storeID, limit: LINES_SHOWN, filter: { subject } }),
  ])
  return { facts: facts[0] ?? null, unsent: unsent[0] ?? null, sent: sent[0] ?? null, links, lines }
}

function isNothing({ facts, unsent, sent, links, lines }: Read): boolean {
  return (
    facts === null && unsent === null && sent === null && links.length === 0 && lines.length === 0
  )
}

type Head = Pick<
  OrderShown,
  'path' | 'name' | 'person' | 'standing' | 'jobID' | 'problem' | 'next' | 'previewPath'
>

function headOf(subject: string, read: Read, shell: Shell): Head {
  const { name, person } = wordsOf(read.facts ?? unknownWords(subject))
  const isPreviewed = subject.startsWith('order:') && read.facts !== null
  const previewPath = isPreviewed ? previewPathOf(subject) : null
  const own = { path: pathOf(subject), name, person, previewPath }
  const job = read.unsent ?? read.sent
  if (job !== null) {
    const { standing, jobID, problem, note } = lineOfJob(job, shell)
    const next = note === '' ? nextOf(job, problem) : note
    return { ...own, standing, jobID, problem, next }
  }
  const isThere = read.links.some(({ deletedAtMs }) => deletedAtMs === null)
  return {
    ...own,
    standing: isThere ? 'done' : 'gone',
    jobID: null,
    problem: lastProblem(read.lines),
    next: isThere ? 'Nothing is left to do.' : 'Nothing of it is to be sent.',
  }
}

function nextOf({ state }: QueueRow, problem: Problem | null): string {
  const button = problem !== null && hasSendAgain(problem) ? 'Send again' : 'Try again'
  return state === 'blocked'
    ? `It is tried again once the cause may be gone, or when you press ${button}.`
    : 'It goes out at the next update.'
}

/** Why it is not in the books, where the log's last word is a reason. */
function lastProblem([last]: readonly JournalLine[]): Problem | null {
  const isReason = last?.event === 'change-refused' || last?.event === 'change-withdrawn'
  const { problem } = (last?.detail ?? {}) as { readonly problem?: Problem }
  return isReason ? (problem ?? null) : null
}

function factsOf({ facts }: Read): readonly Fact[] {
  if (facts === null) {
    return []
  }
  const { amount, person } = wordsOf(facts)
  return [
    ['Number', facts.number ?? ''],
    ['Status', facts.event === 'deleted' ? 'deleted' : (facts.status ?? '')],
    ['Customer', person],
    ['E-mail', facts.email ?? ''],
    ['Ordered', (facts.createdAt ?? '').replace('T', ' ').slice(0, 16)],
    ['Paid by', facts.paidBy ?? ''],
    ['Lines', facts.lines === null ? '' : String(facts.lines)],
    ['Total', amount],
    ['Note', facts.note ?? ''],
  ]
}

function setIDsIn(lines: readonly JournalLine[]): readonly string[] {
  return [...new Set(lines.flatMap(({ detail }) => setIDOf(detail as Detail) ?? []))]
}

function setIDOf({ messageSetID }: Detail): string | null {
  return typeof messageSetID === 'string' ? messageSetID : null
}

/** `/orders/1042/document` → `order:1042`; no other path leads here. */
function subjectOf({ req }: Context<OwnerEnv>): string {
  const [, kind = 'order', id = '0'] = SUBJECT_OF_PATH.exec(req.path) ?? []
  return `${kind}:${id}`
}
