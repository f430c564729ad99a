/** A shop, its office and a person at the pages: where a problem is made, shown and put right. */
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Problem, ProblemCode } from '../../../worker/books/problems.ts'
import { jobs } from '../../../worker/db/schema.ts'
import type { CompanyFile } from '../../../worker/practice/books.ts'
import type { Faults } from '../../../worker/practice/faults.ts'
import { invoices, salesReceipts } from '../../../worker/practice/look-up.ts'
import type { UpdateReport } from '../../../worker/practice/web-connector.ts'
import { findStore } from '../../../worker/stores/store.ts'
import { standingNotices } from '../../../worker/stores/watch.ts'
import { signedIn, visit } from '../browser.ts'
import { ORDER, personOf, TOTAL_CENTS } from '../held-orders.ts'
import type { Person } from '../held-orders.ts'
import { newCompany, update } from '../office.ts'
import { addShop, db, orderChange, send } from '../shop.ts'
import type { TestShop, WooOrder } from '../shop.ts'

export type Scene = {
  readonly shop: TestShop
  readonly company: CompanyFile
  /** What is in QuickBooks’ way at every update, until somebody takes it away. */
  readonly office: { faults: Faults }
  readonly press: Person['press']
  /** The text of a page as the owner gets it. */
  readonly page: (path: string) => Promise<string>
}

export type Opening = {
  readonly settings?: Parameters<typeof addShop>[1]
  readonly company?: Parameters<typeof newCompany>[0]
}

export async function openScene({ settings = {}, company = {} }: Opening): Promise<Scene> {
  const shop = await addShop('made', settings)
  const cookie = await signedIn(shop)
  const { press } = await personOf(cookie)
  return {
    shop,
    company: newCompany({ messageSetMemory: false, ...company }),
    office: { faults: {} },
    press,
    page: async (path) => (await visit(path, { cookie })).text(),
  }
}

/** The shop says what an order is now, and the Web Connector comes. */
export async function sendAndUpdate(
  scene: Scene,
  order: WooOrder = ORDER,
  { generation = 1, faults = {} }: { generation?: number; faults?: Faults } = {},
): Promise<void> {
  await send(scene.shop, [orderChange(order, generation)])
  await nextUpdate(scene, faults)
}

export function nextUpdate(
  { shop, company, office }: Scene,
  faults: Faults = {},
): Promise<UpdateReport> {
  return update(shop, company, { ...office.faults, ...faults })
}

/** What holds entries, or is wrong with the whole store, now. */
export async function problemsNow(scene: Scene): Promise<readonly Problem[]> {
  const held = await db.select().from(jobs).where(eq(jobs.state, 'blocked'))
  return [...held.map(({ problem }) => problem as Problem), ...(await noticesNow(scene))]
}

/** Of the whole store, most severe first. */
export async function noticesNow({ shop }: Scene): Promise<readonly Problem[]> {
  const store = await findStore(db, shop.storeID)
  return store === null ? [] : standingNotices(store)
}

export async function codesNow(scene: Scene): Promise<readonly ProblemCode[]> {
  return (await problemsNow(scene)).map(({ code }) => code)
}

export function saleTotals({ company }: Scene): readonly number[] {
  return [...salesReceipts(company), ...invoices(company)].map(({ totalCents }) => totalCents)
}

/** Nothing is held, the sale stands to the cent, and no later update sends it once more. */
export async function isPostedOnce(scene: Scene, totalCents = TOTAL_CENTS): Promise<void> {
  await nextUpdate(scene)
  expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], [totalCents]])
  await nextUpdate(scene)
  expect(saleTotals(scene)).toEqual([totalCents])
}
