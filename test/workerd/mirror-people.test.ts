/** What people do to QuickBooks' lists is met by whatever names the entries. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import { findLinks } from '../../worker/links/links.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import {
  activateEntry,
  deleteEntry,
  enterByHand,
  inactivateEntry,
  mergeEntries,
  renameEntry,
} from '../../worker/practice/person.ts'
import { newCompany, update } from './office.ts'
import { keysOf, mirrored, namesIn } from './mirror.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const { email: EMAIL } = ORDER.billing as { email: string }
const GWEN = { kind: 'Customer', fullName: 'Gwen Guest' } as const
const TEE = { kind: 'Item', fullName: 'TEE-001' } as const

let shop: TestShop
let company: CompanyFile

/** The first order has made the customer and the item. */
beforeEach(async () => {
  shop = await addShop('people')
  company = newCompany()
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, company)
})

async function orderOnceMore(number: number): Promise<void> {
  await send(shop, [orderChange({ ...ORDER, id: number, number: String(number) }, number)])
  await update(shop, company)
}

function buyerOf(number: number): string | null {
  return salesReceipts(company, String(number))[0]?.customer ?? null
}

async function linkOf(subject: string) {
  const [link] = (await findLinks(db, shop.storeID, [subject])).filter(
    ({ role }) => role === 'customer' || role === 'item',
  )
  return link ?? null
}

async function problemOf(number: number): Promise<string | undefined> {
  const { outcomes } = await send(shop, [])
  return outcomes.findLast(({ subject }) => subject === `order:${number}`)?.problem?.code
}

async function gone(): Promise<readonly unknown[]> {
  const entries = await readJournal(db, { storeID: shop.storeID, limit: 100 })
  return entries.filter(({ event }) => event === 'list-entry-gone').map(({ detail }) => detail)
}

describe('a customer', () => {
  test('who was renamed is the same: the link follows the ListID, under the new name', async () => {
    renameEntry(company, GWEN, 'Guest, Gwendolyn')
    await orderOnceMore(9001)
    expect(buyerOf(9001)).toBe('Guest, Gwendolyn')
    expect(listEntries(company, 'Customer')).toHaveLength(1)
    expect(await linkOf(`guest:${EMAIL}`)).toMatchObject({ label: 'Guest, Gwendolyn' })
    const [{ listID } = { listID: '' }] = await mirrored(shop, 'customer')
    expect(await keysOf(shop, listID)).toContain('name gwendolyn guest')
    expect(await keysOf(shop, listID)).not.toContain('company gwen guest')
  })

  test('who was merged into another is that one, where the e-mail says so', async () => {
    const before = await linkOf(`guest:${EMAIL}`)
    const fields = { Email: EMAIL }
    const { ListID } = enterByHand(company, { kind: 'Customer', name: 'Gwen G.', fields })
    mergeEntries(company, { kind: 'Customer', from: GWEN.fullName, into: 'Gwen G.' })
    await orderOnceMore(9001)
    expect(buyerOf(9001)).toBe('Gwen G.')
    expect(listEntries(company, 'Customer')).toHaveLength(1)
    expect(await linkOf(`guest:${EMAIL}`)).toMatchObject({ quickBooksID: ListID })
    expect(await gone()).toEqual([
      { kind: 'customer', name: GWEN.fullName, listID: before?.quickBooksID },
    ])
    expect(await keysOf(shop, before?.quickBooksID ?? '')).toEqual([])
  })

  test('who was deleted is let go, and made again for the next order', async () => {
    // QuickBooks deletes only who is on no form.
    company.books.txns = []
    const before = await linkOf(`guest:${EMAIL}`)
    deleteEntry(company, GWEN)
    await db.run(`UPDATE stores SET carried_over = json_set(carried_over, '$.newest', json('[]'))`)
    await orderOnceMore(9001)
    expect(buyerOf(9001)).toBe('Gwen Guest')
    const after = await linkOf(`guest:${EMAIL}`)
    expect(after?.quickBooksID).not.toBe(before?.quickBooksID)
    expect(await namesIn(shop, 'customer')).toEqual(['Gwen Guest'])
    // Told for days on end, the deletion is news once.
    await orderOnceMore(9002)
    expect(await gone()).toHaveLength(1)
  })

  test('who was made inactive holds the order; active again, it goes out by itself', async () => {
    inactivateEntry(company, GWEN)
    await orderOnceMore(9001)
    expect(buyerOf(9001)).toBeNull()
    expect(await problemOf(9001)).toBe('customer-inactive')
    expect(await mirrored(shop, 'customer')).toMatchObject([{ isActive: false }])
    activateEntry(company, GWEN)
    await db.run(`UPDATE jobs SET run_at_ms = 0 WHERE run_at_ms < 8640000000000000`)
    await update(shop, company)
    expect(buyerOf(9001)).toBe('Gwen Guest')
  })
})

describe('an item', () => {
  test('that was renamed is the same', async () => {
    renameEntry(company, TEE, 'Tee, old')
    await orderOnceMore(9001)
    expect(await problemOf(9001)).toBeUndefined()
    expect(await namesIn(shop, 'item')).toEqual(expect.arrayContaining(['Tee, old']))
    expect(await namesIn(shop, 'item')).not.toContain(TEE.fullName)
  })

  test('that was made inactive holds the order, which goes out when it is active again', async () => {
    inactivateEntry(company, TEE)
    await orderOnceMore(9001)
    expect(await problemOf(9001)).toBe('item-inactive')
    activateEntry(company, TEE)
    await db.run(`UPDATE jobs SET run_at_ms = 0 WHERE run_at_ms < 8640000000000000`)
    await update(shop, company)
    expect(salesReceipts(company, '9001')).toHaveLength(1)
  })

  test('that was merged into another is made again, unless something says which', async () => {
    enterByHand(company, { kind: 'Item', type: 'ItemNonInventory', name: 'Tee, all colours' })
    mergeEntries(company, { kind: 'Item', from: TEE.fullName, into: 'Tee, all colours' })
    await orderOnceMore(9001)
    expect(salesReceipts(company, '9001')).toHaveLength(1)
    expect(await namesIn(shop, 'item')).toEqual(
      expect.arrayContaining([TEE.fullName, 'Tee, all colours']),
    )
  })
})
