/**
 * What a store's sales may stand as. QuickBooks numbers each form by itself, and a QuickBooks Pro has
 * no sales orders: so the forms that do not post are asked only where the store ever had a way to
 * make one. What it has sent is remembered before the set leaves, since settings change.
 */
import { chosenKinds } from '../books/sale-form.ts'
import type { SaleKind } from '../books/document.ts'
import type { Settings } from '../books/settings.ts'
import { SALE_KINDS } from '../posting/doubted.ts'
import type { CarriedOver } from './carried-over.ts'

/** Asked always, as before there were others. */
const POSTED_KINDS: readonly SaleKind[] = ['SalesReceipt', 'Invoice']

/** After a backup was restored nobody knows what the store has sent: every form is looked at. */
export function possibleKinds(
  settings: Settings,
  { saleKinds, inDoubtFromMs }: Pick<CarriedOver, 'saleKinds' | 'inDoubtFromMs'>,
): readonly SaleKind[] {
  const possible = new Set([...POSTED_KINDS, ...chosenKinds(settings), ...saleKinds])
  return SALE_KINDS.filter((kind) => inDoubtFromMs !== null || possible.has(kind))
}

/** Null when all of them are remembered. */
export function withSaleKinds<T extends Pick<CarriedOver, 'saleKinds'>>(
  carriedOver: T,
  kinds: readonly string[],
): T | null {
  const { saleKinds } = carriedOver
  const news = SALE_KINDS.filter((kind) => kinds.includes(kind) && !saleKinds.includes(kind))
  return news.length === 0 ? null : { ...carriedOver, saleKinds: [...saleKinds, ...news] }
}
