import { describe, expect, test } from 'vitest'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['registered-bacs-processing'] as WooOrder

describe('generations', () => {
  test('an older generation changes nothing, whatever it says', async () => {
    const shop = await addShop('verdict')
    await send(shop, [orderChange(ORDER, 7)])
    const late = { ...ORDER, customer_note: 'older' }
    const answer = await send(shop, [orderChange(late, 6)])
    expect(answer.verdicts).toEqual([
      { subject: `order:${ORDER.id}`, generation: 6, verdict: 'unchanged', problem: null },
    ])
  })

  test('a new epoch starts anew', async () => {
    const shop = await addShop('verdict')
    await send(shop, [orderChange(ORDER, 7)])
    const changed = { ...ORDER, customer_note: 'after a new installation' }
    const answer = await send(shop, [orderChange(changed, 1)], { epoch: 'second' })
    expect(answer.verdicts[0]?.verdict).toBe('queued')
  })

  test('the same content under a newer generation is unchanged', async () => {
    const shop = await addShop('verdict')
    await send(shop, [orderChange(ORDER, 7)])
    const touched = { ...ORDER, date_modified: '2027-01-01T00:00:00' }
    expect((await send(shop, [orderChange(touched, 8)])).verdicts[0]?.verdict).toBe('unchanged')
  })

  test('a person’s push goes although nothing changed', async () => {
    const shop = await addShop('verdict')
    await send(shop, [orderChange(ORDER, 7)])
    expect((await send(shop, [orderChange(ORDER, 8, 'pushed')])).verdicts[0]?.verdict).toBe(
      'queued',
    )
  })
})

describe('which orders go', () => {
  test.each([
    ['pending', 'changed', 'ignored'],
    ['pending', 'pushed', 'queued'],
    ['checkout-draft', 'pushed', 'ignored'],
    ['trash', 'pushed', 'ignored'],
  ])('%s, %s: %s', async (status, event, verdict) => {
    const shop = await addShop('verdict')
    const answer = await send(shop, [orderChange({ ...ORDER, status }, 1, event)])
    expect(answer.verdicts[0]?.verdict).toBe(verdict)
  })

  test('an order from before the start date goes only when it is pushed', async () => {
    const shop = await addShop('verdict')
    const old = {
      ...ORDER,
      date_created: '2019-12-31T00:00:00',
      date_created_gmt: '2019-12-31T08:00:00',
    }
    expect((await send(shop, [orderChange(old, 1)])).verdicts[0]?.problem?.code).toBe(
      'before-start-date',
    )
    expect((await send(shop, [orderChange(old, 2, 'pushed')])).verdicts[0]?.verdict).toBe('queued')
  })

  test('an order cancelled before it went is withdrawn, and QuickBooks never hears of it', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    const answer = await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    await update(shop, company)
    expect(answer.outcomes.map(({ state }) => state)).toEqual(['withdrawn'])
    expect(salesReceipts(company)).toEqual([])
  })

  test('an order cancelled after it went is held where its owner wants to see to it', async () => {
    const shop = await addShop('verdict', { cancelledOrders: 'hold' })
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    await update(shop, company)
    const { outcomes } = await send(shop, [])
    expect(outcomes.at(-1)).toMatchObject({
      state: 'held',
      problem: { code: 'cancelled-after-posting' },
      documents: [{ kind: 'SalesReceipt', refNumber: ORDER.number }],
    })
  })

  test('a status that changes nothing in the books costs QuickBooks nothing', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await send(shop, [orderChange({ ...ORDER, status: 'completed' }, 2)])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect((await send(shop, [])).outcomes.at(-1)?.state).toBe('posted')
  })

  test('products are not asked for and not taken', async () => {
    const shop = await addShop('verdict')
    const answer = await send(shop, [
      { subject: 'product:20', generation: 1, event: 'changed', snapshot: { id: 20 } },
    ])
    expect(answer.verdicts[0]?.verdict).toBe('ignored')
    expect(answer.wants).toEqual(['order', 'customer'])
  })
})

describe('orders that cannot be posted', () => {
  test('an order without lines is held with a remedy and stops nobody', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    const empty = {
      ...ORDER,
      id: 1,
      number: '1',
      line_items: [],
      shipping_lines: [],
      fee_lines: [],
      tax_lines: [],
    }
    await send(shop, [orderChange(empty, 1), orderChange(ORDER, 2)])
    await update(shop, company)
    const { outcomes } = await send(shop, [])
    const held = outcomes.find(({ subject }) => subject === 'order:1')
    expect(held?.state).toBe('held')
    expect(held?.problem?.remedy).not.toBe('')
    expect(salesReceipts(company, ORDER.number)).toHaveLength(1)
  })

  test('an unmapped rate holds the order until it is mapped', async () => {
    const shop = await addShop('verdict', { isMapped: false })
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const { outcomes } = await send(shop, [])
    expect(outcomes.at(-1)?.problem?.code).toMatch(/^unmapped-/)
    expect(salesReceipts(company)).toEqual([])
  })
})

describe('outcomes', () => {
  test('they come oldest first, after the cursor, and again when the cursor is lost', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    const orders = [1, 2, 3].map((id) => ({ ...ORDER, id, number: String(id) }))
    await send(
      shop,
      orders.map((order) => orderChange(order, order.id)),
    )
    await update(shop, company)
    const all = await send(shop, [])
    const after = await send(shop, [], { outcomesAfter: all.outcomesAfter })
    expect(all.outcomes.map(({ subject }) => subject)).toEqual(['order:1', 'order:2', 'order:3'])
    expect(all.outcomes[0]).toMatchObject({
      state: 'posted',
      url: 'https://tillbridge.example/orders/1',
      documents: [{ kind: 'SalesReceipt', refNumber: '1', totalCents: 6513 }],
    })
    expect(after).toMatchObject({ outcomes: [], outcomesAfter: all.outcomesAfter, more: false })
    expect((await send(shop, [], { outcomesAfter: 'lost' })).outcomes).toEqual(all.outcomes)
  })

  test('no store hears another’s', async () => {
    const shop = await addShop('verdict')
    const other = await addShop('other')
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, newCompany())
    expect((await send(other, [])).outcomes).toEqual([])
  })
})

describe('customers', () => {
  const ALICE = {
    id: Number(ORDER.customer_id),
    email: 'alice@example.test',
    first_name: 'Alice',
    last_name: 'Archer',
    role: 'customer',
    billing: { ...(ORDER.billing as object), phone: '415 555 0199' },
    shipping: ORDER.shipping,
  }
  const change = (generation: number, event = 'changed') => ({
    subject: `customer:${ALICE.id}`,
    generation,
    event,
    snapshot: ALICE,
  })

  test('a customer QuickBooks does not have is not made by a change', async () => {
    const shop = await addShop('verdict')
    expect((await send(shop, [change(1)])).verdicts[0]?.verdict).toBe('ignored')
  })

  test('a pushed customer is made', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    await send(shop, [change(1, 'pushed')])
    await update(shop, company)
    expect(listEntries(company, 'Customer')).toHaveLength(1)
  })

  test('only what changed of a linked customer is sent', async () => {
    const shop = await addShop('verdict')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const requests: string[] = []
    await send(shop, [change(2)])
    await update(shop, company, {
      onDocument: (_, xml) => {
        requests.push(xml)
        return null
      },
    })
    const [mod = ''] = /<CustomerMod>.*<\/CustomerMod>/.exec(requests.join('')) ?? []
    expect(mod).toContain('<Phone>415 555 0199</Phone>')
    expect(mod).not.toContain('<FirstName>')
    expect(listEntries(company, 'Customer')[0]?.fields.Phone).toBe('415 555 0199')
  })
})
