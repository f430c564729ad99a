/** What one session leaves to the next, beside the queue, the links and the lists. */
import type { SaleKind } from '../books/document.ts'
import type { CompanyFacts } from '../posting/company.ts'
import { NO_RECORDS } from '../posting/list-record.ts'
import type { ListRecords } from '../posting/list-record.ts'
import type { NewestDocument, ReplacedDocument } from '../posting/known.ts'
import type { NameCount } from './name-count.ts'
import { ORDERS_PER_SET_AT_FIRST } from './pace.ts'
import type { Store } from '../stores/store.ts'

export type CarriedOver = {
  /** The newest set that was answered: QuickBooks may forget it. */
  readonly settledSetID: string | null
  /** The documents that were posted last, newest first: an older company file lacks them. */
  readonly newest: readonly (NewestDocument & { readonly atMs: number })[]
  /** The documents that were changed or taken out last: an older company file undoes that. */
  readonly replaced: readonly ReplacedDocument[]
  /** How the company keeps its books, as it said last; null before the first session. */
  readonly company: CompanyFacts | null
  /** Which forms its sales ever stood as, beside those that every store's may. */
  readonly saleKinds: readonly SaleKind[]
  /** Up to when QuickBooks' deletions were read, in Unix milliseconds; null: never. */
  readonly deletedReadAtMs: number | null
  /**
   * Set when a person had the books verified: from then back to this time, in Unix milliseconds,
   * whatever is not linked may stand in QuickBooks. Null once all of that was read.
   */
  readonly inDoubtFromMs: number | null
  /** What was read of QuickBooks' lists. */
  readonly lists: ListRecords
  /** When a session was last opened to read them and for nothing else, in Unix milliseconds. */
  readonly listsOpenedAtMs: number | null
  /** Orders a set, as QuickBooks' speed allowed. */
  readonly ordersPerSet: number
  /** How long QuickBooks took for one request, as an average that forgets. */
  readonly requestMs: number
  /** How full QuickBooks' lists of names are; null before they were counted. */
  readonly nameCount: NameCount | null
  /** Sessions in a row that could not reach QuickBooks. */
  readonly unreachableInRow: number
}

/** One would do; a person may have deleted one or two. */
const NEWEST_MAX = 5
/** Measured by others on an office computer; the first set of a store knows no better. */
const REQUEST_MS_AT_FIRST = 20

const NOTHING_CARRIED_OVER: CarriedOver = {
  settledSetID: null,
  newest: [],
  replaced: [],
  company: null,
  saleKinds: [],
  deletedReadAtMs: null,
  inDoubtFromMs: null,
  lists: NO_RECORDS,
  listsOpenedAtMs: null,
  ordersPerSet: ORDERS_PER_SET_AT_FIRST,
  requestMs: REQUEST_MS_AT_FIRST,
  nameCount: null,
  unreachableInRow: 0,
}

export function carriedOverIn({ carriedOver }: Store): CarriedOver {
  return { ...NOTHING_CARRIED_OVER, ...(carriedOver as Partial<CarriedOver> | null) }
}

export function withNewest(
  { newest, ...carriedOver }: CarriedOver,
  seen: readonly NewestDocument[],
  nowMs: number,
): CarriedOver {
  const added = seen.slice(-NEWEST_MAX).map((document) => ({ ...document, atMs: nowMs }))
  return { ...carriedOver, newest: [...added.toReversed(), ...newest].slice(0, NEWEST_MAX) }
}

/** Each once, as it stood before its last change. */
export function withReplaced(
  { replaced, ...carriedOver }: CarriedOver,
  seen: readonly ReplacedDocument[],
): CarriedOver {
  const newestFirst = [...seen.toReversed(), ...replaced]
  const byTxnID = Map.groupBy(newestFirst, ({ txnID }) => txnID)
  const last = [...byTxnID.values()].flatMap(([first]) => first ?? [])
  return { ...carriedOver, replaced: last.slice(0, NEWEST_MAX) }
}
