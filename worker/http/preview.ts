/** A preview of an order: all that it needs is read, nothing is written and nothing is sent. */
import { overlaidSettings, settingSentence } from '../books/parse-settings.ts'
import type { ParsedSettings } from '../books/parse-settings.ts'
import { settingChanges } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import type { ReadingDatabase } from '../db/database.ts'
import { entriesIn, listRows } from '../mirror/mirror.ts'
import { NOTHING_LEARNED } from '../posting/known.ts'
import { snapshotNumbered, snapshotsOf } from '../queue/snapshots.ts'
import type { Snapshot } from '../queue/snapshots.ts'
import { carriedOverIn } from '../session/carried-over.ts'
import type { OrderHead, PreviewAnswer } from '../session/preview-answer.ts'
import { previewJob, previewWork, supposedWork } from '../session/preview-work.ts'
import type { ShownOrder } from '../session/preview-work.ts'
import { shopOf } from '../session/shop-of-store.ts'
import { newestSession, sessionIn } from '../session/sessions.ts'
import type { Session } from '../session/sessions.ts'
import { OPENED } from '../session/state.ts'
import type { SessionState } from '../session/state.ts'
import { workAtHand } from '../session/work-at-hand.ts'
import type { OrderWork } from '../session/workload.ts'
import { newestSettings, settingsIn } from '../stores/settings.ts'
import { storeWith } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import type { ShopFacts } from '../woo/changes.ts'
import { LISTS_READ_WHOLE, withListsNamed } from './preview-lists.ts'
import type { AskedOrder, PreviewRequest } from './preview-request.ts'
import type { HTTPProblem } from './problem-response.ts'

type Door = { readonly db: ReadingDatabase; readonly storeID: string }

export function answerPreview(
  { of, settings }: PreviewRequest,
  door: Door & { readonly nowMs: number },
): Promise<PreviewAnswer | HTTPProblem> {
  return previewUnder((saved) => overlaidSettings(saved, settings), { ...door, of })
}

/** With the settings made of those that are saved. */
export async function previewUnder(
  tryOut: (saved: Settings) => ParsedSettings,
  { of, db, storeID, nowMs }: Door & { readonly of: AskedOrder; readonly nowMs: number },
): Promise<PreviewAnswer | HTTPProblem> {
  const [stores, settingsRows, listed, sessions, snapshots = []] = await db.readTogether([
    storeWith(db, storeID),
    newestSettings(db, storeID),
    listRows(db, storeID, LISTS_READ_WHOLE),
    newestSession(db, storeID),
    ...shownRows(of, { db, storeID }),
  ])
  const shown = shownOrder(of, snapshots)
  const [store] = stores
  if (store === undefined) {
    return { status: 404, code: 'unknown-store', title: `There is no store “${storeID}”.` }
  }
  const saved = settingsIn(settingsRows)
  const tried = tryOut(saved.settings)
  if (tried.kind === 'problems') {
    const title = tried.problems.map(settingSentence).join(' ')
    return { status: 422, code: 'wrong-settings', title }
  }
  const { settings } = tried
  if (shown === null) {
    return { status: 404, code: 'unknown-order', title: unknownOrder(of) }
  }
  const atHand = await workAtHand(
    [previewJob(shown)],
    {
      db,
      isOneTrip: true,
      storeID,
      settings,
      settingsVersion: saved.version,
      shop: { ...shopOf(store, nowMs), currency: currencyOf(store, of) },
      carriedOver: carriedOverIn(store),
      lists: entriesIn(listed),
      reader: null,
      state: stateOf(store, sessionIn(sessions)),
      doubtedSets: [],
    },
    supposedWork,
  )
  const { work, books } = atHand
  const [order] = work
  if (order?.kind !== 'order') {
    const title = order?.kind === 'unreadable' ? order.problem.summary : unknownOrder(of)
    return { status: 422, code: 'unreadable-order', title }
  }
  const known = await withListsNamed(atHand, { db, storeID })
  const { startAtMs } = store
  return {
    order: headOf(order),
    settings: { version: saved.version, tried: settingChanges(saved.settings, settings) },
    ...previewWork(order, { books, known, startAtMs }),
    remarks: REMARKS,
  }
}

function shownRows(of: AskedOrder, { db, storeID }: Door) {
  switch (of.kind) {
    case 'sent':
      return []
    case 'subject':
      return [snapshotsOf(db, storeID, [of.subject])]
    case 'number':
      return [snapshotNumbered(db, { storeID, number: of.number })]
  }
}

function shownOrder(of: AskedOrder, [row]: readonly Snapshot[]): ShownOrder | null {
  if (of.kind === 'sent') {
    const { snapshot, refunds } = of
    return { subject: `order:${of.order.id}`, event: 'changed', generation: 0, snapshot, refunds }
  }
  return row?.snapshot === null || row === undefined ? null : { ...row, snapshot: row.snapshot }
}

/** Of a shop that has not called yet, what the order that was sent along says. */
function currencyOf({ shop }: Store, of: AskedOrder): string {
  const sent = of.kind === 'sent' ? of.order.currency : ''
  return (shop as ShopFacts | null)?.currency ?? sent
}

function unknownOrder(of: AskedOrder): string {
  const asked = of.kind === 'number' ? `no order ${of.number}` : 'no such order'
  return `Tillbridge has ${asked}: the shop never sent it, or it was left out. Send it from the shop, or send it along as “order”.`
}

/** As the last session found the company; before the first one the plainest company there is. */
function stateOf(store: Store, session: Session | null): SessionState {
  const { company } = carriedOverIn(store)
  const state = session?.state ?? OPENED
  return { ...state, company: state.company ?? company, knowledge: NOTHING_LEARNED }
}

function headOf({ job, order }: OrderWork): OrderHead {
  const { number, status, currency, total } = order
  return { subject: job.subject, number, status, currency, total }
}

const REMARKS = [
  'Cost of goods sold is not shown: QuickBooks books it itself, from its own average cost of each item.',
  'Whether QuickBooks already has a document with this number is only asked when the order is sent.',
]
