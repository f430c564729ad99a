/** `order timeline`: from the shop's first news to what stands in QuickBooks, every attempt. */
import type { Problem } from '../books/problems.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { readJournal } from '../journal/journal.ts'
import { findLinks } from '../links/links.ts'
import { snapshotNumbered } from '../queue/snapshots.ts'
import { attemptsOf, entriesOf } from '../queue/subject-history.ts'
import type { Attempt } from '../queue/subject-history.ts'
import { parseSubject } from '../woo/subject.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'
import { timeOf } from './store-list.ts'
import { table } from './table.ts'

const EVENTS_MAX = 1_000

type Moment = { readonly atMs: number; readonly event: string; readonly words: string }

export async function orderTimeline(context: CommandContext): Promise<CommandResult> {
  const { db } = context
  const { storeID } = await storeNamed(context)
  const subject = await subjectAsked(context, storeID)
  const logged = await readJournal(db, { storeID, limit: EVENTS_MAX, filter: { subject } })
  const sinceMs = logged.at(-1)?.atMs ?? 0
  const attempts = await attemptsOf(db, { storeID, subject, sinceMs })
  const entries = await entriesOf(db, { storeID, subject })
  const links = await findLinks(db, storeID, [subject])
  const moments = [
    ...logged
      .toReversed()
      .map(({ atMs, event, detail }): Moment => ({ atMs, event, words: detailWords(detail) })),
    ...attempts.flatMap(momentsOf),
  ].toSorted((left, right) => left.atMs - right.atMs)
  const stands = links.map(({ role, kind, label, quickBooksID, isDeleted }) => ({
    role,
    kind,
    label,
    quickBooksID,
    isDeleted,
  }))
  const queue = entries.map(({ id, state, attempts: tries, updatedAtMs, problem }) => ({
    id,
    state,
    attempts: tries,
    updatedAtMs,
    problem: problem as Problem | null,
  }))
  const text = [
    subject,
    '',
    moments.length === 0
      ? 'Nothing was heard of it.'
      : table(moments.map(({ atMs, event, words }) => [timeOf(atMs), event, words])),
    '',
    'In the queue:',
    ...orNone(
      queue.map(({ id, state, problem }) => `  ${id} ${state}${heldWords(state, problem)}`),
    ),
    'In QuickBooks:',
    ...orNone(
      stands.map(
        ({ role, kind, label, quickBooksID, isDeleted }) =>
          `  ${role}: ${kind} ${label}, ${quickBooksID}${isDeleted ? ', deleted there' : ''}`,
      ),
    ),
  ].join('\n')
  return { json: { subject, moments, queue, stands }, text }
}

async function subjectAsked(context: CommandContext, storeID: string): Promise<string> {
  const order = required(context, { at: 1, name: 'ORDER' })
  if (parseSubject(order) !== null) {
    return order
  }
  const [snapshot] = await snapshotNumbered(context.db, { storeID, number: order })
  if (snapshot === undefined) {
    throw operatorError({
      what: `Nothing is known of an order ${order}.`,
      why: 'The shop has not sent one of that number.',
      how: 'Write its number as the shop shows it, or its subject such as order:1042.',
    })
  }
  return snapshot.subject
}

/** A set's leaving and its answer. */
function momentsOf({ sentAtMs, answeredAtMs, state, resends, ...set }: Attempt): readonly Moment[] {
  const said = [set.hresult, set.message].filter((word) => word !== null).join(' ')
  const again = resends === 0 ? '' : `, the same bytes ${resends + 1} times`
  const left = {
    atMs: sentAtMs,
    event: 'asked QuickBooks',
    words: `set ${set.messageSetID}${again}`,
  }
  return answeredAtMs === null
    ? [{ ...left, words: `${left.words}, ${state === 'out' ? 'no answer yet' : 'no answer'}` }]
    : [
        left,
        {
          atMs: answeredAtMs,
          event: 'it answered',
          words: `set ${set.messageSetID} ${said}`.trim(),
        },
      ]
}

/** `kind SalesReceipt, refNumber 1042`; of a Problem its sentence. */
function detailWords(detail: unknown): string {
  const entries = isPlainObject(detail) ? Object.entries(detail) : []
  return entries
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) =>
      isPlainObject(value) && typeof value.summary === 'string'
        ? value.summary
        : `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(', ')
}

function heldWords(state: string, held: Problem | null): string {
  return state === 'blocked' && held !== null ? `: ${held.summary} ${held.remedy}` : ''
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['  nothing'] : lines
}
