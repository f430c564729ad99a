/** The real engine on a database in memory, and a practice company that it writes to: no faults. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { answerChanges } from '../../worker/http/changes.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { answerCall } from '../../worker/session/answer-call.ts'
import { rememberingWork } from '../../worker/session/remembered-work.ts'
import { saveSettings } from '../../worker/stores/settings.ts'
import { findStore } from '../../worker/stores/store.ts'
import type { Store } from '../../worker/stores/store.ts'
import type { Answer, Outcome, Verdict } from '../../worker/woo/answer.ts'
import { decodeEnvelope } from '../../worker/woo/changes.ts'
import { fieldSentence } from '../../worker/woo/field-problem.ts'
import type { Order } from '../../worker/woo/order.ts'
import { setUpTaxes, taxListsOfCompany } from './company-taxes.ts'
import { createStore } from '../simulation/new-store.ts'
import { createRandom } from '../simulation/random.ts'
import { bindD1 } from '../simulation/sqlite-d1.ts'
import { LEASE, STORE } from '../simulation/store.ts'

const CALL_MS = 1_000
/** Between two updates more time goes by than a session takes. */
const UPDATE_MS = 3_600_000

/** A day after the newest order of the corpus. */
export const NOW_MS = Date.UTC(2026, 10, 24, 12)

export type ShopInMemory = {
  readonly db: ReadingDatabase
  readonly company: CompanyFile
  /** Every message set that left for QuickBooks, in order. */
  readonly sent: string[]
  /** To the database, so far. */
  readonly trips: () => number
  generation: number
}

export type ShopOptions = {
  readonly company: CompanyFile
  readonly settings: Partial<Settings>
  /** Whose rates and gateways are mapped, as `store defaults` does it. */
  readonly orders: readonly Order[]
}

export async function openShop({ company, settings, orders }: ShopOptions): Promise<ShopInMemory> {
  const sqlite = await createStore()
  let trips = 0
  const { binding } = bindD1(() => sqlite, {
    before: async () => {
      trips += 1
      return 'carried-out'
    },
  })
  const db = openDatabase(binding)
  const chosen = { ...DEFAULT_SETTINGS, ...settings }
  setUpTaxes(company, orders)
  await writeTogether(db, [
    saveSettings(db, {
      storeID: STORE.storeID,
      version: 2,
      who: 'test',
      nowMs: 0,
      settings: {
        ...chosen,
        mapping: suggestMapping({ orders, settings: chosen, taxes: taxListsOfCompany(company) }),
      },
    }),
  ])
  return { db, company, sent: [], trips: () => trips, generation: 0 }
}

export type ShopChange = {
  readonly subject: string
  readonly snapshot: unknown
  readonly refunds: readonly unknown[]
  /** `pushed`: a person asked for it. */
  readonly event: 'changed' | 'pushed'
}

/** What the shop's door says to each change. */
export async function sendChanges(
  shop: ShopInMemory,
  changes: readonly ShopChange[],
): Promise<readonly Verdict[]> {
  shop.generation += 1
  const { generation } = shop
  const { verdicts } = await answered(
    shop.db,
    changes.map((change) => ({ ...change, generation })),
  )
  return verdicts
}

/** Runs the Web Connector until nothing moves; then what became of each subject, the last word last. */
export async function update(
  { db, company, sent }: ShopInMemory,
  faults: Faults = {},
): Promise<readonly Outcome[]> {
  const { hex: randomHex, next: jitter } = createRandom(sent.length + 1)
  let clockMs = NOW_MS + sent.length * UPDATE_MS
  const makeWork = rememberingWork()
  const report = await runUpdate({
    call: async (call) => {
      clockMs += CALL_MS
      const outside = {
        db,
        storeID: STORE.storeID,
        nowMs: clockMs,
        randomHex,
        jitter,
        lease: LEASE,
        makeWork,
        tellShop: () => undefined,
      }
      const reply = await answerCall(call, outside)
      if (reply === null) {
        throw new Error('The store is gone')
      }
      if (call.kind === 'sendRequestXML' && typeof reply.result === 'string') {
        sent.push(reply.result)
      }
      return { kind: 'reply', result: reply.result }
    },
    company,
    userName: STORE.userName,
    password: STORE.password,
    wait: async () => undefined,
    faults,
  })
  if (report.outcome !== 'finished' && report.outcome !== 'nothing-to-do') {
    throw new Error(`The update ended as ${report.outcome}: ${report.messages.join(' | ')}`)
  }
  const { outcomes, more } = await answered(db, [])
  if (more) {
    throw new Error('There are more outcomes than one answer holds')
  }
  return outcomes
}

async function answered(db: ReadingDatabase, changes: readonly unknown[]): Promise<Answer> {
  const envelope = decodeEnvelope({
    protocol: 1,
    epoch: 'first',
    outcomesAfter: null,
    shop: { ...SHOP, url: STORE.url },
    changes,
  })
  if ('kind' in envelope) {
    throw new Error(fieldSentence(envelope))
  }
  return answerChanges(envelope, { db, store: await storeRow(db), nowMs: NOW_MS })
}

async function storeRow(db: ReadingDatabase): Promise<Store> {
  const store = await findStore(db, STORE.storeID)
  if (store === null) {
    throw new Error('The store is gone')
  }
  return store
}

const SHOP = {
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  decimals: 2,
  pricesIncludeTax: false,
  taxRoundedAt: 'line',
  woocommerce: '11.0.1',
  wordpress: '7.1',
  php: '8.2.33',
  plugin: '1.0.0',
}
