/** Orders of plugins' making, through the real engine into a practice company: what stands there. */
import { expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import type { Outcome } from '../../worker/woo/answer.ts'
import { corpusJSON, readOrder } from '../woo/corpus.ts'
import type { Json } from '../woo/corpus.ts'
import { NOW_MS, openShop, sendChanges, update } from './shop-in-memory.ts'

const LIABILITY = 'Gift Cards'

/** A real order, with other lines and another total. */
function orderOf(id: number, changes: Json): Json {
  return {
    ...corpusJSON('orders/tax-none-new-york.json'),
    id,
    number: String(id),
    shipping_lines: [],
    ...changes,
  }
}

function lineOf(id: number, changes: Json): Json {
  const [line] = corpusJSON('orders/tax-none-new-york.json').line_items as Json[]
  return { ...line, id, quantity: 1, meta_data: [], price: null, ...changes }
}

function companyFile(): CompanyFile {
  return createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
  })
}

async function post(
  company: CompanyFile,
  { orders, settings }: { readonly orders: readonly Json[]; readonly settings: Partial<Settings> },
): Promise<readonly Outcome[]> {
  const shop = await openShop({ company, settings, orders: orders.map(readOrder) })
  await sendChanges(
    shop,
    orders.map((order) => ({
      subject: `order:${String(order.id)}`,
      snapshot: order,
      refunds: [],
      event: 'changed',
    })),
  )
  return update(shop)
}

function withLiability(): Partial<Settings> {
  const { mapping } = DEFAULT_SETTINGS
  return { mapping: { ...mapping, accounts: { ...mapping.accounts, giftCards: LIABILITY } } }
}

/** What one sale adds to what is owed: a line's amount goes to the account of its item. */
function owedBy(company: CompanyFile, refNumber: string): number {
  const accounts = new Map(
    listEntries(company, 'Item').map(({ fullName, refs }) => [fullName, refs.AccountRef]),
  )
  return salesReceipts(company, refNumber)
    .flatMap(({ lines }) => lines)
    .filter(({ item }) => accounts.get(item ?? '') === LIABILITY)
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
}

const SOLD = orderOf(501, {
  total: '70.00',
  line_items: [
    lineOf(1, {
      name: 'Card',
      product_id: 77,
      sku: 'GIFT-50',
      subtotal: '50.00',
      total: '50.00',
      meta_data: [{ key: 'pw_gift_card_amount', value: '50' }],
    }),
    lineOf(2, { name: 'Mug', product_id: 17, sku: 'MUG-001', subtotal: '20.00', total: '20.00' }),
  ],
})

const REDEEMED = orderOf(502, {
  total: '5.00',
  line_items: [
    lineOf(3, { name: 'Mug', product_id: 17, sku: 'MUG-001', subtotal: '35.00', total: '35.00' }),
  ],
  gift_cards: [{ id: 1, code: 'ABCD-EFGH-1234', amount: 30 }],
})

test('rule 10: the sale of a gift card credits a liability, and its redemption debits it', async () => {
  const company = companyFile()
  await post(company, { orders: [SOLD, REDEEMED], settings: withLiability() })
  expect(owedBy(company, '501')).toBe(5000)
  expect(owedBy(company, '502')).toBe(-3000)
  // What is still to pay is what the shop asked for.
  expect(salesReceipts(company).map(({ totalCents }) => Number(totalCents))).toEqual([7000, 500])
})

test('without an account for it a gift card is not sold as goods: its order waits, the others go', async () => {
  const company = companyFile()
  const plain = orderOf(503, {
    total: '20.00',
    line_items: [lineOf(4, { subtotal: '20.00', total: '20.00' })],
  })
  const outcomes = await post(company, { orders: [SOLD, plain], settings: {} })
  expect(outcomes.map(({ subject, problem }) => [subject, problem?.code ?? null])).toEqual([
    ['order:501', 'no-gift-card-account'],
    ['order:503', null],
  ])
  expect(salesReceipts(company).map(({ refNumber }) => refNumber)).toEqual(['503'])
})

test('a choice of the owner’s is sold, what QuickBooks lacks has its stand-in, and nothing is made', async () => {
  const company = companyFile()
  const clothing = enterItem(company, 'Clothing', null)
  enterItem(company, 'Tee', clothing)
  enterItem(company, 'Web sales', null)
  const before = goodsIn(company)
  const order = orderOf(504, {
    total: '45.00',
    line_items: [
      lineOf(5, { product_id: 20, sku: 'TEE-001', subtotal: '20.00', total: '20.00' }),
      lineOf(6, { product_id: 21, sku: 'MUG-9', subtotal: '15.00', total: '15.00' }),
      lineOf(7, { name: 'Gone', product_id: 0, sku: '', subtotal: '10.00', total: '10.00' }),
    ],
  })
  const { mapping } = DEFAULT_SETTINGS
  const outcomes = await post(company, {
    orders: [order],
    settings: {
      unmappedItems: 'fallback',
      fallbackItem: 'Web sales',
      mapping: { ...mapping, items: { 'TEE-001': 'Clothing:Tee' } },
    },
  })
  expect(outcomes.map(({ problem }) => problem)).toEqual([null])
  const [receipt] = salesReceipts(company, '504')
  expect(receipt?.lines.map(({ item, amountCents }) => [item, Number(amountCents)])).toEqual([
    ['Clothing:Tee', 2000],
    ['Web sales', 1500],
    ['Web sales', 1000],
  ])
  expect(goodsIn(company)).toEqual(before)
})

test('a product goes to the item that has its SKU below another, and no second one is made', async () => {
  const company = companyFile()
  enterItem(company, 'MUG-9', enterItem(company, 'Kitchen', null))
  const before = goodsIn(company)
  const order = orderOf(506, {
    total: '15.00',
    line_items: [lineOf(12, { product_id: 21, sku: 'mug-9', subtotal: '15.00', total: '15.00' })],
  })
  await post(company, { orders: [order], settings: {} })
  const [receipt] = salesReceipts(company, '506')
  expect(receipt?.lines.map(({ item }) => item)).toEqual(['Kitchen:MUG-9'])
  expect(goodsIn(company)).toEqual(before)
})

test('a bundle’s price lands on its parts, a tip on its account, and words on lines of their own', async () => {
  const company = companyFile()
  const order = orderOf(505, {
    total: '13.00',
    customer_note: 'Ring twice 🎉',
    line_items: [
      lineOf(8, { name: 'Kit', product_id: 10, sku: 'KIT', subtotal: '10.00', total: '10.00' }),
      lineOf(9, {
        name: 'Tee',
        product_id: 20,
        sku: 'TEE',
        quantity: 2,
        subtotal: '0',
        total: '0',
        bundled_by: '8',
      }),
      lineOf(10, {
        name: '漢字',
        product_id: 21,
        sku: '漢字',
        subtotal: '0',
        total: '0',
        bundled_by: '8',
      }),
    ],
    fee_lines: [
      {
        id: 11,
        name: 'Tip',
        amount: '3.00',
        total: '3.00',
        total_tax: '0.00',
        taxes: [],
        meta_data: [],
      },
    ],
  })
  const { lines, mapping } = DEFAULT_SETTINGS
  const outcomes = await post(company, {
    orders: [order],
    settings: {
      lines: { ...lines, bundles: 'allocate', customerNote: 'line' },
      mapping: { ...mapping, accounts: { ...mapping.accounts, tips: LIABILITY } },
    },
  })
  expect(outcomes.map(({ state }) => state)).toEqual(['posted'])
  const [receipt] = salesReceipts(company, '505')
  expect(
    receipt?.lines.map(({ item, description, quantity, amountCents }) => [
      item,
      description,
      quantity,
      Number(amountCents),
    ]),
  ).toEqual([
    ['TEE', 'Tee (part of Kit)', '2', 667],
    ['W-21', '?? (part of Kit) – SKU ??', '1', 333],
    ['Tip', 'Tip', null, 300],
    [null, 'Ring twice', null, 0],
  ])
  expect(owedBy(company, '505')).toBe(300)
})

function goodsIn(company: CompanyFile): readonly string[] {
  return listEntries(company, 'Item')
    .filter(({ type }) => type !== 'ItemSalesTax')
    .map(({ fullName }) => fullName)
}

function enterItem(company: CompanyFile, name: string, parentID: string | null): string {
  const [sales] = listEntries(company, 'Account').filter(({ fullName }) => fullName === 'Sales')
  return enterByHand(company, {
    kind: 'Item',
    type: 'ItemNonInventory',
    name,
    parentListID: parentID,
    refs: sales === undefined ? {} : { AccountRef: sales.ListID },
  }).ListID
}
