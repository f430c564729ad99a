/** What the queue's page shows: one of its views, or what a search found. */
import type { Context } from 'hono'
import type { ReadingDatabase } from '../../db/database.ts'
import { newestOutcomes, newestSubjects } from '../../journal/outcomes.ts'
import {
  heldByCause,
  heldCausesOf,
  heldRows,
  openRowsOf,
  outRows,
  standingOf,
  subjectRowsOf,
  waitingRows,
} from '../../queue/queue-rows.ts'
import type { QueueRow } from '../../queue/queue-rows.ts'
import type { Shell } from '../../ui/layout.tsx'
import { queuePage } from '../../ui/queue-page.tsx'
import type { QueueLine, QueueShown, QueueView } from '../../ui/queue-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { documentText, lineOfJob, lineOfOutcome, unknownWords, wordsOf } from './queue-lines.ts'
import { findByWords, foundIn, oneWordOf, rowsOfWord, wordRows } from './search.ts'
import { shellOf } from './shell.ts'

const ROWS_SHOWN = 30
/** Where rows are left out that no index leaves out, so many are looked at for one page. */
const ROWS_LOOKED_AT = 80
const OUT_SHOWN = 20
const TYPED_CHARACTERS_MAX = 100

type Asked = {
  readonly storeID: string
  readonly view: QueueView
  readonly typed: string
  readonly kind: 'order' | 'customer' | null
  readonly state: 'posted' | 'held' | 'withdrawn' | null
  readonly cause: string | null
  /** Where the page before ended. */
  readonly after: readonly [number, number] | null
}

type Shown = Pick<QueueShown, 'lines' | 'causes' | 'remark'> & {
  /** Where the next page begins; null when there is none. */
  readonly last: readonly [number, number] | null
}

export async function queue(context: Context<OwnerEnv>) {
  const { db, storeID, admit } = placeOf(context)
  const asked = askedOf(context, storeID)
  const read = await readView(asked, db)
  const { store } = await admit()
  const shell = shellOf(context)
  const shown = read(shell)
  return queuePage(shell, {
    view: asked.view,
    typed: asked.typed,
    lines: shown.lines,
    kind: asked.kind ?? '',
    state: asked.state ?? '',
    cause: asked.cause ?? '',
    causes: shown.causes,
    isPaused: store.pausedAtMs !== null,
    here: hrefOf(asked, asked.after),
    olderHref: shown.last === null ? null : hrefOf(asked, shown.last),
    firstHref: asked.after === null ? null : hrefOf(asked, null),
    remark: shown.remark,
  })
}

/** What was read, to be shown by whoever's it is: that is known only once it was read. */
type Read = (shell: Shell) => Shown

function readView(asked: Asked, db: ReadingDatabase): Promise<Read> {
  switch (asked.view) {
    case 'held':
      return heldView(asked, db)
    case 'waiting':
      return waitingView(asked, db)
    case 'previous':
      return previousView(asked, db)
    case 'search':
      return searchView(asked, db)
  }
}

async function heldView(
  { storeID, kind, cause, after }: Asked,
  db: ReadingDatabase,
): Promise<Read> {
  const limit = (kind === null ? ROWS_SHOWN : ROWS_LOOKED_AT) + 1
  const place = after === null ? null : { runAtMs: after[0], id: after[1] }
  const queries =
    cause === null
      ? heldRows(db, { storeID, after: place, limit })
      : ([heldByCause(db, { storeID, cause, beforeID: after?.[1] ?? null, limit })] as const)
  const [causes, beside, behind = []] = await db.readTogether([
    heldCausesOf(db, storeID),
    ...queries,
  ])
  const rows = [...beside, ...behind].slice(0, limit)
  const { some, last } = pageOf(rows, { limit, kind })
  return (shell) => ({
    lines: some.map((row) => lineOfJob(row, shell)),
    causes: causes.flatMap(({ code }) => (code === null ? [] : [code])),
    remark: null,
    last: last === null ? null : [last.runAtMs, last.id],
  })
}

async function waitingView({ storeID, kind, after }: Asked, db: ReadingDatabase): Promise<Read> {
  const limit = ROWS_SHOWN + 1
  const place = after === null ? null : { rank: after[0], id: after[1] }
  const [out, beside, behind] = await db.readTogether([
    outRows(db, { storeID, limit: OUT_SHOWN }),
    ...waitingRows(db, { storeID, kind, after: place, limit }),
  ])
  const rows = [...beside, ...behind].slice(0, limit)
  const { some, last } = pageOf(rows, { limit, kind: null })
  // What is out comes first, on the first page.
  const before = after === null ? out.filter(({ subject }) => isOfKind(subject, kind)) : []
  return (shell) => ({
    lines: [...before, ...some].map((row) => lineOfJob(row, shell)),
    causes: [],
    remark: null,
    last: last === null ? null : [last.rank, last.id],
  })
}

async function previousView(
  { storeID, kind, state, after }: Asked,
  db: ReadingDatabase,
): Promise<Read> {
  const isFiltered = kind !== null || state !== null
  const limit = (isFiltered ? 2 * ROWS_LOOKED_AT : ROWS_SHOWN) + 1
  const page = { storeID, beforeID: after?.[1] ?? null, limit }
  const [rows, whose] = await db.readTogether([
    newestOutcomes(db, page),
    // Where most are left out nobody is read of whom nothing is shown.
    subjectRowsOf(db, storeID, isFiltered ? [] : newestSubjects(page)),
  ])
  const fits = rows
    .slice(0, limit - 1)
    .filter((row) => isOfKind(row.subject, kind) && (state === null || row.state === state))
  const some = fits.slice(0, ROWS_SHOWN)
  const shown = some.map(({ subject }) => subject)
  const known = isFiltered ? await subjectRowsOf(db, storeID, shown) : whose
  const words = new Map(known.map((row) => [row.subject, row]))
  const last = fits.length > ROWS_SHOWN ? some.at(-1) : lastBefore(rows, limit)
  return () => ({
    lines: some.map((row) =>
      lineOfOutcome(row, wordsOf(words.get(row.subject) ?? unknownWords(row.subject))),
    ),
    causes: [],
    remark: null,
    last: last === undefined ? null : [0, last.id],
  })
}

/** One word is looked up in the same reading as all that is known of what it finds. */
async function searched(sought: Pick<Asked, 'storeID' | 'typed'>, db: ReadingDatabase) {
  const { storeID } = sought
  const word = oneWordOf(sought)
  if (word !== null) {
    const [unsent, sent, known, links, ...words] = await db.readTogether([
      ...rowsOfWord(db, word),
      ...wordRows(db, sought),
    ])
    return { ...foundIn(words), unsent, sent, known, links }
  }
  const found = await findByWords(db, sought)
  const { subjects } = found
  const [unsent, sent, known, links] = await db.readTogether([
    ...openRowsOf(db, storeID, subjects),
    subjectRowsOf(db, storeID, subjects),
    standingOf(db, storeID, subjects),
  ])
  return { ...found, unsent, sent, known, links }
}

const MORE_TO_FIND = 'There may be more: type more of it to see the others.'

async function searchView({ storeID, typed }: Asked, db: ReadingDatabase): Promise<Read> {
  const { subjects, isAll, unsent, sent, known, links } = await searched({ storeID, typed }, db)
  const open = new Map([...unsent, ...sent].map((row) => [row.subject, row]))
  const words = new Map(known.map((row) => [row.subject, row]))
  return (shell) => ({
    lines: subjects.map((subject): QueueLine => {
      const job = open.get(subject)
      if (job !== undefined) {
        return lineOfJob(job, shell)
      }
      const row = words.get(subject)
      const standing = links.filter((link) => link.subject === subject && link.role !== 'item')
      const isThere = standing.some(({ deletedAtMs }) => deletedAtMs === null)
      return {
        ...wordsOf(row ?? unknownWords(subject)),
        jobID: null,
        standing: isThere ? 'done' : 'gone',
        problem: null,
        note: standing.map(({ kind, label }) => documentText(kind, label)).join(', '),
        atMs: standing[0]?.linkedAtMs ?? row?.receivedAtMs ?? 0,
      }
    }),
    causes: [],
    remark: isAll ? null : MORE_TO_FIND,
    last: null,
  })
}

/** The rows of a page, and the last that was looked at where there are more. */
function pageOf(
  rows: readonly QueueRow[],
  { limit, kind }: { readonly limit: number; readonly kind: Asked['kind'] },
): { readonly some: readonly QueueRow[]; readonly last: QueueRow | null } {
  const fits = rows.slice(0, limit - 1).filter(({ subject }) => isOfKind(subject, kind))
  const some = fits.slice(0, ROWS_SHOWN)
  const last = fits.length > ROWS_SHOWN ? some.at(-1) : lastBefore(rows, limit)
  return { some, last: last ?? null }
}

function lastBefore<T>(rows: readonly T[], limit: number): T | undefined {
  return rows.length === limit ? rows.at(-2) : undefined
}

function isOfKind(subject: string, kind: Asked['kind']): boolean {
  return kind === null || subject.startsWith(`${kind}:`)
}

function askedOf({ req }: Context<OwnerEnv>, storeID: string): Asked {
  const typed = (req.query('q') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  return {
    storeID,
    view: typed === '' ? (oneOf(req.query('show'), VIEWS) ?? 'held') : 'search',
    typed,
    kind: oneOf(req.query('kind'), ['order', 'customer']),
    state: oneOf(req.query('state'), ['posted', 'held', 'withdrawn']),
    cause: /^[a-z-]{1,60}$/.exec(req.query('cause') ?? '')?.[0] ?? null,
    after: placeIn(req.query('after') ?? ''),
  }
}

const VIEWS = ['held', 'waiting', 'previous'] as const

function oneOf<T extends string>(value: string | undefined, known: readonly T[]): T | null {
  return known.find((one) => one === value) ?? null
}

function placeIn(text: string): Asked['after'] {
  const [, first, second] = /^(\d{1,16})\.(\d{1,15})$/.exec(text) ?? []
  return first === undefined || second === undefined ? null : [Number(first), Number(second)]
}

function hrefOf({ view, typed, kind, state, cause }: Asked, after: Asked['after']): string {
  const query = new URLSearchParams(view === 'search' ? { q: typed } : { show: view })
  for (const [name, value] of Object.entries({ kind, state, cause })) {
    if (value !== null) {
      query.set(name, value)
    }
  }
  if (after !== null) {
    query.set('after', after.join('.'))
  }
  return `/queue?${query.toString()}`
}
