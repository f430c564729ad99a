/** However long a list is, no query about some of its entries reads all of it. */
import { beforeAll, describe, expect, test } from 'bun:test'
import type { Database as Sqlite } from 'bun:sqlite'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase, Statement } from '../../worker/db/database.ts'
import { letGoOf, linksKept, relabel } from '../../worker/links/links.ts'
import { recordEntries } from '../../worker/mirror/record.ts'
import {
  linkedRows,
  rowsByName,
  rowsKeyed,
  soughtAsKept,
  soughtTogether,
} from '../../worker/mirror/sought-entries.ts'
import { createStore } from '../simulation/new-store.ts'
import { bindD1 } from '../simulation/sqlite-d1.ts'
import { plainEntry } from '../posting/known-plain.ts'

const STORE = 'k3f9x2'
const ANA = plainEntry({ list: 'customer', fullName: 'Ana Lima', email: 'ana@example.test' })
const WHOLE_LIST = /\((?:store_id=\?)?(?: AND list=\?)?\)$/

let sqlite: Sqlite
let db: ReadingDatabase
let asked: string[] = []

beforeAll(async () => {
  sqlite = await createStore()
  const { binding } = bindD1(() => sqlite, {
    before: async ({ queries }) => {
      asked.push(...queries.map(({ sql }) => sql))
      return 'carried-out'
    },
  })
  db = openDatabase(binding)
})

/** How SQLite goes about each table of what was asked. */
async function stepsOf(ask: () => Promise<unknown>): Promise<readonly string[]> {
  asked = []
  await ask()
  return asked.flatMap((sql) => {
    const explained = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    const steps = explained.all() as { detail: string }[]
    explained.finalize()
    return steps
      .map(({ detail }) => detail)
      .filter((detail) => /^(?:SCAN|SEARCH) (?!json_each|wanted)/.test(detail))
  })
}

describe('by an index goes', () => {
  test.each([
    ['a name', async () => rowsByName(db, STORE, { list: 'item', names: ['Mug'] })],
    [
      'a key',
      async () => rowsKeyed(db, STORE, [{ list: 'customer', key: 'email ana@example.test' }]),
    ],
    ['an item’s key', async () => rowsKeyed(db, STORE, [{ list: 'item', key: 'child-item mug' }])],
    [
      'all that one order seeks',
      async () =>
        soughtTogether(db, STORE, {
          named: [['item', 'mug']],
          keyed: [['customer', 'email ana@example.test']],
          subjects: ['order:1', 'customer:7'],
          taxItemTypes: ['ItemSalesTaxGroup'],
        }),
    ],
    [
      'the same, as it is kept with the order',
      async () =>
        db.readTogether([
          linksKept(db, { storeID: STORE, subject: 'order:1' }),
          soughtAsKept(db, { storeID: STORE, subject: 'order:1' }),
        ]),
    ],
    ['a link', async () => linkedRows(db, STORE, ['order:1', 'customer:7'])],
    ['a deletion', written(() => letGoOf(db, { storeID: STORE, listIDs: ['1-1'], nowMs: 1 }))],
    ['a new name', written(() => relabel(db, { storeID: STORE, entries: [ANA] }))],
    [
      'a page',
      async () => {
        const read = { storeID: STORE, nowMs: 1, whole: [], swept: [] }
        const first = await recordEntries(db, { ...read, entries: [ANA], marked: [], gone: [] })
        await writeTogether(db, first.statements)
        const renamed = { ...ANA, fullName: 'Ana Sosa' }
        const again = { ...read, entries: [renamed], marked: ['customer' as const] }
        const second = await recordEntries(db, { ...again, gone: [] })
        await writeTogether(db, second.statements)
        const gone = await recordEntries(db, { ...read, entries: [], marked: [], gone: [ANA] })
        await writeTogether(db, gone.statements)
      },
    ],
  ] as const)('%s', async (_, ask) => {
    const steps = await stepsOf(ask)
    // What nulls the customer of documents reads a store's links through, when somebody is gone.
    const counted = steps.filter(
      (step) => !step.startsWith('SEARCH links USING PRIMARY KEY (store_id=?)'),
    )
    expect(counted.length).toBeGreaterThan(0)
    expect(counted.filter((step) => WHOLE_LIST.test(step))).toEqual([])
  })
})

function written(statements: () => readonly Statement[]): () => Promise<unknown> {
  return () => writeTogether(db, statements())
}
