/** One document of an order for an owner to look at: its fields, its lines, what it books. */
import type { FieldRule, RuleSource } from '../books/field-rules.ts'
import { fieldRules } from '../books/field-rules.ts'
import type {
  DepositDocument,
  DocumentKind,
  PaymentDocument,
  RefundDocument,
  SaleDocument,
  SaleLine,
  SaleTax,
  TextLoss,
} from '../books/document.ts'
import { journalLines } from '../books/journal-lines.ts'
import type { BookedPart, JournalLine } from '../books/journal-lines.ts'
import { HEAD_RULES, withShownHead } from '../books/head-field-rules.ts'
import { isProblem } from '../books/problems.ts'
import { REFUND_RULES } from '../books/refund-field-rules.ts'
import { DEPOSIT_RULES, PAYMENT_RULES, SALE_RULES } from '../books/sale-field-rules.ts'
import { taxByAgency, taxByItem } from '../books/tax-by-agency.ts'
import type { TaxOfItem } from '../books/tax-by-agency.ts'
import { cents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Context } from './desktop/customer.ts'
import { lineItem } from './desktop/line-item.ts'
import { creditedGoods } from './desktop/refunded-goods.ts'
import { withTaxThatCanBe } from './desktop/tax-group.ts'
import type { OrderInBooks, Wanted } from './desktop/wanted.ts'
import type { DocumentRole } from './doubted.ts'
import { salesTaxPayable, undepositedFunds, usualReceivables } from './form-accounts.ts'
import { findLink } from './known.ts'
import type { Known } from './known.ts'

export type DocumentPreview = {
  readonly role: DocumentRole
  readonly kind: DocumentKind
  readonly refNumber: string
  /** `yyyy-mm-dd`. */
  readonly txnDate: string
  readonly totalCents: Cents
  /** Each with the rule that decided it. */
  readonly fields: readonly FieldRule[]
  readonly lines: readonly LinePreview[]
  /** Balanced; empty for a form that posts nothing. */
  readonly journal: readonly JournalLine[]
  readonly taxes: readonly TaxOfItem[]
  readonly losses: readonly TextLoss[]
  /** What stands in QuickBooks for it already. */
  readonly standing: Standing | null
  /** `later`: when the document that it waits for stands. */
  readonly sent: 'now' | 'later' | 'not'
}

export type Standing = {
  readonly kind: string
  readonly refNumber: string
  readonly txnID: string
  readonly isDeleted: boolean
}

export type LinePreview = {
  /** The item's name in QuickBooks, or as it will be made. */
  readonly item: string
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: Cents
  /** Whether QuickBooks' own tax computation covers it. */
  readonly isTaxable: boolean
  /** In the editions whose lines name their tax. */
  readonly taxCode: string | null
  readonly className: string | null
  /** Full name; in brackets where QuickBooks has the item and its account was not read. */
  readonly account: string
}

export type Previewing = {
  readonly order: OrderInBooks
  /** Those that can be made. */
  readonly refunds: readonly RefundDocument[]
  readonly source: RuleSource
  readonly subject: string
}

export function documentPreview(
  wanted: Wanted,
  previewing: Previewing,
): Omit<DocumentPreview, 'sent'> {
  const { context } = previewing.order
  const { known } = context
  const { role, documentKind: kind, refNumber, txnDate, totalCents, losses } = wanted
  const form = formOf(wanted, previewing)
  const lines = form.lines.map((line) => linePreview(line, context))
  return {
    role,
    kind,
    refNumber,
    txnDate,
    totalCents,
    fields: form.fields,
    lines,
    journal: journalLines({
      kind,
      totalCents,
      moneyAccount: form.moneyAccount ?? undepositedFunds(known),
      receivablesAccount: form.receivablesAccount ?? usualReceivables(known),
      taxAccount: salesTaxPayable(known),
      lines: [
        ...lines.map(({ account, item: of, amountCents }) => ({ account, of, amountCents })),
        ...form.others,
      ],
      taxes: taxByAgency(form.tax),
    }),
    taxes: taxByItem(form.tax),
    losses,
    standing: standingOf(wanted, previewing),
  }
}

type Form = {
  readonly fields: readonly FieldRule[]
  readonly lines: readonly SaleLine[]
  readonly tax: SaleTax
  /** What stands on the other side beside the lines of items. */
  readonly others: readonly BookedPart[]
  /** Null: Undeposited Funds. */
  readonly moneyAccount: string | null
  /** Null: QuickBooks' own choice. */
  readonly receivablesAccount: string | null
}

/** The books' document behind what is wanted. */
function formOf({ role }: Wanted, { order, refunds, source }: Previewing): Form {
  const { sale } = order
  const [family = '', id = ''] = role.split(':')
  const refund = refunds.find(({ refundID }) => String(refundID) === id)
  if (refund !== undefined) {
    return family === 'refund'
      ? creditForm(asCredited(refund, order.context), source)
      : settlementForm(refund, source)
  }
  if (family === 'deposit' && sale.deposit !== null) {
    return depositForm(sale.deposit, { source, known: order.context.known })
  }
  const payment = sale.payments.find(({ part }) => String(part ?? '') === id)
  return family === 'payment' && payment !== undefined
    ? paymentForm(payment, source)
    : saleForm(withTaxThatCanBe(sale, order.context), source)
}

const NO_LINES = { lines: [], tax: { kind: 'none', zeroRateItem: null }, others: [] } as const

function saleForm(sale: SaleDocument, source: RuleSource): Form {
  return {
    fields: fieldRules(withShownHead(sale), { ...SALE_RULES, ...HEAD_RULES }, source),
    lines: sale.lines,
    tax: sale.tax,
    others: [],
    moneyAccount: sale.depositAccountName,
    receivablesAccount: sale.receivablesAccountName,
  }
}

function paymentForm(payment: PaymentDocument, source: RuleSource): Form {
  return {
    ...NO_LINES,
    fields: fieldRules(payment, PAYMENT_RULES, source),
    moneyAccount: payment.depositAccountName,
    receivablesAccount: payment.receivablesAccountName,
  }
}

/** What waited in Undeposited Funds goes to the bank; what the gateway kept is an expense. */
function depositForm(
  deposit: DepositDocument,
  { source, known }: { readonly source: RuleSource; readonly known: Known },
): Form {
  const { totalCents, feeCents, feeAccountName, depositAccountName } = deposit
  return {
    ...NO_LINES,
    fields: fieldRules(deposit, DEPOSIT_RULES, source),
    others: [
      {
        account: undepositedFunds(known),
        of: 'payment',
        amountCents: cents(totalCents + feeCents),
      },
      { account: feeAccountName, of: 'fee', amountCents: cents(0 - feeCents) },
    ],
    moneyAccount: depositAccountName,
    receivablesAccount: null,
  }
}

/** With the items and the taxes that the company can have. */
function asCredited(refund: RefundDocument, context: Context): RefundDocument {
  const lines = creditedGoods(refund, context)
  return withTaxThatCanBe({ ...refund, lines: isProblem(lines) ? refund.lines : lines }, context)
}

/** Credit memo and settlement are one document of the books: each shows what it carries of it. */
function creditForm(refund: RefundDocument, source: RuleSource): Form {
  return {
    fields: fieldRules(refund, REFUND_RULES, source),
    lines: refund.lines,
    tax: refund.tax,
    others: [],
    moneyAccount: null,
    receivablesAccount: refund.receivablesAccountName,
  }
}

function settlementForm(refund: RefundDocument, source: RuleSource): Form {
  const { settlement, receivablesAccountName: receivablesAccount } = refund
  const fields = fieldRules(refund, REFUND_RULES, source).filter(({ field }) => field !== 'tax')
  const accountName = 'accountName' in settlement ? settlement.accountName : null
  return {
    ...NO_LINES,
    fields,
    moneyAccount: accountName ?? QUICKBOOKS_CHOICE,
    receivablesAccount,
  }
}

const QUICKBOOKS_CHOICE = '(the account that QuickBooks chooses)'

function linePreview(line: SaleLine, context: Context): LinePreview {
  const { description, quantity, amountCents, isTaxable, className } = line
  return {
    ...lineItem(line.item, context),
    description,
    quantity,
    amountCents,
    isTaxable,
    taxCode: line.taxCode?.name ?? null,
    className,
  }
}

function standingOf({ role }: Wanted, { order, subject }: Previewing): Standing | null {
  const link = findLink(order.context.known, subject, role)
  return (
    link && {
      kind: link.kind,
      refNumber: link.label,
      txnID: link.quickBooksID,
      isDeleted: link.isDeleted,
    }
  )
}
