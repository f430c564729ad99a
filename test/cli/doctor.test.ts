/** Each fault that an operator should hear of is planted, and found with what to do about it. */
import { Database as Sqlite } from 'bun:sqlite'
import { beforeEach, describe, expect, test } from 'bun:test'
import { problem } from '../../worker/books/problems.ts'
import { diagnose } from '../../worker/cli/doctor.ts'
import type { Surroundings } from '../../worker/cli/surroundings.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { jobs, settings, snapshots, stores } from '../../worker/db/schema.ts'
import { holdSubjects } from '../../worker/queue/hold-subjects.ts'
import { recordSent } from '../../worker/queue/record-sent.ts'
import { giveBackSent } from '../../worker/queue/requeue.ts'
import { insertSession } from '../../worker/session/sessions.ts'
import { OPENED } from '../../worker/session/state.ts'
import { sealSecret } from '../../worker/stores/secret-box.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { bindD1 } from '../simulation/sqlite-d1.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'
import { queueOrders } from './queued-orders.ts'
import { NOW_MS, typed } from './typed.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const HOUR_MS = 3_600_000
const ID = '11111111-2222-3333-4444-555555555555'

/** A deployment in which all is well. */
const WELL: Surroundings = {
  place: 'remote',
  origin: PLAIN_STORE.originURL,
  secrets: ['TILLBRIDGE_KEY', 'TILLBRIDGE_ADMIN'],
  key: KEY,
  toml: `binding = "DB"\ndatabase_id = "${ID}"\nname = "SESSION"\n`,
  databaseIDs: [ID],
  answer: { status: 200, atMs: NOW_MS },
}

let db: ReadingDatabase

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  const secretCipher = await sealSecret('a secret', { key: KEY, storeID: STORE })
  await writeTogether(db, [
    insertStore(db, {
      ...PLAIN_STORE,
      secretCipher,
      shopSeenAtMs: NOW_MS - HOUR_MS,
      webConnectorSeenAtMs: NOW_MS - HOUR_MS / 4,
    }),
  ])
})

async function found(around: Partial<Surroundings> = {}): Promise<readonly string[]> {
  const findings = await diagnose({ db, nowMs: NOW_MS }, { ...WELL, ...around })
  expect(findings.filter(({ what, why, how }) => !(what && why && how))).toEqual([])
  return findings.map(({ check }) => check)
}

/** Two orders left in a set, so many hours ago. */
async function sendOrders(
  hoursAgo: number,
): Promise<{ readonly storeID: string; readonly messageSetID: string }> {
  await queueOrders(db, STORE, 2)
  const rows = await db.select({ id: jobs.id }).from(jobs)
  const set = { storeID: STORE, messageSetID: 'set-1' }
  const carried = rows.map(({ id }) => ({ id, revision: 1 }))
  const nowMs = NOW_MS - hoursAgo * HOUR_MS
  await writeTogether(db, [recordSent(db, { ...set, jobs: carried, nowMs })])
  return set
}

test('where all is well nothing is found', async () => {
  await queueOrders(db, STORE, 3)
  expect(await found()).toEqual([])
})

describe('the deployment', () => {
  const PLANTED: readonly (readonly [string, Partial<Surroundings>, string])[] = [
    ['the Worker does not answer', { answer: null }, 'deployment'],
    ['somebody else answers', { answer: { status: 404, atMs: NOW_MS } }, 'deployment'],
    ['a binding is missing', { toml: `binding = "DB"\ndatabase_id = "${ID}"\n` }, 'bindings'],
    ['the database is another account’s', { databaseIDs: [] }, 'bindings'],
    ['the key is not set', { secrets: ['TILLBRIDGE_ADMIN'] }, 'secrets'],
    ['the operator’s token is not set', { secrets: ['TILLBRIDGE_KEY'] }, 'secrets'],
    [
      'this computer’s clock is wrong',
      { answer: { status: 200, atMs: NOW_MS - HOUR_MS } },
      'clock',
    ],
    ['the address is another', { origin: 'https://other.example' }, 'address'],
    ['the key is another', { key: Buffer.alloc(32, 8).toString('base64') }, 'secret'],
  ]
  test.each(PLANTED)('%s', async (_, around, check) => {
    expect(await found(around)).toEqual([check])
  })

  test('a key of the wrong length opens nothing either', async () => {
    expect(await found({ key: 'c2hvcnQ=' })).toEqual(['secrets', 'secret'])
  })

  test('a migration was not applied: the tables are named, and nothing else is looked at', async () => {
    const sqlite = new Sqlite(':memory:')
    sqlite.exec('CREATE TABLE stores (store_id text, name text)')
    const { binding } = bindD1(() => sqlite, { before: async () => 'carried-out' })
    const findings = await diagnose({ db: openDatabase(binding), nowMs: NOW_MS }, WELL)
    expect(findings.map(({ check }) => check)).toEqual(['migrations'])
    expect(findings[0]?.why).toContain('stores.paused_at_ms')
    expect(findings[0]?.why).toContain('snapshots')
  })

  test('on this machine a Worker that nobody started is no fault', async () => {
    expect(await found({ place: 'local', answer: null, databaseIDs: null })).toEqual([])
  })
})

describe('a store', () => {
  test('whose shop is silent for a day', async () => {
    await db.update(stores).set({ shopSeenAtMs: NOW_MS - 25 * HOUR_MS })
    expect(await found()).toEqual(['shop contact'])
  })

  test('whose shop never called', async () => {
    await db.update(stores).set({ shopSeenAtMs: null })
    expect(await found()).toEqual(['shop contact'])
  })

  test('whose Web Connector is silent for three of its intervals', async () => {
    await db.update(stores).set({ webConnectorSeenAtMs: NOW_MS - HOUR_MS })
    expect(await found()).toEqual(['Web Connector contact'])
  })

  test('whose Web Connector is silent for three of the intervals that it had', async () => {
    const hours = [2 * HOUR_MS, 2 * HOUR_MS, 2 * HOUR_MS]
    await db.update(stores).set({
      webConnectorSeenAtMs: NOW_MS - 5 * HOUR_MS,
      webConnectorGapsMs: hours,
    })
    expect(await found()).toEqual([])
    await db.update(stores).set({ webConnectorSeenAtMs: NOW_MS - 7 * HOUR_MS })
    expect(await found()).toEqual(['Web Connector contact'])
  })

  test('that was heard of in the future', async () => {
    await db.update(stores).set({ shopSeenAtMs: NOW_MS + HOUR_MS })
    expect(await found()).toEqual(['clock'])
  })

  test('that is paused', async () => {
    await db.update(stores).set({ pausedAtMs: NOW_MS })
    expect(await found()).toEqual(['pause'])
  })

  test('with a notice, which is said in its own words', async () => {
    const notice = problem('wrong-company-file', { expected: 'Larkspur', found: 'Other' })
    await db.update(stores).set({ notice })
    const [finding] = await diagnose({ db, nowMs: NOW_MS }, WELL)
    expect([finding?.check, finding?.what, finding?.how]).toEqual([
      'notice',
      notice.summary,
      notice.remedy,
    ])
  })

  test('whose settings cannot be used', async () => {
    const row = { storeID: STORE, version: 1, atMs: 0, who: 'test' }
    await db.insert(settings).values({ ...row, settings: { refNumberPrefix: 5 } })
    expect(await found()).toEqual(['settings'])
  })

  test('with entries that left, and no update that waits for the answer', async () => {
    await sendOrders(2)
    expect(await found()).toEqual(['stuck entries'])
  })

  test('with entries that are out in an update is well', async () => {
    await sendOrders(2)
    const session = {
      storeID: STORE,
      ticketHash: 'a ticket',
      openedAtMs: NOW_MS,
      lastCallAtMs: NOW_MS,
      endedAtMs: null,
      turn: 0,
      state: OPENED,
    }
    await writeTogether(db, [insertSession(db, session)])
    expect(await found()).toEqual([])
  })

  test('with a set in doubt for more than an hour', async () => {
    const set = await sendOrders(2)
    const again = { ...set, runAtMs: NOW_MS - 2 * HOUR_MS, isAttemptCounted: true }
    await writeTogether(db, giveBackSent(db, again))
    expect(await found()).toEqual(['sets in doubt'])
  })

  test('with entries that wait for more than an hour', async () => {
    await queueOrders(db, STORE, 2)
    const longAgo = NOW_MS - 2 * HOUR_MS
    await db.update(jobs).set({ runAtMs: longAgo, updatedAtMs: longAgo })
    expect(await found()).toEqual(['backlog'])
  })

  test('with entries of which nothing is known', async () => {
    await queueOrders(db, STORE, 2)
    await db.delete(snapshots)
    expect(await found()).toEqual(['entries without content'])
  })

  test('with held entries', async () => {
    await queueOrders(db, STORE, 2)
    const holds = [{ subject: 'order:1', problem: problem('order-without-lines', { order: '1' }) }]
    await writeTogether(db, holdSubjects(db, { storeID: STORE, holds, nowMs: NOW_MS }))
    expect(await found()).toEqual(['held entries'])
  })

  test('that is gone, of which rows are left', async () => {
    await queueOrders(db, 'q9w8e7', 1)
    expect(await found()).toEqual(['remnants'])
  })
})

test('what is found makes the exit code 1, and says what, why and how', async () => {
  await db.update(stores).set({ pausedAtMs: NOW_MS })
  const { isWrong, text } = await typed('doctor', { db })
  expect([isWrong, text]).toEqual([
    true,
    expect.stringContaining(
      [
        'k3f9x2 · pause: Larkspur is paused since 2026-11-23T04:04:40Z.',
        '    Nothing is sent to QuickBooks as long as it is.',
        '    Go on with: bun run tillbridge store resume k3f9x2',
      ].join('\n'),
    ),
  ])
})
