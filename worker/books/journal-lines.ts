/**
 * The debit and credit lines that a document makes in the general ledger, as QuickBooks books its
 * forms. Cost of goods sold is none of them: QuickBooks takes it from its own average cost.
 */
import { cents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { DocumentKind } from './document.ts'

export type JournalLine = {
  /** Full name; in brackets where it is not known which one that is. */
  readonly account: string
  /** What the amount is for: items, a tax agency, or the document itself. */
  readonly of: readonly string[]
  readonly debitCents: Cents
  readonly creditCents: Cents
}

/** A part of a document with the account it is booked to. */
export type BookedPart = {
  readonly account: string
  readonly of: string
  readonly amountCents: Cents
}

export type BookedDocument = {
  readonly kind: DocumentKind
  readonly totalCents: Cents
  /** Where money comes in or leaves, on forms that move any. */
  readonly moneyAccount: string
  readonly receivablesAccount: string
  readonly taxAccount: string
  /** What was sold or credited, net of tax, to each line's own account. */
  readonly lines: readonly BookedPart[]
  readonly taxes: readonly AgencyTax[]
}

export type AgencyTax = { readonly agency: string; readonly amountCents: Cents }

type Side = 'debit' | 'credit'

/** The side of the money or the receivables, and that of what was sold; null posts nothing. */
const BOOKED: Readonly<
  Record<
    DocumentKind,
    { readonly against: 'money' | 'receivables'; readonly side: Side; readonly by: By } | null
  >
> = {
  SalesReceipt: { against: 'money', side: 'debit', by: 'lines' },
  Invoice: { against: 'receivables', side: 'debit', by: 'lines' },
  CreditMemo: { against: 'receivables', side: 'credit', by: 'lines' },
  ReceivePayment: { against: 'money', side: 'debit', by: 'receivables' },
  ARRefundCreditCard: { against: 'money', side: 'credit', by: 'receivables' },
  Check: { against: 'money', side: 'credit', by: 'receivables' },
  Deposit: { against: 'money', side: 'debit', by: 'lines' },
  SalesOrder: null,
  Estimate: null,
}

/** What stands on the other side. */
type By = 'lines' | 'receivables'

/** Balanced to the cent; empty for a form that posts nothing. Throws when the parts miss the total. */
export function journalLines(document: BookedDocument): readonly JournalLine[] {
  const booked = BOOKED[document.kind]
  if (booked === null) {
    return []
  }
  const { totalCents, moneyAccount, receivablesAccount } = document
  const account = booked.against === 'money' ? moneyAccount : receivablesAccount
  const own = lineOn(booked.side, { account, of: [document.kind], amountCents: totalCents })
  const others = otherParts(document, booked.by).map((part) => lineOn(opposite(booked.side), part))
  const lines = [own, ...others].filter(
    ({ debitCents, creditCents }) => debitCents !== 0 || creditCents !== 0,
  )
  const debits = sum(lines.map(({ debitCents }) => debitCents))
  const credits = sum(lines.map(({ creditCents }) => creditCents))
  if (debits !== credits) {
    throw new Error(`${document.kind}: debits of ${debits} cents and credits of ${credits}`)
  }
  return lines
}

type Part = {
  readonly account: string
  readonly of: readonly string[]
  readonly amountCents: Cents
}

function otherParts(document: BookedDocument, by: By): readonly Part[] {
  if (by === 'receivables') {
    const { receivablesAccount: account, totalCents: amountCents } = document
    return [{ account, of: [document.kind], amountCents }]
  }
  const taxes = document.taxes.map(({ agency, amountCents }) => ({
    account: document.taxAccount,
    of: [agency],
    amountCents,
  }))
  return [...byAccount(document.lines), ...taxes]
}

/** One line an account, as a ledger shows a form; each with what it is made of. */
function byAccount(parts: readonly BookedPart[]): readonly Part[] {
  return [...Map.groupBy(parts, ({ account }) => account)].map(([account, group]) => ({
    account,
    of: [...new Set(group.map(({ of }) => of))],
    amountCents: sum(group.map(({ amountCents }) => amountCents)),
  }))
}

/** An amount below zero stands on the other side. */
function lineOn(side: Side, { account, of, amountCents }: Part): JournalLine {
  const isDebit = (side === 'debit') === amountCents >= 0
  const magnitude = cents(Math.abs(amountCents))
  return {
    account,
    of,
    debitCents: isDebit ? magnitude : ZERO,
    creditCents: isDebit ? ZERO : magnitude,
  }
}

function opposite(side: Side): Side {
  return side === 'debit' ? 'credit' : 'debit'
}
