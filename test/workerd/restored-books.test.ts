/** What an older company file, or a restored database of ours, undoes: nothing is entered twice by it. */
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { jobs, links, snapshots } from '../../worker/db/schema.ts'
import { salesOrders, salesReceipts } from '../../worker/practice/look-up.ts'
import { backUp, deleteTxn, editTxn, restore } from '../../worker/practice/person.ts'
import { verifyBooks } from '../../worker/session/verify-books.ts'
import {
  deliver,
  lastOutcome,
  openScene,
  PAID,
  post,
  push,
  run,
  standing,
  withFee,
} from './edited-order.ts'
import type { Scene } from './edited-order.ts'
import { db, send } from './shop.ts'

let scene: Scene

beforeEach(async () => {
  scene = await openScene()
})

describe('a document that a person deleted, and that an older company file has again', () => {
  test('is found by the push that asks for another one', async () => {
    await post(scene, PAID)
    const { TxnID } = standing(scene)
    // Printed, it is no longer as we wrote it, and no sign of an older file.
    editTxn(scene.company, TxnID, {})
    const backup = backUp(scene.company)
    deleteTxn(scene.company, TxnID)
    await post(scene, { ...PAID, customer_note: 'gift' })
    expect((await lastOutcome(scene))?.problem?.code).toBe('deleted-in-quickbooks')
    restore(scene.company, backup)
    await push(scene, PAID)
    expect(standing(scene)).toMatchObject({ TxnID })
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })
})

describe('an older company file that lacks no document', () => {
  const OTHER = { ...PAID, id: 9001, number: '9001' }

  test.each([
    ['an edit', withFee(PAID)],
    ['a cancellation', { ...PAID, status: 'cancelled' }],
  ])('is noticed where it undoes %s', async (_, changed) => {
    await post(scene, PAID)
    const backup = backUp(scene.company)
    await post(scene, changed)
    restore(scene.company, backup)
    await post(scene, OTHER)
    expect(standing(scene).refNumber).toBe(PAID.number)
    const { notice } = await send(scene.shop, [])
    expect(notice?.code).toBe('company-file-restored')
    expect(notice?.summary).toContain('as it did before it was last changed or taken out')
    await verify()
    await run(scene)
    expect(salesReceipts(scene.company)).toHaveLength(2)
    expect((await send(scene.shop, [])).notice).toBeNull()
  })

  test('is not suspected when a person changed what we changed, too', async () => {
    await post(scene, PAID)
    await post(scene, withFee(PAID))
    editTxn(scene.company, standing(scene).TxnID, { memo: 'seen' })
    await post(scene, OTHER)
    expect((await send(scene.shop, [])).notice).toBeNull()
    expect(salesReceipts(scene.company)).toHaveLength(2)
  })
})

test('a sales order that was closed is not taken for one that stands when it is pushed', async () => {
  scene = await openScene({ paidOrders: 'sales-order' })
  await post(scene, PAID)
  await post(scene, { ...PAID, status: 'cancelled' })
  await push(scene, PAID)
  const memos = salesOrders(scene.company).map(({ memo }) => memo.slice(-1))
  expect(memos.toSorted()).toEqual(['1', '2'])
})

describe('while the books are verified after a restored backup', () => {
  test('a document that a person deletes stays deleted, and is shown', async () => {
    await post(scene, PAID)
    const { TxnID } = standing(scene)
    await verify()
    let isDeleted = false
    await run(scene, {
      onDocument: (_, xml) => {
        // The session has read what was deleted; it reads next what stands.
        if (xml.includes('iterator="Start"') && xml.includes('SalesReceiptQueryRq') && !isDeleted) {
          isDeleted = true
          deleteTxn(scene.company, TxnID)
        }
        return null
      },
    })
    expect([isDeleted, salesReceipts(scene.company)]).toEqual([true, []])
    expect((await lastOutcome(scene))?.problem?.code).toBe('deleted-in-quickbooks')
  })

  test('an order that is in the trash by now is looked for, and shown', async () => {
    await post(scene, PAID)
    await forget()
    await verify()
    await deliver(scene, { ...PAID, status: 'trash' })
    await run(scene)
    expect(await lastOutcome(scene)).toMatchObject({ state: 'held' })
  })
})

function verify(): Promise<number> {
  const { storeID } = scene.shop
  return verifyBooks({ db, storeID, who: 'test', nowMs: Date.now() })
}

/** As a backup that was made before the order came. */
async function forget(): Promise<void> {
  const { storeID } = scene.shop
  await db.delete(links).where(eq(links.storeID, storeID))
  await db.delete(jobs).where(eq(jobs.storeID, storeID))
  await db.delete(snapshots).where(eq(snapshots.storeID, storeID))
}
