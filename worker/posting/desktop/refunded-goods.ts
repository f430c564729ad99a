/**
 * The lines of a credit memo, by what its items do: one that counts stock puts the goods back on the
 * shelf, which is right only where the shop put them back.
 */
import type { RefundDocument, RefundLine } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import { findEntryByID } from '../known.ts'
import type { Context } from './customer.ts'
import { itemNeeded } from './item.ts'

const COUNTED_TYPES: readonly string[] = ['ItemInventory', 'ItemInventoryAssembly']

/** Empty where nothing is left to credit, neither money nor goods. */
export function creditedGoods(
  document: RefundDocument,
  context: Context,
): readonly RefundLine[] | Problem {
  const lines: RefundLine[] = []
  for (const line of document.lines) {
    if (!isCounted(line, context)) {
      lines.push(...(line.amountCents === 0 ? [] : [line]))
      continue
    }
    if (line.shelf === 'unclear' && line.quantity !== null) {
      const { refNumber } = document
      return problem('restock-unclear', { order: context.order, refNumber, item: line.item.name })
    }
    // Without a quantity QuickBooks would count one piece.
    if (line.shelf === 'restocked' && line.quantity !== null) {
      lines.push(line)
    } else if (line.amountCents !== 0) {
      lines.push({ ...line, item: document.noReturnItem })
    }
  }
  return lines
}

function isCounted({ item }: RefundLine, context: Context): boolean {
  const needed = itemNeeded(item, context)
  const entry = needed.kind === 'found' ? findEntryByID(context.known, 'item', needed.listID) : null
  return COUNTED_TYPES.includes(entry?.type ?? '')
}
