import type { SaleDocument } from '../../worker/books/document.ts'

/** Lines and tax together, in cents, by plain addition. */
export function sumOf({ lines, tax }: Pick<SaleDocument, 'lines' | 'tax'>): number {
  const sold = lines.reduce((sum, line) => sum + line.amountCents, 0)
  switch (tax.kind) {
    case 'none':
      return sold
    case 'native':
    case 'by-code':
      return sold + tax.taxCents
    case 'exact':
      return tax.lines.reduce((sum, line) => sum + line.amountCents, sold)
  }
}
