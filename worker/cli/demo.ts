/** `bun run demo`: the main job on real orders, with nothing set up and no Windows. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandContext } from './command.ts'
import { openPracticeCompany, update } from './demo-office.ts'
import { demoReport } from './demo-report.ts'
import { DEMO_SHOP_URL, demoOrders, demoRefunds, feed, pollOutcomes } from './demo-shop.ts'
import type { DemoShop } from './demo-shop.ts'
import { startWorker } from './local-worker.ts'
import type { LocalWorker } from './local-worker.ts'
import { progressBar } from './progress.ts'
import { addStore } from './store-add.ts'
import type { StoreCredentials } from './store-add.ts'
import { storeDefaults } from './store-defaults.ts'
import { wranglerDatabase } from './wrangler-database.ts'
import { invoices, salesReceipts } from '../practice/look-up.ts'

const { values: options } = parseArgs({
  options: {
    keep: { type: 'boolean' },
    twice: { type: 'boolean' },
    orders: { type: 'string' },
    port: { type: 'string' },
    'write-requests': { type: 'string' },
  },
})

process.exit(await main())

async function main(): Promise<number> {
  const persistTo = await mkdtemp(join(tmpdir(), 'tillbridge-demo-'))
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  process.once('SIGTERM', () => stopping.abort())
  const key = randomBytes(32).toString('base64')
  console.log('Starting the Worker on this machine …')
  const worker = await startWorker({
    port: Number(options.port ?? 0),
    persistTo,
    vars: { TILLBRIDGE_KEY: key, TILLBRIDGE_ADMIN: randomBytes(18).toString('base64url') },
    signal: stopping.signal,
  })
  try {
    return await show(worker, { key, persistTo })
  } finally {
    await worker.stop()
    await rm(persistTo, { recursive: true, force: true })
  }
}

async function show(
  worker: LocalWorker,
  { key, persistTo }: { readonly key: string; readonly persistTo: string },
): Promise<number> {
  const db = wranglerDatabase('local', persistTo)
  const credentials = await addStore(db, {
    name: 'Demo',
    shopURL: DEMO_SHOP_URL,
    type: 'desktop',
    // Before any order of the corpus: the demo shows them all.
    startAtMs: Date.parse('2020-01-01'),
    originURL: worker.origin,
    key,
    nowMs: Date.now(),
  })
  const shop = shopOf(credentials, worker)
  const count = options.orders === undefined ? null : Number(options.orders)
  const orders = await demoOrders(count)
  const bar = progressBar('Orders from the shop', orders.length)
  const refunds = await demoRefunds()
  const verdicts = await feed(shop, { orders, refunds, epoch: 'first', onProgress: bar })
  const context: CommandContext = {
    db,
    place: 'local',
    nowMs: Date.now(),
    positionals: [credentials.storeID],
    options: {},
  }
  await storeDefaults(context)
  const company = openPracticeCompany()
  const office = { company, credentials, requestsFolder: options['write-requests'] ?? null }
  console.log('The Web Connector runs an update …')
  const run = await update(office)
  const report = demoReport({ orders, verdicts, outcomes: await pollOutcomes(shop), company })
  console.log(`\n${report.text}`)
  console.log(
    `${run.soapCalls} SOAP calls, ${run.requests} message sets. ${run.messages.at(-1) ?? ''}`,
  )
  const again = options.twice === true ? await feedAgain(shop, { orders, office }) : 0
  if (options.keep === true) {
    await keep(worker, credentials)
  }
  return report.wrong + again === 0 ? 0 : 1
}

/** The same feed once more, and then as after a new installation: nothing may be posted again. */
async function feedAgain(
  shop: DemoShop,
  {
    orders,
    office,
  }: {
    readonly orders: Awaited<ReturnType<typeof demoOrders>>
    readonly office: Parameters<typeof update>[0]
  },
): Promise<number> {
  const before = standing(office)
  for (const epoch of ['first', 'second']) {
    await feed(shop, {
      orders,
      refunds: await demoRefunds(),
      epoch,
      onProgress: progressBar('The same orders again', orders.length),
    })
    await update({ ...office, requestsFolder: null })
  }
  const more = standing(office) - before
  console.log(more === 0 ? 'Nothing was posted again.' : `${more} documents were posted again!`)
  return more
}

function standing({ company }: Parameters<typeof update>[0]): number {
  return salesReceipts(company).length + invoices(company).length
}

function shopOf({ storeID, connectionCode }: StoreCredentials, { origin }: LocalWorker): DemoShop {
  const { secret } = JSON.parse(Buffer.from(connectionCode, 'base64url').toString('utf8')) as {
    secret: string
  }
  return { origin, storeID, secret }
}

async function keep(worker: LocalWorker, credentials: StoreCredentials): Promise<void> {
  console.log(`\nThe Worker goes on at ${worker.origin}. Ctrl-C stops it.`)
  console.log(`Web Connector address ${credentials.qbwcURL}`)
  console.log(`User name ${credentials.userName}, password ${credentials.password}`)
  await worker.ended
}
