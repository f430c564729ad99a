import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { readSettings } from '../../worker/stores/settings.ts'
import { expectAccessible, ordersOf, POSTED, signIn, test, WAITING } from './browser.ts'
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

test('a setting goes back to its default, and an older version is brought back', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/settings/dueDays')
  const dueDays = async () => (await readSettings(stores.bridge.db, shop.storeID)).settings.dueDays
  await page.getByLabel('Due days').fill('14')
  await page.getByRole('button', { name: 'Save' }).click()
  expect(await dueDays()).toBe(14)
  await page.getByRole('button', { name: 'Use the default' }).click()
  expect(await dueDays()).toBe(null)
  await page.goto(`${stores.bridge.origin}/settings/history`)
  await page.getByRole('button', { name: 'Back to version 2' }).click()
  await expect(page.getByRole('status')).toContainText('dueDays: null → 14')
  expect(await dueDays()).toBe(14)
})

test('the settings are exported as they are imported', async ({ page, stores }) => {
  const shop = await open(page, stores, '/settings')
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const text = await readFile(await (await coming).path(), 'utf8')
  const { settings } = await readSettings(stores.bridge.db, shop.storeID)
  expect(JSON.parse(text)).toEqual(settings)
  await page.goto(`${stores.bridge.origin}/settings/import`)
  await page.getByLabel('Or its text').fill(text)
  await page.getByRole('button', { name: 'Show what it changes' }).click()
  await expect(page.getByText('It changes nothing')).toBeVisible()
})

test('the log is filtered, searched and exported as CSV and JSON lines', async ({
  page,
  stores,
}) => {
  await open(page, stores, '/log')
  await page.getByLabel('What').selectOption('posted')
  await expect(page).toHaveURL(/event=posted/)
  await expect(page.locator('tbody tr')).toHaveCount(1)
  const exported = async (name: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name, exact: true }).click()
    return (await readFile(await (await coming).path(), 'utf8')).trim().split('\n')
  }
  const [head = '', line = ''] = await exported('CSV')
  expect(head.split(',').slice(0, 3)).toEqual(['time', 'subject', 'event'])
  expect(line).toContain(`order:${POSTED},posted`)
  const lines = (await exported('JSON lines')).map((one) => JSON.parse(one) as object)
  expect(lines).toEqual([expect.objectContaining({ subject: `order:${POSTED}`, event: 'posted' })])
  await page.getByRole('searchbox').fill(String(POSTED))
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('link', { name: `Order ${POSTED}` })).toHaveCount(1)
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
  const shop = await open(page, stores, '/preview')
  await page.getByLabel('Order', { exact: true }).fill(String(POSTED))
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('All of it stands in QuickBooks')).toBeVisible()
  await expect(page.getByText('What it books')).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('link', { name: 'word for word' })).toHaveCount(0)
  await send(stores.bridge, shop, await ordersOf([WAITING]))
  await page.goto(`${stores.bridge.origin}/preview?order=${WAITING}`)
  await page.getByRole('link', { name: 'word for word' }).click()
  await expect(page.getByRole('heading', { name: 'The documents' })).toBeVisible()
  await expect(page.getByText(`<RefNumber>${WAITING}</RefNumber>`)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to the preview' }).click()
  await expect(page.getByText('It would be sent as follows.')).toBeVisible()
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

test('all that QuickBooks has by name is accepted at once, and then all the rest', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/mapping')
  const mapping = async () => (await readSettings(stores.bridge.db, shop.storeID)).settings.mapping
  const before = await mapping()
  for (const key of ['gateways', 'taxRates']) {
    await stores.bridge.d1
      .prepare(
        `UPDATE settings SET settings = json_set(settings, '$.mapping.${key}', json('{}'))
          WHERE store_id = ?`,
      )
      .bind(shop.storeID)
      .run()
  }
  await page.reload()
  await page.getByRole('button', { name: 'Accept all exact' }).click()
  await expect(page.getByRole('status')).toContainText('Saved as version 2')
  const [gateway = ''] = (await ordersOf([POSTED])).map((order) => String(order.payment_method))
  expect((await mapping()).gateways[gateway]).toEqual(before.gateways[gateway])
  await stores.bridge.d1
    .prepare(
      `UPDATE settings SET settings = json_set(settings, '$.mapping.gateways', json('{}'))
        WHERE store_id = ?`,
    )
    .bind(shop.storeID)
    .run()
  await page.reload()
  await page.getByRole('button', { name: 'Accept all', exact: true }).click()
  expect((await mapping()).gateways[gateway]).toEqual(before.gateways[gateway])
})

test('a matched buyer is somebody else, and a product is given its item, from QuickBooks’ lists', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/mapping')
  await page
    .getByRole('link', { name: /^Choose another: (Product|Variation) / })
    .first()
    .click()
  const use = page.getByRole('button', { name: /^Use it: / }).first()
  const name = ((await use.getAttribute('aria-label')) ?? '').replace('Use it: ', '')
  await use.click()
  await expect(page.getByRole('status')).toContainText(`is “${name}” in QuickBooks from now on`)
  await page.getByLabel('Give an item to').fill('TEE-RED')
  await page.getByRole('button', { name: 'Choose its item' }).click()
  await page.getByRole('button', { name: `Use it: ${name}`, exact: true }).click()
  const { settings } = await readSettings(stores.bridge.db, shop.storeID)
  expect(settings.mapping.items['TEE-RED']).toBe(name)
})

test('a matched buyer is found by QuickBooks’ name, and forgotten', async ({ page, stores }) => {
  await open(page, stores, '/mapping')
  const first = page.getByRole('button', { name: /^Forget: (Guest|Customer) / }).first()
  const label = (await first.getAttribute('aria-label')) ?? ''
  await first.click()
  await expect(page.getByRole('status')).toContainText('no more; it is looked up anew')
  await expect(page.getByRole('button', { name: label, exact: true })).toHaveCount(0)
})
