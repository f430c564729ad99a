/** The forms a sale can become, by the words that settings have for them. */
import type { SaleKind } from './document.ts'
import type { HeadFields } from './head-fields.ts'
import type { Settings } from './settings.ts'

export const SALE_FORMS = {
  'sales-receipt': 'SalesReceipt',
  invoice: 'Invoice',
  'sales-order': 'SalesOrder',
  estimate: 'Estimate',
} as const satisfies Readonly<Record<string, SaleKind>>
export type SaleForm = keyof typeof SALE_FORMS

/** A paid order is an invoice only together with its payment. */
export const PAID_FORMS = {
  'sales-receipt': 'SalesReceipt',
  'invoice-with-payment': 'Invoice',
  'sales-order': 'SalesOrder',
  estimate: 'Estimate',
} as const satisfies Readonly<Record<string, SaleKind>>

/** Without money there is nothing to receipt. */
export const UNPAID_FORMS = ['invoice', 'sales-order', 'estimate'] as const satisfies SaleForm[]

/** The settings' word for a kind. */
export function formOf(kind: SaleKind): SaleForm {
  return FORM_OF[kind]
}

const FORM_OF: Readonly<Record<SaleKind, SaleForm>> = {
  SalesReceipt: 'sales-receipt',
  Invoice: 'invoice',
  SalesOrder: 'sales-order',
  Estimate: 'estimate',
}

/** Whether it posts nothing by itself, also as an invoice or a receipt that is pending. */
export function isUnposted({
  kind,
  head,
}: {
  readonly kind: SaleKind
  readonly head: Pick<HeadFields, 'isPending'>
}): boolean {
  return kind === 'SalesOrder' || kind === 'Estimate' || head.isPending === true
}

/** What an order can become by these settings. */
export function chosenKinds(
  settings: Pick<Settings, 'paidOrders' | 'unpaidOrders' | 'documentRules'>,
): readonly SaleKind[] {
  const { paidOrders, unpaidOrders, documentRules } = settings
  const byRule = documentRules.flatMap(({ becomes }) =>
    becomes === null || becomes === 'as-usual' || becomes === 'hold' ? [] : [SALE_FORMS[becomes]],
  )
  return [PAID_FORMS[paidOrders], SALE_FORMS[unpaidOrders], ...byRule]
}
