/** What the made problems of documents share: the shop's words, and a bookkeeper's hand. */
import { expect } from 'vitest'
import { cents } from '../../../worker/money/cents.ts'
import type { Form } from '../../../worker/practice/books.ts'
import type { Faults, QuickBooksFault } from '../../../worker/practice/faults.ts'
import { invoices, salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterSale } from '../../../worker/practice/person.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { update } from '../office.ts'
import { orderChange, send } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { codesNow, saleTotals } from './scene.ts'
import type { Scene } from './scene.ts'

let generation = 1

export type Said = {
  readonly event?: string
  readonly refunds?: readonly unknown[]
  readonly faults?: Faults
}

/** The shop says what became of an order, and the Web Connector comes. */
export async function deliver(
  { shop, company }: Scene,
  order: WooOrder,
  { faults = {}, ...said }: Said = {},
): Promise<void> {
  generation += 1
  await send(shop, [{ ...orderChange(order, generation), ...said }])
  await update(shop, company, faults)
}

/** QuickBooks goes down, with the sale in its books as a rule, before it could say so. */
export function loseAnswer(
  scene: Scene,
  fault: QuickBooksFault = 'dies-after-processing',
): Promise<void> {
  return deliver(scene, ORDER, {
    faults: { onDocument: (_, xml) => (xml.includes('SalesReceiptAddRq') ? fault : null) },
  })
}

/** The one sale that stands. */
export function onlySale({ company }: Scene) {
  const [sale, other] = [...salesReceipts(company), ...invoices(company)]
  if (sale === undefined || other !== undefined) {
    throw new Error(`one sale was expected`)
  }
  return sale
}

/** A form of the order's number, day and total that somebody typed in. */
export function enterByHandAs(
  { company }: Pick<Scene, 'company'>,
  entered: Partial<Parameters<typeof enterSale>[1]> = {},
): Form {
  return enterSale(company, {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber: ORDER.number,
    txnDate: '2026-08-05',
    totalCents: cents(TOTAL_CENTS),
    memo: '',
    ...entered,
  })
}

/** Nothing is held, these sales stand, and a later update finds nothing to do. */
export async function isAtRest(scene: Scene, totals: readonly number[]): Promise<void> {
  const { shop, company } = scene
  await update(shop, company)
  expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], totals])
  const { outcome } = await update(shop, company)
  expect([outcome, saleTotals(scene)]).toEqual(['nothing-to-do', totals])
}
