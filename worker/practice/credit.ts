/** Paying out what a customer has to his credit, on a card or by check. */
import { cents, formatCents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { isRefusal, refusal } from './answer.ts'
import type { Refusal } from './answer.ts'
import type { Applied, CompanyFile, Txn } from './books.ts'
import { notFound } from './list-add.ts'
import { appliedTotal, creditRemaining, txnByID, txnIDFrom } from './txns.ts'
import type { Macros } from './txns.ts'

/** Whose credit, and the receivables it stands in. */
export type Owner = { readonly customer: string | undefined; readonly account: string | undefined }

export type AskedCredit = {
  readonly TxnID: string | { readonly useMacro: string }
  /** Undefined for all that remains. */
  readonly amountCents: Cents | undefined
}

export type Payout = {
  readonly macros: Macros
  readonly owners: readonly Owner[]
  readonly asked: readonly AskedCredit[]
  /** Intuit's name for the amount, e.g. `RefundAppliedToTxnAdd refund amount`. */
  readonly amountName: string
}

/** One after the other, since two may come out of one credit. */
export function creditsPaidOut(
  company: CompanyFile,
  { macros, owners, asked, amountName }: Payout,
): readonly Applied[] | Refusal {
  const applied: Applied[] = []
  for (const one of asked) {
    const TxnID = txnIDFrom(macros, one.TxnID)
    if (isRefusal(TxnID)) {
      return TxnID
    }
    const credit = txnByID(company, TxnID)
    if (credit === null || !isCreditOf(credit, owners)) {
      return notFound(TxnID)
    }
    const here = applied.filter((part) => part.TxnID === TxnID)
    const remainingCents = cents(creditRemaining(credit) - appliedTotal(here))
    const amountCents = one.amountCents ?? remainingCents
    const refused = refusedAmount(amountName, { amountCents, remainingCents })
    if (refused !== null) {
      return refused
    }
    applied.push({ TxnID, amountCents })
  }
  return applied
}

function isCreditOf(credit: Txn, owners: readonly Owner[]): boolean {
  const isCredit = credit.kind === 'CreditMemo' || credit.kind === 'ReceivePayment'
  const { CustomerRef, ARAccountRef } = credit.refs
  return (
    isCredit &&
    owners.some(({ customer, account }) => customer === CustomerRef && account === ARAccountRef)
  )
}

/** Info, though refused, as a real QuickBooks said when more was paid than was due. */
function refusedAmount(
  amountName: string,
  { amountCents, remainingCents }: { readonly amountCents: Cents; readonly remainingCents: Cents },
): Refusal | null {
  if (amountCents > ZERO && amountCents <= remainingCents) {
    return null
  }
  const reason =
    amountCents <= ZERO
      ? 'Transaction amount must be positive.'
      : 'You cannot refund more than the credit remaining.'
  const said = `The "${amountName}" field has an invalid value "${formatCents(amountCents)}".`
  const refused = refusal(3210, `${said}  QuickBooks error message: ${reason}`)
  return { ...refused, statusSeverity: 'Info' }
}
