/** What passes by itself is waited for, and what does not is left to a person. */
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { jobs, sessions } from '../../worker/db/schema.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { setClosingDate } from '../../worker/practice/person.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { endpoint, newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const LOCKED = {
  kind: 'refused',
  statusCode: 3175,
  statusMessage: 'There was an error adding, modifying or deleting: it is already in use.',
} as const

describe('a record that somebody has open', () => {
  test('is waited for in the same update, with NoOp, and posted once', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    let refusals = 0
    const waits: number[] = []
    const report = await runUpdate({
      ...updateOf(shop, company),
      wait: async (milliseconds) => {
        waits.push(milliseconds)
        await timePasses()
      },
      faults: {
        onRequest: ({ name }) => {
          if (name !== 'SalesReceiptAddRq' || refusals === 2) {
            return null
          }
          refusals += 1
          return LOCKED
        },
      },
    })
    expect(report.outcome).toBe('finished')
    expect(waits.length).toBeGreaterThan(0)
    expect(report.percentages.slice(0, -1).every((percent) => percent < 100)).toBe(true)
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test('that stays open ends the update after a while; the order waits in the queue', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    const report = await update(shop, company, locked())
    expect(report.outcome).toBe('finished')
    expect(salesReceipts(company)).toHaveLength(0)
    const [job] = await db.select().from(jobs)
    expect(job).toMatchObject({ state: 'queued', messageSetID: null })
  })
})

describe('QuickBooks’ closing date', () => {
  test('holds the order with the menu path, tells the shop once, and tries again when due', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    setClosingDate(company, '2099-12-31')
    await update(shop, company)
    const { outcomes } = await send(shop, [])
    expect(outcomes.map(({ problem }) => problem?.code)).toEqual(['date-in-closed-period'])
    expect(outcomes[0]?.problem?.remedy).toContain('Set Date/Password')

    // Not due yet: nothing is tried.
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
    await timePasses()
    await update(shop, company)
    expect((await send(shop, [])).outcomes).toHaveLength(1)

    setClosingDate(company, null)
    await timePasses()
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect((await send(shop, [])).outcomes.map(({ state }) => state)).toEqual(['held', 'posted'])
  })
})

describe('QuickBooks that cannot be opened', () => {
  test('is tried once more with the file that is open, then a sentence says what to do', async () => {
    const shop = await shopWithOrder()
    const paths: string[] = []
    const report = await runUpdate({
      ...updateOf(shop, newCompany()),
      open: (path) => {
        paths.push(path)
        return { kind: 'closed', hresult: '0x8004040A', message: 'Another file is open.' }
      },
    })
    const errors = report.calls.filter(({ kind }) => kind === 'connectionError')
    expect(errors).toHaveLength(2)
    expect(paths.at(-1)).toBe('')
    const ticket = report.calls.flatMap((call) => ('ticket' in call ? [call.ticket] : [])).at(-1)
    const told = await endpoint(shop)({ kind: 'getLastError', ticket: ticket ?? '' })
    expect(told).toMatchObject({
      kind: 'reply',
      result: expect.stringContaining('Another company file is open in QuickBooks'),
    })
  })

  test('where only a person can help is not tried again', async () => {
    const shop = await shopWithOrder()
    const closed = { kind: 'closed', hresult: '0x80040418', message: 'Denied.' } as const
    const report = await runUpdate({ ...updateOf(shop, newCompany()), open: () => closed })
    expect(report.calls.filter(({ kind }) => kind === 'connectionError')).toHaveLength(1)
  })

  test('succeeds at the second try: the order is posted in the same update', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    let tries = 0
    const report = await runUpdate({
      ...updateOf(shop, company),
      open: () => {
        tries += 1
        return tries === 1
          ? { kind: 'closed', hresult: '0x80040424', message: 'QuickBooks is starting.' }
          : { kind: 'open' }
      },
    })
    expect(report.outcome).toBe('finished')
    expect(salesReceipts(company)).toHaveLength(1)
  })
})

test('an answer that teaches nothing, again and again, ends the session with a sentence', async () => {
  const shop = await shopWithOrder()
  const company = newCompany()
  const faults: Faults = {
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && call.response.includes('AddRs')
        ? 'response-empty'
        : null,
  }
  const report = await update(shop, company, faults)
  expect(report.outcome).toBe('stopped')
  expect((await send(shop, [])).notice?.code).toBe('nothing-moves')
  await update(shop, company)
  expect(salesReceipts(company)).toHaveLength(1)
  expect((await send(shop, [])).notice).toBeNull()
})

test('a session that fails holds nobody up, and a lease with a set out follows QuickBooks’ pace', async () => {
  const shop = await shopWithOrder()
  await db.update(sessions).set({ lastCallAtMs: 0 })
  // 200 requests at two seconds each, three times over.
  await env.DB.prepare(`UPDATE stores SET carried_over = '{"requestMs": 20000}' WHERE store_id = ?`)
    .bind(shop.storeID)
    .run()
  const company = newCompany()
  await update(shop, company, {
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && call.response.includes('AccountQueryRs')
        ? 'connector-dies-before-call'
        : null,
  })
  const reply = await endpoint(shop)({
    kind: 'authenticate',
    userName: shop.userName,
    password: shop.password,
  })
  const [, status, seconds] = reply.kind === 'reply' ? (reply.result as string[]) : []
  expect(status).toBe('busy')
  // Six requests of the opening at 20 s each, three times: longer than the 120 s of wrangler.toml.
  expect(Number(seconds)).toBeGreaterThan(120)
})

test('tables whose key is text are kept without a row ID: one write a row', async () => {
  const { results } = await env.DB.prepare(
    `SELECT name, sql FROM sqlite_master WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'`,
  ).all<{ name: string; sql: string }>()
  const withRowID = results.filter(({ sql }) => !sql.includes('WITHOUT ROWID'))
  expect(withRowID.map(({ name }) => name).toSorted()).toEqual(['jobs'])
})

async function shopWithOrder(): Promise<TestShop> {
  const shop = await addShop('waiting')
  await send(shop, [orderChange(ORDER, 1)])
  return shop
}

function updateOf(shop: TestShop, company: ReturnType<typeof newCompany>) {
  return {
    call: endpoint(shop),
    company,
    userName: shop.userName,
    password: shop.password,
    wait: async () => undefined,
  }
}

function locked(): Faults {
  return { onRequest: ({ name }) => (name === 'SalesReceiptAddRq' ? LOCKED : null) }
}

/** What waits for its time has waited long enough. */
async function timePasses(): Promise<void> {
  await env.DB.prepare(`UPDATE jobs SET run_at_ms = 0 WHERE run_at_ms < 8640000000000000`).run()
}
