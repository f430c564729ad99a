/** An order's sale, and the payment that belongs to it where the sale is not its own receipt. */
import { plainFingerprint } from '../../books/fingerprint.ts'
import type { PaymentDocument, SaleDocument } from '../../books/document.ts'
import { isUnposted } from '../../books/sale-form.ts'
import type { Context } from './customer.ts'
import { depositWanted } from './deposit-wanted.ts'
import { openDay } from './open-day.ts'
import { paymentRequest } from './payment.ts'
import { referencesOf, saleNeeds, SALE_NEEDS } from './sale-needs.ts'
import { saleRequest } from './sale-request.ts'
import type { Wanted } from './wanted.ts'

export function saleWanted(sold: SaleDocument, context: Context): readonly Wanted[] {
  const day = openDay(sold.txnDate, context)
  const document = { ...sold, txnDate: day.txnDate }
  const needs = saleNeeds(document, context)
  const all = SALE_NEEDS.flatMap((part) => needs[part])
  const { salesTax, company } = context.known
  const { payments: received, deposit, head } = document
  const { customFields } = head
  const isNamed = received.length > 0 || deposit !== null || customFields.length > 0
  const sale: Wanted = {
    role: 'sale',
    documentKind: document.kind,
    refNumber: document.refNumber,
    isNumbered: document.isNumbered,
    ...day,
    totalCents: document.totalCents,
    fingerprint: document.fingerprint,
    losses: document.losses,
    customFields,
    appliedTo: null,
    waitsFor: null,
    needs: all,
    request: ({ marked, macro }) =>
      saleRequest(document, {
        references: referencesOf(needs),
        salesTax,
        edition: company.edition,
        marked,
        macro: isNamed ? macro : undefined,
      }),
  }
  const payments = received.map((payment) =>
    paymentWanted(document, { payment, needs, all, context }),
  )
  const [payment] = payments
  const of = payment?.role ?? 'sale'
  return deposit === null
    ? [sale, ...payments]
    : [
        sale,
        ...payments,
        depositWanted(deposit, { of, currency: document.currency, needs: all, context }),
      ]
}

function paymentWanted(
  document: SaleDocument,
  {
    payment: received,
    needs,
    all,
    context,
  }: {
    readonly payment: PaymentDocument
    readonly context: Context
    readonly needs: ReturnType<typeof saleNeeds>
    readonly all: Wanted['needs']
  },
): Wanted {
  const day = openDay(received.txnDate, context)
  const payment = { ...received, txnDate: day.txnDate }
  const { part, refNumber, totalCents } = payment
  return {
    role: part === null ? 'payment' : `payment:${part}`,
    documentKind: 'ReceivePayment',
    refNumber,
    isNumbered: true,
    ...day,
    totalCents,
    fingerprint: plainFingerprint(String(totalCents)),
    losses: [],
    customFields: [],
    // What does not post has no balance that a payment could lower: the money is a credit beside it.
    appliedTo: isUnposted(document) ? null : 'sale',
    waitsFor: isUnposted(document) ? 'sale' : null,
    needs: all,
    request: ({ marked, macro, appliedTo: invoice }) =>
      paymentRequest(payment, {
        references: { ...referencesOf(needs), invoice },
        exchangeRate: document.currency?.exchangeRate ?? null,
        marked,
        macro: document.deposit === null ? undefined : macro,
      }),
  }
}
