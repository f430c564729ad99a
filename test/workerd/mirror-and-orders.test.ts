/** Reading QuickBooks' lists is never in the way of orders, and nobody is made a second time. */
import { describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { changeRecords, enterCustomers, listRecords, mirrored, namesIn, setsIn } from './mirror.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const KNOWN = CORPUS['stripe-like-paid'] as WooOrder
/** Three pages. */
const MANY = 1_200
const TIMEOUT_MS = 60_000

/** Of somebody whom QuickBooks may have already. */
function orderOf(number: number, email: string): WooOrder {
  const billing = {
    ...(KNOWN.billing as object),
    first_name: 'Zoe',
    last_name: `Zimmer ${number}`,
    email,
  }
  return { ...KNOWN, id: number, number: String(number), billing }
}

function buyers(company: CompanyFile): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    salesReceipts(company).map(({ refNumber, customer }) => [refNumber, customer]),
  )
}

describe('an order whose customer would have to be made', () => {
  test(
    'waits until the customers were read, and finds him on the last page',
    { timeout: TIMEOUT_MS },
    async () => {
      const shop = await addShop('mirror')
      const company = newCompany()
      enterCustomers(company, MANY)
      await send(shop, [orderChange(orderOf(9001, 'customer-1200@example.test'), 1)])
      const report = await update(shop, company)
      expect(buyers(company)).toEqual({ '9001': 'Customer 1200' })
      expect(listEntries(company, 'Customer')).toHaveLength(MANY)
      // The pages ride with what else the order asks; the last set is the order.
      const sets = setsIn(report)
      expect(sets.filter((names) => names.includes('CustomerQuery'))).toHaveLength(3)
      expect(sets.at(-1)).toEqual(['SalesReceiptAdd'])
    },
  )

  test('lets an order go first whose customer is known', { timeout: TIMEOUT_MS }, async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await send(shop, [orderChange(KNOWN, 1)])
    await update(shop, company)
    enterCustomers(company, MANY)
    await neverRead(shop)
    const unknown = orderOf(9001, 'customer-1200@example.test')
    const known = { ...KNOWN, id: 9002, number: '9002' }
    await send(shop, [orderChange(unknown, 2), orderChange(known, 3)])
    const posted: string[] = []
    const faults: Faults = {
      onDocument: (_, xml) => {
        posted.push(...added(xml))
        return null
      },
    }
    await update(shop, company, faults)
    expect(posted).toEqual(['9002', '9001'])
    expect(buyers(company)).toMatchObject({ '9001': 'Customer 1200' })
  })

  test(
    'does not keep those behind it waiting, however many wait',
    { timeout: TIMEOUT_MS },
    async () => {
      const shop = await addShop('mirror')
      const company = newCompany()
      await send(shop, [orderChange(KNOWN, 1)])
      await update(shop, company)
      enterCustomers(company, 3 * MANY)
      await neverRead(shop)
      // A set looks at twenty orders, and the known one stands behind them all.
      await setOrdersPerSet(shop, 10)
      const waiting = Array.from({ length: 45 }, (_, at) => orderOf(9001 + at, emailOf(at + 1)))
      const known = { ...KNOWN, id: 9900, number: '9900' }
      const changes = [...waiting, known].map((order, at) => orderChange(order, at + 2))
      await send(shop, changes)
      const posted: string[] = []
      await update(shop, company, {
        onDocument: (_, xml) => {
          posted.push(...added(xml))
          return null
        },
      })
      expect(posted[0]).toBe('9900')
      expect(posted).toHaveLength(46)
      expect(listEntries(company, 'Customer')).toHaveLength(3 * MANY + 1)
    },
  )

  test('is held where QuickBooks will not show its customers, and others go', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await send(shop, [orderChange(KNOWN, 1)])
    await update(shop, company)
    await neverRead(shop)
    const known = { ...KNOWN, id: 9002, number: '9002' }
    const unknown = orderOf(9001, 'zoe@example.test')
    await send(shop, [orderChange(unknown, 2), orderChange(known, 3)])
    const denied = {
      kind: 'refused',
      statusCode: 3260,
      statusMessage: 'Insufficient permission level to perform this action.',
    } as const
    await update(shop, company, {
      onRequest: ({ requestID }) => (requestID?.endsWith('read-list') ? denied : null),
    })
    const { outcomes } = await send(shop, [])
    const held = outcomes.filter(({ state }) => state === 'held')
    expect(held.map(({ subject, problem }) => [subject, problem?.code])).toEqual([
      ['order:9001', 'list-unreadable'],
    ])
    expect(buyers(company)).toMatchObject({ '9002': 'Gwen Guest' })
    const events = await readJournal(db, { storeID: shop.storeID, limit: 100 })
    expect(events.map(({ event }) => event)).toContain('list-unread')
    // Once it may, the order goes out by itself.
    await changeRecords(shop, (records) => ({ ...records, refused: {} }))
    await duePassed()
    await update(shop, company)
    expect(Object.keys(buyers(company)).toSorted()).toEqual(['215', '9001', '9002'])
  })
})

describe('a page', () => {
  test(
    'whose answer is lost has the list begin anew; nothing is missing and nobody is doubled',
    { timeout: TIMEOUT_MS },
    async () => {
      const shop = await addShop('mirror')
      const company = newCompany()
      enterCustomers(company, MANY)
      await send(shop, [orderChange(orderOf(9001, 'customer-1200@example.test'), 1)])
      let pages = 0
      const report = await update(shop, company, {
        onCall: (_, call) => {
          const isPage =
            call.kind === 'receiveResponseXML' && call.response.includes('<CustomerRet>')
          pages += isPage ? 1 : 0
          return isPage && pages === 2 ? 'response-torn' : null
        },
      })
      expect(report.outcome).toBe('finished')
      expect(await mirrored(shop, 'customer')).toHaveLength(MANY)
      expect(buyers(company)).toEqual({ '9001': 'Customer 1200' })
    },
  )

  test('leaves no trace of its bytes: a list is kept entry by entry', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    enterCustomers(company, 3)
    await update(shop, company)
    const kept = await db.all<{ text: string }>(
      `SELECT text FROM message_set_pieces WHERE part = 'response'`,
    )
    const text = kept.map((piece) => piece.text).join('')
    expect(text).toContain('<CustomerQueryRs')
    expect(text).not.toContain('Customer 0001')
  })
})

describe('a list that QuickBooks cannot', () => {
  test('show, because the company does without it, is asked for no more and stops nothing', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await send(shop, [orderChange(KNOWN, 1)])
    const off = { kind: 'refused', statusCode: 3250, statusMessage: 'Not enabled.' } as const
    const report = await update(shop, company, {
      onRequest: ({ name }) => (name === 'SalesTaxCodeQueryRq' ? off : null),
    })
    expect(report.outcome).toBe('finished')
    expect(buyers(company)).toEqual({ '215': 'Gwen Guest' })
    expect(setsIn(report).flat()).not.toContain('ClassQuery')
    expect((await listRecords(shop)).refused['sales-tax-code']).toMatchObject({ statusCode: 3250 })
  })

  test('read in a set is tried alone, and left out; the others and the orders go on', async () => {
    const shop = await addShop('mirror')
    const company = newCompany()
    await send(shop, [orderChange(KNOWN, 1)])
    const report = await update(shop, company, {
      isPoison: (xml) => xml.includes('<TermsQueryRq'),
    })
    expect(report.outcome).toBe('finished')
    expect(buyers(company)).toEqual({ '215': 'Gwen Guest' })
    expect(await namesIn(shop, 'ship-method')).toContain('UPS')
    const { read, refused } = await listRecords(shop)
    expect(read.terms).toBeUndefined()
    expect(refused.terms).toBeDefined()
    // The next session does not run into it again.
    await send(shop, [orderChange({ ...KNOWN, id: 9002, number: '9002' }, 2)])
    const next = await update(shop, company)
    expect(setsIn(next).flat()).not.toContain('TermsQuery')
  })
})

function emailOf(number: number): string {
  return `customer-${String(number).padStart(4, '0')}@example.test`
}

function added(xml: string): readonly string[] {
  return [...xml.matchAll(/<SalesReceiptAdd\b.*?<RefNumber>(\d+)</gs)].map(
    ([, number = '']) => number,
  )
}

async function neverRead(shop: TestShop): Promise<void> {
  await changeRecords(shop, ({ read: { customer: _forgotten, ...read }, ...rest }) => ({
    ...rest,
    read,
  }))
}

async function setOrdersPerSet({ storeID }: TestShop, orders: number): Promise<void> {
  await db.run(
    `UPDATE stores SET carried_over = json_set(carried_over, '$.ordersPerSet', ${orders})
      WHERE store_id = '${storeID}'`,
  )
}

/** What is held may be looked at again. */
async function duePassed(): Promise<void> {
  await db.run(`UPDATE jobs SET run_at_ms = 0 WHERE run_at_ms < 8640000000000000`)
}
