/** What an operator does to entries of the queue, and what comes of the shop saying the same again. */
import { beforeEach, describe, expect, test } from 'bun:test'
import { problem } from '../../worker/books/problems.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { jobs, outcomes, snapshots } from '../../worker/db/schema.ts'
import { answerChanges } from '../../worker/http/changes.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { dueJobs } from '../../worker/queue/find-due.ts'
import { holdSubjects } from '../../worker/queue/hold-subjects.ts'
import { recordSent } from '../../worker/queue/record-sent.ts'
import { giveBackSent } from '../../worker/queue/requeue.ts'
import { findStore, insertStore } from '../../worker/stores/store.ts'
import { decodeEnvelope } from '../../worker/woo/changes.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'
import { queueOrders } from './queued-orders.ts'
import { asked, NOW_MS, refusal, typed } from './typed.ts'
import paidOrder from '../corpus/woo/orders/stripe-like-paid.json'

let db: ReadingDatabase

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  await writeTogether(db, [insertStore(db, PLAIN_STORE)])
})

async function states() {
  const rows = await db.select().from(jobs).orderBy(jobs.id)
  return rows.map(({ subject, state }) => `${subject} ${state}`)
}

async function hold(subject: string, code: 'near-match' | 'order-without-lines'): Promise<void> {
  const held =
    code === 'order-without-lines'
      ? problem(code, { order: '1' })
      : problem(code, {
          order: '1',
          kind: 'SalesReceipt',
          refNumber: '1',
          txnDate: '2026-11-23',
          totalCents: null,
        })
  const holds = [{ subject, problem: held }]
  await writeTogether(db, holdSubjects(db, { storeID: STORE, holds, nowMs: NOW_MS }))
}

/** In the order in which they go. */
async function due() {
  const place = { storeID: STORE, nowMs: NOW_MS, limit: 9, onlyIDs: null, after: null }
  return (await dueJobs(db, place)).map(({ subject }) => subject)
}

async function logged() {
  const entries = await readJournal(db, { storeID: STORE, limit: 20 })
  return entries.map(({ subject, event, atMs, detail }) => ({ subject, event, atMs, detail }))
}

describe('the list', () => {
  test('shows only what was asked for', async () => {
    await queueOrders(db, STORE, 3)
    await hold('order:2', 'order-without-lines')
    const held = await typed(`queue list ${STORE} --state blocked`, { db })
    const caused = await typed(`queue list ${STORE} --cause order-without-lines`, { db })
    const customers = await typed(`queue list ${STORE} --kind customer`, { db })
    expect(held.text).toContain('order:2')
    expect(caused.json).toEqual(held.json)
    expect([(held.json as unknown[]).length, customers.json]).toEqual([1, []])
  })

  test('knows the states there are', async () => {
    expect(await refusal(`queue list ${STORE} --state lost`, { db })).toBe(
      '--state: there is no “lost”.\nThere are: queued, blocked, sent, synced, cancelled.\nWrite one of them.',
    )
  })
})

describe('retrying', () => {
  test('a held entry puts it back, with its attempts counted anew, and the log says who', async () => {
    await queueOrders(db, STORE, 2)
    await hold('order:1', 'order-without-lines')
    await db.update(jobs).set({ attempts: 12 })
    const { json } = await typed(`queue retry ${STORE} order:1`, { db })
    const [first, second] = await db.select().from(jobs).orderBy(jobs.id)
    expect(json).toEqual({ storeID: STORE, subjects: ['order:1'], leftAlone: [] })
    expect([first?.state, first?.attempts, first?.runAtMs]).toEqual(['queued', 0, NOW_MS])
    expect(second?.attempts).toBe(12)
    expect(await logged()).toEqual([
      {
        subject: 'order:1',
        event: 'job-retried',
        atMs: NOW_MS,
        detail: {
          who: 'operator',
          job: first?.id,
          before: 'blocked',
          cause: 'order-without-lines',
        },
      },
    ])
  })

  test('by cause takes all alike and no other', async () => {
    await queueOrders(db, STORE, 3)
    await hold('order:1', 'order-without-lines')
    await hold('order:2', 'near-match')
    await hold('order:3', 'near-match')
    await typed(`queue retry ${STORE} --cause near-match`, { db })
    expect(await states()).toEqual(['order:1 blocked', 'order:2 queued', 'order:3 queued'])
  })

  test('a deleted entry brings it back as the shop said it last', async () => {
    await queueOrders(db, STORE, 1)
    await typed(`queue cancel ${STORE} order:1`, { db })
    await typed(`queue retry ${STORE} order:1`, { db })
    expect(await states()).toEqual(['order:1 cancelled', 'order:1 queued'])
  })

  test('a paused entry goes again, and nothing else did before', async () => {
    await queueOrders(db, STORE, 2)
    await typed(`queue pause ${STORE} order:1`, { db })
    expect(await states()).toEqual(['order:1 blocked', 'order:2 queued'])
    expect((await typed(`queue pause ${STORE} --all`, { db })).text).toContain(
      'order:1 stays: it is held already.',
    )
    await typed(`queue retry ${STORE} order:1`, { db })
    expect(await states()).toEqual(['order:1 queued', 'order:2 blocked'])
  })

  test('is no mistake that takes all: something must be named', async () => {
    await queueOrders(db, STORE, 1)
    expect(await refusal(`queue retry ${STORE}`, { db })).toStartWith('Which entries?')
    expect(await refusal(`queue retry ${STORE} W-1042`, { db })).toStartWith(
      '“W-1042” is no entry.',
    )
  })

  test('what is not there says so, and is something for the operator', async () => {
    const { text, isWrong } = await typed(`queue retry ${STORE} order:99`, { db })
    expect([text, isWrong]).toEqual(['No such entry.', true])
  })
})

describe('moving', () => {
  test('lets an order go first, or last, or where it was', async () => {
    await queueOrders(db, STORE, 3)
    await typed(`queue move ${STORE} order:3`, { db })
    expect(await due()).toEqual(['order:3', 'order:1', 'order:2'])
    await typed(`queue move ${STORE} order:1 --to last`, { db })
    expect(await due()).toEqual(['order:3', 'order:2', 'order:1'])
    await typed(`queue move ${STORE} --all --to back`, { db })
    expect(await due()).toEqual(['order:1', 'order:2', 'order:3'])
  })

  test('never lets an order go before the customers it may depend on', async () => {
    await queueOrders(db, STORE, 1)
    await typed(`queue move ${STORE} order:1`, { db })
    const [job] = await db.select().from(jobs)
    expect(job?.rank).toBeGreaterThan(10)
  })
})

describe('deleting', () => {
  test('asks with how many, and of nothing it asks nothing', async () => {
    await queueOrders(db, STORE, 3)
    expect(await asked(`queue cancel ${STORE} order:1 order:2`, { db })).toBe(
      'Delete 2 entries of Larkspur from the queue?',
    )
    expect(await asked(`queue cancel ${STORE} order:99`, { db })).toBeNull()
  })

  test('takes more than one page of them, and tells the shop of each', async () => {
    await queueOrders(db, STORE, 450)
    const { text } = await typed(`queue cancel ${STORE} --all`, { db })
    const told = await db.select().from(outcomes).orderBy(outcomes.id)
    expect(text).toStartWith('450 entries deleted')
    expect(
      new Set(
        await db
          .select({ state: jobs.state })
          .from(jobs)
          .then((rows) => rows.map(({ state }) => state)),
      ),
    ).toEqual(new Set(['cancelled']))
    expect([told.length, told[0]?.state, told[0]?.problem]).toEqual([
      450,
      'withdrawn',
      problem('taken-off-list', { subject: 'order:1' }),
    ])
  })

  test('leaves alone what is on its way, and what may have arrived', async () => {
    await queueOrders(db, STORE, 2)
    const [first, second] = await db.select().from(jobs).orderBy(jobs.id)
    const carried = [first, second].map((job) => ({ id: job?.id ?? 0, revision: 1 }))
    const set = { storeID: STORE, messageSetID: 'set-1' }
    await writeTogether(db, [recordSent(db, { ...set, jobs: carried, nowMs: NOW_MS })])
    await writeTogether(db, giveBackSent(db, { ...set, runAtMs: NOW_MS, isAttemptCounted: true }))
    await writeTogether(db, [
      recordSent(db, { ...set, messageSetID: 'set-2', jobs: carried.slice(0, 1), nowMs: NOW_MS }),
    ])
    const { json } = await typed(`queue cancel ${STORE} --all`, { db })
    expect(json).toEqual({
      storeID: STORE,
      subjects: [],
      leftAlone: [
        { subject: 'order:1', because: expect.stringContaining('on its way') },
        { subject: 'order:2', because: expect.stringContaining('may have it') },
      ],
    })
    expect(await states()).toEqual(['order:1 sent', 'order:2 queued'])
  })
})

describe('what was deleted', () => {
  let generation = 0

  /** The shop says so much about the order, through its own door. */
  async function say(order: object, event = 'changed') {
    generation += 1
    const shop = {
      url: PLAIN_STORE.shopURL,
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
    const change = { subject: `order:${paidOrder.id}`, generation, event, snapshot: order }
    const envelope = decodeEnvelope({
      protocol: 1,
      epoch: 'first',
      outcomesAfter: null,
      shop,
      changes: [change],
    })
    const store = await findStore(db, STORE)
    if ('kind' in envelope || store === null) {
      throw new Error('the shop is not understood')
    }
    const answer = await answerChanges(envelope, { db, store, nowMs: NOW_MS })
    return answer.verdicts.map(({ verdict }) => verdict)
  }

  beforeEach(async () => {
    await say(paidOrder)
    await typed(`queue cancel ${STORE} --all`, { db })
  })

  test('stays deleted when the shop says the same again', async () => {
    expect(await say(paidOrder)).toEqual(['unchanged'])
    expect(await states()).toEqual([`order:${paidOrder.id} cancelled`])
  })

  test('comes back when its content changes', async () => {
    expect(await say({ ...paidOrder, customer_note: 'Ring twice.' })).toEqual(['queued'])
    expect(await states()).toEqual([
      `order:${paidOrder.id} cancelled`,
      `order:${paidOrder.id} queued`,
    ])
  })

  test('comes back when a person pushes it', async () => {
    expect(await say(paidOrder, 'pushed')).toEqual(['queued'])
  })

  test('stays deleted also where its words were kept without a hash', async () => {
    await typed(`queue retry ${STORE} --all`, { db })
    // As the door leaves what another setting might want.
    await db.update(snapshots).set({ contentHash: '' })
    await typed(`queue cancel ${STORE} --state queued`, { db })
    expect(await say(paidOrder)).toEqual(['unchanged'])
  })
})
