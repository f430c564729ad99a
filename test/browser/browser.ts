/** A person at the pages: one Worker for all of a run, and three stores to look at. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base } from '@playwright/test'
import type { Page } from '@playwright/test'
import { startBridge } from './bridge.ts'
import type { Bridge } from './bridge.ts'
import { deepen } from './deep-store.ts'
import { corpus, openShop, send, signInURL, update } from './shop.ts'
import type { Order, Shop } from './shop.ts'

export type Stores = {
  readonly bridge: Bridge
  /** Nothing ever happened in it. */
  readonly empty: Shop
  /** One order in QuickBooks, one held, one waiting: 178, 213 and 190. */
  readonly three: Shop
  /** A hundred thousand of each. */
  readonly deep: Shop
}

export const POSTED = 178
export const HELD = 213
export const WAITING = 190

export const test = base.extend<object, { readonly stores: Stores }>({
  stores: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const bridge = await startBridge()
      const empty = await openShop(bridge, 'empty', 'Empty Shelf')
      const three = await openShop(bridge, 'three', 'Three Orders')
      const deep = await openShop(bridge, 'deep', 'Deep Store')
      await send(bridge, three, await ordersOf([POSTED, HELD]))
      await update(bridge, three)
      await send(bridge, three, await ordersOf([WAITING]))
      await deepen(bridge.d1, 'deep', { orders: 100_000, journalLines: 1 })
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

/** No violation, and nothing that would have to be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]),
  ).toEqual([])
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(isTooWide).toBe(false)
}
