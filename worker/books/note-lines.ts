/** Lines without an amount at the end of a document: the buyer's note, and meta data by choice. */
import type { Order } from '../woo/order.ts'
import type { TextLoss } from './document.ts'
import { fittedDescription } from './line-description.ts'
import { orderMetaLines } from './line-meta.ts'
import type { Settings } from './settings.ts'

export type Notes = {
  readonly noteLines: readonly string[]
  readonly losses: readonly TextLoss[]
}

export function notesOf(order: Order, { lines }: Pick<Settings, 'lines'>): Notes {
  const note = lines.customerNote === 'line' ? [order.customerNote] : []
  const fitted = [
    ...note.map((text) => fittedDescription('customer_note', text)),
    ...orderMetaLines(order, lines.orderMeta).map((text) => fittedDescription('meta_data', text)),
  ].filter(({ text }) => text !== '')
  return {
    noteLines: fitted.map(({ text }) => text),
    losses: fitted.flatMap(({ losses }) => losses),
  }
}

/** The buyer's note where it belongs into the memo; empty where it does not. */
export function memoNote({ customerNote }: Order, { lines }: Pick<Settings, 'lines'>): string {
  return lines.customerNote === 'memo' ? customerNote.trim() : ''
}
