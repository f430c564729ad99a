/** What holds entries, cause by cause, and what can be done about each. */
import type { Context } from 'hono'
import type { Problem, ProblemCode } from '../../books/problems.ts'
import { REPAIRS, repairNamed } from '../../books/repairs.ts'
import type { Repair } from '../../books/repair.ts'
import { repairWords } from '../../books/repair-words.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { heldCounts, heldRowsOfCauses } from '../../queue/queue-rows.ts'
import type { QueueRow } from '../../queue/queue-rows.ts'
import { standingNotices } from '../../stores/watch.ts'
import { problemsPage } from '../../ui/problems-page.tsx'
import type { Asked, HeldEntry, ProblemGroup } from '../../ui/problems-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { choicesFor } from './problem-choices.ts'
import { wordsOf } from './queue-lines.ts'
import { shellOf } from './shell.ts'

/** Together they stay below the 500 rows that a page may read. */
const CAUSES_SHOWN = 8
const ENTRIES_SHOWN = 4
const COUNTED_MAX = 30
const ENTRIES_OF_ONE_SHOWN = 30
const COUNTED_OF_ONE_MAX = 99

export async function problems(context: Context<OwnerEnv>) {
  const { db, storeID } = placeOf(context)
  const { req } = context
  const cause = codeIn(req.query('cause'))
  const after = codeIn(req.query('after')) ?? ''
  const { groups, moreHref } =
    cause === null
      ? await allGroups(db, { storeID, after })
      : await oneGroup(db, { storeID, cause, after: req.query('after') ?? '' })
  const { store } = context.get('owner')
  const notices = standingNotices(store).filter(({ code }) => cause === null || code === cause)
  const isOfStore = cause !== null && notices.length > 0
  return problemsPage(shellOf(context), {
    notices: notices.map((problem) => ({ problem, repairs: REPAIRS[problem.code] })),
    groups,
    cause,
    choices: cause === null ? [] : await choicesFor(db, { storeID, groups }),
    asked: askedIn(context, { cause, groups, isOfStore }),
    moreHref,
  })
}

type Groups = { readonly groups: readonly ProblemGroup[]; readonly moreHref: string | null }

async function allGroups(
  db: ReadingDatabase,
  { storeID, after }: { readonly storeID: string; readonly after: string },
): Promise<Groups> {
  const groups = await groupsOf(db, {
    storeID,
    of: { after, causes: CAUSES_SHOWN + 1 },
    afterID: 0,
    shown: ENTRIES_SHOWN,
    counted: COUNTED_MAX,
  })
  const some = groups.slice(0, CAUSES_SHOWN)
  const last = some.at(-1)
  return {
    groups: some,
    moreHref:
      groups.length > some.length && last !== undefined ? `/problems?after=${last.code}` : null,
  }
}

async function oneGroup(
  db: ReadingDatabase,
  {
    storeID,
    cause,
    after,
  }: { readonly storeID: string; readonly cause: string; readonly after: string },
): Promise<Groups> {
  const [group] = await groupsOf(db, {
    storeID,
    of: { code: cause },
    afterID: /^\d{1,15}$/.test(after) ? Number(after) : 0,
    shown: ENTRIES_OF_ONE_SHOWN + 1,
    counted: COUNTED_OF_ONE_MAX,
  })
  if (group === undefined) {
    return { groups: [], moreHref: null }
  }
  const entries = group.entries.slice(0, ENTRIES_OF_ONE_SHOWN)
  const last = entries.at(-1)
  return {
    groups: entries.length === 0 ? [] : [{ ...group, entries }],
    moreHref:
      group.entries.length > entries.length && last !== undefined
        ? `/problems?cause=${cause}&after=${last.jobID}`
        : null,
  }
}

/** All in one reading, in the order of their codes. */
async function groupsOf(
  db: ReadingDatabase,
  page: Omit<Parameters<typeof heldCounts>[1], 'limit'> & { readonly counted: number },
): Promise<readonly ProblemGroup[]> {
  const { counted } = page
  const [counts, rows] = await db.readTogether([
    heldCounts(db, { ...page, limit: counted + 1 }),
    heldRowsOfCauses(db, page),
  ])
  const entries = Map.groupBy(rows.map(entryOf), ({ problem }) => problem.code as string)
  return counts.map(({ code, count, sinceMs }) => ({
    code,
    count: { count: Math.min(count, counted), isAll: count <= counted },
    sinceMs: sinceMs ?? 0,
    entries: entries.get(code) ?? [],
    repairs: Object.hasOwn(REPAIRS, code) ? REPAIRS[code as ProblemCode] : [],
  }))
}

function entryOf(row: QueueRow): HeldEntry {
  const problem = row.problem as Problem
  return { ...wordsOf(row), jobID: row.id, problem, atMs: row.createdAtMs }
}

/** What was pressed and waits for a yes: of an entry that is still held, or of all. */
function askedIn(
  { req }: Context<OwnerEnv>,
  {
    cause,
    groups,
    isOfStore,
  }: {
    readonly cause: string | null
    readonly groups: readonly ProblemGroup[]
    readonly isOfStore: boolean
  },
): Asked | null {
  const repair: Repair | null =
    cause === null ? null : repairNamed(cause, req.query('repair') ?? '')
  if (cause === null || repair === null || repairWords(repair).warning === null) {
    return null
  }
  const [group] = groups
  const job = req.query('job')
  if (isOfStore && group === undefined) {
    return { repair, code: cause, entry: null, count: null }
  }
  const entry = group?.entries.find(({ jobID }) => String(jobID) === job) ?? null
  const isMissing = group === undefined || (job !== undefined && entry === null)
  return isMissing ? null : { repair, code: cause, entry, count: group.count }
}

function codeIn(text: string | undefined): string | null {
  return /^[a-z-]{1,60}$/.exec(text ?? '')?.[0] ?? null
}
