import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { readJournal } from '../../worker/journal/journal.ts'
import { HELD, ordersOf, signIn, test, WAITING } from './browser.ts'
import type { Stores } from './browser.ts'
import { openShop, send, update } from './shop.ts'
import type { Shop } from './shop.ts'

let shops = 0

/** A store of its own with an order that is held and two that wait. */
async function busyShop(stores: Stores): Promise<Shop> {
  shops += 1
  const shop = await openShop(stores.bridge, `busy-${shops}`, 'Busy Shop')
  await send(stores.bridge, shop, await ordersOf([HELD]))
  await update(stores.bridge, shop)
  await send(stores.bridge, shop, await ordersOf([WAITING, 192]))
  return shop
}

async function lastActs({ bridge }: Stores, { storeID }: Shop, count: number): Promise<unknown[]> {
  const lines = await readJournal(bridge.db, { storeID, limit: count })
  return lines.map(({ subject, event, detail }) => [
    subject,
    event,
    (detail as { readonly who: string }).who,
  ])
}

async function open(page: Page, stores: Stores, path: string): Promise<Shop> {
  const shop = await busyShop(stores)
  await signIn(page, stores, shop)
  await page.goto(`${stores.bridge.origin}${path}`)
  return shop
}

const ANA = 'Ana Lima (user 3 of the shop)'

test('a held order is tried again by its button, and the log says who did it', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/queue')
  await page.getByRole('button', { name: `Try again: Order ${HELD}` }).click()
  await expect(page.getByRole('status')).toHaveText(`Order ${HELD} is tried at the next update.`)
  await expect(page.getByText('Nothing needs you.')).toBeVisible()
  expect(await lastActs(stores, shop, 1)).toEqual([[`order:${HELD}`, 'job-retried', ANA]])
  await page.goto(`${stores.bridge.origin}/orders/${HELD}`)
  await expect(page.getByText(`It was put to be tried again by ${ANA}.`)).toBeVisible()
})

test('the sentence about what was done is shown once', async ({ page, stores }) => {
  await open(page, stores, '/queue')
  await page.getByRole('button', { name: `Try again: Order ${HELD}` }).click()
  await expect(page.getByRole('status')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('status')).toHaveCount(0)
})

test('a waiting order is paused alone, and held ones are tried again together', async ({
  page,
  stores,
}) => {
  const shop = await open(page, stores, '/queue?show=waiting')
  await page.getByRole('button', { name: `Pause: Order ${WAITING}` }).click()
  await expect(page.getByRole('status')).toContainText(`Order ${WAITING} is paused`)
  await page.getByRole('link', { name: 'Needs you' }).click()
  await page.getByLabel('All on this page').check()
  await page.getByRole('button', { name: 'Try again', exact: true }).first().click()
  await expect(page.getByRole('status')).toHaveText('2 entries are tried at the next update.')
  expect(await lastActs(stores, shop, 3)).toEqual([
    [expect.stringMatching(/^order:/), 'job-retried', ANA],
    [expect.stringMatching(/^order:/), 'job-retried', ANA],
    [`order:${WAITING}`, 'job-paused', ANA],
  ])
})

test('waiting orders are paused together', async ({ page, stores }) => {
  await open(page, stores, '/queue?show=waiting')
  await page.getByLabel('All on this page').check()
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click()
  await expect(page.getByRole('status')).toContainText('2 entries are paused')
  await expect(page.getByText('Nothing waits')).toBeVisible()
})

test('all that are held for one cause are tried again together', async ({ page, stores }) => {
  await open(page, stores, '/queue')
  await page.getByLabel('Cause').selectOption({ index: 1 })
  await expect(page).toHaveURL(/cause=/)
  await page.getByRole('button', { name: 'Try all with this cause again' }).click()
  await expect(page.getByRole('status')).toHaveText(`Order ${HELD} is tried at the next update.`)
})

test('chosen orders move up and to the end', async ({ page, stores }) => {
  await open(page, stores, '/queue?show=waiting')
  const first = page.locator('tbody a').first()
  const others = await first.textContent()
  await page.getByLabel('Choose Order 192').check()
  await page.getByRole('button', { name: 'Move up', exact: true }).first().click()
  await expect(page.getByRole('status')).toHaveText('Order 192 is moved up.')
  await expect(first).toHaveText('Order 192')
  await page.getByLabel('Choose Order 192').check()
  await page.getByRole('button', { name: 'Move to the end' }).click()
  await expect(first).toHaveText(others ?? '')
})

test('an order is paused and deleted from the queue on its own page', async ({ page, stores }) => {
  await open(page, stores, `/orders/${WAITING}`)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('status')).toContainText(`Order ${WAITING} is paused`)
  await page.getByRole('button', { name: 'Delete from the queue' }).click()
  await expect(page.getByRole('status')).toContainText(`Order ${WAITING} is deleted`)
  await expect(page.getByText('Nothing of it is to be sent.')).toBeVisible()
})

test('orders are deleted together, and stay deleted', async ({ page, stores }) => {
  const shop = await open(page, stores, '/queue?show=waiting')
  await page.getByLabel('All on this page').check()
  await page.getByRole('button', { name: 'Delete', exact: true }).first().click()
  await expect(page.getByRole('status')).toContainText('2 entries are deleted from the queue')
  await expect(page.getByText('Nothing waits')).toBeVisible()
  await send(stores.bridge, shop, await ordersOf([WAITING]))
  await page.reload()
  await expect(page.getByText('Nothing waits')).toBeVisible()
})

test('an order moves up before the others, and another is deleted', async ({ page, stores }) => {
  await open(page, stores, '/queue?show=waiting')
  await page.getByRole('button', { name: 'Move up: Order 192' }).click()
  await expect(page.locator('tbody a').first()).toHaveText('Order 192')
  await page.getByRole('button', { name: `Delete: Order ${WAITING}` }).click()
  await expect(page.getByRole('status')).toContainText(`Order ${WAITING} is deleted`)
  await expect(page.locator('tbody tr')).toHaveCount(1)
})

test('nothing is done when nothing was chosen', async ({ page, stores }) => {
  await open(page, stores, '/queue?show=waiting')
  await page.getByRole('button', { name: 'Move to the end' }).click()
  await expect(page.getByRole('status')).toContainText('Choose an entry first')
})

test('sending is paused and resumed', async ({ page, stores }) => {
  const shop = await open(page, stores, '/')
  await page.getByRole('button', { name: 'Pause sending' }).click()
  await expect(page.getByText('Tillbridge is paused: nothing is sent')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause sending' })).toBeVisible()
  expect(await lastActs(stores, shop, 2)).toEqual([
    [null, 'store-resumed', ANA],
    [null, 'store-paused', ANA],
  ])
})

test('an order is found by number, name, e-mail and total, and by all of them', async ({
  page,
  stores,
}) => {
  await open(page, stores, '/queue')
  for (const typed of [String(HELD), 'jürgen', 'MUSSIG', '42.24', `${HELD} jurgen`]) {
    await page.getByRole('searchbox').fill(typed)
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('link', { name: `Order ${HELD}` })).toBeVisible()
  }
  await page.getByRole('searchbox').fill(`${HELD} somebody`)
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('Nothing is found for')).toBeVisible()
})

test('all of it is done without script', async ({ browser, stores }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await open(page, stores, '/queue?show=waiting')
  await page.getByLabel('Choose Order 192').check()
  await page.getByRole('button', { name: 'Delete', exact: true }).first().click()
  await expect(page.getByRole('status')).toContainText('Order 192 is deleted')
  await context.close()
})

test('all of it is done by keyboard', async ({ page, stores }) => {
  await open(page, stores, '/queue?show=waiting')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Skip to the page')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'Order 192' })).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByLabel('Choose Order 192')).toBeChecked()
  const button = page.getByRole('button', { name: 'Delete', exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Order 192 is deleted')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('a cause is filtered, and a hundred thousand entries are gone through page by page', async ({
  page,
  stores,
}) => {
  await signIn(page, stores, stores.deep)
  await page.goto(`${stores.bridge.origin}/queue?show=held`)
  await page.getByLabel('Cause').selectOption('cause-b')
  await expect(page).toHaveURL(/cause=cause-b/)
  await expect(page.locator('tbody tr')).toHaveCount(30)
  const first = await page.locator('tbody a').first().textContent()
  await page.getByRole('link', { name: 'Further' }).click()
  await expect(page.locator('tbody tr')).toHaveCount(30)
  expect(await page.locator('tbody a').first().textContent()).not.toBe(first)
  await expect(page.getByRole('link', { name: 'From the beginning' })).toBeVisible()
})
