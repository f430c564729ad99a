/** What the log's page shows, and the log as a file. */
import type { Context } from 'hono'
import { dayInZone, laterDay, parseDay, timeInZone } from '../../books/day.ts'
import { openDatabase } from '../../db/database.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { exportedLog } from '../../journal/exported-lines.ts'
import type { ExportFormat } from '../../journal/exported-lines.ts'
import { journalRows } from '../../journal/journal.ts'
import type { JournalEvent, JournalFilter, JournalLine } from '../../journal/journal.ts'
import { firstLineIDFrom, linesBefore, nextLineID } from '../../journal/log-pages.ts'
import { KEPT_DAYS } from '../../journal/retention.ts'
import { EVENT_SENTENCES } from '../../ui/event-sentence.ts'
import { logPage } from '../../ui/log-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { findByWords } from './search.ts'
import { shellOf, shopWords } from './shell.ts'

/** A line without a sentence does not compile. */
const SENTENCES: Readonly<Record<JournalEvent, unknown>> = EVENT_SENTENCES

const LINES_SHOWN = 60
/** Where lines are left out, so many are looked at for one page. */
const LINES_LOOKED_AT = 400
/** What a search found, and lines of each; with the search below the 500 rows of a page. */
const SUBJECTS_SHOWN = 8
const LINES_PER_SUBJECT = 25
const TYPED_CHARACTERS_MAX = 100

type Asked = {
  readonly storeID: string
  readonly typed: string
  readonly event: string | null
  readonly until: string | null
  readonly beforeID: number | null
}

type Shown = {
  readonly lines: readonly JournalLine[]
  readonly nextBeforeID: number | null
  readonly remark: string | null
}

export async function log(context: Context<OwnerEnv>) {
  const { db, storeID, admit } = placeOf(context)
  const asked = askedOf(context, storeID)
  const zone = async () => shopWords((await admit()).store).timeZone
  const shown = asked.typed === '' ? await page(asked, db, zone) : await search(asked, db)
  await admit()
  return logPage(shellOf(context), {
    lines: shown.lines,
    typed: asked.typed,
    event: asked.event ?? '',
    until: asked.until ?? '',
    olderHref: shown.nextBeforeID === null ? null : hrefOf(asked, shown.nextBeforeID),
    firstHref: asked.beforeID === null ? null : hrefOf(asked, null),
    exportQuery: queryOf({ ...asked, typed: '' }, null).toString(),
    keptDays: KEPT_DAYS,
    remark: shown.remark,
  })
}

/** Part by part as it is read: of a million lines none is held back. */
export function logFile(context: Context<OwnerEnv>, format: ExportFormat): Response {
  const { store } = context.get('owner')
  const { storeID } = store
  const { event, until } = askedOf(context, storeID)
  const filter: JournalFilter = {
    ...(event === null ? {} : { event }),
    ...(until === null ? {} : { untilMs: endOfDayMs(until, shopWords(store).timeZone) }),
  }
  const parts = exportedLog(openDatabase(context.env.DB), { storeID, format, filter })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done === true) {
        controller.close()
        return
      }
      controller.enqueue(encoder.encode(value.text))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson'
  return new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=UTF-8`,
      'Content-Disposition': `attachment; filename="tillbridge-log.${format}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

async function page(
  { storeID, event, until, beforeID }: Asked,
  db: ReadingDatabase,
  zone: () => Promise<string>,
): Promise<Shown> {
  if (event === null && (until === null || beforeID !== null)) {
    const before = beforeID === null ? {} : { beforeID }
    const [lines] = await db.readTogether([
      journalRows(db, { storeID, limit: LINES_SHOWN, ...before }),
    ])
    const last = lines.length === LINES_SHOWN ? lines.at(-1) : undefined
    return { lines, nextBeforeID: last?.id ?? null, remark: null }
  }
  const before = beforeID ?? (await firstPageBefore(db, { storeID, until, zone }))
  const lines = await linesBefore(db, {
    storeID,
    beforeID: before,
    lookedAt: LINES_LOOKED_AT,
    event,
    limit: LINES_SHOWN,
  })
  const reached = lines.length === LINES_SHOWN ? (lines.at(-1)?.id ?? 0) : before - LINES_LOOKED_AT
  return { lines, nextBeforeID: reached > 1 ? reached : null, remark: null }
}

async function firstPageBefore(
  db: ReadingDatabase,
  {
    storeID,
    until,
    zone,
  }: {
    readonly storeID: string
    readonly until: string | null
    readonly zone: () => Promise<string>
  },
): Promise<number> {
  if (until === null) {
    const [[next]] = await db.readTogether([nextLineID(db, storeID)])
    return next?.id ?? 1
  }
  const [first] = await firstLineIDFrom(db, { storeID, fromMs: endOfDayMs(until, await zone()) })
  return first?.id ?? 1
}

async function search({ storeID, typed, event }: Asked, db: ReadingDatabase): Promise<Shown> {
  const { subjects, isAll } = await findByWords(db, { storeID, typed })
  const query = (subject: string) =>
    journalRows(db, { storeID, limit: LINES_PER_SUBJECT, filter: { subject } })
  const [first, ...others] = subjects.slice(0, SUBJECTS_SHOWN)
  const results =
    first === undefined ? [] : await db.readTogether([query(first), ...others.map(query)])
  const lines = results
    .flat()
    .filter((line) => event === null || line.event === event)
    .toSorted((left, right) => right.id - left.id)
    .slice(0, LINES_SHOWN)
  const isWhole = isAll && subjects.length <= SUBJECTS_SHOWN
  return {
    lines,
    nextBeforeID: null,
    remark: isWhole ? null : 'There may be more: type more of it to see the others.',
  }
}

/** The first moment after that day of the shop's. */
function endOfDayMs(day: string, timeZone: string): number {
  const guess = Date.parse(`${laterDay(day, 1)}T00:00:00Z`)
  const there = Date.parse(`${dayInZone(guess, timeZone)}T${timeInZone(guess, timeZone)}:00Z`)
  return guess - (there - guess)
}

function askedOf({ req }: Context<OwnerEnv>, storeID: string): Asked {
  const event = req.query('event') ?? ''
  const before = /^\d{1,15}$/.exec(req.query('before') ?? '')?.[0]
  return {
    storeID,
    typed: (req.query('q') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX),
    event: event in SENTENCES ? event : null,
    until: parseDay(req.query('until') ?? ''),
    beforeID: before === undefined ? null : Number(before),
  }
}

function queryOf({ typed, event, until }: Asked, beforeID: number | null): URLSearchParams {
  return new URLSearchParams({
    ...(typed === '' ? {} : { q: typed }),
    ...(event === null ? {} : { event }),
    ...(until === null ? {} : { until }),
    ...(beforeID === null ? {} : { before: String(beforeID) }),
  })
}

function hrefOf(asked: Asked, beforeID: number | null): string {
  const query = queryOf(asked, beforeID).toString()
  return query === '' ? '/log' : `/log?${query}`
}
