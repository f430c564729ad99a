/** Multicurrency: what a customer is kept in, and what follows from that for what is entered for him. */
import { leaf, refusal } from './answer.ts'
import type { Part, Refusal } from './answer.ts'
import type { CompanyFile, ListEntry, Refs, Txn, TxnKind } from './books.ts'
import { addEntry, entriesOf, entriesOfType, entryByID } from './entries.ts'
import { refPart } from './reference.ts'
import { specialAccount } from './txns.ts'

/** A company keeps its books in the first of its list; whoever was told no currency is kept in it. */
export function defaultCurrency(company: CompanyFile): Refs {
  const [home] = entriesOf(company, 'Currency')
  return company.settings.isMultiCurrencyOn && home !== undefined
    ? { CurrencyRef: home.ListID }
    : {}
}

function currencyOf(company: CompanyFile, listID: string | undefined): ListEntry | null {
  const named = entryByID(company, listID ?? null)?.refs.CurrencyRef
  return entryByID(company, named ?? defaultCurrency(company).CurrencyRef ?? null)
}

/** What is owed in another currency stands in an account of that currency, made with the first. */
export function receivablesOf(company: CompanyFile, { CustomerRef }: Refs): string | undefined {
  const usual = specialAccount(company, 'AccountsReceivable')
  const currency = currencyOf(company, CustomerRef)
  if (currency === null || currency === currencyOf(company, usual)) {
    return usual
  }
  const type = 'AccountsReceivable'
  const own = entriesOfType(company, type).find(
    ({ ListID }) => currencyOf(company, ListID) === currency,
  )
  const name = `Accounts Receivable - ${String(currency.fields.CurrencyCode)}`
  const made = { kind: 'Account', name, type, refs: { CurrencyRef: currency.ListID } } as const
  return (own ?? addEntry(company, made)).ListID
}

/** A customer owes in his own currency alone. */
export function refusedCurrency(
  company: CompanyFile,
  { kind, refs }: { readonly kind: TxnKind; readonly refs: Refs },
): Refusal | null {
  const { CustomerRef, ARAccountRef } = refs
  const isSame =
    ARAccountRef === undefined ||
    currencyOf(company, CustomerRef) === currencyOf(company, ARAccountRef)
  const said = `There was an error when saving a ${kind}.  QuickBooks error message:`
  return isSame
    ? null
    : refusal(3180, `${said} The accounts receivable account is not in the customer’s currency.`)
}

/** Of all its amounts; at the rate of the day where none was given. */
export function currencyParts(company: CompanyFile, { fields, refs }: Txn): Part[] {
  const currency = currencyOf(company, refs.CustomerRef ?? refs.PayeeEntityRef)
  return currency === null
    ? []
    : [
        ...refPart(company, 'CurrencyRef', currency.ListID),
        ...leaf('ExchangeRate', fields.ExchangeRate ?? currency.fields.ExchangeRate),
      ]
}
