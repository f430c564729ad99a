/** Rules 11, 12, 17, 19 and 20 of the rulebook: stock, one ledger, currencies, sets, Point of Sale. */
import { describe, expect, test } from 'bun:test'
import { qwcOf } from '../../worker/session/store-qwc.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import type { Store } from '../../worker/stores/store.ts'
import { update } from '../matrix/shop-in-memory.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { corpusJSON } from '../woo/corpus.ts'
import { post, ruleShop } from './rule-shop.ts'
import { smallOrder } from './small-order.ts'

const TEN = { id: 11, lines: [{ total: '10.00' }], total: '10.00' } as const

describe('rule 11: orders never move the same units as an inventory adjustment', () => {
  // Adjustments come with stock, which is not carried yet: until then no request of ours moves units
  // but the sale of an item that the owner himself keeps as inventory.
  test('items that are made for the shop count no units', async () => {
    const shop = await ruleShop()
    await post(shop, smallOrder({ ...TEN, shipping: { total: '5.00' }, total: '15.00' }))
    const made = listEntries(shop.company, 'Item').map(({ type }) => type)
    expect(made.filter((type) => type.startsWith('ItemInventory'))).toEqual([])
  })

  test('nothing that is sent is an adjustment', async () => {
    const shop = await ruleShop({ orderStatuses: ['refunded'] })
    const refunds = [corpusJSON('refunds/full-all-lines.json')]
    await post(shop, corpusJSON('orders/refund-full.json'), { refunds })
    expect(shop.sent.join('')).not.toContain('InventoryAdjustment')
  })
})

test('rule 17: an order in another currency than the books’ never stands in theirs', async () => {
  const shop = await ruleShop()
  const outcome = await post(shop, smallOrder({ ...TEN, more: { currency: 'EUR' } }))
  expect(salesReceipts(shop.company)).toEqual([])
  expect(outcome?.state).toBe('held')
})

describe('rule 19: a set holds independent jobs, each settled by its own requestID', () => {
  const orders = [1, 2, 3, 4].map((id) => smallOrder({ ...TEN, id }))

  test('every set goes on after an error', async () => {
    const shop = await ruleShop()
    await post(shop, orders)
    expect(
      shop.sent.filter((xml) => xml !== '' && !xml.includes('onError="continueOnError"')),
    ).toEqual([])
  })

  test('one that QuickBooks refuses is held alone, and the others stand', async () => {
    const shop = await ruleShop()
    let receipts = 0
    await post(shop, orders, {
      faults: {
        onRequest: ({ name }) => {
          receipts += name === 'SalesReceiptAddRq' ? 1 : 0
          return name === 'SalesReceiptAddRq' && receipts === 2
            ? {
                kind: 'refused',
                statusCode: 3180,
                statusMessage: 'There was an error when saving a Sales Receipt.',
              }
            : null
        },
      },
    })
    expect(numbersIn(shop)).toEqual(['1', '3', '4'])
    expect(await outcomeOf(shop, 2)).toMatchObject({ state: 'held' })
  })

  test('a set that cannot be read executed nothing: it is halved until one order is found', async () => {
    const shop = await ruleShop()
    await post(shop, orders, { faults: { isPoison: (xml) => xml.includes(':order:3:sale:') } })
    expect(numbersIn(shop)).toEqual(['1', '2', '4'])
    expect(await outcomeOf(shop, 3)).toMatchObject({ problem: { code: 'set-refused' } })
  })
})

function numbersIn({ company }: ShopInMemory): readonly string[] {
  return salesReceipts(company)
    .map(({ refNumber }) => refNumber)
    .toSorted()
}

async function outcomeOf(shop: ShopInMemory, id: number) {
  const outcomes = await update(shop)
  return outcomes.findLast(({ subject }) => subject === `order:${id}`)
}

describe('rules 12 and 20: one ledger a store, and Point of Sale only as Point of Sale', () => {
  // Receipts of Point of Sale are not carried yet: what can be shown is that a store is connected to
  // one application, by a file of its own, and that what leaves is the language of the other one.
  const store = {
    storeID: 'k3f9x2',
    originURL: 'https://tillbridge.example',
    userName: 'tillbridge-k3f9x2',
    fileID: '{11111111-2222-3333-4444-555555555555}',
  } as Store

  test.each([
    ['desktop', 'QBFS'],
    ['pos', 'QBPOS'],
  ] as const)('a store of type %s is connected to %s and to nothing else', (type, application) => {
    const types = qwcOf({ ...store, type }).match(/<QBType>[^<]*<\/QBType>/g)
    expect(types).toEqual([`<QBType>${application}</QBType>`])
  })

  test('rule 12: an order stands in QuickBooks Desktop once, however often the shop sends it', async () => {
    const shop = await ruleShop()
    for (const customer_note of ['', 'ring twice', 'leave at the door']) {
      await post(shop, smallOrder({ ...TEN, more: { customer_note } }))
    }
    expect(numbersIn(shop)).toEqual(['11'])
  })

  test('rule 20: no receipt of Point of Sale is sent as one of QuickBooks Desktop', async () => {
    const shop = await ruleShop()
    await post(shop, smallOrder(TEN))
    expect(shop.sent.filter((xml) => /<\?qbposxml|<QBPOSXML/.test(xml))).toEqual([])
  })
})
