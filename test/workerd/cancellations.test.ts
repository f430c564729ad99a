/** What the shop gives up after it went out, from its door to the books. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { QuickBooksFault } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { deleteTxn, depositTxn, editTxn, setClosingDate } from '../../worker/practice/person.ts'
import REFUND_OF_ALL from '../corpus/woo/refunds/full-all-lines.json'
import { CORPUS, send } from './shop.ts'
import {
  centsOf,
  deliver,
  form,
  lastOutcome,
  openScene,
  PAID,
  post,
  push,
  run,
  runAfterLease,
  standing,
  totalOf,
  withFee,
} from './edited-order.ts'
import type { Editable, Scene } from './edited-order.ts'

let scene: Scene

beforeEach(async () => {
  scene = await openScene()
})

describe.each([
  ['cancelled', 'cancelled'],
  ['failed', 'failed'],
  ['in the trash', 'trash'],
])('an order that is %s after it went out', (_, status) => {
  test('is made void, under its number', async () => {
    await post(scene, PAID)
    const { TxnID, refNumber } = standing(scene)
    await post(scene, { ...PAID, status })
    expect(standing(scene)).toMatchObject({ TxnID, refNumber, subtotalCents: 0, salesTaxCents: 0 })
    expect(scene.writes).toEqual(['TxnVoid'])
    expect(await lastOutcome(scene)).toMatchObject({
      state: 'withdrawn',
      problem: { code: 'taken-out-of-books' },
    })
    expect((await run(scene)).outcome).toBe('nothing-to-do')
  })
})

describe('an order that the shop gave up', () => {
  test('is made void when it is deleted, too', async () => {
    await post(scene, PAID)
    await send(scene.shop, [{ subject: `order:${PAID.id}`, generation: 9, event: 'deleted' }])
    await run(scene)
    expect(totalOf(standing(scene))).toBe(0)
    expect((await lastOutcome(scene))?.problem?.summary).toContain('was deleted in the shop')
  })

  test('is deleted on the same day, where its owner wants that', async () => {
    scene = await openScene({ cancelledOrders: 'delete' })
    await post(scene, PAID)
    await post(scene, { ...PAID, status: 'cancelled' })
    expect([scene.writes, salesReceipts(scene.company)]).toEqual([['TxnDel'], []])
    expect((await lastOutcome(scene))?.problem?.summary).toContain('was deleted in QuickBooks')
  })

  test('is void and not deleted on a later day, and that is said', async () => {
    scene = await openScene({ cancelledOrders: 'delete' })
    await post(scene, PAID)
    form(scene).timeCreatedMs -= 2 * 86_400_000
    await post(scene, { ...PAID, status: 'cancelled' })
    expect([scene.writes, totalOf(standing(scene))]).toEqual([['TxnVoid'], 0])
    expect((await lastOutcome(scene))?.problem?.summary).toContain('and not deleted')
  })

  test('is left to a person, where its owner wants that', async () => {
    scene = await openScene({ cancelledOrders: 'hold' })
    await post(scene, PAID)
    await post(scene, { ...PAID, status: 'cancelled' })
    expect((await lastOutcome(scene))?.problem?.code).toBe('cancelled-after-posting')
    expect(scene.writes).toEqual([])
  })

  test.each<[string, (TxnID: string) => void, string]>([
    ['deposited', (TxnID) => depositTxn(scene.company, TxnID), 'document-deposited'],
    ['closed', () => setClosingDate(scene.company, '2026-12-31'), 'document-in-closed-period'],
    ['edited', (TxnID) => editTxn(scene.company, TxnID, { memo: 'seen' }), 'document-edited'],
  ])('and whose document is %s is left alone', async (_, act, code) => {
    await post(scene, PAID)
    act(standing(scene).TxnID)
    await post(scene, { ...PAID, status: 'cancelled' })
    expect((await lastOutcome(scene))?.problem?.code).toBe(code)
    expect(totalOf(standing(scene))).toBe(centsOf(PAID))
  })

  test('and refunded is left alone: the credit stands against the sale', async () => {
    const refunded = CORPUS['refund-full'] as Editable
    const refund = REFUND_OF_ALL
    await post(scene, refunded, { refunds: [refund], event: 'pushed' })
    await post(scene, { ...refunded, status: 'cancelled' }, { refunds: [refund] })
    expect(scene.writes).toEqual([])
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })

  test('waits for a person when it comes back, and then is posted once more', async () => {
    await post(scene, PAID)
    await post(scene, { ...PAID, status: 'cancelled' })
    await post(scene, PAID)
    expect((await lastOutcome(scene))?.problem?.code).toBe('back-after-removal')
    expect(salesReceipts(scene.company)).toHaveLength(1)
    await push(scene, PAID)
    const [void_, again] = salesReceipts(scene.company)
    expect([Number(void_?.totalCents), Number(again?.totalCents)]).toEqual([0, centsOf(PAID)])
    expect(again?.memo).toMatch(/:sale:2$/)
    expect(again?.refNumber).toBe(void_?.refNumber)
    await post(scene, withFee(PAID))
    expect(salesReceipts(scene.company).map(({ totalCents }) => Number(totalCents))).toEqual([
      0,
      centsOf(withFee(PAID)),
    ])
  })

  test('that a person voided is found so, and nothing is asked of anybody', async () => {
    await post(scene, PAID)
    depositTxn(scene.company, standing(scene).TxnID)
    await post(scene, { ...PAID, status: 'cancelled' })
    deleteTxn(scene.company, standing(scene).TxnID)
    await push(scene, { ...PAID, status: 'cancelled' })
    expect(salesReceipts(scene.company)).toEqual([])
    expect(await lastOutcome(scene)).toMatchObject({ state: 'withdrawn' })
  })
})

const LOST = [
  ['the answer is lost', 'dies-after-processing', 1],
  ['QuickBooks goes down before', 'dies-before-processing', 2],
] as const

describe.each(LOST)('when %s', (_, fault, times) => {
  test('a document is made void once', async () => {
    await post(scene, PAID)
    await deliver(scene, { ...PAID, status: 'cancelled' })
    await run(scene, { onDocument: (__, xml) => (xml.includes('TxnVoidRq') ? fault : null) })
    await runAfterLease(scene)
    expect(totalOf(standing(scene))).toBe(0)
    expect(scene.writes).toEqual(Array.from({ length: times }, () => 'TxnVoid'))
    expect(await lastOutcome(scene)).toMatchObject({ state: 'withdrawn' })
  })
})

describe('an order that came back while it is not known whether it was made void', () => {
  test('waits for a person where it was, and then is posted once more', async () => {
    await comeBackAfter('dies-after-processing')
    expect((await lastOutcome(scene))?.problem?.code).toBe('back-after-removal')
    await push(scene, PAID)
    const receipts = salesReceipts(scene.company).map(({ totalCents }) => Number(totalCents))
    expect(receipts).toEqual([0, centsOf(PAID)])
  })

  test('stands as it did where it was not', async () => {
    await comeBackAfter('dies-before-processing')
    expect(totalOf(standing(scene))).toBe(centsOf(PAID))
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })
})

async function comeBackAfter(fault: QuickBooksFault): Promise<void> {
  await post(scene, PAID)
  await deliver(scene, { ...PAID, status: 'cancelled' })
  await run(scene, { onDocument: (_, xml) => (xml.includes('TxnVoidRq') ? fault : null) })
  await deliver(scene, PAID)
  await runAfterLease(scene)
}
