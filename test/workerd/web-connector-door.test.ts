import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { sessions, stores } from '../../worker/db/schema.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { SOAP_CONTENT_TYPE } from '../../worker/soap/replies.ts'
import { endpoint, newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const FIRST_SEND = {
  kind: 'sendRequestXML',
  hcpResponse: '',
  companyFileName: 'C:\\books.qbw',
  country: 'US',
  majorVersion: 13,
  minorVersion: 0,
} as const

function resultOf(reply: Reply): unknown {
  return reply.kind === 'reply' ? reply.result : reply
}

async function authenticate(shop: TestShop, password = shop.password) {
  const reply = await endpoint(shop)({ kind: 'authenticate', userName: shop.userName, password })
  return resultOf(reply) as readonly string[]
}

async function ticketOf(shop: TestShop): Promise<string> {
  return (await authenticate(shop))[0] ?? ''
}

async function postSoap(storeID: string, body: string): Promise<Response> {
  return exports.default.fetch(`https://tillbridge.example/qbwc/${storeID}`, {
    method: 'POST',
    headers: { 'Content-Type': SOAP_CONTENT_TYPE },
    body,
  })
}

describe('the address', () => {
  test('a plain GET answers 200, also for a store that does not exist', async () => {
    const response = await exports.default.fetch('https://tillbridge.example/qbwc/nobody')
    expect(response.status).toBe(200)
  })

  test('?wsdl is our WSDL with this address in it', async () => {
    const response = await exports.default.fetch('https://tillbridge.example/qbwc/door?wsdl')
    expect(await response.text()).toContain('location="https://tillbridge.example/qbwc/door"')
  })

  test('what is no SOAP gets a SOAP fault with nothing internal', async () => {
    const shop = await addShop('door')
    const response = await postSoap(shop.storeID, '<not soap')
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(response.headers.get('Content-Type')).toBe(SOAP_CONTENT_TYPE)
    expect(text).toContain('<faultcode>soap:Client</faultcode>')
    expect(text).not.toMatch(/worker|at \w+ \(|Error:/)
  })

  test('the RPC style is understood', async () => {
    const shop = await addShop('door')
    const response = await postSoap(
      shop.storeID,
      `<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q1="http://developer.intuit.com/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body><q1:authenticate><strUserName xsi:type="xsd:string">${shop.userName}</strUserName><strPassword xsi:type="xsd:string">wrong</strPassword></q1:authenticate></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
    )
    expect(await response.text()).toContain('<string>nvu</string>')
  })
})

describe('who may open a session', () => {
  test('a wrong password and an unknown store are answered alike', async () => {
    const shop = await addShop('door')
    const wrong = await authenticate(shop, 'a guess')
    const unknown = await authenticate({ ...shop, storeID: 'nobody' })
    expect([wrong[1], unknown[1]]).toEqual(['nvu', 'nvu'])
    expect(await db.select().from(sessions)).toEqual([])
  })

  test('a second session is told how long the first holds the store', async () => {
    const shop = await addShop('door')
    await authenticate(shop)
    const [, status, seconds] = await authenticate(shop)
    expect(status).toBe('busy')
    expect(Number(seconds)).toBeGreaterThan(50)
    expect(Number(seconds)).toBeLessThanOrEqual(60)
  })

  test('with nothing to do QuickBooks is not opened', async () => {
    const shop = await addShop('door')
    const company = newCompany()
    await update(shop, company)
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('another store’s ticket authorises nothing', async () => {
    const shop = await addShop('door')
    const other = await addShop('other')
    await send(shop, [orderChange(ORDER, 1)])
    const ticket = await ticketOf(other)
    const before = await db.select().from(sessions)
    const asked = await endpoint(shop)({ ...FIRST_SEND, ticket })
    const told = await endpoint(shop)({
      kind: 'receiveResponseXML',
      ticket,
      response: '',
      hresult: '0x80040400',
      message: '',
    })
    expect([resultOf(asked), resultOf(told)]).toEqual(['', -1])
    expect(await db.select().from(sessions)).toEqual(before)
  })

  test('an ended ticket authorises nothing', async () => {
    const shop = await addShop('door')
    const call = endpoint(shop)
    const ticket = await ticketOf(shop)
    await call({ kind: 'closeConnection', ticket })
    expect(resultOf(await call({ ...FIRST_SEND, ticket }))).toBe('')
  })
})

describe('a session', () => {
  test('is closed by its lease, and the next one carries on', async () => {
    const shop = await addShop('door')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    const ticket = await ticketOf(shop)
    await endpoint(shop)({ ...FIRST_SEND, ticket })
    // As if the computer had gone to sleep two hours ago.
    await db.update(sessions).set({ lastCallAtMs: Date.now() - 7_200_000 })
    await runDurableObjectAlarm(env.SESSION.get(env.SESSION.idFromName(shop.storeID)))
    expect((await db.select().from(sessions))[0]?.endedAtMs).not.toBeNull()
    await update(shop, company)
    expect(salesReceipts(company, ORDER.number)).toHaveLength(1)
  })

  test('survives the eviction of its Durable Object between two calls', async () => {
    const shop = await addShop('door')
    const call = endpoint(shop)
    const ticket = await ticketOf(shop)
    const first = await call({ ...FIRST_SEND, ticket })
    await evictDurableObject(env.SESSION.get(env.SESSION.idFromName(shop.storeID)))
    const again = await call({ ...FIRST_SEND, ticket })
    expect([resultOf(first), resultOf(again)]).toEqual([
      expect.stringContaining('AccountQueryRq'),
      expect.stringContaining('AccountQueryRq'),
    ])
  })

  test('five calls at once leave one set out', async () => {
    const shop = await addShop('door')
    const call = endpoint(shop)
    const ticket = await ticketOf(shop)
    await Promise.all([1, 2, 3, 4, 5].map(() => call({ ...FIRST_SEND, ticket })))
    const sets = (
      await env.DB.prepare('SELECT state FROM message_sets ORDER BY sent_at_ms').all<{
        state: string
      }>()
    ).results.map(({ state }) => state)
    expect(sets.toSorted()).toEqual(['doubtful', 'doubtful', 'doubtful', 'doubtful', 'out'])
  })

  test('without the Web Connector’s introduction QuickBooks is asked who it is', async () => {
    const shop = await addShop('door')
    const ticket = await ticketOf(shop)
    const xml = String(resultOf(await endpoint(shop)({ ...FIRST_SEND, ticket })))
    expect(xml).toContain('<?qbxml version="13.0"?>')
    for (const query of ['HostQueryRq', 'CompanyQueryRq', 'PreferencesQueryRq']) {
      expect(xml).toContain(`<${query} `)
    }
  })

  test('QuickBooks that cannot be reached is a sentence, and nothing is lost', async () => {
    const shop = await addShop('door')
    const company = newCompany()
    const call = endpoint(shop)
    await send(shop, [orderChange(ORDER, 1)])
    const ticket = await ticketOf(shop)
    await call({ ...FIRST_SEND, ticket })
    const hresult = '0x80040408'
    const told = await call({
      kind: 'receiveResponseXML',
      ticket,
      response: '',
      hresult,
      message: '',
    })
    const sentence = resultOf(await call({ kind: 'getLastError', ticket }))
    await call({ kind: 'closeConnection', ticket })
    expect(resultOf(told)).toBe(-1)
    expect(sentence).toMatch(/QuickBooks/)
    await update(shop, company)
    expect(salesReceipts(company, ORDER.number)).toHaveLength(1)
  })

  test('another company file gets no requests, and the shop is told', async () => {
    const shop = await addShop('door')
    await update(shop, newCompany())
    await send(shop, [orderChange(ORDER, 1)])
    const other = newCompany({
      companyName: 'Somebody else',
      fileName: 'C:\\other.qbw',
      fileID: '{99999999-0000-0000-0000-000000000002}',
    })
    const report = await update(shop, other)
    expect(report.outcome).toBe('stopped')
    expect(salesReceipts(other)).toEqual([])
    expect((await send(shop, [])).notice?.code).toBe('wrong-company-file')
    const [store] = await db.select().from(stores)
    expect(store?.companyName).toBe('Larkspur Supply')
  })

  test('a QuickBooks older than 2014 is told so', async () => {
    const shop = await addShop('door')
    const report = await update(shop, newCompany({ supportedQbxmlVersions: ['11.0', '12.0'] }))
    expect(report.outcome).toBe('stopped')
    expect(report.messages.join(' ')).toMatch(/12\.0|older|newer/)
  })
})
