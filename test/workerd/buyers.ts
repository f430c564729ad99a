/** Orders of known buyers, and whose the documents are that came of them. */
import { readJournal } from '../../worker/journal/journal.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { CORPUS, db, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

export const LARRY = CORPUS['guest-cod-processing'] ?? { id: 0, number: '' }
export const GWEN = CORPUS['stripe-like-paid'] ?? { id: 0, number: '' }

/** The order once more, under another number, with other words about its buyer. */
export function another(order: WooOrder, number: number, changes: object = {}): WooOrder {
  return { ...order, id: number, number: String(number), ...changes }
}

export function billed(order: WooOrder, changes: object): object {
  return { billing: { ...(order.billing as object), ...changes } }
}

export function names(company: CompanyFile): readonly string[] {
  return listEntries(company, 'Customer').map(({ fullName }) => fullName)
}

/** Whose the documents are, by number. */
export function buyers(company: CompanyFile): Readonly<Record<string, string>> {
  const sales = [...salesReceipts(company), ...invoices(company)]
  return Object.fromEntries(sales.map(({ refNumber, customer }) => [refNumber, customer ?? '']))
}

export async function logged(shop: TestShop, event: string) {
  const entries = await readJournal(db, { storeID: shop.storeID, limit: 100 })
  return entries.filter((entry) => entry.event === event).map(({ detail }) => detail)
}

export async function problems(shop: TestShop): Promise<readonly (string | undefined)[]> {
  const { outcomes } = await send(shop, [])
  return outcomes.map(({ problem }) => problem?.code)
}
