/**
 * What should stand in the books for one document of the shop. No qbXML here: accounts, items
 * and customers are named by what identifies them, and `posting` finds or makes them.
 */
import type { Cents } from '../money/cents.ts'
import type { CustomerDefaults } from './customer-settings.ts'
import type { CustomerCurrency, ForeignCurrency } from './foreign-currency.ts'
import type { Fingerprint } from './fingerprint.ts'
import type { HeadFields } from './head-fields.ts'
import type { Problem } from './problems.ts'
import type { Shelf } from './returned-goods.ts'

/** Which QuickBooks form an order's sale becomes. Chosen once; a linked order keeps its kind. */
export type SaleKind = 'SalesReceipt' | 'Invoice' | UnpostedKind

/** Forms that post nothing: what was ordered or offered, until a person makes an invoice of it. */
export type UnpostedKind = 'SalesOrder' | 'Estimate'

/** Every form that a document of the shop can become. */
export type DocumentKind =
  | SaleKind
  | 'ReceivePayment'
  | 'CreditMemo'
  | 'ARRefundCreditCard'
  | 'Check'
  | 'Deposit'

export type SaleDocument = {
  readonly kind: SaleKind
  readonly head: HeadFields
  /** Which of the owner's rules said it, counted from 1, by field: `form`, `terms`, `memo` … */
  readonly ruleOf: Readonly<Record<string, number>>
  /** The order's number in the books; of 11 characters at most where the sale has it. Never cut. */
  readonly refNumber: string
  /** False: QuickBooks gives the sale its own next number. */
  readonly isNumbered: boolean
  /** The order's day in the shop's time zone, `yyyy-mm-dd`. */
  readonly txnDate: string
  /** Of an invoice, `yyyy-mm-dd`; null leaves it to the customer's terms. */
  readonly dueDate: string | null
  readonly customer: CustomerIdentity
  /** Of all its amounts, and of its payments'; null in the books' own. */
  readonly currency: ForeignCurrency | null
  readonly billAddress: Address | null
  readonly shipAddress: Address | null
  /** Null on an invoice, and on a receipt whose gateway is mapped to no method. */
  readonly paymentMethodName: string | null
  /** Null: QuickBooks' own default, Undeposited Funds. */
  readonly depositAccountName: string | null
  /** The owner's words for the Memo; `posting` adds the marker behind them. */
  readonly memo: string
  readonly lines: readonly SaleLine[]
  /** Lines of words alone, without item and amount, at the end; each within 4095 characters. */
  readonly noteLines: readonly string[]
  readonly tax: SaleTax
  readonly totalCents: Cents
  /** The account that is owed to, of an invoice; null is QuickBooks' own choice, as on a receipt. */
  readonly receivablesAccountName: string | null
  /**
   * What was paid towards an invoice, one after the other, or stays to the customer's credit beside
   * what does not post; a receipt is paid by itself.
   */
  readonly payments: readonly PaymentDocument[]
  /** The way of the money to the bank, where the owner books what the gateway keeps of it. */
  readonly deposit: DepositDocument | null
  /** What of its money a person has to see to; the sale stands without. */
  readonly leftToDo: Problem | null
  readonly fingerprint: Fingerprint
  /** Text that did not fit a QuickBooks field or character set; goes to the log, never silent. */
  readonly losses: readonly TextLoss[]
}

/** Money for an order: all of it, or one of the parts that a plugin lets buyers pay in. */
export type PaymentDocument = {
  /** 1 for the first part and so on; null where the whole is paid at once. */
  readonly part: number | null
  readonly refNumber: string
  /** The day it was paid in the shop's time zone, `yyyy-mm-dd`. */
  readonly txnDate: string
  readonly totalCents: Cents
  readonly paymentMethodName: string | null
  /** Null: QuickBooks' own default, Undeposited Funds. */
  readonly depositAccountName: string | null
  /** That of the invoice. */
  readonly receivablesAccountName: string | null
  readonly memo: string
}

/** Money taken to the bank, less what the gateway kept of it: what arrives there is its payout. */
export type DepositDocument = {
  /** The order's: a deposit has none of its own. */
  readonly refNumber: string
  readonly txnDate: string
  /** What arrives. */
  readonly totalCents: Cents
  readonly feeCents: Cents
  readonly feeAccountName: string
  readonly depositAccountName: string
  readonly memo: string
}

/** What went back to the buyer: a credit memo, and the money that settles it. */
export type RefundDocument = {
  readonly refundID: number
  /** At most 11 characters, never cut. */
  readonly refNumber: string
  /** The refund's day in the shop's time zone, `yyyy-mm-dd`. */
  readonly txnDate: string
  readonly customer: CustomerIdentity
  /** The sale's; null in the books' own. */
  readonly currency: ForeignCurrency | null
  readonly memo: string
  /** Its class and sales rep, which are the sale's. */
  readonly head: HeadFields
  /** Positive: what is credited; 0 of goods that came back for nothing. */
  readonly lines: readonly RefundLine[]
  /** What stands for goods that count stock and did not come back. */
  readonly noReturnItem: ItemIdentity
  readonly tax: SaleTax
  readonly totalCents: Cents
  /** The account that the credit stands in; null is QuickBooks' own choice. */
  readonly receivablesAccountName: string | null
  readonly settlement: RefundSettlement
  readonly losses: readonly TextLoss[]
}

/** Goods that came back on the shelf; null of what is no goods. */
export type RefundLine = SaleLine & { readonly shelf: Shelf | null }

/** What becomes of the credit; open credit is 0 after the first two. */
export type RefundSettlement =
  | {
      readonly kind: 'card'
      readonly paymentMethodName: string | null
      /** Where the money leaves from; null is QuickBooks' own default. */
      readonly accountName: string | null
    }
  | { readonly kind: 'check'; readonly accountName: string }
  /** Nothing was paid yet: it lowers what is owed on the invoice. */
  | { readonly kind: 'owed' }
  /** Left open on purpose, for the buyer to use up. */
  | { readonly kind: 'left-open' }
  /** Nothing came to be credited. */
  | { readonly kind: 'nothing' }

export type SaleLine = {
  readonly item: ItemIdentity
  readonly description: string
  /** A decimal such as `"3"` or `"1.5"`; null on lines that have no quantity. */
  readonly quantity: string | null
  /** Net of tax and of discounts. What is sent is this, never a rate times a quantity. */
  readonly amountCents: Cents
  /** With its parents, `Web:Clothing`; null leaves the line to the document's class. */
  readonly className: string | null
  /** Whether QuickBooks' own tax computation shall cover the line. */
  readonly isTaxable: boolean
  /**
   * In the Canadian and UK editions, where each line names its tax. Null there is the company's own
   * code of what is not taxed, and stands on every line in the United States.
   */
  readonly taxCode: TaxCodeIdentity | null
}

export type SaleTax =
  /** No tax on the order: every line non-taxable, the zero-rate item where one is mapped. */
  | { readonly kind: 'none'; readonly zeroRateItem: TaxItemIdentity | null }
  | NativeTax
  | ExactTax
  /** QuickBooks computes `taxCents` by the code of each line, as the Canadian and UK editions do. */
  | {
      readonly kind: 'by-code'
      readonly taxCents: Cents
      readonly taxes: readonly CodeTax[]
    }

/**
 * QuickBooks computes `taxCents` itself, as predicted from its documented rounding: by one tax item,
 * or by a tax group of several, each of which it rounds by itself on the whole base.
 */
export type NativeTax = {
  readonly kind: 'native'
  readonly taxCents: Cents
  /** What each tax item will come to. */
  readonly taxes: readonly [TaxLine, ...TaxLine[]]
  /** For where the company lacks the group and may not be given it; null without a zero-rate item. */
  readonly otherwise: ExactTax | null
}

/** 0 % at the document, non-taxable lines, one tax-item line with an exact amount per rate. */
export type ExactTax = {
  readonly kind: 'exact'
  /** Null in the editions whose documents have no tax of their own. */
  readonly zeroRateItem: TaxItemIdentity | null
  readonly lines: readonly TaxLine[]
}

/** What QuickBooks will compute under one code at one percentage. */
export type CodeTax = {
  readonly codeName: string
  readonly ratePercent: string
  readonly amountCents: Cents
}

export type TaxLine = {
  readonly item: TaxItemIdentity
  readonly description: string
  readonly amountCents: Cents
}

/** How a QuickBooks item is found: by the owner's choice, by link, by name; or made under that name. */
export type ItemIdentity = {
  /** Link subject such as `product:20`, `variation:31`, `item:shipping`, `item:fee`, `item:sale`. */
  readonly subject: string
  /** Item name, at most 31 characters, no colon. */
  readonly name: string
  /** The owner's choice such as `Clothing:Tee`: this item or none, whatever a link says. */
  readonly chosenFullName: string | null
  /** Where QuickBooks lacks it, this one in its place; null: it is made or waited for. */
  readonly standInFullName: string | null
  readonly description: string
  /** What to make where none exists: goods are non-inventory, shipping and fees other charges. */
  readonly createAs: 'ItemNonInventory' | 'ItemOtherCharge'
  /** Which of the mapped accounts a new item posts to; gift cards are owed, not earned. */
  readonly role: 'product' | 'shipping' | 'fee' | 'tip' | 'gift-card'
}

export type TaxItemIdentity = {
  /** At most 31 characters. */
  readonly name: string
  /** Percent such as `"7.25"`. */
  readonly ratePercent: string
  readonly description: string
  /** The vendor the tax is owed to. */
  readonly agencyName: string
}

/** A sales-tax code, and what QuickBooks is expected to take under it. */
export type TaxCodeIdentity = {
  /** At most 3 characters, such as `S`. */
  readonly name: string
  /** Of each tax under it, such as `["5", "7"]`; empty or 0 where it takes nothing. */
  readonly ratePercents: readonly string[]
}

/** Who bought, with what proves it is the same person. */
export type CustomerIdentity = {
  /**
   * A buyer of the shop; the business that buyers are filed under; or one that the owner named,
   * for many buyers, of whom nothing may be written into that customer's record.
   */
  readonly kind: 'buyer' | 'company' | 'named'
  /** Link subjects, strongest first: `customer:812`, `guest:ana@example.test`. Never empty. */
  readonly subjects: readonly [string, ...string[]]
  /** `"Ana Lima"`: at most 41 characters, no colon; of one that the owner named, its full name. */
  readonly name: string
  /** `"Ana Lima (W-812)"`, for when the first name is somebody else's. Also at most 41. */
  readonly nameIfTaken: string
  /** Without a limit: goes behind the account number where the name had to give way. */
  readonly wholeName: string
  /** Goes to AccountNumber (99), and is what a match is accepted by, e.g. `k3f9x2-W812`. */
  readonly accountNumber: string
  /** QuickBooks' own account number as the shop keeps it; compared, never written. */
  readonly numberInShop: string | null
  readonly email: string | null
  readonly companyName: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phone: string | null
  readonly billAddress: Address | null
  readonly shipAddress: Address | null
  /** Whom a new customer is filed under as a job; null at the top of the list. */
  readonly parent: CustomerIdentity | null
  /** In which the customer is kept; null in the books' own. */
  readonly currency: CustomerCurrency | null
  /** Only a new customer is given these; what people make of them in QuickBooks stays. */
  readonly atCreation: AtCreation
}

export type AtCreation = {
  /** Text of the shop that fits no other field, for the Notes. */
  readonly notes: string | null
  readonly resaleNumber: string | null
  /** Of the buyer's role; null where the owner chose none. */
  readonly defaults: CustomerDefaults | null
}

/** Each part within QuickBooks' limit: lines and country 41/31, city 31, state 21, postcode 13. */
export type Address = {
  /** Name, company and street lines in print order, at most 5 of 41 characters. */
  readonly lines: readonly string[]
  readonly city: string | null
  readonly state: string | null
  readonly postalCode: string | null
  readonly country: string | null
}

export type TextLoss = {
  /** The shop's field, e.g. `billing.address_1`. */
  readonly field: string
  readonly original: string
  readonly sent: string
}
