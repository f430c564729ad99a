/** The Adds of an order: its sale, and behind it in the same set the payment for it. */
import type { PaymentDocument } from '../../books/document.ts'
import { documentFingerprint } from '../../books/fingerprint.ts'
import type { DocumentRole } from '../doubted.ts'
import { findLink } from '../known.ts'
import type { Link } from '../known.ts'
import { carriedFor } from '../plan.ts'
import type { JobAtHand } from '../plan.ts'
import type { AddDocument, PlannedRequest } from '../purpose.ts'
import { deletedTxn } from './deleted-txn.ts'
import { paymentRequest } from './payment.ts'
import type { Sale } from './sale.ts'
import { referencesOf } from './sale-needs.ts'
import type { SaleNeeds } from './sale-needs.ts'
import { saleRequest } from './sale-request.ts'

export type SaleToAdd = Sale & {
  readonly needs: SaleNeeds
  readonly alsoLink: readonly Link[]
}

/** Only what does not stand yet. */
export function addDocuments(job: JobAtHand, sale: SaleToAdd): readonly PlannedRequest[] {
  const { payment } = sale.document
  const standing = findLink(sale.context.known, job.subject, 'sale')
  const isSaleStanding = standing !== null && !standing.isDeleted
  // Macros live as long as their set: a job's ID is unique in it.
  const macro = `TxnID:J${job.jobID}`
  const adds = isSaleStanding ? [] : [addSale(job, { ...sale, macro })]
  const invoice = isSaleStanding ? standing.quickBooksID : { useMacro: macro }
  return payment === null ? adds : [...adds, addPayment(job, { ...sale, payment, invoice })]
}

function addSale(job: JobAtHand, sale: SaleToAdd & { readonly macro: string }): PlannedRequest {
  const { document, context } = sale
  const { storeID, salesTax } = context.known
  const posting = postingOf(job, sale, 'sale')
  return {
    key: `sale ${job.subject}`,
    purpose: {
      ...commonPurpose(job, sale),
      role: 'sale',
      documentKind: document.kind,
      totalCents: document.totalCents,
      txnDate: document.txnDate,
      posting,
    },
    request: saleRequest(document, {
      references: referencesOf(sale.needs),
      salesTax,
      marked: { storeID, subject: job.subject, role: 'sale', posting },
      macro: document.payment === null ? undefined : sale.macro,
    }),
  }
}

function addPayment(
  job: JobAtHand,
  sale: SaleToAdd & {
    readonly payment: PaymentDocument
    readonly invoice: string | { readonly useMacro: string }
  },
): PlannedRequest {
  const { payment, context, invoice } = sale
  const references = referencesOf(sale.needs)
  const posting = postingOf(job, sale, 'payment')
  return {
    key: `payment ${job.subject}`,
    purpose: {
      ...commonPurpose(job, sale),
      role: 'payment',
      documentKind: 'ReceivePayment',
      totalCents: payment.totalCents,
      txnDate: payment.txnDate,
      posting,
    },
    request: paymentRequest(payment, {
      references: { ...references, invoice },
      marked: { storeID: context.known.storeID, subject: job.subject, role: 'payment', posting },
    }),
  }
}

function commonPurpose(job: JobAtHand, sale: SaleToAdd) {
  const { document, context, needs, alsoLink, leftToDo } = sale
  return {
    kind: 'add-document',
    ...carriedFor(job),
    refNumber: document.refNumber,
    fingerprint: documentFingerprint(document),
    customerListID: referencesOf(needs).customerListID,
    order: context.order,
    alsoLink,
    leftToDo,
    losses: document.losses,
  } as const satisfies Partial<AddDocument>
}

/** One more than what a person deleted; the number never rises by itself. */
function postingOf(job: JobAtHand, { context, document }: Sale, role: DocumentRole): number {
  const link = findLink(context.known, job.subject, role)
  if (link !== null) {
    return link.isDeleted ? link.posting + 1 : link.posting
  }
  return role === 'sale' && deletedTxn(context.known, document) !== null ? 2 : 1
}
