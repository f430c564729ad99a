/** `bun run screenshots`: a picture of each page, wide and narrow, light and dark. */
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { test } from '@playwright/test'
import { startBridge } from './bridge.ts'
import type { Bridge } from './bridge.ts'
import { corpus, openShop, send, signInURL, update } from './shop.ts'

const FOLDER = resolve(import.meta.dirname, '../.results/screenshots')
const PAGES = [
  '/',
  '/queue',
  '/queue?show=waiting',
  '/queue?show=previous',
  '/queue?q=gwen',
  '/mapping',
  '/mapping/choose?key=mapping.accounts.income',
  '/preview',
  '/settings',
  '/settings/refNumberPrefix',
  '/settings/mapping.gateways',
  '/settings/history',
  '/settings/import',
  '/log',
  '/log?q=178',
  '/problems',
  '/connection',
] as const
const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: 'narrow', colorScheme: 'light', width: 375 },
] as const

let bridge: Bridge
let pictures: readonly string[] = []

test.beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true })
  bridge = await startBridge()
  const shop = await openShop(bridge, 'larkspur', 'Larkspur Supply')
  // Ten millions in one order would be all that is seen of the day's figures.
  const orders = [...(await corpus())].flatMap(([name, order]) =>
    name === 'large-amounts' ? [] : [order],
  )
  await send(bridge, shop, orders.slice(0, 45))
  await update(bridge, shop)
  await send(bridge, shop, orders.slice(45))
  const [posted, held] = [178, 232]
  pictures = [...PAGES, `/orders/${posted}`, `/orders/${held}`, `/preview?order=${posted}`]
})

test.afterAll(() => bridge.stop())

for (const { name, colorScheme, width } of LOOKS) {
  test(name, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(await signInURL(bridge, 'larkspur', '/'))
    for (const path of pictures) {
      await page.goto(`${bridge.origin}${path}`)
      const file = path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'overview'
      await page.screenshot({ path: `${FOLDER}/${file}-${name}.png`, fullPage: width > 400 })
    }
    await context.close()
  })
}
