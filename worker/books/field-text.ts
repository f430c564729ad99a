/** Texts of the owner's in which braces stand for what is on the order: `PO {meta:_po_number}`. */
import { FIELD_EXPECTED, fieldTexts, isField } from './order-field.ts'
import type { OrderView } from './order-field.ts'
import { textThat } from './setting-values.ts'

const PLACE = /\{([^{}]*)\}/g
/** Longer ones nobody writes. */
const LENGTH_MAX = 1_000

export const fieldText = textThat(
  `a text of at most ${LENGTH_MAX} characters, in which braces hold ${FIELD_EXPECTED}`,
  (text) =>
    text.length <= LENGTH_MAX &&
    [...text.matchAll(PLACE)].every(([, field = '']) => isField(field)),
)

/** As one line or as several, just as it stands on the order; empty when nothing is there. */
export function writtenText(text: string, view: OrderView): string {
  return text.replaceAll(PLACE, (_, field: string) => fieldTexts(field, view).join(', ')).trim()
}
