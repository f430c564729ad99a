/** Which of QuickBooks' lists a session reads, beside its work and never in its way. */
import { isNamed } from '../books/named-lists.ts'
import { HEAD_NAMES } from '../books/head-fields.ts'
import type { Settings } from '../books/settings.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { PLAIN_COMPANY } from '../posting/company.ts'
import { HEAD_LISTS } from '../posting/desktop/head-needs.ts'
import type { Manifest } from '../posting/learn.ts'
import { progressAfterAnswer } from '../posting/list-progress.ts'
import type { ListAnswer, ListsProgress, Reader } from '../posting/list-progress.ts'
import { deletedFrom, laterOf, recordAfter, recordsAfterDeletions } from '../posting/list-record.ts'
import type { ListRecords } from '../posting/list-record.ts'
import { deletedSince, MIRRORED_LISTS } from '../posting/mirrored-lists.ts'
import type { MirroredList } from '../posting/mirrored-lists.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { recordCarriedOver } from '../stores/store.ts'
import type { CarriedOver } from './carried-over.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

/** What any document may name. */
const ALWAYS_IN_USE = [
  'account',
  'currency',
  'customer',
  'item',
  'payment-method',
  'sales-tax-code',
] as const satisfies readonly MirroredList[]

export function listsInUse(settings: Settings): ReadonlySet<MirroredList> {
  const { mapping } = settings
  // Of the vendors only the tax agencies matter.
  const hasAgencies = Object.keys(mapping.taxRates).length > 0 || mapping.zeroRateItem !== null
  const heads = HEAD_NAMES.filter((field) => isNamed(field, settings)).map(
    (field) => HEAD_LISTS[field],
  )
  return new Set([...ALWAYS_IN_USE, ...(hasAgencies ? (['vendor'] as const) : []), ...heads])
}

export function readerOf(
  { lists, company }: Pick<SessionState, 'lists' | 'company'>,
  settings: Settings,
  { carriedOver, nowMs }: Pick<World, 'carriedOver' | 'nowMs'>,
): Reader {
  return {
    progress: lists,
    records: carriedOver.lists,
    company: company ?? PLAIN_COMPANY,
    inUse: listsInUse(settings),
    nowMs,
  }
}

export function goneEntriesRequest({
  lists,
  company,
  nowMs,
}: Pick<CarriedOver, 'lists' | 'company'> & Pick<World, 'nowMs'>): PlannedRequest {
  return {
    key: 'gone entries',
    purpose: { kind: 'read-gone-entries' },
    request: deletedSince(deletedFrom(lists, nowMs), company ?? PLAIN_COMPANY),
  }
}

export type ListsRead = {
  readonly progress: ListsProgress
  readonly records: ListRecords
  /** Lists that were read whole, page by page, since then: what was not shown is gone. */
  readonly swept: readonly { readonly list: MirroredList; readonly fromMs: number }[]
  /** What QuickBooks would not show, and showed or was not asked for before. */
  readonly refused: readonly RefusedList[]
}

export type RefusedList = {
  readonly list: MirroredList
  readonly statusCode: number
  readonly message: string
}

/** What the answer to a set came to. */
export function listsAfterAnswer(
  before: Pick<ListsRead, 'progress' | 'records'>,
  answered: {
    readonly setID: string
    readonly sentAtMs: number
    readonly answers: readonly ListAnswer[]
    readonly areDeletionsRead: boolean
    readonly nowMs: number
  },
): ListsRead {
  const { setID, sentAtMs, answers, areDeletionsRead, nowMs } = answered
  const progress = progressAfterAnswer(before.progress, { answers, setID })
  const swept: { list: MirroredList; fromMs: number }[] = []
  const refusals: RefusedList[] = []
  let records = areDeletionsRead
    ? recordsAfterDeletions(before.records, { startedAtMs: sentAtMs })
    : before.records
  for (const answer of answers) {
    const { list } = answer
    const out = before.progress[list]
    if (out?.kind !== 'out' || out.setID !== setID) {
      continue
    }
    if (answer.kind === 'refused') {
      const { statusCode, message } = answer
      const refusal = { statusCode, message, atMs: nowMs }
      if (records.refused[list]?.statusCode !== statusCode) {
        refusals.push({ list, statusCode, message })
      }
      records = { ...records, refused: { ...records.refused, [list]: refusal } }
    }
    if (answer.kind === 'page' && answer.iteratorID === null) {
      const startedAtMs = out.reading.startedAtMs ?? sentAtMs
      const newest = laterOf(out.reading.newest, answer.newest)
      const completed = { extent: out.reading.extent, startedAtMs, newest }
      const record = recordAfter(records.read[list], completed, nowMs)
      const { [list]: _over, ...refused } = records.refused
      records = { ...records, refused, read: { ...records.read, [list]: record } }
      if (out.reading.extent === 'whole') {
        swept.push({ list, fromMs: startedAtMs })
      }
    }
  }
  return { progress, records, swept, refused: refusals }
}

/** The set read lists: how long it took says little of one that carries orders. */
export function isReadingLists(manifest: Manifest): boolean {
  return Object.values(manifest).some(({ kind }) => kind === 'read-list')
}

/** Lists that QuickBooks cannot even be asked for: for a while no session tries. */
export function listsRefused(
  before: ListsProgress,
  progress: ListsProgress,
  { db, storeID, carriedOver, nowMs }: Pick<World, 'db' | 'storeID' | 'carriedOver' | 'nowMs'>,
): readonly Statement[] {
  const refused = MIRRORED_LISTS.flatMap((list): RefusedList[] => {
    const state = progress[list]
    const isNew = state?.kind === 'unread' && before[list]?.kind !== 'unread'
    return isNew ? [{ list, statusCode: state.statusCode, message: state.message }] : []
  })
  if (refused.length === 0) {
    return []
  }
  const { lists } = carriedOver
  const added = refused.map(({ list, statusCode, message }) => [
    list,
    { statusCode, message, atMs: nowMs },
  ])
  const records = { ...lists, refused: { ...lists.refused, ...Object.fromEntries(added) } }
  return [
    recordCarriedOver(db, storeID, { ...carriedOver, lists: records }),
    ...recordJournal(db, {
      storeID,
      entries: refused
        .filter(({ list, statusCode }) => lists.refused[list]?.statusCode !== statusCode)
        .map((detail) => ({ subject: null, event: 'list-unread', detail })),
      nowMs,
    }),
  ]
}
