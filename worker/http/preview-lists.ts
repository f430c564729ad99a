/**
 * Of QuickBooks' lists what one preview needs: a session reads them whole, once for all its orders,
 * and a company may have thousands of accounts and classes.
 */
import { isPlainObject } from '../books/setting-values.ts'
import type { ReadingDatabase } from '../db/database.ts'
import { entriesIn, rowsByName, USUAL_ACCOUNT_TYPES, usualAccountRows } from '../mirror/mirror.ts'
import { HEAD_LISTS } from '../posting/desktop/head-needs.ts'
import { indexEntries, indexEntriesByID } from '../posting/known.ts'
import type { Known, ListName } from '../posting/known.ts'
import { supposedWork } from '../session/preview-work.ts'
import type { WorkAtHand } from '../session/work-at-hand.ts'
import { workloadOf } from '../session/workload.ts'
import type { Workload } from '../session/workload.ts'

/** They say how the company keeps its books, and are short in every company. */
export const LISTS_READ_WHOLE: readonly ListName[] = ['currency', 'sales-tax-code', 'custom-field']

/** The oldest that fits is taken: among so many there is one. */
const USUAL_ACCOUNTS_READ = 20

/** With every entry of the other lists that the order's documents or the mapping may name. */
export async function withListsNamed(
  { work, books, known }: WorkAtHand,
  { db, storeID }: { readonly db: ReadingDatabase; readonly storeID: string },
): Promise<Known> {
  const { settings, earlierSettings } = books
  const earlier = [...earlierSettings.values()]
  const documents = [
    ...work,
    ...supposedWork(work, books),
    ...earlier.flatMap((one) =>
      work.map(({ job }) => workloadOf(job, { ...books, settings: one })),
    ),
  ].flatMap(documentsOf)
  const mappings = [settings, ...earlier].map(({ mapping }) => mapping)
  const names = [...documents, ...mappings, ...known.entriesByID.values()].flatMap(namesIn)
  const rows = await db.readTogether([
    usualAccountRows(db, storeID, { type: 'Income', limit: USUAL_ACCOUNTS_READ }),
    ...USUAL_ACCOUNT_TYPES.filter((type) => type !== 'Income').map((type) =>
      usualAccountRows(db, storeID, { type, limit: USUAL_ACCOUNTS_READ }),
    ),
    ...[...Map.groupBy(names, ({ list }) => list)].map(([list, named]) => {
      const distinct = new Set(named.flatMap(({ name }) => withParents(name)))
      return rowsByName(db, storeID, { list, names: [...distinct] })
    }),
  ])
  const found = entriesIn(rows.flat())
  return {
    ...known,
    entries: new Map([...indexEntries(found), ...known.entries]),
    entriesByID: new Map([...indexEntriesByID(found), ...known.entriesByID]),
  }
}

function documentsOf(work: Workload): readonly unknown[] {
  return work.kind === 'order' ? [work.sale, ...work.refundDocuments] : []
}

type Named = { readonly list: ListName; readonly name: string }

/** A document, a mapping and an entry call what they name by its list. */
const LIST_OF_FIELD: Readonly<Record<string, ListName>> = {
  ...HEAD_LISTS,
  className: 'class',
  paymentMethodName: 'payment-method',
  incomeAccount: 'account',
}

function namesIn(value: unknown): readonly Named[] {
  if (Array.isArray(value)) {
    return value.flatMap(namesIn)
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([field, one]) => namesOf(field, one))
    : []
}

function namesOf(field: string, value: unknown): readonly Named[] {
  if (field === 'accounts' && isPlainObject(value)) {
    return Object.values(value).flatMap((name) => namesOf('accountName', name))
  }
  if (typeof value !== 'string') {
    return namesIn(value)
  }
  const list = /accountName$/i.test(field) ? 'account' : LIST_OF_FIELD[field]
  return list === undefined ? [] : [{ list, name: value }]
}

/** `Web:Clothing` is made below `Web`. */
function withParents(name: string): readonly string[] {
  const parts = name.split(':')
  return parts.map((_, at) => parts.slice(0, at + 1).join(':'))
}
