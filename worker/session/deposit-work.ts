/** The deposit of an order's money, which it can only take where the money waits for it. */
import type { SaleDocument } from '../books/document.ts'
import { mappedGateway } from '../books/gateway-mapping.ts'
import { isProblem } from '../books/problems.ts'
import { findLink } from '../posting/known.ts'
import type { Known } from '../posting/known.ts'
import { readSent } from '../posting/sent-document.ts'
import type { Books, OrderWork, Workload } from './workload.ts'

/** The settings that decide whether an order's money waits for a deposit. */
export function moneyVersions(work: Workload, known: Known): readonly number[] {
  if (work.kind !== 'order' || isProblem(work.sale) || work.sale.deposit === null) {
    return []
  }
  const { subject } = work.job
  return (['sale', 'payment'] as const).flatMap((role) => {
    const link = findLink(known, subject, role)
    return (link && readSent(link)?.settingsVersion) ?? []
  })
}

/**
 * Money that went to the bank before its owner booked fees is there already; what is sent from now
 * on waits in Undeposited Funds.
 */
export function withItsDeposit(
  sale: SaleDocument,
  {
    work,
    books,
    known,
  }: { readonly work: OrderWork; readonly books: Books; readonly known: Known },
): SaleDocument {
  const { job, order } = work
  const role = sale.kind === 'SalesReceipt' ? 'sale' : 'payment'
  const money = findLink(known, job.subject, role)
  const sent = money === null || money.isDeleted ? null : readSent(money)
  const settings = sent === null ? null : books.earlierSettings.get(sent.settingsVersion)
  // As of today where it was not sent yet, or was under the settings of today.
  const { mapping } = settings ?? books.settings
  const isWaiting = (mappedGateway(mapping.gateways, order)?.feeAccountName ?? null) !== null
  return isWaiting ? sale : { ...sale, deposit: null, leftToDo: null }
}
