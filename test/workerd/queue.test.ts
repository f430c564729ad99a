/** The four rules of the queue, on the database that keeps them. */
import { asc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { db } from './shop.ts'
import { problem } from '../../worker/books/problems.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { jobs } from '../../worker/db/schema.ts'
import { findLinks, recordLinks } from '../../worker/links/links.ts'
import type { Link } from '../../worker/posting/known.ts'
import { enqueueJobs } from '../../worker/queue/enqueue.ts'
import { anyRecheckDue, dueJobs } from '../../worker/queue/find-due.ts'
import { JOB_RANK } from '../../worker/queue/job.ts'
import { recordSent } from '../../worker/queue/record-sent.ts'
import { giveBackSent, requeueBlocked } from '../../worker/queue/requeue.ts'
import { settleJobs } from '../../worker/queue/settle.ts'
import type { JobResult } from '../../worker/queue/settle.ts'
import { saveSnapshots } from '../../worker/queue/snapshots.ts'

const storeID = 'k3f9x2'
const SUBJECT = 'order:1042'
const NO_LINES = problem('order-without-lines', { order: '1042' })

type Word = {
  readonly revision: number
  readonly subject?: string
  readonly rank?: number
  readonly isPushed?: boolean
  readonly nowMs?: number
}

/** The shop says something: its snapshot and the work, in one batch as at the door. */
async function hear(word: Word): Promise<void> {
  const { revision, subject = SUBJECT, rank = JOB_RANK.order, isPushed = false, nowMs = 0 } = word
  const news = { subject, rank, generation: revision, revision, isPushed }
  await writeTogether(db, [
    ...overwrite(subject, revision),
    ...enqueueJobs(db, { storeID, news: [news], nowMs }),
  ])
}

function overwrite(subject: string, revision: number) {
  const snapshot = {
    subject,
    epoch: 'first',
    generation: revision,
    revision,
    event: 'changed' as const,
    contentHash: String(revision),
    sought: null,
    snapshot: '{}',
    refunds: null,
  }
  return saveSnapshots(db, { storeID, snapshots: [snapshot], nowMs: 0 })
}

async function sendOut(
  carried: readonly { readonly id: number; readonly revision: number }[],
  messageSetID = 'set-1',
): Promise<void> {
  await writeTogether(db, [recordSent(db, { storeID, messageSetID, jobs: carried, nowMs: 1 })])
}

async function settle(...results: readonly JobResult[]): Promise<void> {
  await writeTogether(db, settleJobs(db, { storeID, results, nowMs: 2 }))
}

function due(nowMs = 10) {
  return dueJobs(db, { storeID, nowMs, limit: 100, onlyIDs: null, after: null })
}

async function dueSubjects(nowMs = 10) {
  return (await due(nowMs)).map(({ subject }) => subject)
}

/** In order of arrival, e.g. `sent r1 set-1`: state, revision and the set that carried it. */
async function rows() {
  const all = await db.select().from(jobs).orderBy(asc(jobs.id))
  return all.map(({ state, revision, messageSetID }) =>
    `${state} r${revision} ${messageSetID ?? ''}`.trimEnd(),
  )
}

describe('unsent news', () => {
  test('news replaces news that has not left', async () => {
    await hear({ revision: 1 })
    await hear({ revision: 2 })
    expect(await rows()).toEqual(['queued r2'])
  })

  test('news replaces what is held: it may be what the order was waiting for', async () => {
    await hear({ revision: 1 })
    await settle({ kind: 'blocked', id: 1, decidedOn: null, problem: NO_LINES, recheckAtMs: null })
    await hear({ revision: 2 })
    expect(await rows()).toEqual(['queued r2'])
  })

  test('an order that a person pushed stays pushed when the shop says more', async () => {
    await hear({ revision: 1, isPushed: true })
    await hear({ revision: 2 })
    expect((await due())[0]?.isPushed).toBe(true)
  })

  test('another store’s news about the same order number is its own', async () => {
    await hear({ revision: 1 })
    const news = { subject: SUBJECT, rank: 20, generation: 9, revision: 9, isPushed: false }
    await writeTogether(db, enqueueJobs(db, { storeID: 'other', news: [news], nowMs: 0 }))
    expect(await rows()).toEqual(['queued r1', 'queued r9'])
    expect(await due()).toHaveLength(1)
  })
})

describe('the order of work', () => {
  test('customers go before orders, and orders as they arrived', async () => {
    await hear({ revision: 1, subject: 'order:2' })
    await hear({ revision: 1, subject: 'order:1' })
    await hear({ revision: 1, subject: 'customer:9', rank: JOB_RANK.customer })
    expect(await dueSubjects()).toEqual(['customer:9', 'order:2', 'order:1'])
  })

  test('work whose time has not come waits', async () => {
    await hear({ revision: 1, nowMs: 100 })
    expect(await dueSubjects(99)).toEqual([])
    expect(await dueSubjects(100)).toEqual([SUBJECT])
  })
})

describe('one of a subject in flight', () => {
  test('news about an order that is out waits until it is back', async () => {
    await hear({ revision: 1 })
    await sendOut([{ id: 1, revision: 1 }])
    await hear({ revision: 2 })
    expect(await rows()).toEqual(['sent r1 set-1', 'queued r2'])
    expect(await dueSubjects()).toEqual([])
    await settle({ kind: 'synced', id: 1, decidedOn: null })
    expect((await due()).map(({ id }) => id)).toEqual([2])
  })

  test('an order that is out stops no other', async () => {
    await hear({ revision: 1 })
    await hear({ revision: 1, subject: 'order:7' })
    await sendOut([{ id: 1, revision: 1 }])
    expect(await dueSubjects()).toEqual(['order:7'])
  })

  test('an attempt counts when the set leaves, whatever becomes of it', async () => {
    await hear({ revision: 1 })
    await sendOut([{ id: 1, revision: 1 }])
    await writeTogether(
      db,
      giveBackSent(db, { storeID, messageSetID: 'set-1', runAtMs: 0, isAttemptCounted: true }),
    )
    expect((await due()).map(({ attempts }) => attempts)).toEqual([1])
  })

  test.each(['synced', 'blocked'] as const)('what is %s cannot be sent', async (kind) => {
    await hear({ revision: 1 })
    const held = { kind: 'blocked', problem: NO_LINES, recheckAtMs: null } as const
    const result = kind === 'blocked' ? held : { kind }
    await settle({ ...result, id: 1, decidedOn: null })
    await sendOut([{ id: 1, revision: 1 }])
    expect(await rows()).toEqual([`${kind} r1`])
  })

  test('what the shop withdrew while its bytes were made is out with them', async () => {
    await hear({ revision: 1 })
    await settle({ kind: 'cancelled', id: 1, decidedOn: null })
    await sendOut([{ id: 1, revision: 1 }])
    expect(await rows()).toEqual(['sent r1 set-1'])
  })
})

async function overtaken(): Promise<void> {
  await hear({ revision: 1 })
  await sendOut([{ id: 1, revision: 1 }])
  await hear({ revision: 2 })
}

describe('a retry that was overtaken', () => {
  test('is cancelled, and the newer news inherits the doubt whether it arrived', async () => {
    await overtaken()
    await settle({ kind: 'doubt', id: 1, runAtMs: 50 })
    expect(await rows()).toEqual(['cancelled r1 set-1', 'queued r2 set-1'])
  })

  test('is cancelled too when its answer never came', async () => {
    await overtaken()
    await writeTogether(
      db,
      giveBackSent(db, { storeID, messageSetID: 'set-1', runAtMs: 0, isAttemptCounted: true }),
    )
    expect(await rows()).toEqual(['cancelled r1 set-1', 'queued r2 set-1'])
  })

  test('does not hold the newer news back when QuickBooks refused the older', async () => {
    await overtaken()
    await settle({ kind: 'blocked', id: 1, decidedOn: null, problem: NO_LINES, recheckAtMs: null })
    expect(await rows()).toEqual(['cancelled r1 set-1', 'queued r2'])
  })

  test('takes nobody else’s outcome of the same batch with it', async () => {
    await overtaken()
    await hear({ revision: 1, subject: 'order:7' })
    await sendOut([{ id: 3, revision: 1 }])
    await settle({ kind: 'doubt', id: 1, runAtMs: 50 }, { kind: 'synced', id: 3, decidedOn: null })
    expect(await rows()).toEqual(['cancelled r1 set-1', 'queued r2 set-1', 'synced r1'])
  })

  test('a retry that nobody overtook waits for its time', async () => {
    await hear({ revision: 1 })
    await sendOut([{ id: 1, revision: 1 }])
    await settle({ kind: 'retry', id: 1, runAtMs: 50 })
    expect([await dueSubjects(49), await dueSubjects(50)]).toEqual([[], [SUBJECT]])
  })

  test('what QuickBooks did not do keeps no set, what nobody knows of keeps it', async () => {
    await hear({ revision: 1 })
    await hear({ revision: 1, subject: 'order:7' })
    await sendOut([1, 2].map((id) => ({ id, revision: 1 })))
    await settle({ kind: 'retry', id: 1, runAtMs: 50 }, { kind: 'doubt', id: 2, runAtMs: 50 })
    expect(await rows()).toEqual(['queued r1', 'queued r1 set-1'])
  })

  test('newer news inherits no doubt from what QuickBooks did not do', async () => {
    await overtaken()
    await settle({ kind: 'retry', id: 1, runAtMs: 50 })
    expect(await rows()).toEqual(['cancelled r1 set-1', 'queued r2'])
  })
})

describe('a shop that moves on between reading and writing', () => {
  test.each(['synced', 'cancelled'] as const)(
    'news that took the place of what was read is not %s with it',
    async (kind) => {
      await hear({ revision: 1 })
      await hear({ revision: 2 })
      await settle({ kind, id: 1, decidedOn: 1 })
      expect(await rows()).toEqual(['queued r2'])
    },
  )

  test('news that took the place of what was read is not held with it', async () => {
    await hear({ revision: 1 })
    await hear({ revision: 2 })
    await settle({ kind: 'blocked', id: 1, decidedOn: 1, problem: NO_LINES, recheckAtMs: null })
    expect(await rows()).toEqual(['queued r2'])
  })

  test('what was settled from an older snapshot is work again', async () => {
    await hear({ revision: 1 })
    // Read with revision 1, sent after the shop had replaced the queued news by revision 2.
    await hear({ revision: 2 })
    await sendOut([{ id: 1, revision: 1 }])
    await settle({ kind: 'synced', id: 1, decidedOn: null })
    expect(await rows()).toEqual(['synced r1', 'queued r2'])
  })

  test('what was held from an older snapshot is looked at again', async () => {
    await hear({ revision: 1 })
    await writeTogether(db, overwrite(SUBJECT, 2))
    await settle({ kind: 'blocked', id: 1, decidedOn: null, problem: NO_LINES, recheckAtMs: null })
    expect(await rows()).toEqual(['queued r2'])
  })

  test('what it was held for is told once more: the shop has heard of an agreement since', async () => {
    await hear({ revision: 1 })
    await settle({ kind: 'blocked', id: 1, decidedOn: 1, problem: NO_LINES, recheckAtMs: null })
    await hear({ revision: 2 })
    await hear({ revision: 3 })
    await settle({ kind: 'synced', id: 1, decidedOn: 2 })
    expect((await db.select().from(jobs)).map(({ problem: held }) => held)).toEqual([null])
  })

  test('what was settled from the newest snapshot is done', async () => {
    await hear({ revision: 1 })
    await sendOut([{ id: 1, revision: 1 }])
    await settle({ kind: 'synced', id: 1, decidedOn: null })
    expect(await rows()).toEqual(['synced r1'])
  })

  test.each([
    ['an older snapshot', 1],
    ['a snapshot decided beside another of the same revision', 2],
    ['a snapshot decided on one that was never here', 4],
  ])('%s never takes the place of what stands: the whole batch fails', async (_what, revision) => {
    await hear({ revision: 1 })
    await writeTogether(db, overwrite(SUBJECT, 2))
    await expect(writeTogether(db, overwrite(SUBJECT, revision))).rejects.toThrow('NOT NULL')
    expect((await due()).map((job) => job.revision)).toEqual([2])
  })
})

describe('what is held', () => {
  test('only the causes that may be gone are tried again', async () => {
    await hear({ revision: 1 })
    await hear({ revision: 1, subject: 'order:7' })
    const missing = problem('item-missing', { order: '7', item: 'Tee' })
    await settle(
      { kind: 'blocked', id: 1, decidedOn: null, problem: NO_LINES, recheckAtMs: null },
      { kind: 'blocked', id: 2, decidedOn: null, problem: missing, recheckAtMs: null },
    )
    await writeTogether(db, [requeueBlocked(db, { storeID, codes: ['item-missing'], nowMs: 3 })])
    expect(await dueSubjects()).toEqual(['order:7'])
  })

  test('what waits for a person is never due by itself', async () => {
    await hear({ revision: 1 })
    await settle({ kind: 'blocked', id: 1, decidedOn: null, problem: NO_LINES, recheckAtMs: null })
    expect(await anyRecheckDue(db, { storeID, nowMs: Date.parse('2999-01-01') })).toEqual([])
  })
})

describe('a link', () => {
  const LINK: Link = {
    subject: SUBJECT,
    role: 'sale',
    kind: 'SalesReceipt',
    quickBooksID: '4A-1790000000',
    label: '1042',
    editSequence: '1',
    sent: 'first',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
    customerListID: null,
    evidence: null,
  }

  async function link(changes: Partial<Link>): Promise<Link[]> {
    const links = [{ ...LINK, ...changes }]
    await writeTogether(db, recordLinks(db, { storeID, links, nowMs: 0 }))
    return findLinks(db, storeID, [SUBJECT])
  }

  test('is never overwritten by another ID', async () => {
    await link({})
    expect(await link({ quickBooksID: '5B-1790000001', sent: 'second' })).toEqual([LINK])
  })

  test('of the same ID learns what was sent last', async () => {
    await link({})
    expect(await link({ editSequence: '2', sent: 'second' })).toEqual([
      { ...LINK, editSequence: '2', sent: 'second' },
    ])
  })

  test('of another role stands beside it', async () => {
    await link({})
    const links = await link({ role: 'customer', kind: 'Customer', quickBooksID: '80000001-1' })
    expect(links.map(({ role }) => role).toSorted()).toEqual(['customer', 'sale'])
  })
})
