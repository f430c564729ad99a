/**
 * An order with all that its preview needs. A session reads QuickBooks' short lists whole, once for
 * all its orders; a preview reads what its one order names, since a company may have thousands of
 * accounts and classes.
 */
import type { Settings } from '../books/settings.ts'
import { entriesIn } from '../mirror/mirror.ts'
import { rowsNamed, soughtBeside } from '../mirror/sought-entries.ts'
import type { EntryName, Sought } from '../mirror/sought-entries.ts'
import { findEntry, indexEntries, indexEntriesByID, nameKey } from '../posting/known.ts'
import type { Known } from '../posting/known.ts'
import type { DueJob } from '../queue/job.ts'
import { rolesFor } from './buyer-roles.ts'
import { supposedWork } from './preview-work.ts'
import type { SupposedWork } from './preview-work.ts'
import { knownTogether, readSought } from './read-known.ts'
import type { RowsTogether } from './read-known.ts'
import { namesOfMapping, namesOfWork, soughtBy } from './sought.ts'
import { booksWith, knownSourceOf, readEarlierSettings } from './work-at-hand.ts'
import type { WorkSource } from './work-at-hand.ts'
import { underSettings, workloadOf } from './workload.ts'
import type { Books, OrderWork, Workload } from './workload.ts'

export type PreviewAtHand = {
  readonly work: OrderWork
  readonly books: Books
  /** Where the settings that stand make no sale of it. */
  readonly supposed: SupposedWork | null
  readonly known: Known
}

/** What was read together with the order, and what was sought by it. */
export type ReadBefore = { readonly sought: Sought; readonly rows: RowsTogether }

/** `source.lists` are `CompanyAtHand`’s. What is no order is given back as it was read. */
export async function previewAtHand(
  job: DueJob,
  { before, ...source }: WorkSource & { readonly before: ReadBefore | null },
): Promise<PreviewAtHand | Exclude<Workload, OrderWork>> {
  const made = booksWith(await rolesFor([job], source), source)
  const work = workloadOf(job, made)
  if (work.kind !== 'order') {
    return work
  }
  const supposed = supposedWork(work, made)
  const knownSource = knownSourceOf(source)
  const { saleKinds } = knownSource
  const sought = soughtBy({ work, supposed }, { saleKinds, settings: source.settings })
  const known = knownTogether(await rowsOf(sought, { before, ...source }), knownSource)
  const earlierSettings = await readEarlierSettings([work], { db: source.db, known, books: made })
  const books = { ...made, earlierSettings }
  const found = { known, sought, work, books }
  return { work, books, supposed, known: await withNamesFound(found, source) }
}

/** What was read with the order, and whatever more it seeks. */
async function rowsOf(
  sought: Sought,
  {
    before,
    ...source
  }: Pick<WorkSource, 'db' | 'storeID'> & { readonly before: ReadBefore | null },
): Promise<RowsTogether> {
  if (before === null) {
    return readSought(sought, source)
  }
  const more = soughtBeside(before.sought, sought)
  if (more === null) {
    return before.rows
  }
  const [links, entries] = await readSought(more, source)
  return [
    [...before.rows[0], ...links],
    [...before.rows[1], ...entries],
  ]
}

type Found = Pick<PreviewAtHand, 'known' | 'work' | 'books'> & {
  readonly sought: Sought
}

/** What was found names more, as a rule nothing that was not asked for. */
async function withNamesFound(
  { known, sought, work, books }: Found,
  { db, storeID }: WorkSource,
): Promise<Known> {
  const earlier: readonly Settings[] = [...books.earlierSettings.values()]
  const asked = new Set(sought.named.map(String))
  const lacking = [
    ...namesOfWork(earlier.map((settings) => underSettings(work, { ...books, settings }))),
    ...earlier.flatMap(({ mapping }) => namesOfMapping(mapping)),
    ...[...known.entriesByID.values()].flatMap(({ incomeAccount: name }) =>
      name === null ? [] : [{ list: 'account', name } as const],
    ),
  ].filter((one) => !asked.has(keyOf(one)) && findEntry(known, one.list, one.name) === null)
  if (lacking.length === 0) {
    return known
  }
  const found = entriesIn(await rowsNamed(db, storeID, lacking))
  return {
    ...known,
    entries: new Map([...indexEntries(found), ...known.entries]),
    entriesByID: new Map([...indexEntriesByID(found), ...known.entriesByID]),
  }
}

/** As a pair of `Sought` is written. */
function keyOf({ list, name }: EntryName): string {
  return String([list, nameKey(name)])
}
