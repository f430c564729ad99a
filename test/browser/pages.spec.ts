import { expect } from '@playwright/test'
import { expectAccessible, HELD, POSTED, signIn, test, WAITING } from './browser.ts'

/** Neither the colours nor a phone's width depend on how much there is: not each looks at each. */
const LOOKS = [
  { name: 'light and wide', colorScheme: 'light', width: 1280, at: ['empty', 'three', 'deep'] },
  { name: 'dark and wide', colorScheme: 'dark', width: 1280, at: ['three'] },
  { name: 'dark on a phone', colorScheme: 'dark', width: 375, at: ['three', 'deep'] },
] as const

/** What shows as much as there is. */
const LONG = [
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
]

const EVERYWHERE = [
  ...LONG,
  '/mapping/choose?key=mapping.gateways.stripe.depositAccountName',
  '/preview',
  '/settings',
  '/settings/mapping.gateways',
  '/settings/history',
  '/settings/import',
  '/nowhere',
]

const PATHS = {
  empty: EVERYWHERE,
  // While a step is open it looks again by itself, also in the middle of being looked at.
  three: [...EVERYWHERE, '/connection', ...[POSTED, HELD, WAITING].map((id) => `/orders/${id}`)],
  deep: [...LONG, '/queue?show=held&cause=cause-c', '/orders/1010'],
} as const

for (const { name, colorScheme, width, at } of LOOKS) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } })
    for (const store of at) {
      test(`every page of the ${store} store can be read by everybody`, async ({
        page,
        stores,
      }) => {
        await signIn(page, stores, stores[store])
        for (const path of PATHS[store]) {
          await page.goto(`${stores.bridge.origin}${path}`)
          await expect(page.locator('h1')).toBeVisible()
          await expectAccessible(page)
        }
      })
    }

    test('the pages behind an order can be read by everybody', async ({ page, stores }) => {
      await signIn(page, stores, stores.three)
      await page.goto(`${stores.bridge.origin}/orders/${POSTED}`)
      await page.getByRole('link', { name: 'Each field, and the rule behind it' }).click()
      await expect(page.getByText('The order’s number, without a prefix.')).toBeAttached()
      await expectAccessible(page)
      await page.goto(`${stores.bridge.origin}/orders/${POSTED}`)
      await page.getByRole('link', { name: 'Request and answer' }).first().click()
      await expect(page.locator('pre').first()).toContainText('SalesReceiptAddRq')
      await expect(page.locator('pre').last()).toContainText('statusCode="0"')
      await expectAccessible(page)
    })
  })
}

test('whoever is not signed in is told how to get in', async ({ page, stores }) => {
  for (const path of ['/', '/queue', '/sign-in/nothing']) {
    await page.goto(`${stores.bridge.origin}${path}`)
    await expect(page.locator('h1')).toBeVisible()
    await expectAccessible(page)
  }
})
