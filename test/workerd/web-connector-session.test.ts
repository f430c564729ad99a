import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { jobs, messageSets, sessions, stores } from '../../worker/db/schema.ts'
import { findLinks } from '../../worker/links/links.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Call, Reply } from '../../worker/practice/exchange.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import type { Update } from '../../worker/practice/web-connector.ts'
import type { QbwcCall } from '../../worker/soap/operations.ts'
import { endpoint, newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const TWO_HOURS_MS = 7_200_000

describe('the lease', () => {
  test('holds a store longer while QuickBooks works on a set', async () => {
    const shop = await shopWithOrder()
    await update(shop, newCompany(), diesHoldingAnswer())
    const [, status, seconds] = await authenticate(shop)
    // wrangler.toml: 120 seconds with a set out, 60 without.
    expect(status).toBe('busy')
    expect(Number(seconds)).toBeGreaterThan(60)
    expect(Number(seconds)).toBeLessThanOrEqual(120)
  })

  test('that runs out gives the jobs of the set that was out back to the queue', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    await update(shop, company, diesHoldingAnswer())
    expect(await jobStates()).toEqual(['sent'])
    expect(await leaseRunsOut(shop)).toBe(true)
    expect(await jobStates()).toEqual(['queued'])
    expect((await db.select().from(messageSets)).at(-1)?.state).not.toBe('out')
  })

  test('that runs out while QuickBooks had posted the order posts no second one', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    await update(shop, company, diesHoldingAnswer())
    expect(salesReceipts(company)).toHaveLength(1)
    await leaseRunsOut(shop)
    await update(shop, company)
    expect(standing(company)).toEqual([`${ORDER.number}: 3258`])
    expect(await jobStates()).toEqual(['synced'])
  })

  test('is renewed by every call: an alarm that rings early closes nothing', async () => {
    const shop = await shopWithOrder()
    await authenticate(shop)
    await runDurableObjectAlarm(sessionOf(shop))
    expect((await db.select().from(sessions))[0]?.endedAtMs).toBeNull()
  })
})

/** The document was sent once more. */
function sendsAgain(call: QbwcCall): boolean {
  return call.kind === 'receiveResponseXML' && call.response.includes('SalesReceiptAddRs')
}

describe('what comes after the end', () => {
  test('a late answer is believed and authorises nothing', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    const report = await updateThrough(shop, company, (call) => async (made) => {
      if (made.kind === 'receiveResponseXML' && made.response.includes('SalesReceiptAddRs')) {
        await leaseRunsOut(shop)
      }
      return call(made)
    })
    expect(report.percentages.at(-1)).toBe(-1)
    expect(report.outcome).toBe('stopped')
    // The document is linked; the next session finds that nothing is left to send.
    expect((await findLinks(db, shop.storeID, [`order:${ORDER.id}`])).length).toBe(1)
    const next = await update(shop, company)
    expect(next.calls.filter(sendsAgain)).toEqual([])
    expect(await jobStates()).toEqual(['synced'])
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
    expect(standing(company)).toEqual([`${ORDER.number}: 3258`])
  })

  test('an ended ticket changes nothing, whatever is called with it', async () => {
    const shop = await shopWithOrder()
    const call = endpoint(shop)
    const [ticket = ''] = await authenticate(shop)
    await call({ kind: 'closeConnection', ticket })
    const before = await db.select().from(sessions)
    const trouble = { hresult: '0x80040408', message: 'Could not start QuickBooks.' }
    const replies = [
      await call({ kind: 'receiveResponseXML', ticket, response: '', ...trouble }),
      await call({ kind: 'connectionError', ticket, ...trouble }),
    ]
    expect(replies.map(resultOf)).toEqual([-1, 'done'])
    expect(await db.select().from(sessions)).toEqual(before)
    expect(await db.select().from(messageSets)).toEqual([])
    expect(await jobStates()).toEqual(['queued'])
  })

  test('another store’s ticket neither ends nor settles what that store has out', async () => {
    const shop = await shopWithOrder()
    const other = await addShop('other')
    await send(other, [orderChange(ORDER, 1)])
    const report = await update(other, newCompany(), diesHoldingAnswer())
    const ticket = report.calls.flatMap((call) => ('ticket' in call ? [call.ticket] : [])).at(-1)
    const before = [await db.select().from(sessions), await db.select().from(jobs)]
    const call = endpoint(shop)
    const told = { ticket: ticket ?? '', response: '<QBXML/>', hresult: '', message: '' }
    const answered = await call({ kind: 'receiveResponseXML', ...told })
    await call({ kind: 'closeConnection', ticket: ticket ?? '' })
    expect(resultOf(answered)).toBe(-1)
    expect([await db.select().from(sessions), await db.select().from(jobs)]).toEqual(before)
  })
})

describe('QuickBooks refuses', () => {
  test('to be opened: the shop is told, and the next update posts the order', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    const closed = { kind: 'closed', hresult: '0x80040408', message: 'Could not start.' } as const
    const codes: unknown[] = []
    for (let times = 0; times < 3; times += 1) {
      const report = await runUpdate({ ...updateOf(shop, company), open: () => closed })
      expect(report.outcome).toBe('no-connection')
      codes.push((await send(shop, [])).notice?.code)
    }
    // A computer that is off, or a QuickBooks that starts, is no news until the third time.
    expect(codes).toEqual([undefined, undefined, 'quickbooks-unreachable'])
    await leaseRunsOut(shop)
    await update(shop, company)
    expect(standing(company)).toEqual([`${ORDER.number}: 3258`])
    expect((await send(shop, [])).notice).toBeNull()
  })

  test('to parse a set: sets are halved until the order that spoils them is alone and held', async () => {
    const shop = await addShop('session')
    const company = newCompany()
    const orders = clones(8)
    const poisoned = orders[4]?.number ?? ''
    await send(
      shop,
      orders.map((order, at) => orderChange(order, at + 1)),
    )
    const report = await updateThrough(shop, company, (call) => unparseableWith(poisoned, call))
    expect(report.outcome).toBe('finished')
    const { outcomes } = await send(shop, [])
    const held = outcomes.filter(({ state }) => state === 'held')
    expect(held.map(({ subject, problem }) => [subject, problem?.code])).toEqual([
      [`order:${orders[4]?.id}`, 'set-refused'],
    ])
    const others = orders.filter(({ number }) => number !== poisoned)
    expect(standing(company)).toEqual(others.map(({ number }) => `${number}: 3258`))
    expect(report.messages.at(-1)).toMatch(/^7 sent, 1 needs attention: Order 9004 /)
  })
})

describe('whatever the Web Connector leaves out or we forget', () => {
  test('a client that sends no introduction posts orders all the same', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    const report = await updateThrough(
      shop,
      company,
      (call) => async (made) =>
        call(made.kind === 'sendRequestXML' ? { ...made, hcpResponse: '' } : made),
    )
    expect(report.outcome).toBe('finished')
    expect(standing(company)).toEqual([`${ORDER.number}: 3258`])
    expect((await db.select().from(stores))[0]?.companyName).toBe('Larkspur Supply')
  })

  test('a session whose Durable Object is evicted after every call loses nothing', async () => {
    const shop = await shopWithOrder()
    const company = newCompany()
    const report = await updateThrough(shop, company, (call) => async (made) => {
      const reply = await call(made)
      await evictDurableObject(sessionOf(shop))
      return reply
    })
    expect(report.outcome).toBe('finished')
    expect(standing(company)).toEqual([`${ORDER.number}: 3258`])
  })
})

async function shopWithOrder(): Promise<TestShop> {
  const shop = await addShop('session')
  await send(shop, [orderChange(ORDER, 1)])
  return shop
}

function clones(count: number): WooOrder[] {
  return Array.from({ length: count }, (_, at) => ({
    ...ORDER,
    id: 9000 + at,
    number: String(9000 + at),
  }))
}

function updateOf(shop: TestShop, company: CompanyFile): Update {
  const { userName, password } = shop
  return { call: endpoint(shop), company, userName, password, wait: async () => undefined }
}

function updateThrough(shop: TestShop, company: CompanyFile, wrap: (call: Call) => Call) {
  return runUpdate({ ...updateOf(shop, company), call: wrap(endpoint(shop)) })
}

/** QuickBooks posts the sale; the computer goes down before it says so. */
function diesHoldingAnswer(): Faults {
  return {
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && call.response.includes('SalesReceiptAddRs')
        ? 'connector-dies-before-call'
        : null,
  }
}

/** What carries this sale reaches QuickBooks as XML that it cannot read, and runs nothing of. */
function unparseableWith(refNumber: string, call: Call): Call {
  return async (made) => {
    const reply = await call(made)
    const adds = String(resultOf(reply)).match(/<SalesReceiptAddRq[^]*?<\/SalesReceiptAddRq>/g)
    const isSpoilt = adds?.some((add) => add.includes(`<RefNumber>${refNumber}</RefNumber>`))
    return isSpoilt === true ? { kind: 'reply', result: '<?qbxml version="13.0"?><QBXML' } : reply
  }
}

/** As if the computer had gone to sleep two hours ago. Whether an alarm was set. */
async function leaseRunsOut(shop: TestShop): Promise<boolean> {
  await db.update(sessions).set({ lastCallAtMs: Date.now() - TWO_HOURS_MS })
  return runDurableObjectAlarm(sessionOf(shop))
}

function sessionOf({ storeID }: TestShop) {
  return env.SESSION.get(env.SESSION.idFromName(storeID))
}

async function authenticate(shop: TestShop): Promise<readonly string[]> {
  const { userName, password } = shop
  const reply = await endpoint(shop)({ kind: 'authenticate', userName, password })
  return resultOf(reply) as readonly string[]
}

function resultOf(reply: Reply): unknown {
  return reply.kind === 'reply' ? reply.result : reply
}

async function jobStates(): Promise<readonly string[]> {
  return (await db.select().from(jobs)).map(({ state }) => state)
}

/** Every sales receipt with its total in cents, by number. */
function standing(company: CompanyFile): readonly string[] {
  return salesReceipts(company)
    .map(({ refNumber, totalCents }) => `${refNumber}: ${totalCents}`)
    .toSorted((a, b) => a.localeCompare(b))
}
