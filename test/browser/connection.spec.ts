import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { expectAccessible, ordersOf, POSTED, signIn, test } from './browser.ts'
import type { Stores } from './browser.ts'
import { openShop, send, update } from './shop.ts'
import type { Shop } from './shop.ts'

/** After so long the page has looked again by itself. */
const SOON_MS = 31_000

let shops = 0

async function newShop(page: Page, stores: Stores): Promise<Shop> {
  shops += 1
  const shop = await openShop(stores.bridge, `new-${shops}`, 'New Shop')
  await signIn(page, stores, shop)
  return shop
}

/** Presses the button that asks first, and says yes. */
async function press(page: Page, { link, yes }: { link: string; yes: string }): Promise<void> {
  await page.getByRole('link', { name: link }).click()
  await page.getByRole('button', { name: yes }).click()
}

test('the steps turn green by themselves, from the first request to the first order', async ({
  page,
  stores,
}) => {
  const { bridge } = stores
  await page.clock.install()
  const shop = await newShop(page, stores)
  await page.getByRole('link', { name: 'Connection', exact: true }).click()
  const done = page.locator('.steps > .done')
  const expectDone = async (count: number) => {
    await page.clock.fastForward(SOON_MS)
    await expect(done).toHaveCount(count)
  }
  await expect(done).toHaveCount(0)
  await send(bridge, shop, [])
  await expectDone(1)
  await update(bridge, shop)
  await expectDone(4)
  await send(bridge, shop, await ordersOf([POSTED]))
  await update(bridge, shop)
  await expectDone(5)
  await expectAccessible(page)
  expect(salesReceipts(shop.company)).toHaveLength(1)
})

test('while something is in focus the page stands still', async ({ page, stores }) => {
  await page.clock.install()
  const shop = await newShop(page, stores)
  await page.goto(`${stores.bridge.origin}/connection`)
  await page.getByRole('link', { name: 'Overview' }).focus()
  await send(stores.bridge, shop, [])
  await page.clock.fastForward(SOON_MS)
  await expect(page.getByRole('link', { name: 'Overview' })).toBeFocused()
  await expect(page.locator('.steps > .done')).toHaveCount(0)
})

test('a new password is asked for, shown once, and opens the next update, by keyboard alone', async ({
  page,
  stores,
}) => {
  const { bridge } = stores
  const shop = await newShop(page, stores)
  await page.goto(`${bridge.origin}/connection`)
  await page.getByRole('link', { name: 'New password…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Make a new password' }).focus()
  await page.keyboard.press('Enter')
  const password = await page.locator('.secret').textContent()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'I have copied it' }).click()
  await expect(page.getByText(password ?? '')).toHaveCount(0)
  await send(bridge, shop, await ordersOf([POSTED]))
  await update(bridge, shop)
  expect(salesReceipts(shop.company)).toEqual([])
  await update(bridge, { ...shop, password: password ?? '' })
  expect(salesReceipts(shop.company)).toHaveLength(1)
})

test('a new connection code is shown once, and its secret signs the shop’s calls', async ({
  page,
  stores,
}) => {
  const { bridge } = stores
  const shop = await newShop(page, stores)
  await page.goto(`${bridge.origin}/connection`)
  await press(page, { link: 'New connection code…', yes: 'Make a new code' })
  const code = (await page.locator('.secret').textContent()) ?? ''
  const { secret } = JSON.parse(Buffer.from(code, 'base64url').toString('utf8')) as Shop
  await send(bridge, { ...shop, secret }, await ordersOf([POSTED]))
  await page.getByRole('link', { name: 'I have copied it' }).click()
  await expect(page.getByText('called, last')).toBeVisible()
})

test('the .qwc file is downloaded, and has another identity once one was made', async ({
  page,
  stores,
}) => {
  const { bridge } = stores
  const shop = await newShop(page, stores)
  await page.goto(`${bridge.origin}/connection`)
  const file = async () => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download the .qwc file' }).last().click()
    return readFile(await (await coming).path(), 'utf8')
  }
  const before = await file()
  expect(before).toContain(`<UserName>${shop.userName}</UserName>`)
  await press(page, { link: 'New identity…', yes: 'Make a new identity' })
  await expect(page.getByRole('status')).toContainText('has a new identity')
  expect(await file()).not.toBe(before)
})

test('a company file that was renamed is pinned again, and gets the next order', async ({
  page,
  stores,
}) => {
  const { bridge } = stores
  const shop = await newShop(page, stores)
  await send(bridge, shop, await ordersOf([POSTED]))
  await update(bridge, shop)
  await page.goto(`${bridge.origin}/connection`)
  await page.getByRole('link', { name: 'Pin again…' }).click()
  await page.getByRole('link', { name: 'No, leave it' }).click()
  await press(page, { link: 'Pin again…', yes: 'Pin the open file' })
  await expect(page.getByRole('status')).toContainText('takes the company file that is open')
  await send(bridge, shop, await ordersOf([192]))
  await update(bridge, shop)
  expect(salesReceipts(shop.company)).toHaveLength(2)
  await page.getByRole('button', { name: 'Pause sending' }).click()
  await expect(page.getByText('paused since')).toBeVisible()
})
