/** The operator's door: who may in, and that a preview shows all and changes nothing. */
import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PreviewAnswer } from '../../worker/session/preview-answer.ts'
import worker from '../../worker/index.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const TOKEN = 'a password for tests'
const PAID = CORPUS['stripe-like-paid'] as WooOrder

let shop: TestShop

beforeEach(async () => {
  shop = await addShop('preview')
})

type Asking = { readonly token?: string | null; readonly path?: string }

function ask(body: unknown, { token = TOKEN, path = '/admin/preview/preview' }: Asking = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return exports.default.fetch(requestTo(path, { token, text }))
}

function requestTo(
  path: string,
  { token, text }: { readonly token: string | null; readonly text: string },
): Request {
  const authorization = token === null ? {} : { Authorization: `Bearer ${token}` }
  return new Request(`https://tillbridge.example${path}`, {
    method: 'POST',
    headers: authorization,
    body: text,
  })
}

async function preview(body: unknown): Promise<PreviewAnswer> {
  const response = await ask(body)
  expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/json'])
  return response.json()
}

async function refusal(response: Response) {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const { status, code, title } = await response.json<Record<string, unknown>>()
  return { status, code, title }
}

describe('who may in', () => {
  test.each([
    ['without a token', null],
    ['with another token', 'a password for testz'],
    ['with the beginning of the token', 'a'],
  ])('%s: 401, whatever is asked for', async (_, token) => {
    for (const path of ['/admin/preview/preview', '/admin/nobody/preview', '/admin/anything']) {
      const response = await ask({ subject: 'order:1' }, { token, path })
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
      expect(await refusal(response)).toEqual({
        status: 401,
        code: 'token',
        title:
          'The operator’s token is missing or is another. Send it as “Authorization: Bearer …”.',
      })
    }
  })

  test.each([[''], ['  '], [undefined]])(
    'while no token is set (%j) the door is closed, and an empty token opens nothing',
    async (secret) => {
      const { TILLBRIDGE_ADMIN: _, ...others } = env
      const closed = secret === undefined ? others : { ...others, TILLBRIDGE_ADMIN: secret }
      for (const token of [null, '', TOKEN]) {
        const request = requestTo('/admin/preview/preview', { token, text: '{}' })
        expect(await refusal(await worker.fetch(request, closed as typeof env))).toEqual({
          status: 403,
          code: 'closed',
          title:
            'These pages are closed: no operator’s token is set. Set one with “wrangler secret put TILLBRIDGE_ADMIN”.',
        })
      }
    },
  )
})

describe('what cannot be shown', () => {
  test.each([
    ['no JSON', 'order', 422, 'wrong-form', 'expected'],
    ['nothing asked for', {}, 422, 'wrong-form', 'expected one of subject, number and order'],
    ['two things at once', { subject: 'order:1', number: '1' }, 422, 'wrong-form', 'expected one'],
    ['an unknown field', { subject: 'order:1', ordr: 1 }, 422, 'wrong-form', 'ordr'],
    ['no order’s subject', { subject: 'customer:1' }, 422, 'wrong-form', '"order:1042"'],
    [
      'an order without a total',
      { order: { ...PAID, total: '19,90' } },
      422,
      'wrong-form',
      'order.total: expected a decimal such as "19.90", got "19,90"',
    ],
    [
      'a setting there is none of',
      { subject: 'order:1', settings: { prefix: 'W' } },
      422,
      'wrong-settings',
      'refNumberPrefix',
    ],
    ['an order that never came', { subject: 'order:987' }, 404, 'unknown-order', 'no such order'],
    ['a number that never came', { number: '987' }, 404, 'unknown-order', 'no order 987'],
  ])('%s', async (_, body, status, code, words) => {
    const said = await refusal(await ask(body))
    expect([said.status, said.code]).toEqual([status, code])
    expect(said.title).toContain(words)
  })

  test('a store that does not exist', async () => {
    const response = await ask({ subject: 'order:1' }, { path: '/admin/nobody/preview' })
    expect(await refusal(response)).toMatchObject({ status: 404, code: 'unknown-store' })
  })

  test('more than two megabytes', async () => {
    const response = await ask('x'.repeat(2 * 1024 * 1024 + 1))
    expect(await refusal(response)).toMatchObject({ status: 413, code: 'too-large' })
  })

  test('an order larger than the shop may send', async () => {
    const order = { ...PAID, customer_note: 'x'.repeat(900_000) }
    expect(await refusal(await ask({ order }))).toMatchObject({ status: 422, code: 'wrong-form' })
  })
})

test('an order is shown by subject, by number and sent along, each time the same', async () => {
  await send(shop, [orderChange(PAID, 1)])
  const bySubject = await preview({ subject: `order:${PAID.id}` })
  expect(bySubject.order).toEqual({
    subject: `order:${PAID.id}`,
    number: PAID.number,
    status: 'processing',
    currency: 'USD',
    total: '32.58',
  })
  expect(await preview({ number: PAID.number })).toEqual(bySubject)
  expect(await preview({ order: PAID })).toEqual(bySubject)
})

test('before the first session a new company is supposed', async () => {
  const shown = await preview({ order: PAID })
  expect(shown.supposing).toEqual(['new company'])
  expect(shown.missing.map(({ name }) => name)).toContain('Credit card (Stripe)')
})

test('after it nothing is supposed, and what QuickBooks has is not missing', async () => {
  const company = newCompany()
  await send(shop, [orderChange(PAID, 1)])
  await update(shop, company)
  const other = { ...PAID, id: 9001, number: '9001' }
  const shown = await preview({ order: other })
  expect({ supposing: shown.supposing, missing: shown.missing, plan: shown.plan }).toEqual({
    supposing: [],
    missing: [],
    plan: 'send',
  })
})

test('what stands is shown with its transaction, and is not sent', async () => {
  const company = newCompany()
  await send(shop, [orderChange(PAID, 1)])
  await update(shop, company)
  const [receipt] = salesReceipts(company)
  const { plan, postingXML, documents } = await preview({ subject: `order:${PAID.id}` })
  expect({ plan, postingXML }).toEqual({ plan: 'agrees', postingXML: null })
  expect(documents[0]?.standing).toEqual({
    kind: 'SalesReceipt',
    refNumber: PAID.number,
    txnID: receipt?.TxnID,
    isDeleted: false,
  })
})

test('settings are tried without being saved', async () => {
  const tried = await preview({
    order: PAID,
    settings: {
      paidOrders: 'invoice-with-payment',
      mapping: { gateways: { stripe: { depositAccountName: 'Stripe clearing' } } },
    },
  })
  expect(tried.settings).toEqual({
    version: 1,
    tried: [
      { key: 'paidOrders', before: 'sales-receipt', after: 'invoice-with-payment' },
      {
        key: 'mapping.gateways.stripe.depositAccountName',
        before: null,
        after: 'Stripe clearing',
      },
    ],
  })
  expect(tried.documents.map(({ kind }) => kind)).toEqual(['Invoice', 'ReceivePayment'])
  const [, payment] = tried.documents
  expect(payment?.journal.map(({ account }) => account)).toEqual([
    'Stripe clearing',
    'Accounts Receivable',
  ])
  expect((await preview({ order: PAID })).settings).toEqual({ version: 1, tried: [] })
})

test('nothing at all is written', async () => {
  await send(shop, [orderChange(PAID, 1)])
  await update(shop, newCompany())
  const before = await wholeDatabase()
  await preview({ subject: `order:${PAID.id}` })
  await preview({ order: { ...PAID, id: 77, number: '77' }, settings: { refNumberPrefix: 'W' } })
  await ask({ subject: 'order:987' })
  expect(await wholeDatabase()).toEqual(before)
})

async function wholeDatabase(): Promise<Readonly<Record<string, unknown>>> {
  const { results: tables } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 4) <> '_cf_'`,
  ).all<{ name: string }>()
  const contents = await env.DB.batch(
    tables.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`)),
  )
  return Object.fromEntries(tables.map(({ name }, at) => [name, contents[at]?.results]))
}
