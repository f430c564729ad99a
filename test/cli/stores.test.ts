/** One store, from its name to its removal. */
import { beforeEach, describe, expect, test } from 'bun:test'
import { countRows } from '../../worker/db/store-tables.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { openSecret, sealSecret } from '../../worker/stores/secret-box.ts'
import { findStore, insertStore } from '../../worker/stores/store.ts'
import { localKey } from '../../worker/cli/local-secrets.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'
import { queueOrders } from './queued-orders.ts'
import { asked, NOW_MS, refusal, typed } from './typed.ts'

const OTHER = 'm7n8p9'
const KEY = await localKey()
const DAY_MS = 86_400_000

let db: Database

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  const secretCipher = await sealSecret('the first', { key: KEY, storeID: STORE })
  await writeTogether(db, [
    insertStore(db, { ...PLAIN_STORE, secretCipher }),
    insertStore(db, { ...PLAIN_STORE, storeID: OTHER, name: 'Other' }),
  ])
})

async function store() {
  const found = await findStore(db, STORE)
  if (found === null) {
    throw new Error('there is no store')
  }
  return found
}

async function logged() {
  const entries = await readJournal(db, { storeID: STORE, limit: 10 })
  return entries.map(({ event, detail }) => [event, detail])
}

test('a store is shown with its queue and without its secrets', async () => {
  await queueOrders(db, STORE, 3)
  const { text, json } = await typed('store show Larkspur', { db })
  expect(text.split('\n').map((line) => line.split(/ {2,}/))).toContainEqual(['queue', '3 queued'])
  expect(JSON.stringify(json)).not.toMatch(/cipher|hash|salt/i)
})

describe('a store’s name', () => {
  test('is another from now on, and the log says who changed it', async () => {
    await typed(`store rename ${STORE} "Larkspur Supply"`, { db })
    expect((await store()).name).toBe('Larkspur Supply')
    expect(await logged()).toEqual([
      ['store-renamed', { who: 'operator', before: 'Larkspur', after: 'Larkspur Supply' }],
    ])
  })

  test('cannot be another store’s', async () => {
    expect(await refusal(`store rename ${STORE} Other`, { db })).toStartWith(
      '“Other” is the name of another store.',
    )
  })
})

describe('a pause', () => {
  test('stands until it is resumed, and the log says who and when', async () => {
    await typed(`store pause ${STORE}`, { db })
    expect((await store()).pausedAtMs).toBe(NOW_MS)
    await typed(`store resume ${STORE}`, { db })
    expect((await store()).pausedAtMs).toBeNull()
    expect((await logged()).map(([event]) => event)).toEqual(['store-resumed', 'store-paused'])
  })

  test('that stands already keeps its time', async () => {
    await typed(`store pause ${STORE}`, { db })
    const { json, text } = await typed(`store pause ${STORE}`, { db, nowMs: NOW_MS + DAY_MS })
    expect([json, text]).toEqual([
      { storeID: STORE, pausedAtMs: NOW_MS },
      expect.stringContaining('paused already, since 2026-11-23T04:04:40Z'),
    ])
  })
})

describe('a new secret', () => {
  test('is in the new connection code, and the old one stays good for a day', async () => {
    const { json } = await typed(`store rotate-secret ${STORE}`, { db })
    const { connectionCode } = json as { connectionCode: string }
    const code = JSON.parse(Buffer.from(connectionCode, 'base64url').toString())
    const { secretCipher, previousSecretCipher, previousSecretUntilMs } = await store()
    const box = { key: KEY, storeID: STORE }
    expect({
      code,
      current: await openSecret(secretCipher, box),
      previous: await openSecret(previousSecretCipher ?? '', box),
      previousSecretUntilMs,
    }).toEqual({
      code: { url: 'https://tillbridge.example', storeID: STORE, secret: code.secret },
      current: code.secret,
      previous: 'the first',
      previousSecretUntilMs: NOW_MS + DAY_MS,
    })
  })

  test('is not made under a key that does not open the old one', async () => {
    expect(await refusal(`store rotate-secret ${OTHER}`, { db })).toStartWith(
      'The secret was not changed.',
    )
  })

  test('is made where the key is lost, and then the old one is good no more', async () => {
    await typed(`store rotate-secret ${OTHER} --lost-key`, { db })
    const other = await findStore(db, OTHER)
    expect([other?.previousSecretCipher, other?.previousSecretUntilMs]).toEqual([null, null])
    expect(await openSecret(other?.secretCipher ?? '', { key: KEY, storeID: OTHER })).toBeTruthy()
  })
})

test('the Web Connector’s file has the same bytes each time, and another identity when asked', async () => {
  const before = await typed(`store qwc ${STORE}`, { db })
  expect(await typed(`store qwc ${STORE}`, { db })).toEqual(before)
  const renewed = await typed(`store qwc ${STORE} --new-file`, { db })
  const { fileID } = await store()
  expect(fileID).not.toBe(PLAIN_STORE.fileID)
  expect(renewed.text).toBe(before.text.replace(PLAIN_STORE.fileID, fileID))
  expect(await typed(`store qwc ${STORE}`, { db })).toEqual(renewed)
})

describe('removing a store', () => {
  test('asks with what would be lost', async () => {
    await queueOrders(db, STORE, 3)
    const question = await asked(`store remove ${STORE}`, { db })
    expect(question?.split('\n').map((line) => line.split(/ {2,}/))).toEqual(
      expect.arrayContaining([
        ['snapshots', '3'],
        ['jobs', '3'],
        ['stores', '1'],
        ['Remove Larkspur, store k3f9x2?'],
      ]),
    )
  })

  test('takes every row of every table, and none of another store', async () => {
    // More than go at once.
    await queueOrders(db, STORE, 6_000)
    await queueOrders(db, OTHER, 2)
    const other = await countRows(db, OTHER)
    const { json } = await typed(`store remove ${STORE} --yes`, { db })
    expect(json).toMatchObject({ removed: { snapshots: 6_000, jobs: 6_000, stores: 1 } })
    expect(Object.values(await countRows(db, STORE)).every((rows) => rows === 0)).toBe(true)
    expect(await countRows(db, OTHER)).toEqual(other)
  })

  test('that broke off goes on by the store’s ID', async () => {
    await queueOrders(db, 'q9w8e7', 2)
    await typed('store remove q9w8e7 --yes', { db })
    expect(Object.values(await countRows(db, 'q9w8e7')).every((rows) => rows === 0)).toBe(true)
  })
})
