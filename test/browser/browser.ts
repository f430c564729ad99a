/** A person at the pages: one Worker for all of a run, and three stores to look at. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'
import { startBridge } from './bridge.ts'
import type { Bridge } from './bridge.ts'
import { deepen, deepenLists } from './deep-store.ts'
import { account, corpus, openShop, send, signInURL, update } from './shop.ts'
import type { Order, Shop } from './shop.ts'

export type Stores = {
  readonly bridge: Bridge
  /** Nothing ever happened in it. */
  readonly empty: Shop
  /** One order in QuickBooks, one held, one waiting: 178, 213 and 190; and an account. */
  readonly three: Shop
  /** A hundred thousand of each, and order 178. */
  readonly deep: Shop
}

export const POSTED = 178
export const HELD = 213
export const WAITING = 190
export const ACCOUNT = 2

const LISTS = {
  buyer: 'Ana Lima',
  customers: 100_000,
  items: 10_000,
  taxItems: 100,
  taxGroups: 10,
  accounts: 1_000,
  classes: 1_000,
}

export const test = base.extend<object, { readonly stores: Stores }>({
  stores: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const bridge = await startBridge()
      const empty = await openShop(bridge, 'empty', 'Empty Shelf')
      const three = await openShop(bridge, 'three', 'Three Orders')
      const deep = await openShop(bridge, 'deep', 'Deep Store')
      await send(bridge, three, await ordersOf([POSTED, HELD]), [await account('alice')])
      await update(bridge, three)
      await send(bridge, three, await ordersOf([WAITING]))
      await send(bridge, deep, await ordersOf([POSTED]))
      await deepen(bridge.d1, 'deep', { orders: 100_000, journalLines: 1 })
      await deepenLists(bridge.d1, 'deep', LISTS)
      await use({ bridge, empty, three, deep })
      await bridge.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

export async function ordersOf(ids: readonly number[]): Promise<readonly Order[]> {
  return [...(await corpus()).values()]
    .filter(({ id }) => ids.includes(id))
    .toSorted((left, right) => left.id - right.id)
}

export async function signIn(page: Page, { bridge }: Stores, shop: Shop): Promise<void> {
  await page.goto(await signInURL(bridge, shop.storeID, '/'))
}

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 375, height: 800 }

/** What depends on colours and on what there is room for; all else is the same in every look. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']

/** Light and wide, then dark and on a phone: no violation, and nothing to scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(NARROW)
  await expectNoViolation(page, new AxeBuilder({ page }).withRules(RULES_OF_LOOKS))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(WIDE)
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  // There are no frames: the results need no page of their own to be put together in.
  const { violations } = await axe
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]),
    page.url(),
  ).toEqual([])
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(isTooWide, `${page.url()} is scrolled sideways`).toBe(false)
}
