import { expect } from '@playwright/test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { expectAccessible, ordersOf, POSTED, signIn, test } from './browser.ts'
import { openShop, send, update } from './shop.ts'

for (const { colorScheme, width } of [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 375 },
] as const) {
  test.describe(`${colorScheme}, ${width} pixels wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } })

    test('the steps turn green by themselves, from the first request to the first order', async ({
      page,
      stores,
    }) => {
      const { bridge } = stores
      const shop = await openShop(bridge, `steps-${width}`, 'New Shop')
      await signIn(page, stores, shop)
      await page.getByRole('link', { name: 'Connection', exact: true }).click()
      const done = page.locator('.steps > .done')
      await expect(done).toHaveCount(0)
      // While something is in focus the page stands still.
      await page.getByRole('link', { name: 'Overview' }).focus()
      await expectAccessible(page)
      await page.getByRole('link', { name: 'Overview' }).blur()
      await send(bridge, shop, [])
      await expect(done).toHaveCount(1, { timeout: 60_000 })
      await update(bridge, shop)
      await expect(done).toHaveCount(4, { timeout: 60_000 })
      await send(bridge, shop, await ordersOf([POSTED]))
      await update(bridge, shop)
      await expect(done).toHaveCount(5, { timeout: 60_000 })
      await expectAccessible(page)
      expect(salesReceipts(shop.company)).toHaveLength(1)
    })

    test('a new password is asked for, shown once, and opens the next update, by keyboard alone', async ({
      page,
      stores,
    }) => {
      const { bridge } = stores
      const shop = await openShop(bridge, `password-${width}`, 'New Shop')
      await signIn(page, stores, shop)
      await page.goto(`${bridge.origin}/connection`)
      await page.getByRole('link', { name: 'New password…' }).focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: 'Make a new password' })).toBeVisible()
      await expectAccessible(page)
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
  })
}
