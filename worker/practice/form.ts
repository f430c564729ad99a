/** What forms of every kind share: what they take from the company, their numbers. */
import { indexedTxns } from './book-index.ts'
import type { CompanyFile, Form, Refs, TxnLine } from './books.ts'
import { receivablesOf } from './currency.ts'
import { entriesOf, entriesOfType, entryByID, nextTxnID } from './entries.ts'
import { specialAccount } from './txns.ts'

type FoundRefs = Readonly<Record<string, string | undefined>>

/** The accounts a form posts to unless told otherwise. */
const POSTS_TO: Readonly<Record<Form['kind'], (company: CompanyFile, given: Refs) => FoundRefs>> = {
  ARRefundCreditCard: (company, given) => ({
    ARAccountRef: receivablesOf(company, given),
    RefundFromAccountRef: specialAccount(company, 'UndepositedFunds'),
  }),
  Check: (company) => ({ AccountRef: entriesOfType(company, 'Bank')[0]?.ListID }),
  CreditMemo: receivables,
  Deposit: nowhere,
  Estimate: nowhere,
  Invoice: receivables,
  SalesOrder: nowhere,
  SalesReceipt: (company) => ({
    DepositToAccountRef: specialAccount(company, 'UndepositedFunds'),
  }),
}

function receivables(company: CompanyFile, given: Refs): FoundRefs {
  return { ARAccountRef: given.ARAccountRef ?? receivablesOf(company, given) }
}

function nowhere(): FoundRefs {
  return {}
}

/** What a form takes from the customer and the company where it says nothing itself. */
export function defaultFormRefs(company: CompanyFile, kind: Form['kind'], given: Refs): Refs {
  const hasTax = !['ARRefundCreditCard', 'Check', 'Deposit'].includes(kind)
  const isTaxed = hasTax && company.settings.edition === 'US'
  const found = {
    ...(isTaxed ? defaultSalesTax(company, given) : {}),
    ...POSTS_TO[kind](company, given),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])),
  )
}

function defaultSalesTax(company: CompanyFile, given: Refs): FoundRefs {
  const customer = entryByID(company, given.CustomerRef ?? null)
  const taxable = entriesOf(company, 'SalesTaxCode').find((code) => code.fields.IsTaxable === true)
  const [taxItem] = entriesOfType(company, 'ItemSalesTax')
  return {
    CustomerSalesTaxCodeRef: customer?.refs.SalesTaxCodeRef ?? taxable?.ListID,
    ItemSalesTaxRef: customer?.refs.ItemSalesTaxRef ?? taxItem?.ListID,
  }
}

export type NewLine = Omit<TxnLine, 'TxnLineID'>

export function numberedLines(company: CompanyFile, lines: readonly NewLine[]): readonly TxnLine[] {
  return lines.map((line) => ({ TxnLineID: nextTxnID(company), ...line }))
}

/** One more than the highest number in use, as the form itself would propose. */
export function nextRefNumber(company: CompanyFile, kind: Form['kind']): string {
  return String((indexedTxns(company.books).highestNumber.get(kind) ?? 0) + 1)
}
