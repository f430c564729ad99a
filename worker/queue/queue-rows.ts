/** The queue as a person looks at it, a page at a time, each entry with whose it is. */
import { and, asc, desc, eq, inArray, SQL, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { jobs, links, snapshots } from '../db/schema.ts'
import { JOB_RANK } from './job.ts'

/** What a person knows a subject by; of its snapshot, which may be large, no more is read. */
export const SUBJECT_WORDS = {
  number: sql<string | null>`${snapshots.snapshot} ->> '$.number'`,
  firstName: sql<string | null>`coalesce(${snapshots.snapshot} ->> '$.billing.first_name',
    ${snapshots.snapshot} ->> '$.first_name')`,
  lastName: sql<string | null>`coalesce(${snapshots.snapshot} ->> '$.billing.last_name',
    ${snapshots.snapshot} ->> '$.last_name')`,
  company: sql<string | null>`${snapshots.snapshot} ->> '$.billing.company'`,
  total: sql<string | null>`${snapshots.snapshot} ->> '$.total'`,
  currency: sql<string | null>`${snapshots.snapshot} ->> '$.currency'`,
}

const ROW = {
  id: jobs.id,
  subject: jobs.subject,
  state: jobs.state,
  rank: jobs.rank,
  attempts: jobs.attempts,
  runAtMs: jobs.runAtMs,
  createdAtMs: jobs.createdAtMs,
  updatedAtMs: jobs.updatedAtMs,
  messageSetID: jobs.messageSetID,
  problem: jobs.problem,
  ...SUBJECT_WORDS,
}

export type QueueRow = Awaited<ReturnType<typeof heldByCause>>[number]

type Page = { readonly storeID: string; readonly limit: number }

/**
 * Held, what waits for a person first and then the newest. Two queries, what they give one after the
 * other: beside the last place and behind it. As one comparison of two columns SQLite would use only
 * the first of them, and walk through all that stand at the same time.
 */
export function heldRows(
  db: Database,
  page: Page & { readonly after: { readonly runAtMs: number; readonly id: number } | null },
) {
  const { storeID, limit, after } = page
  const { runAtMs, id } = after ?? BEFORE_ALL
  return [
    heldBeside(db, { storeID, limit, runAtMs, id }),
    heldBehind(db, { storeID, limit, runAtMs }),
  ] as const
}

/** Later than any that is held. */
const BEFORE_ALL = { runAtMs: Number.MAX_SAFE_INTEGER, id: 0 }

const heldBeside = builtOnce(
  (db, { storeID, limit, runAtMs, id }: Page & { readonly runAtMs: number; readonly id: number }) =>
    heldAt(db, { storeID, limit }, sql`${jobs.runAtMs} = ${runAtMs} AND ${jobs.id} < ${id}`),
)

const heldBehind = builtOnce(
  (db, { storeID, limit, runAtMs }: Page & { readonly runAtMs: number }) =>
    heldAt(db, { storeID, limit }, sql`${jobs.runAtMs} < ${runAtMs}`),
)

function heldAt(db: Database, { storeID, limit }: Page, place: SQL) {
  return rowsWhere(db, and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'blocked'`, place))
    .orderBy(desc(jobs.runAtMs), desc(jobs.id))
    .limit(limit)
}

/** Held by one cause, the newest first. */
export function heldByCause(
  db: Database,
  page: Page & { readonly cause: string; readonly beforeID: number | null },
) {
  const { storeID, limit, cause, beforeID } = page
  return rowsWhere(
    db,
    and(
      isHeldBy({ storeID, cause }),
      beforeID === null ? undefined : sql`${jobs.id} < ${beforeID}`,
    ),
  )
    .orderBy(desc(jobs.id))
    .limit(limit)
}

/** One cause, or the first so many behind a place, in the order of their codes. */
type Causes = { readonly code: string } | { readonly after: string; readonly causes: number }

/** Causes, each with what it holds. */
type HeldGroups = {
  readonly storeID: string
  readonly of: Causes
  /** Entries of each, the oldest first, none before or at that one. */
  readonly shown: number
  readonly afterID: number
  /** How far those of each are counted. */
  readonly limit: number
}

/** How many each cause holds, counted no further than the limit, and since when. */
export function heldCounts(db: Database, { storeID, of, limit }: HeldGroups) {
  const held = heldByCode(storeID)
  return db
    .select({
      code: sql<string>`cause.code`.as('code'),
      count: sql<number>`(SELECT count(*) FROM (SELECT 1 ${held} LIMIT ${limit}))`.as('count'),
      sinceMs: sql<number | null>`(SELECT held.created_at_ms ${held} ORDER BY held.id LIMIT 1)`.as(
        'since_ms',
      ),
    })
    .from(sql`(${codesOf(of, storeID)}) AS cause`)
}

/** Entries of each cause, in the order of their IDs. */
export function heldRowsOfCauses(
  db: Database,
  { storeID, of, shown, afterID }: Omit<HeldGroups, 'limit'>,
) {
  const ids = sql`(SELECT job.id FROM (${codesOf(of, storeID)}) AS cause CROSS JOIN ${jobs} AS job
    ON job.id IN (SELECT held.id ${heldByCode(storeID)} AND held.id > ${afterID}
      ORDER BY held.id LIMIT ${shown}))`
  return rowsWhere(db, inArray(jobs.id, ids)).orderBy(asc(jobs.id))
}

function codesOf(of: Causes, storeID: string): SQL {
  return 'code' in of
    ? sql`SELECT ${of.code} AS code`
    : sql`${heldCodes(storeID, of.after)} LIMIT ${of.causes}`
}

function heldByCode(storeID: string) {
  return sql`FROM ${jobs} AS held WHERE held.store_id = ${storeID} AND held.state = 'blocked'
    AND held.problem ->> '$.code' = cause.code`
}

function isHeldBy({ storeID, cause }: { readonly storeID: string; readonly cause: string }) {
  return and(
    eq(jobs.storeID, storeID),
    sql`${jobs.state} = 'blocked'`,
    sql`(${jobs.problem} ->> '$.code') = ${cause}`,
  )
}

/** Queued, in the order in which it goes out; in two queries, as `heldRows`. */
export function waitingRows(
  db: Database,
  page: Page & {
    readonly kind: 'order' | 'customer' | null
    readonly after: { readonly rank: number; readonly id: number } | null
  },
) {
  const { storeID, limit, kind, after } = page
  const from = kind === 'order' ? FIRST_ORDER_RANK : 0
  const to = kind === 'customer' ? FIRST_ORDER_RANK : RANKS_END
  const { rank, id } = after ?? { rank: from - 1, id: 0 }
  const behind = Math.max(rank, from - 1)
  return [
    waitingBeside(db, { storeID, limit, rank, id }),
    waitingBehind(db, { storeID, limit, behind, to }),
  ] as const
}

const waitingBeside = builtOnce(
  (db, { storeID, limit, rank, id }: Page & { readonly rank: number; readonly id: number }) =>
    waitingAt(db, { storeID, limit }, sql`${jobs.rank} = ${rank} AND ${jobs.id} > ${id}`),
)

const waitingBehind = builtOnce(
  (db, { storeID, limit, behind, to }: Page & { readonly behind: number; readonly to: number }) =>
    waitingAt(db, { storeID, limit }, sql`${jobs.rank} > ${behind} AND ${jobs.rank} < ${to}`),
)

function waitingAt(db: Database, { storeID, limit }: Page, place: SQL) {
  return rowsWhere(db, and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'queued'`, place))
    .orderBy(asc(jobs.rank), asc(jobs.id))
    .limit(limit)
}

/** What the message set that is out carries. */
export function outRows(db: Database, page: Page) {
  return rowsWhere(db, and(eq(jobs.storeID, page.storeID), sql`${jobs.state} = 'sent'`))
    .orderBy(asc(jobs.subject))
    .limit(page.limit)
}

/** By name, or as a query gives them. */
type Subjects = readonly string[] | SQL

function listed(subjects: Subjects): SQL {
  return subjects instanceof SQL
    ? sql`(${subjects})`
    : sql`(SELECT value FROM json_each(${JSON.stringify(subjects)}))`
}

/** The open work on these subjects: what has not left, and what is out. */
export function openRowsOf(db: Database, storeID: string, subjects: Subjects) {
  const isListed = inArray(jobs.subject, listed(subjects))
  // Two queries: an OR over the two indexes would read the whole queue.
  return [
    rowsWhere(
      db,
      and(eq(jobs.storeID, storeID), isListed, sql`${jobs.state} IN ('queued', 'blocked')`),
    ),
    rowsWhere(db, and(eq(jobs.storeID, storeID), isListed, sql`${jobs.state} = 'sent'`)),
  ] as const
}

/** What the shop said last of these subjects, in words, and whether it was deleted there. */
export function subjectRowsOf(db: Database, storeID: string, subjects: Subjects) {
  return db
    .select({
      subject: snapshots.subject,
      event: snapshots.event,
      receivedAtMs: snapshots.receivedAtMs,
      ...SUBJECT_WORDS,
    })
    .from(snapshots)
    .where(and(eq(snapshots.storeID, storeID), inArray(snapshots.subject, listed(subjects))))
}

/** Named, since D1 gives a batch's rows by their columns' names, and these would all have one. */
function said(field: string) {
  return sql<string | null>`${snapshots.snapshot} ->> ${`$.${field}`}`.as(field)
}

/** What the shop said last of one subject, as far as a page shows it. */
export function subjectFacts(
  db: Database,
  { storeID, subject }: { readonly storeID: string; readonly subject: string },
) {
  return db
    .select({
      subject: snapshots.subject,
      event: snapshots.event,
      revision: snapshots.revision,
      receivedAtMs: snapshots.receivedAtMs,
      ...SUBJECT_WORDS,
      status: said('status'),
      createdAt: said('date_created'),
      paidBy: said('payment_method_title'),
      email: sql<string | null>`coalesce(${snapshots.snapshot} ->> '$.billing.email',
        ${snapshots.snapshot} ->> '$.email')`.as('email'),
      note: said('customer_note'),
      lines: sql<number | null>`json_array_length(${snapshots.snapshot}, '$.line_items')`.as(
        'lines',
      ),
    })
    .from(snapshots)
    .where(and(eq(snapshots.storeID, storeID), eq(snapshots.subject, subject)))
}

/** The documents and customers that stand for these subjects. */
export function standingOf(db: Database, storeID: string, subjects: Subjects) {
  return db
    .select({
      subject: links.subject,
      role: links.role,
      kind: links.kind,
      label: links.label,
      totalCents: links.totalCents,
      quickBooksID: links.quickBooksID,
      linkedAtMs: links.linkedAtMs,
      deletedAtMs: links.deletedAtMs,
    })
    .from(links)
    .where(and(eq(links.storeID, storeID), inArray(links.subject, listed(subjects))))
}

/** How many there are, counted no further than the limit, and since when. */
export function queuedUpTo(db: Database, { storeID, limit }: Page) {
  return db
    .select({ createdAtMs: jobs.createdAtMs })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'queued'`))
    .orderBy(asc(jobs.rank), asc(jobs.id))
    .limit(limit)
}

export function outUpTo(db: Database, { storeID, limit }: Page) {
  return db
    .select({ subject: jobs.subject })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'sent'`))
    .limit(limit)
}

/** Of the newest that are held, what holds them. */
export function heldCauses(db: Database, { storeID, limit }: Page) {
  return db
    .select({ problem: jobs.problem })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'blocked'`))
    .orderBy(desc(jobs.runAtMs), desc(jobs.id))
    .limit(limit)
}

/** Every cause that holds something, found by stepping from one to the next in the index. */
export function heldCausesOf(db: Database, storeID: string) {
  return db.select({ code: sql<string | null>`code` }).from(sql`(${heldCodes(storeID)}) AS causes`)
}

/** As `code`, in their order, those behind `after`. */
function heldCodes(storeID: string, after = ''): SQL {
  const next = (than: SQL) => sql`(SELECT problem ->> '$.code' FROM jobs
    WHERE store_id = ${storeID} AND state = 'blocked' AND problem ->> '$.code' > ${than}
    ORDER BY problem ->> '$.code' LIMIT 1)`
  return sql`WITH RECURSIVE cause (code) AS (
      SELECT ${next(sql`${after}`)}
      UNION ALL
      SELECT ${next(sql`cause.code`)} FROM cause WHERE cause.code IS NOT NULL)
    SELECT code FROM cause WHERE code IS NOT NULL`
}

/** A rank is of a kind, also where a person moved the entry. */
const FIRST_ORDER_RANK = (JOB_RANK.customer + JOB_RANK.order) / 2
const RANKS_END = 1_000

function rowsWhere(db: Database, where: SQL | undefined) {
  return db
    .select(ROW)
    .from(jobs)
    .leftJoin(
      snapshots,
      and(eq(snapshots.storeID, jobs.storeID), eq(snapshots.subject, jobs.subject)),
    )
    .where(where)
}
