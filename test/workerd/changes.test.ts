/** What the shop changes after an order went out, from its door to the books. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

/** Unpaid, so it becomes an invoice: two mugs at 19.90, shipping and tax. */
const ON_ACCOUNT = CORPUS['guest-bacs-onhold'] as Editable
const PAID = CORPUS['stripe-like-paid'] as Editable

type Line = {
  readonly id: number
  readonly quantity: number
  readonly total: string
  readonly subtotal: string
  readonly [field: string]: unknown
}
type Editable = WooOrder & {
  readonly total: string
  readonly line_items: readonly Line[]
  readonly fee_lines: readonly unknown[]
  readonly billing: Readonly<Record<string, unknown>>
}

let shop: TestShop
let company: CompanyFile
let generation: number

beforeEach(async () => {
  shop = await addShop('changes')
  company = newCompany({ messageSetMemory: false })
  generation = 0
})

describe.each([
  ['an invoice', ON_ACCOUNT],
  ['a sales receipt', PAID],
])('%s whose order is edited', (_, order) => {
  test.each([
    ['a line is added', withFee(order), [...linesOf(order), 250]],
    ['a quantity is changed', withQuantity(order), null],
    ['a line is removed', withoutFee(order), linesOf(order)],
  ])('%s: one Mod of the same document', async (what, edited, _lines) => {
    const first = what === 'a line is removed' ? withFee(order) : order
    await post(first)
    const before = standing()
    const sets = countMods()
    await post(edited, sets.faults)
    const after = standing()
    expect(after.TxnID).toBe(before.TxnID)
    expect(after.totalCents).toBe(centsOf(edited))
    expect(sets.mods()).toBe(1)
    expect(await lastOutcome()).toMatchObject({
      state: 'posted',
      documents: [{ txnID: before.TxnID }],
    })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })
})

function post(order: WooOrder, faults: Faults = {}) {
  generation += 1
  return send(shop, [orderChange(order, generation)]).then(() => update(shop, company, faults))
}

function standing(): SalesFormView {
  const [form, other] = [...invoices(company), ...salesReceipts(company)]
  expect(other).toBeUndefined()
  if (form === undefined) {
    throw new Error('nothing stands')
  }
  return form
}

function countMods() {
  let count = 0
  return {
    faults: {
      onDocument: (_: number, xml: string) => {
        count += [...xml.matchAll(/<(?:Invoice|SalesReceipt|CreditMemo)ModRq/g)].length
        return null
      },
    } satisfies Faults,
    mods: () => count,
  }
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}

function withFee(order: Editable): Editable {
  const fee = {
    id: 99,
    name: 'Gift wrap',
    tax_class: '',
    tax_status: 'none',
    amount: '2.50',
    total: '2.50',
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
  }
  return { ...order, total: plus(order.total, 250), fee_lines: [fee] }
}

function withoutFee(order: Editable): Editable {
  return order
}

/** One more of the first product, at no more money: a gift. */
function withQuantity(order: Editable): Editable {
  const [first, ...others] = order.line_items
  return first === undefined
    ? order
    : { ...order, line_items: [{ ...first, quantity: first.quantity + 1 }, ...others] }
}

function linesOf(order: Editable): readonly number[] {
  return order.line_items.map(({ total }) => Math.round(Number(total) * 100))
}

function plus(amount: string, cents: number): string {
  return (Number(amount) + cents / 100).toFixed(2)
}

function centsOf({ total }: Editable): number {
  return Math.round(Number(total) * 100)
}
