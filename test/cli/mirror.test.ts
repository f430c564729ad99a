/** QuickBooks' lists as the operator sees them. */
import { beforeEach, expect, test } from 'bun:test'
import { mirrorList } from '../../worker/cli/mirror-list.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { recordEntries } from '../../worker/mirror/record.ts'
import { NO_RECORDS } from '../../worker/posting/list-record.ts'
import { insertStore, pinCompany, recordCarriedOver } from '../../worker/stores/store.ts'
import { plainEntry } from '../posting/known-plain.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'

/** 2026-11-23T04:04:40Z. */
const NOW_MS = Date.parse('2026-11-23T04:04:40Z')
const DAY_MS = 86_400_000

let db: Database

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  await writeTogether(db, [insertStore(db, PLAIN_STORE)])
})

function run() {
  const context = { db, place: 'local', nowMs: NOW_MS, options: {} } as const
  return mirrorList({ ...context, positionals: [STORE] })
}

test('before QuickBooks was seen there is nothing to list, and it says what comes next', async () => {
  expect((await run()).text).toBe(
    'QuickBooks was not seen yet: its lists are read at the first update of the Web Connector.',
  )
})

test('each list has its length, when it was read, and why it was not', async () => {
  const names = ['Ana Lima', 'Gwen Guest']
  const entries = names.map((fullName, at) =>
    plainEntry({ list: 'customer', fullName, listID: `8000000${at}-1` }),
  )
  const read = { storeID: STORE, nowMs: NOW_MS, marked: [], whole: [], swept: [], gone: [] }
  const { statements } = await recordEntries(db, { ...read, entries })
  const company = { companyName: 'Larkspur', companyFileID: null, companyFilePath: null }
  const record = { shape: 1, wideFromMs: NOW_MS, newest: null }
  const customer = { ...record, readAtMs: NOW_MS, wholeFromMs: NOW_MS - DAY_MS }
  const refused = { statusCode: 3250, message: 'This feature is not enabled.', atMs: NOW_MS }
  const lists = {
    ...NO_RECORDS,
    deletedFromMs: NOW_MS,
    read: { customer },
    refused: { class: refused },
  }
  await writeTogether(db, [
    ...statements,
    pinCompany(db, STORE, company),
    recordCarriedOver(db, STORE, { lists }),
  ])
  const { text, json } = await run()
  const lines = text.split('\n')
  expect(lines.filter((line) => /^(list|customer|class|  QuickBooks|terms) /.test(line))).toEqual([
    'list              entries  read                  read whole',
    'class             0        never                 never',
    '  QuickBooks did not show it at 2026-11-23T04:04:40Z: This feature is not enabled.',
    'customer          2        2026-11-23T04:04:40Z  2026-11-22T04:04:40Z',
    'terms             0        never                 never',
  ])
  expect(lines.at(-1)).toBe('2 entries; what was deleted is known up to 2026-11-23T04:04:40Z.')
  expect(json).toContainEqual({
    list: 'customer',
    entries: 2,
    readAtMs: NOW_MS,
    readWholeAtMs: NOW_MS - DAY_MS,
    refusal: null,
  })
})
