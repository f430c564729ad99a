import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { readSettings } from '../../worker/stores/settings.ts'
import { expectAccessible, ordersOf, POSTED, signIn, test } from './browser.ts'
import type { Stores } from './browser.ts'
import { openShop, send, update } from './shop.ts'
import type { Shop } from './shop.ts'

let shops = 0

/** A store of its own with an order in QuickBooks. */
async function open(page: Page, stores: Stores, path: string): Promise<Shop> {
  shops += 1
  const shop = await openShop(stores.bridge, `chosen-${shops}`, 'Chosen Shop')
  await send(stores.bridge, shop, await ordersOf([POSTED]))
  await update(stores.bridge, shop)
  await signIn(page, stores, shop)
  await page.goto(`${stores.bridge.origin}${path}`)
  return shop
}

test('a setting is found, judged at its field, tried on an order, saved and taken back', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/settings')
  const prefix = async () =>
    (await readSettings(stores.bridge.db, shop.storeID)).settings.refNumberPrefix
  await page.keyboard.press('/')
  await page.keyboard.type('in front of the order number')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Ref number prefix' }).click()
  const field = page.getByLabel('Ref number prefix')
  await field.fill('much too long a prefix')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('at most 10 characters')
  await expect(field).toHaveValue('much too long a prefix')
  await expectAccessible(page)
  await field.fill('W-')
  await page.getByRole('button', { name: 'Try on an order' }).click()
  await expect(page.getByRole('cell', { name: `Sales receipt W-${POSTED}` })).toBeVisible()
  expect(await prefix()).toBe('')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toContainText('refNumberPrefix: "" → "W-"')
  expect(await prefix()).toBe('W-')
  await page.goto(`${stores.bridge.origin}/settings/history`)
  await page.getByRole('button', { name: 'Undo this change' }).click()
  await expect(page.getByRole('status')).toContainText('Saved as version 3')
  expect(await prefix()).toBe('')
})

test('a file of settings shows what it changes before it is saved', async ({ page, stores }) => {
  const shop = await open(page, stores, '/settings/import')
  await page.getByLabel('File').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"dueDays": 30}'),
  })
  await page.getByRole('button', { name: 'Show what it changes' }).click()
  await expect(page.getByText('dueDays: null')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toContainText('dueDays: null → 30')
  expect((await readSettings(stores.bridge.db, shop.storeID)).settings.dueDays).toBe(30)
})

test('an order is previewed by its number', async ({ page, stores }) => {
  await open(page, stores, '/preview')
  await page.getByLabel('Order', { exact: true }).fill(String(POSTED))
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('All of it stands in QuickBooks')).toBeVisible()
  await expect(page.getByText('What it books')).toBeVisible()
  await expectAccessible(page)
})

test('what is forgotten is suggested, accepted, and chosen from QuickBooks’ list', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/mapping')
  const mapping = async () => (await readSettings(stores.bridge.db, shop.storeID)).settings.mapping
  const [gateway = ''] = (await ordersOf([POSTED])).map((order) => String(order.payment_method))
  const name = `Payment method ${gateway}`
  await page.getByRole('button', { name: `Forget: ${name}` }).click()
  expect(Object.keys((await mapping()).gateways)).not.toContain(gateway)
  await expectAccessible(page)
  await page.getByRole('button', { name: `Accept: ${name}` }).click()
  expect(Object.keys((await mapping()).gateways)).toContain(gateway)
  await page.getByRole('link', { name: `Choose: ${name}, Deposit account:` }).click()
  await page.getByLabel('In QuickBooks').fill('Chec')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('button', { name: 'Use it: Checking' }).click()
  await expect(page.getByRole('status')).toContainText('Checking')
  expect((await mapping()).gateways[gateway]?.depositAccountName).toBe('Checking')
})

test('a matched buyer is found by QuickBooks’ name, and forgotten', async ({ page, stores }) => {
  await open(page, stores, '/mapping')
  const first = page.getByRole('button', { name: /^Forget: (Guest|Customer) / }).first()
  const label = (await first.getAttribute('aria-label')) ?? ''
  await first.click()
  await expect(page.getByRole('status')).toContainText('no more; it is looked up anew')
  await expect(page.getByRole('button', { name: label, exact: true })).toHaveCount(0)
})
