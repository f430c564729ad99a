/** A hundred thousand customers: whatever is held at once is a page, however long the list is. */
import { expect, test } from 'bun:test'
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'
import type { Database as Sqlite } from 'bun:sqlite'
import { openDatabase } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { answerChanges } from '../../worker/http/changes.ts'
import { ENTRIES_PER_PAGE } from '../../worker/posting/mirrored-lists.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { answerCall } from '../../worker/session/answer-call.ts'
import { rememberingWork } from '../../worker/session/remembered-work.ts'
import { findStore } from '../../worker/stores/store.ts'
import { decodeEnvelope } from '../../worker/woo/changes.ts'
import ORDER from '../corpus/woo/orders/stripe-like-paid.json'
import { createStore } from '../simulation/new-store.ts'
import { createRandom } from '../simulation/random.ts'
import { bindD1 } from '../simulation/sqlite-d1.ts'
import { LEASE, STORE } from '../simulation/store.ts'

const FEW = 2_000
const MANY = 100_000
const NOW_MS = Date.UTC(2026, 10, 24, 12)
const CALL_MS = 1_000
const TIMEOUT_MS = 120_000

/** The most that was ever held at once, by the bindings that all of it passes. */
type Held = {
  /** Characters that one trip to D1 carried there. */
  boundCharacters: number
  /** Rows that one trip brought back. */
  rows: number
  /** Characters of one answer of QuickBooks. */
  answerCharacters: number
  /** Statements of one batch. */
  statements: number
}

test(
  'are mirrored page by page, with no more in hand than two thousand take',
  async () => {
    const few = await mirrorOf(FEW)
    const many = await mirrorOf(MANY)
    expect(countOf(many.sqlite, 'mirror', `list = 'customer'`)).toBe(MANY)
    expect(many.pages).toBe(MANY / ENTRIES_PER_PAGE)
    // Numbers of one digit more, and nothing else: a twentieth to spare.
    for (const measure of Object.keys(few.held) as (keyof Held)[]) {
      expect([measure, many.held[measure] / few.held[measure]]).toEqual([
        measure,
        expect.closeTo(1, 1),
      ])
    }
    // One row an entry, and one a key: e-mail, name, and the name as a company's.
    expect(countOf(many.sqlite, 'mirror_keys', 'true')).toBe(3 * MANY)

    await order(many, `customer-${MANY}@example.test`)
    expect(salesReceipts(many.company).map(({ customer }) => customer)).toEqual([
      `Customer ${MANY}`,
    ])
    expect(many.held.rows).toBeLessThan(2 * ENTRIES_PER_PAGE)
  },
  TIMEOUT_MS,
)

type Mirror = {
  readonly sqlite: Sqlite
  readonly db: ReadingDatabase
  readonly company: CompanyFile
  readonly held: Held
  readonly pages: number
}

async function mirrorOf(customers: number): Promise<Mirror> {
  const sqlite = await createStore()
  const held: Held = { boundCharacters: 0, rows: 0, answerCharacters: 0, statements: 0 }
  const db = openDatabase(measured(sqlite, held))
  const company = createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
  })
  for (let at = 1; at <= customers; at += 1) {
    const fields = { Email: `customer-${at}@example.test` }
    enterByHand(company, { kind: 'Customer', name: `Customer ${at}`, fields })
  }
  const mirror = { sqlite, db, company, held }
  const pages = await update(mirror, 0)
  return { ...mirror, pages }
}

/** How many pages of customers QuickBooks showed. */
async function update(mirror: Omit<Mirror, 'pages'>, updates: number): Promise<number> {
  const { db, company, held } = mirror
  const { hex: randomHex, next: jitter } = createRandom(updates + 1)
  let nowMs = NOW_MS + updates * 3_600_000
  let pages = 0
  const makeWork = rememberingWork()
  const { outcome } = await runUpdate({
    call: async (call) => {
      nowMs += CALL_MS
      if (call.kind === 'receiveResponseXML') {
        held.answerCharacters = Math.max(held.answerCharacters, call.response.length)
        pages += call.response.includes('<CustomerRet>') ? 1 : 0
      }
      const { storeID } = STORE
      const outside = {
        db,
        storeID,
        nowMs,
        randomHex,
        jitter,
        lease: LEASE,
        makeWork,
        tellShop: () => undefined,
      }
      const reply = await answerCall(call, outside)
      return { kind: 'reply', result: reply?.result ?? null }
    },
    company,
    userName: STORE.userName,
    password: STORE.password,
    wait: async () => undefined,
  })
  expect(outcome).toBe('finished')
  return pages
}

async function order(mirror: Mirror, email: string): Promise<void> {
  const { db } = mirror
  const snapshot = { ...ORDER, billing: { ...ORDER.billing, email } }
  const changes = [{ subject: `order:${ORDER.id}`, generation: 1, event: 'changed', snapshot }]
  const shop = { ...SHOP, url: STORE.url }
  const envelope = decodeEnvelope({
    protocol: 1,
    epoch: 'first',
    outcomesAfter: null,
    shop,
    changes,
  })
  const store = await findStore(db, STORE.storeID)
  if ('kind' in envelope || store === null) {
    throw new Error('no order could be sent')
  }
  await answerChanges(envelope, { db, store, nowMs: NOW_MS })
  await update(mirror, 1)
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

function countOf(sqlite: Sqlite, table: string, condition: string): number {
  const row = sqlite.query(`SELECT count(*) AS rows FROM ${table} WHERE ${condition}`).get()
  return (row as { rows: number }).rows
}

/** D1 in memory, with an eye on what goes through. */
function measured(sqlite: Sqlite, held: Held): D1Database {
  const { binding } = bindD1(() => sqlite, {
    before: async ({ queries }) => {
      const bound = queries.flatMap(({ params }) => params.map((value) => String(value).length))
      const characters = bound.reduce((sum, length) => sum + length, 0)
      held.boundCharacters = Math.max(held.boundCharacters, characters)
      held.statements = Math.max(held.statements, queries.length)
      return 'carried-out'
    },
  })
  const noted = (rows: number) => {
    held.rows = Math.max(held.rows, rows)
  }
  const statement = (prepared: D1PreparedStatement): D1PreparedStatement =>
    Object.assign(Object.create(prepared) as D1PreparedStatement, {
      bind: (...values: unknown[]) => statement(prepared.bind(...values)),
      raw: async () => {
        const rows = await prepared.raw()
        noted(rows.length)
        return rows
      },
    })
  return {
    prepare: (sql: string) => statement(binding.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = (await binding.batch(statements)) as D1Result[]
      noted(results.reduce((sum, { results: rows }) => sum + rows.length, 0))
      return results
    },
  } as unknown as D1Database
}
