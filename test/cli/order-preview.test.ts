/** `order preview` against the operator's door, over HTTP on this machine. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandContext, CommandResult } from '../../worker/cli/command.ts'
import { orderPreview } from '../../worker/cli/order-preview.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { answerPreview } from '../../worker/http/preview.ts'
import { decodePreviewRequest } from '../../worker/http/preview-request.ts'
import { problemResponse } from '../../worker/http/problem-response.ts'
import { saveSnapshots } from '../../worker/queue/snapshots.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { fieldSentence } from '../../worker/woo/field-problem.ts'
import { corpusJSON } from '../woo/corpus.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'

const TOKEN = 'operator-token'
const ORDER = corpusJSON('orders/stripe-like-paid.json')
const REFUNDED = corpusJSON('orders/refund-full.json')

let db: ReadingDatabase
let folder: string
let server: ReturnType<typeof Bun.serve>

beforeAll(async () => {
  db = openDatabase(emptyDatabase())
  folder = await mkdtemp(join(tmpdir(), 'tillbridge-preview-'))
  process.env.TILLBRIDGE_ADMIN = TOKEN
  server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer })
  await writeTogether(db, [
    insertStore(db, { ...PLAIN_STORE, shop: { currency: 'USD' } }),
    ...saveSnapshots(db, {
      storeID: STORE,
      nowMs: 0,
      snapshots: [
        {
          subject: `order:${String(ORDER.id)}`,
          epoch: 'first',
          generation: 1,
          revision: 1,
          event: 'changed',
          contentHash: '',
          sought: null,
          snapshot: JSON.stringify({ ...ORDER, number: 'W-1042' }),
          refunds: null,
        },
      ],
    }),
  ])
})

afterAll(async () => {
  delete process.env.TILLBRIDGE_ADMIN
  await server.stop(true)
  await rm(folder, { recursive: true })
})

/** What stands behind the door; the door itself only runs on workerd. */
async function answer(request: Request): Promise<Response> {
  if (request.headers.get('Authorization') !== `Bearer ${TOKEN}`) {
    return problemResponse({ status: 401, code: 'token', title: 'The token is another.' })
  }
  const asked = decodePreviewRequest(new Uint8Array(await request.arrayBuffer()))
  if (asked.kind === 'field-problem') {
    return problemResponse({ status: 422, code: 'wrong-form', title: fieldSentence(asked) })
  }
  const { pathname } = new URL(request.url)
  const [, storeID = ''] = /^\/admin\/(\w+)\/preview$/.exec(pathname) ?? []
  const shown = await answerPreview(asked, {
    db,
    storeID,
    nowMs: Date.parse('2026-11-25T12:00:00Z'),
  })
  return 'status' in shown ? problemResponse(shown) : Response.json(shown)
}

type Options = Readonly<Record<string, string>>

function preview(order: readonly string[], options: Options = {}): Promise<CommandResult> {
  const context: CommandContext = {
    db,
    place: 'local',
    nowMs: 0,
    positionals: [STORE, ...order],
    options: { url: server.url.origin, ...options },
  }
  return orderPreview(context)
}

function refusal(order: readonly string[], options?: Options): Promise<string> {
  return preview(order, options).then(
    ({ text }) => text,
    (error: Error) => error.message,
  )
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Of the document that begins with these words, up to the next one. */
function paragraphsOf(text: string, title: RegExp): string {
  const start = text.search(title)
  return text.slice(start, text.indexOf('\n\n\n', start))
}

test('the same order by the number that the shop shows, and by its subject', async () => {
  const byNumber = await preview(['W-1042'])
  expect(byNumber.text).toStartWith(
    'Order W-1042, processing, 32.58 USD, under the defaults of the settings. Nothing was sent, and nothing was written.\nIt would be held.',
  )
  expect((await preview([`order:${String(ORDER.id)}`])).json).toEqual(byNumber.json)
})

test('an order that waits for its mapping shows the reason, and what it would be with one', async () => {
  const { text } = await preview(['W-1042'])
  expect(text).toContain(
    '! Order W-1042 is waiting: the tax rate “CA State Tax” (7.25 %) has no sales tax item in QuickBooks yet.',
  )
  // Each thing that it waits for, not the first of them alone.
  expect(text).toContain('! Order W-1042 is waiting: its tax goes out as lines')
  expect(text).toContain('! Order W-1042 is waiting: it was paid by “Credit card (Stripe)”')
  expect(text).toContain('What is not mapped yet is shown as “store defaults” would suggest it')
  expect(text).toContain('SALES RECEIPT W-1042 OF 2026-11-23, 32.58')
})

/** A refunded order with a mapping of its own. */
async function refundedOrder(options: Options = {}): Promise<string> {
  const refunds = [corpusJSON('refunds/full-all-lines.json')]
  const path = await file('order.json', { order: REFUNDED, refunds })
  const settings = await file('settings.json', {
    orderStatuses: ['refunded'],
    paidOrders: 'invoice-with-payment',
    mapping: {
      gateways: { stripe: { paymentMethodName: 'Visa', depositAccountName: 'Clearing' } },
      taxRates: {
        1: { name: 'State', ratePercent: '7.25', description: 'State', agencyName: 'CDTFA' },
        2: {
          name: 'City',
          ratePercent: '1.375',
          description: 'City',
          agencyName: 'San Francisco',
        },
      },
      zeroRateItem: { name: 'Zero', ratePercent: '0', description: '', agencyName: 'CDTFA' },
    },
  })
  return (await preview([], { file: path, settings, ...options })).text
}

describe('an order in a file, beside its refunds', () => {
  test('debit and credit come to the same, document by document', async () => {
    const text = await refundedOrder()
    expect(text).toContain('Tried: paidOrders: "sales-receipt" → "invoice-with-payment"')
    const columns = [...text.matchAll(/^(Accounts Receivable|Clearing) +(.*)$/gm)].map((row) =>
      row[0].replaceAll(/ {2,}/g, ' | '),
    )
    expect(columns).toEqual([
      // The invoice, its payment, the credit memo and the money that went back.
      'Accounts Receivable | 48.81 | invoice',
      'Clearing | 48.81 | payment',
      'Accounts Receivable | 48.81 | payment',
      'Accounts Receivable | 48.81 | credit memo',
      'Clearing | 48.81 | card refund',
      'Accounts Receivable | 48.81 | card refund',
    ])
  })

  test('tax by agency, and the rule behind each field with its setting', async () => {
    const text = paragraphsOf(await refundedOrder(), /^INVOICE/m)
    // 48.81 - 3.88 = 44.93 net; a group of 8.625 % comes to the shop's 3.88, and is computed
    expect(text.replaceAll(/ {2,}/g, ' | ')).toContain(
      'tax agency | item | rate | tax | how\nCDTFA | State | 7.25 % | 3.26 | computed\nSan Francisco | City | 1.375 % | 0.62 | computed',
    )
    expect(text).toContain('[dateFrom, the default]')
    expect(text).toContain('The order is paid: the choice for paid orders counts. [paidOrders]')
  })

  test('with --xml the message set, one element a line', async () => {
    expect(await refundedOrder()).not.toContain('<QBXML>')
    const text = await refundedOrder({ xml: 'yes' })
    expect(text).toContain('<InvoiceAdd defMacro="TxnID:J0_sale">')
    expect(text).toContain('          <TxnID useMacro="TxnID:J0_sale" />')
  })
})

describe('what went wrong, why, and how to solve it', () => {
  test('no order is named', async () => {
    expect(await refusal([])).toStartWith('ORDER (or --file) is missing.\n')
  })

  test('the Worker has no such order', async () => {
    expect(await refusal(['987'])).toBe(
      'There is no preview.\nTillbridge has no order 987: the shop never sent it, or it was left out. Send it from the shop, or send it along as “order”.\nList what the Worker has: bun run tillbridge queue list STORE',
    )
  })

  test('the file is no JSON', async () => {
    const path = await file('torn.json', '{')
    expect(await refusal([], { file: path })).toStartWith(`--file: “${path}” cannot be read.\n`)
  })

  test('a setting that does not exist', async () => {
    const settings = await file('wrong.json', { prefix: 'W' })
    expect(await refusal(['W-1042'], { settings })).toBe(
      'There is no preview.\nThere is no setting “prefix”; the nearest is “refNumberPrefix”.\nCorrect what is named, and try again.',
    )
  })

  test('another token', async () => {
    process.env.TILLBRIDGE_ADMIN = 'another'
    const said = await refusal(['W-1042'])
    process.env.TILLBRIDGE_ADMIN = TOKEN
    expect(said).toStartWith('There is no preview.\nThe token is another.\nUse the token')
  })

  test('the Worker is not running', async () => {
    // Port 9 is “discard”, on which nothing listens here.
    expect(await refusal(['W-1042'], { url: 'http://127.0.0.1:9' })).toStartWith(
      'The Worker does not answer at http://127.0.0.1:9/admin/k3f9x2/preview.\n',
    )
  })
})
