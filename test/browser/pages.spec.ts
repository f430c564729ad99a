import { expect } from '@playwright/test'
import { ACCOUNT, expectAccessible, HELD, POSTED, signIn, test, WAITING } from './browser.ts'

/** All that there is of every store, whatever it holds. */
const EVERYWHERE = [
  '/',
  '/queue',
  '/queue?show=waiting',
  '/queue?show=previous',
  '/queue?q=ana',
  '/log',
  '/log?event=held',
  '/log?q=ana',
  '/problems',
  '/mapping',
  '/mapping?q=ana',
  '/mapping/choose?key=mapping.gateways.stripe.depositAccountName',
  '/preview',
  '/preview?order=178',
  '/preview/sets?order=order:178',
  '/settings',
  '/settings/mapping.gateways',
  '/settings/history',
  '/settings/import',
  '/connection',
  '/connection?ask=pin',
  '/nowhere',
]

const PATHS = {
  empty: EVERYWHERE,
  three: [
    ...EVERYWHERE,
    ...[POSTED, HELD, WAITING].map((id) => `/orders/${id}`),
    `/customers/${ACCOUNT}`,
    '/mapping/choose?subject=customer:2',
    '/mapping/choose?key=mapping.zeroRateItem',
    '/problems?cause=currency-not-in-books',
  ],
  deep: [
    ...EVERYWHERE,
    '/queue?show=held&cause=cause-c',
    '/problems?cause=cause-c',
    '/orders/1010',
    '/mapping/choose?subject=guest:ana7@shop.example',
  ],
} as const

for (const store of ['empty', 'three', 'deep'] as const) {
  test(`every page of the ${store} store can be read by everybody`, async ({ page, stores }) => {
    await signIn(page, stores, stores[store])
    for (const path of PATHS[store]) {
      await page.goto(`${stores.bridge.origin}${path}`)
      await expect(page.locator('h1')).toBeVisible()
      // While something is in focus no page looks again by itself.
      await page.getByRole('link', { name: 'Tillbridge', exact: true }).focus()
      await expectAccessible(page)
    }
  })
}

test('the pages behind an order can be read by everybody', async ({ page, stores }) => {
  await signIn(page, stores, stores.three)
  await page.goto(`${stores.bridge.origin}/orders/${POSTED}`)
  await page.getByRole('link', { name: 'What it books, and the rule behind each field' }).click()
  await expect(page.getByText('The order’s number, without a prefix.')).toBeAttached()
  await page.goto(`${stores.bridge.origin}/orders/${POSTED}`)
  await page.getByRole('link', { name: 'Request and answer' }).first().click()
  await expect(page.locator('pre').first()).toContainText('SalesReceiptAddRq')
  await expect(page.locator('pre').last()).toContainText('statusCode="0"')
  await expectAccessible(page)
})

test('whoever is not signed in is told how to get in', async ({ page, stores }) => {
  for (const path of ['/', '/queue', '/sign-in/nothing']) {
    await page.goto(`${stores.bridge.origin}${path}`)
    await expect(page.locator('h1')).toBeVisible()
    await expectAccessible(page)
  }
})
