/** The log as an operator looks things up in it and takes it along. */
import { afterAll, beforeEach, expect, test } from 'bun:test'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvLine } from '../../worker/journal/csv.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { recordJournal } from '../../worker/journal/journal.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'
import { NOW_MS, refusal, typed } from './typed.ts'

const HOUR_MS = 3_600_000

const folder = await mkdtemp(join(tmpdir(), 'tillbridge-log-'))
let db: Database

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function log(subject: string | null, hoursAgo: number, detail: object = {}): Promise<void> {
  const entries = [{ subject, event: 'posted', detail: { ...detail } }] as const
  const nowMs = NOW_MS - hoursAgo * HOUR_MS
  await writeTogether(db, recordJournal(db, { storeID: STORE, entries, nowMs }))
}

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  await writeTogether(db, [insertStore(db, PLAIN_STORE)])
})

async function subjects(options: string) {
  const { json } = await typed(`log list ${STORE} ${options}`, { db })
  return (json as { subject: string | null }[]).map(({ subject }) => subject)
}

test.each([
  ['--subject order:2', ['order:2']],
  ['--event posted', [null, 'order:2', 'order:1']],
  ['--event held', []],
  // Now is 04:04 on the 23rd.
  ['--since 2026-11-23', [null]],
  ['--until 2026-11-22', ['order:2', 'order:1']],
  ['--since 2026-11-22T00:00:00Z --until 2026-11-22T12:00:00Z', ['order:1']],
])('the log can be asked with %s', async (options, found) => {
  await log('order:1', 24)
  await log('order:2', 6)
  await log(null, 0)
  expect(await subjects(options)).toEqual(found)
})

test('what is no time is refused', async () => {
  expect(await refusal(`log list ${STORE} --since yesterday`, { db })).toStartWith(
    '--since: “yesterday” is no day and no time.',
  )
})

test('a file for a spreadsheet has a line each, and nothing in it runs', async () => {
  await log('order:1', 0, { name: '=1+1, "quoted"' })
  const path = join(folder, 'log.csv')
  const { json } = await typed(`log export ${STORE} ${path}`, { db })
  expect(json).toEqual({ storeID: STORE, file: path, format: 'csv', entries: 1 })
  expect(await readFile(path, 'utf8')).toBe(
    'time,subject,event,detail\r\n2026-11-23T04:04:40Z,order:1,posted,"{""name"":""=1+1, \\""quoted\\""""}"\r\n',
  )
  expect(csvLine(['=1+1', '-5', '@x', 'plain'])).toBe("'=1+1,'-5,'@x,plain\r\n")
})

test('a file for a program has every entry, of more than one page', async () => {
  const entries = Array.from(
    { length: 4_001 },
    (_, at) => ({ subject: `order:${at}`, event: 'posted', detail: {} }) as const,
  )
  await writeTogether(db, recordJournal(db, { storeID: STORE, entries, nowMs: NOW_MS }))
  const path = join(folder, 'log.jsonl')
  await typed(`log export ${STORE} ${path}`, { db })
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  const [first] = lines
  expect([lines.length, JSON.parse(first ?? '')]).toEqual([
    4_001,
    { atMs: NOW_MS, subject: 'order:4000', event: 'posted', detail: {} },
  ])
})
