/** A preview of an order: all that it needs is read, nothing is written and nothing is sent. */
import { overlaidSettings, settingSentence } from '../books/parse-settings.ts'
import type { ParsedSettings } from '../books/parse-settings.ts'
import { settingChanges } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import type { ReadingDatabase, RowsOf } from '../db/database.ts'
import { linksKept } from '../links/links.ts'
import { soughtAsKept } from '../mirror/sought-entries.ts'
import { NOTHING_LEARNED } from '../posting/known.ts'
import { snapshotNumbered, snapshotsOf } from '../queue/snapshots.ts'
import type { Snapshot } from '../queue/snapshots.ts'
import { carriedOverIn } from '../session/carried-over.ts'
import { companyIn, companyRow } from '../session/company-at-hand.ts'
import type { CompanyAtHand } from '../session/company-at-hand.ts'
import type { OrderHead, PreviewAnswer, ShownWork } from '../session/preview-answer.ts'
import { previewAtHand } from '../session/preview-at-hand.ts'
import type { ReadBefore } from '../session/preview-at-hand.ts'
import { messageSetsOf, previewJob, previewWork } from '../session/preview-work.ts'
import type { ShownOrder } from '../session/preview-work.ts'
import type { RowsTogether } from '../session/read-known.ts'
import { keptIn } from '../session/sought.ts'
import { shopOf } from '../session/shop-of-store.ts'
import { OPENED } from '../session/state.ts'
import type { OrderWork } from '../session/workload.ts'
import { askSettings } from '../stores/settings.ts'
import { storeWith } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import type { ShopFacts } from '../woo/changes.ts'
import type { AskedOrder, PreviewRequest } from './preview-request.ts'
import type { HTTPProblem } from './problem-response.ts'

type Door = { readonly db: ReadingDatabase; readonly storeID: string; readonly nowMs: number }

/** What is asked for, and the settings that are asked for with it. */
type Asked = { readonly of: AskedOrder; readonly settings: ReturnType<typeof askSettings> }

/** The settings that a preview is made under, of those that are saved. */
export type TryOut = (saved: Settings) => ParsedSettings

export async function answerPreview(
  { of, settings: changes }: PreviewRequest,
  door: Door,
): Promise<PreviewAnswer | HTTPProblem> {
  const { db, storeID } = door
  const asked = { of, settings: askSettings(db, storeID) }
  const [stores, ...begun] = await db.readTogether([
    storeWith(db, storeID),
    ...rowsToBeginWith(asked, door),
  ])
  const [store] = stores
  const tryOut: TryOut = (saved) => overlaidSettings(saved, changes)
  if (store === undefined) {
    return { status: 404, code: 'unknown-store', title: `There is no store “${storeID}”.` }
  }
  const shown = await previewFrom(begun, { ...door, ...asked, tryOut, store })
  if ('status' in shown) {
    return shown
  }
  const { sent, ...answer } = shown
  return { ...answer, ...messageSetsOf(sent) }
}

/** A page: its store comes with the first reading anyway. */
export type PageDoor = Door & Pick<Asked, 'settings'> & { readonly storeOf: () => Promise<Store> }

export async function previewInStore(
  of: AskedOrder,
  { storeOf, ...door }: PageDoor & { readonly tryOut: TryOut },
): Promise<ShownWork | HTTPProblem> {
  const asked = { of, settings: door.settings }
  const begun = await door.db.readTogether(rowsToBeginWith(asked, door))
  return previewFrom(begun, { ...door, ...asked, store: await storeOf() })
}

/** For a batch of reads. */
function rowsToBeginWith(asked: Asked, { db, storeID }: Pick<Door, 'db' | 'storeID'>) {
  return [
    asked.settings.newest,
    companyRow(db, storeID),
    ...shownRows(asked, { db, storeID }),
  ] as const
}

async function previewFrom(
  begun: RowsOf<ReturnType<typeof rowsToBeginWith>>,
  {
    of,
    settings: askedSettings,
    tryOut,
    store,
    db,
    storeID,
    nowMs,
  }: Door & Asked & { readonly tryOut: TryOut; readonly store: Store },
): Promise<ShownWork | HTTPProblem> {
  const [settingsRows, companyRows, snapshots = [], links = [], entries = []] = begun
  const shown = shownOrder(of, snapshots)
  const saved = askedSettings.settingsIn(settingsRows)
  const tried = tryOut(saved.settings)
  if (tried.kind === 'problems') {
    const title = tried.problems.map(settingSentence).join(' ')
    return { status: 422, code: 'wrong-settings', title }
  }
  const { settings } = tried
  if (shown === null) {
    return { status: 404, code: 'unknown-order', title: unknownOrder(of) }
  }
  const company = companyIn(companyRows)
  const atHand = await previewAtHand(previewJob(shown), {
    db,
    storeID,
    settings,
    settingsVersion: saved.version,
    shop: { ...shopOf(store, nowMs), currency: currencyOf(store, of) },
    carriedOver: carriedOverIn(store),
    lists: company.lists,
    reader: null,
    state: stateOf(store, company.found ?? OPENED),
    doubtedSets: [],
    before: readBefore(snapshots, [links, entries]),
  })
  if ('kind' in atHand) {
    const title = atHand.kind === 'unreadable' ? atHand.problem.summary : unknownOrder(of)
    return { status: 422, code: 'unreadable-order', title }
  }
  const { work, ...world } = atHand
  return {
    order: headOf(work),
    settings: { version: saved.version, tried: settingChanges(saved.settings, settings) },
    ...previewWork(work, { ...world, startAtMs: store.startAtMs }),
    remarks: REMARKS,
  }
}

function shownRows({ of }: Asked, { db, storeID }: Pick<Door, 'db' | 'storeID'>) {
  switch (of.kind) {
    case 'sent':
      return [] as const
    case 'subject': {
      const { subject } = of
      return [
        snapshotsOf(db, storeID, [subject]),
        linksKept(db, { storeID, subject }),
        soughtAsKept(db, { storeID, subject }),
      ] as const
    }
    case 'number':
      return [snapshotNumbered(db, { storeID, number: of.number })] as const
  }
}

/** Null where nothing is kept of what the order seeks. */
function readBefore([row]: readonly Snapshot[], rows: RowsTogether): ReadBefore | null {
  const sought = keptIn(row?.sought ?? null)
  return sought === null || rows[1].length === 0 ? null : { sought, rows }
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
function stateOf(
  store: Store,
  { version, company, salesTax }: NonNullable<CompanyAtHand['found']>,
) {
  const known = company ?? carriedOverIn(store).company
  return { version, company: known, salesTax, knowledge: NOTHING_LEARNED }
}

function headOf({ job, order }: OrderWork): OrderHead {
  const { number, status, currency, total } = order
  return { subject: job.subject, number, status, currency, total }
}

const REMARKS = [
  'Cost of goods sold is not shown: QuickBooks books it itself, from its own average cost of each item.',
  'Whether QuickBooks already has a document with this number is only asked when the order is sent.',
]
