/** A store in one of the bench's Workers, its shop, and the company file it is paired with. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { openPracticeCompany } from '../../worker/cli/demo-office.ts'
import { DEMO_SHOP_URL, feed } from '../../worker/cli/demo-shop.ts'
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { addStore } from '../../worker/cli/store-add.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Machine } from './machine.ts'

export type Shop = {
  readonly worker: string
  readonly origin: string
  readonly storeID: string
  readonly secret: string
  readonly userName: string
  readonly password: string
  readonly db: Database
  readonly company: CompanyFile
}

export async function openShop(
  machine: Machine,
  {
    worker,
    key,
    samples,
  }: { readonly worker: string; readonly key: string; readonly samples: readonly DemoOrder[] },
): Promise<Shop> {
  const origin = await machine.originOf(worker)
  const db = openDatabase(await machine.databaseOf(worker))
  const credentials = await addStore(db, {
    name: 'Bench',
    shopURL: DEMO_SHOP_URL,
    type: 'desktop',
    startAtMs: Date.parse('2020-01-01'),
    originURL: origin,
    key,
    nowMs: Date.now(),
  })
  const { storeID, userName, password } = credentials
  const { secret } = JSON.parse(
    Buffer.from(credentials.connectionCode, 'base64url').toString('utf8'),
  ) as { secret: string }
  const orders = samples.flatMap((sample) => {
    const order = decodeOrder(sample)
    return isFieldProblem(order) ? [] : [order]
  })
  const shop = {
    worker,
    origin,
    storeID,
    secret,
    userName,
    password,
    db,
    company: openPracticeCompany(),
  }
  await changeSettings(shop, { mapping: suggestMapping({ orders, settings: DEFAULT_SETTINGS }) })
  return shop
}

export async function changeSettings(
  { db, storeID }: Shop,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { version, settings } = await readSettings(db, storeID)
  await writeTogether(db, [
    saveSettings(db, {
      storeID,
      version: version + 1,
      settings: { ...settings, ...changes },
      who: 'bench',
      nowMs: Date.now(),
    }),
  ])
}

/** As the plugin reports them; fails when the Worker does not queue every one. */
export async function report(shop: Shop, orders: readonly DemoOrder[]): Promise<void> {
  const verdicts = await feed(shop, { orders, epoch: 'bench', onProgress: () => undefined })
  const refused = verdicts.find(({ verdict }) => verdict !== 'queued')
  if (refused !== undefined) {
    throw new Error(`${refused.subject} was ${refused.verdict}: ${JSON.stringify(refused.problem)}`)
  }
}
