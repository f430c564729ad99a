/**
 * An order with all that its preview needs. A session reads QuickBooks' short lists whole, once for
 * all its orders; a preview reads what its one order names, since a company may have thousands of
 * accounts and classes.
 */
import { isProblem } from '../books/problems.ts'
import { isPlainObject } from '../books/setting-values.ts'
import type { Settings } from '../books/settings.ts'
import { entriesIn } from '../mirror/mirror.ts'
import { rowsNamed } from '../mirror/sought-entries.ts'
import type { EntryName } from '../mirror/sought-entries.ts'
import { HEAD_LISTS } from '../posting/desktop/head-needs.ts'
import { USUAL_INCOME_ACCOUNT } from '../posting/desktop/item-account.ts'
import { findEntry, indexEntries, indexEntriesByID, nameKey } from '../posting/known.ts'
import type { Known, ListName } from '../posting/known.ts'
import type { DueJob } from '../queue/job.ts'
import { rolesFor } from './buyer-roles.ts'
import { supposedWork } from './preview-work.ts'
import type { SupposedWork } from './preview-work.ts'
import { readKnownTogether } from './read-known.ts'
import { booksWith, knownSourceOf, readEarlierSettings } from './work-at-hand.ts'
import type { WorkSource } from './work-at-hand.ts'
import { lookupsOf, underSettings, workloadOf } from './workload.ts'
import type { Books, OrderWork, Workload } from './workload.ts'

/** Where an item’s account was not chosen. */
const USUAL_INCOME: EntryName = { list: 'account', name: USUAL_INCOME_ACCOUNT }

export type PreviewAtHand = {
  readonly work: OrderWork
  readonly books: Books
  /** Where the settings that stand make no sale of it. */
  readonly supposed: SupposedWork | null
  readonly known: Known
}

/** `source.lists` are `CompanyAtHand`’s. What is no order is given back as it was read. */
export async function previewAtHand(
  job: DueJob,
  source: WorkSource,
): Promise<PreviewAtHand | Exclude<Workload, OrderWork>> {
  const made = booksWith(await rolesFor([job], source), source)
  const work = workloadOf(job, made)
  if (work.kind !== 'order') {
    return work
  }
  const supposed = isProblem(work.sale) ? supposedWork(work, made) : null
  const knownSource = knownSourceOf(source)
  const { saleKinds } = knownSource
  const thinkable = [work, ...(supposed === null ? [] : [supposed.work])]
  const lookups = lookupsOf(thinkable, { saleKinds, ...source })
  const { mapping } = supposed?.settings ?? made.settings
  const named = [USUAL_INCOME, ...namesOfWork(thinkable), ...namesIn(mapping)]
  const known = await readKnownTogether(lookups, { ...knownSource, named })
  const earlierSettings = await readEarlierSettings([work], { db: source.db, known, books: made })
  const books = { ...made, earlierSettings }
  const found = { known, named, work, books }
  return { work, books, supposed, known: await withNamesFound(found, source) }
}

type Found = Pick<PreviewAtHand, 'known' | 'work' | 'books'> & {
  readonly named: readonly EntryName[]
}

/** What was found names more, as a rule nothing that was not asked for. */
async function withNamesFound(
  { known, named, work, books }: Found,
  { db, storeID }: WorkSource,
): Promise<Known> {
  const earlier: readonly Settings[] = [...books.earlierSettings.values()]
  const asked = new Set(named.map(keyOf))
  const lacking = [
    ...namesOfWork(earlier.map((settings) => underSettings(work, { ...books, settings }))),
    ...namesIn(earlier.map(({ mapping }) => mapping)),
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

function keyOf({ list, name }: EntryName): string {
  return `${list} ${nameKey(name)}`
}

function namesOfWork(work: readonly OrderWork[]): readonly EntryName[] {
  return work.flatMap(({ sale, refundDocuments }) =>
    [sale, ...refundDocuments].flatMap((document) =>
      isProblem(document) ? [] : namesIn({ ...document, fingerprint: null }),
    ),
  )
}

/** A document and a mapping call what they name by its list. */
const LIST_OF_FIELD: Readonly<Record<string, ListName>> = {
  ...HEAD_LISTS,
  className: 'class',
  paymentMethodName: 'payment-method',
}

/** Into one list: a document has a hundred fields and names in five of them. */
function namesIn(value: unknown, names: EntryName[] = []): readonly EntryName[] {
  if (Array.isArray(value)) {
    value.forEach((one) => namesIn(one, names))
  } else if (isPlainObject(value)) {
    for (const field of Object.keys(value)) {
      addNames(names, field, value[field])
    }
  }
  return names
}

function addNames(names: EntryName[], field: string, value: unknown): void {
  if (field === 'accounts' && isPlainObject(value)) {
    Object.values(value).forEach((name) => addNames(names, 'accountName', name))
  } else if (typeof value !== 'string') {
    namesIn(value, names)
  } else {
    const list = LIST_OF_FIELD[field] ?? (/accountName$/i.test(field) ? 'account' : null)
    if (list !== null) {
      names.push(...withParents(value).map((name) => ({ list, name })))
    }
  }
}

/** `Web:Clothing` is made below `Web`. */
function withParents(name: string): readonly string[] {
  const parts = name.split(':')
  return parts.map((_, at) => parts.slice(0, at + 1).join(':'))
}
