/** The cells of the matrix: what an order becomes, how its tax goes, and into whose QuickBooks. */
import type { Settings } from '../../worker/books/settings.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { NOW_MS } from './shop-in-memory.ts'

export const FORMS = ['invoice', 'sales-receipt', 'sales-order'] as const
export const TAXES = ['native', 'exact'] as const
export const EDITIONS = ['US', 'CA', 'UK'] as const

export const KINDS = {
  invoice: 'Invoice',
  'sales-receipt': 'SalesReceipt',
  'sales-order': 'SalesOrder',
} as const satisfies Record<Cell['form'], string>

export type Cell = {
  readonly form: (typeof FORMS)[number]
  /** Computed by QuickBooks wherever that comes to the shop's tax, or always in lines. */
  readonly tax: (typeof TAXES)[number]
  readonly edition: (typeof EDITIONS)[number]
}

export const CELLS: readonly Cell[] = EDITIONS.flatMap((edition) =>
  FORMS.flatMap((form) => TAXES.map((tax) => ({ form, tax, edition }))),
)

export function cellName({ form, tax, edition }: Cell): string {
  return `${edition}, ${form}, ${tax}`
}

export function settingsOf({ form, tax }: Cell): Partial<Settings> {
  return {
    // A shop's bookkeeper takes on what was paid and given back before the connection, too.
    orderStatuses: ['processing', 'completed', 'on-hold', 'refunded'],
    taxStyle: tax === 'exact' ? 'exact' : 'native-when-equal',
    // Whatever an order is, it becomes this one form.
    documentRules: [{ when: [], becomes: form, set: {} }],
  }
}

export function companyOf({ edition }: Cell): CompanyFile {
  return createCompanyFile({
    edition,
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
  })
}
