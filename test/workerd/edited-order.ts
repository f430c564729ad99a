/** One order that went out, and what the shop and people in QuickBooks do to it since. */
import { sessions } from '../../worker/db/schema.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import type { CompanyFile, SalesForm } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { isSalesForm } from '../../worker/practice/txns.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

export type Editable = WooOrder & {
  readonly status: string
  readonly total: string
  readonly line_items: readonly (Readonly<Record<string, unknown>> & {
    readonly quantity: number
  })[]
  readonly fee_lines: readonly unknown[]
  readonly billing: Readonly<Record<string, unknown>>
  readonly shipping: Readonly<Record<string, unknown>>
}

/** Two tees at 19.99 and shipping, 54.30 with tax, to be paid by bank transfer: an invoice. */
export const ON_ACCOUNT = CORPUS['guest-bacs-onhold'] as Editable
/** One tee and shipping, 32.58 with tax, paid by card: a sales receipt. */
export const PAID = CORPUS['stripe-like-paid'] as Editable

export type Scene = {
  readonly shop: TestShop
  readonly company: CompanyFile
  generation: number
  /** `InvoiceMod`, `TxnVoid` and the like, as they reached QuickBooks. */
  readonly writes: string[]
}

let shopsOpened = 0

export async function openScene(settings: Partial<Settings> = {}): Promise<Scene> {
  shopsOpened += 1
  const shop = await addShop(`changes-${shopsOpened}`, settings)
  return { shop, company: newCompany({ messageSetMemory: false }), generation: 0, writes: [] }
}

/** The shop says it, and the Web Connector runs. */
export async function post(scene: Scene, order: WooOrder, more: object = {}): Promise<void> {
  await deliver(scene, order, more)
  await run(scene)
}

/** The owner's “Send again”. */
export function push(scene: Scene, order: WooOrder): Promise<void> {
  return post(scene, order, { event: 'pushed' })
}

export async function deliver(scene: Scene, order: WooOrder, more: object = {}): Promise<void> {
  scene.generation += 1
  await send(scene.shop, [{ ...orderChange(order, scene.generation), ...more }])
}

export async function run({ shop, company, writes }: Scene, faults: Faults = {}) {
  return update(shop, company, {
    ...faults,
    onDocument: (index, xml) => {
      writes.push(...[...xml.matchAll(/<(\w+Mod|TxnVoid|TxnDel)Rq/g)].map(([, name = '']) => name))
      return faults.onDocument?.(index, xml) ?? null
    },
  })
}

/** The Web Connector that died is given up. */
export async function runAfterLease(scene: Scene): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  await run(scene)
}

export async function choose(
  { shop: { storeID } }: Scene,
  chosen: Partial<Settings>,
): Promise<void> {
  const { settings, version } = await readSettings(db, storeID)
  await writeTogether(db, [
    saveSettings(db, {
      storeID,
      version: version + 1,
      who: 'the owner',
      nowMs: 1,
      settings: { ...DEFAULT_SETTINGS, ...settings, ...chosen },
    }),
  ])
}

/** The one form there is, as QuickBooks has it now and will not have it later. */
export function standing(scene: Scene): SalesForm {
  return structuredClone(form(scene))
}

/** The one form there is, for a person to change. */
export function form({ company }: Scene): SalesForm {
  const [one, other] = company.books.txns.filter(isSalesForm)
  if (one === undefined || other !== undefined) {
    throw new Error(`${company.books.txns.length} transactions, and one form was expected`)
  }
  return one
}

export function totalOf({ subtotalCents, salesTaxCents }: SalesForm): number {
  return subtotalCents + salesTaxCents
}

export function centsOf({ total }: Editable): number {
  return Math.round(Number(total) * 100)
}

export async function lastOutcome({ shop }: Scene) {
  return (await send(shop, [])).outcomes.at(-1)
}

export function withFee(order: Editable, dollars = 2.5): Editable {
  const amount = dollars.toFixed(2)
  const fee = {
    id: 99,
    name: 'Gift wrap',
    tax_class: '',
    tax_status: 'none',
    amount,
    total: amount,
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
  }
  return { ...order, total: (Number(order.total) + dollars).toFixed(2), fee_lines: [fee] }
}

/** One more of the first product at no more money: a gift. */
export function withQuantity(order: Editable): Editable {
  const line_items = order.line_items.map((line, at) =>
    at === 0 ? { ...line, quantity: line.quantity + 1 } : line,
  )
  return { ...order, line_items }
}

export function withAddress(order: Editable): Editable {
  const moved = { address_1: '9 Side Rd', city: 'Oakland' }
  return { ...order, billing: { ...order.billing, ...moved } }
}

export function withNote(order: Editable, customer_note: string): Editable {
  return { ...order, customer_note }
}
