/**
 * `bun run demo:wordpress`: an order placed in a real WordPress stands in the practice company, and
 * its note and column say so. `TILLBRIDGE_WORDPRESS` names the site's folder.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invoices, salesReceipts } from '../practice/look-up.ts'
import type { SalesFormView } from '../practice/look-up.ts'
import { formatCents } from '../money/cents.ts'
import { placeOrder } from './demo-checkout.ts'
import { openPracticeCompany, update } from './demo-office.ts'
import { openDemoSite } from './demo-site.ts'
import type { DemoSite } from './demo-site.ts'
import { startWorker } from './local-worker.ts'
import type { LocalWorker } from './local-worker.ts'
import { addStore } from './store-add.ts'
import { storeDefaults } from './store-defaults.ts'
import { wranglerDatabase } from './wrangler-database.ts'

/** The plugin leaves a record alone for fifteen seconds after its last change. */
const SETTLE_SECONDS_MAX = 30
/** The Worker's nudge, and the shop's call that it makes. */
const NUDGE_SECONDS_MAX = 15
const POLL_MS = 500

type ShownOrder = {
  readonly number: string
  readonly status: string
  readonly total: string
  readonly notes: readonly string[]
  readonly column: string
}

try {
  process.exit(await main())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function main(): Promise<number> {
  const folder = process.env.TILLBRIDGE_WORDPRESS ?? ''
  if (folder === '') {
    console.error(
      'TILLBRIDGE_WORDPRESS is not set. Give it the folder of a WordPress with WooCommerce on 127.0.0.1 that can be thrown away.',
    )
    return 1
  }
  const persistTo = await mkdtemp(join(tmpdir(), 'tillbridge-demo-'))
  const key = randomBytes(32).toString('base64')
  console.log('Starting the shop and the Worker on this machine …')
  const site = await openDemoSite(folder)
  const worker = await startWorker({
    port: 0,
    persistTo,
    vars: { TILLBRIDGE_KEY: key, TILLBRIDGE_ADMIN: randomBytes(18).toString('base64url') },
  })
  try {
    return await show(site, { worker, key, persistTo })
  } finally {
    await worker.stop()
    await site.leave()
    await rm(persistTo, { recursive: true, force: true })
  }
}

async function show(
  site: DemoSite,
  {
    worker,
    key,
    persistTo,
  }: { readonly worker: LocalWorker; readonly key: string; readonly persistTo: string },
): Promise<number> {
  console.log(`  ${site.home}: ${site.versions}`)
  const db = wranglerDatabase('local', persistTo)
  const credentials = await addStore(db, {
    name: 'Demo',
    shopURL: site.home,
    type: 'desktop',
    startAtMs: Date.now(),
    originURL: worker.origin,
    key,
    nowMs: Date.now(),
  })
  const isConnected = (await site.ask('connect', credentials.connectionCode)) === true
  const { productID } = (await site.ask('prepare')) as { readonly productID: number }
  const orderID = await placeOrder(site.home, productID)
  console.log(`A guest has placed order ${orderID}; no thank-you page was opened.`)
  console.log('The plugin lets it settle; then the minute’s background action runs …')
  await until(SETTLE_SECONDS_MAX, async () => (await backlogOf(site)).due > 0)
  await site.ask('run-queue')
  const isSent = (await backlogOf(site)).waiting === 0
  await storeDefaults({
    db,
    place: 'local',
    nowMs: Date.now(),
    positionals: [credentials.storeID],
    options: {},
  })
  const company = openPracticeCompany()
  await update({ company, credentials, requestsFolder: null })
  const posted = [...salesReceipts(company), ...invoices(company)]
  const { order, isNudged } = await nudged(site, orderID)
  const checks = [
    [isConnected, 'The connection code is accepted'],
    [isSent, 'The plugin has sent the order, signed, from its background action'],
    [posted.length === 1, `QuickBooks has one document: ${posted.map(documentLine).join('; ')}`],
    [
      posted.every(({ totalCents }) => formatCents(totalCents) === order.total),
      `Its total is the shop’s to the cent: ${order.total}`,
    ],
    [isNudged, `The Worker’s nudge brought the outcome back; the order’s note: ${noteOf(order)}`],
    [order.column.includes(order.number), `The column of the orders list: ${order.column}`],
  ] as const
  for (const [isSo, sentence] of checks) {
    console.log(`${isSo ? '✓' : '✗'} ${sentence}`)
  }
  return checks.every(([isSo]) => isSo) ? 0 : 1
}

async function backlogOf(site: DemoSite) {
  return (await site.ask('backlog')) as { readonly waiting: number; readonly due: number }
}

/** The order once the Worker has nudged, the shop has asked, and its note says what became of it. */
async function nudged(
  site: DemoSite,
  orderID: number,
): Promise<{ readonly order: ShownOrder; readonly isNudged: boolean }> {
  let order = (await site.ask('order', String(orderID))) as ShownOrder
  const isNudged = await until(NUDGE_SECONDS_MAX, async () => {
    order = (await site.ask('order', String(orderID))) as ShownOrder
    return noteOf(order) !== ''
  })
  return { order, isNudged }
}

function noteOf({ notes }: ShownOrder): string {
  return notes.find((note) => note.includes('QuickBooks')) ?? ''
}

function documentLine({ kind, refNumber, totalCents }: SalesFormView): string {
  return `${kind} ${refNumber} over ${formatCents(totalCents)}`
}

async function until(seconds: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const deadlineMs = Date.now() + seconds * 1000
  while (Date.now() < deadlineMs) {
    if (await isSo()) {
      return true
    }
    await Bun.sleep(POLL_MS)
  }
  return false
}
