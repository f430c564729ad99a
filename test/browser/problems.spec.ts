import { expect } from '@playwright/test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { expectAccessible, HELD, ordersOf, POSTED, signIn, test } from './browser.ts'
import type { Stores } from './browser.ts'
import { openShop, send, update } from './shop.ts'
import type { Shop } from './shop.ts'

/** Of another guest than the order that is posted as a rule. */
const LARRYS = 220

let shops = 0

/** An order waits for its gateway's mapping, another for a currency that the books do not have. */
async function heldShop({ bridge }: Stores): Promise<Shop> {
  shops += 1
  const shop = await openShop(bridge, `held-${shops}`, 'Held Shop')
  await bridge.d1
    .prepare(
      `UPDATE settings SET settings = json_set(settings, '$.mapping.gateways', json('{}'))
        WHERE store_id = ?`,
    )
    .bind(shop.storeID)
    .run()
  await send(bridge, shop, await ordersOf([POSTED, HELD]))
  await update(bridge, shop)
  return shop
}

test('a held order is put right by its button, and posted at the next update', async ({
  page,
  stores,
}) => {
  const shop = await heldShop(stores)
  await signIn(page, stores, shop)
  await page.getByRole('link', { name: 'Problems', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(2)
  await page.getByRole('button', { name: 'Use a payment method of the same name' }).click()
  await expect(page.getByRole('status')).toContainText('is decided anew at the next update.')
  // A change of the settings lets go of whatever waits for one.
  await expect(page.getByText('Nothing needs you: no order is held.')).toBeVisible()
  await update(stores.bridge, shop)
  await page.reload()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
  expect(salesReceipts(shop.company).map(({ refNumber }) => refNumber)).toEqual([String(POSTED)])
})

test('an account is chosen by its name, by keyboard alone', async ({ page, stores }) => {
  const shop = await heldShop(stores)
  await signIn(page, stores, shop)
  await page.goto(`${stores.bridge.origin}/problems`)
  await page.getByRole('link', { name: 'Choose…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Name in QuickBooks').focus()
  await page.keyboard.type('Checking')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('“Checking”')
  await update(stores.bridge, shop)
  expect(salesReceipts(shop.company).map(({ depositTo }) => depositTo)).toEqual(['Checking'])
})

/** Two buyers, and two customers of QuickBooks for the e-mail of each. */
async function ambiguousShop({ bridge }: Stores): Promise<Shop> {
  shops += 1
  const shop = await openShop(bridge, `held-${shops}`, 'Held Shop')
  const orders = await ordersOf([POSTED, LARRYS])
  for (const { billing } of orders) {
    const { email } = billing as { readonly email: string }
    const fields = { Email: email }
    const [name = ''] = email.split('@')
    enterByHand(shop.company, { kind: 'Customer', name: `${name} (old)`, fields })
    enterByHand(shop.company, { kind: 'Customer', name: `${name} (new)`, fields })
  }
  await send(bridge, shop, orders)
  await update(bridge, shop)
  return shop
}

test('a buyer who may be two customers is the one that is chosen by keyboard, and no other buyer is', async ({
  page,
  stores,
}) => {
  const shop = await ambiguousShop(stores)
  await signIn(page, stores, shop)
  await page.goto(`${stores.bridge.origin}/problems`)
  await page.getByRole('link', { name: 'Choose…' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('In the shop')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('In the shop').focus()
  await page.keyboard.type('Gwen')
  await page.keyboard.press('Tab')
  await page.keyboard.type('gwen.guest (new)')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText(
    'Gwen Guest is “gwen.guest (new)” in QuickBooks from now on.',
  )
  await update(stores.bridge, shop)
  expect(salesReceipts(shop.company).map(({ customer }) => customer)).toEqual(['gwen.guest (new)'])
  await page.goto(`${stores.bridge.origin}/problems`)
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
  await expect(page.getByText('Holds one entry')).toBeVisible()
})

test('what cannot be taken back is asked first, and left when a person says no', async ({
  page,
  stores,
}) => {
  await signIn(page, stores, await heldShop(stores))
  await page.goto(`${stores.bridge.origin}/problems?cause=currency-not-in-books`)
  await page.getByRole('button', { name: 'Mark as done…' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'No, leave it' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(2)
  await page.goto(`${stores.bridge.origin}/problems?cause=currency-not-in-books`)
  await page.getByRole('button', { name: 'Mark as done…' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await expect(page.getByRole('status')).toHaveText(`Order ${HELD} is marked as done.`)
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
})

test('every part of the page can be read by everybody', async ({ page, stores }) => {
  await signIn(page, stores, await heldShop(stores))
  for (const path of ['', '?cause=unmapped-gateway', '?cause=currency-not-in-books']) {
    await page.goto(`${stores.bridge.origin}/problems${path}`)
    await expectAccessible(page)
  }
})
