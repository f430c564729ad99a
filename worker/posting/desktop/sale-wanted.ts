/** An order's sale, and the payment that belongs to it where the sale is not its own receipt. */
import { plainFingerprint } from '../../books/fingerprint.ts'
import type { PaymentDocument, SaleDocument } from '../../books/document.ts'
import { isUnposted } from '../../books/sale-form.ts'
import type { Context } from './customer.ts'
import { depositWanted } from './deposit-wanted.ts'
import { paymentRequest } from './payment.ts'
import { referencesOf, saleNeeds, SALE_NEEDS } from './sale-needs.ts'
import { saleRequest } from './sale-request.ts'
import type { Wanted } from './wanted.ts'

export function saleWanted(document: SaleDocument, context: Context): readonly Wanted[] {
  const needs = saleNeeds(document, context)
  const all = SALE_NEEDS.flatMap((part) => needs[part])
  const { salesTax, company } = context.known
  const sale: Wanted = {
    role: 'sale',
    documentKind: document.kind,
    refNumber: document.refNumber,
    txnDate: document.txnDate,
    totalCents: document.totalCents,
    fingerprint: document.fingerprint,
    losses: document.losses,
    appliedTo: null,
    waitsFor: null,
    needs: all,
    request: ({ marked, macro }) =>
      saleRequest(document, {
        references: referencesOf(needs),
        salesTax,
        edition: company.edition,
        marked,
        macro: document.payments.length === 0 && document.deposit === null ? undefined : macro,
      }),
  }
  const payments = document.payments.map((payment) =>
    paymentWanted(document, { payment, needs, all }),
  )
  const { deposit } = document
  const [payment] = payments
  const of = payment?.role ?? 'sale'
  return deposit === null
    ? [sale, ...payments]
    : [sale, ...payments, depositWanted(deposit, { of, needs: all, context })]
}

function paymentWanted(
  document: SaleDocument,
  {
    payment,
    needs,
    all,
  }: {
    readonly payment: PaymentDocument
    readonly needs: ReturnType<typeof saleNeeds>
    readonly all: Wanted['needs']
  },
): Wanted {
  const { part, refNumber, txnDate, totalCents } = payment
  return {
    role: part === null ? 'payment' : `payment:${part}`,
    documentKind: 'ReceivePayment',
    refNumber,
    txnDate,
    totalCents,
    fingerprint: plainFingerprint(String(totalCents)),
    losses: [],
    // What does not post has no balance that a payment could lower: the money is a credit beside it.
    appliedTo: isUnposted(document.kind) ? null : 'sale',
    waitsFor: isUnposted(document.kind) ? 'sale' : null,
    needs: all,
    request: ({ marked, macro, appliedTo: invoice }) =>
      paymentRequest(payment, {
        references: { ...referencesOf(needs), invoice },
        marked,
        macro: document.deposit === null ? undefined : macro,
      }),
  }
}
