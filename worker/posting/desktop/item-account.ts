/** The account that a new item posts to. */
import type { ItemIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import { findEntry, oldestAccountOfType } from '../known.ts'
import type { Known, ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { Context } from './customer.ts'

/** QuickBooks' own name for the account new companies sell from. */
export const USUAL_INCOME_ACCOUNT = 'Sales'

/** What is owed until somebody redeems it. */
export const LIABILITY_TYPE = 'OtherCurrentLiability'

/** The owner's choice, else the company's own usual one; for gift cards there is no usual one. */
export function itemAccount(identity: ItemIdentity, context: Context): Needed {
  const { known, settings, order } = context
  const chosen = chosenAccount(identity, settings.mapping.accounts)
  if (chosen === null && identity.role === 'gift-card') {
    const facts = { order, item: identity.name }
    return { kind: 'problem', problem: problem('no-gift-card-account', facts) }
  }
  const account = chosen === null ? usualIncomeAccount(known) : findEntry(known, 'account', chosen)
  if (account === null || (chosen !== null && !account.isActive)) {
    return {
      kind: 'problem',
      problem:
        chosen === null
          ? problem('no-account', { order, item: identity.name, accountType: 'Income' })
          : problem('account-missing', { order, account: chosen }),
    }
  }
  if (identity.role === 'gift-card' && account.type !== LIABILITY_TYPE) {
    const facts = { order, item: identity.name, account: account.fullName }
    return { kind: 'problem', problem: problem('gift-card-account-unsuitable', facts) }
  }
  return { kind: 'found', listID: account.listID, alsoLink: [] }
}

function chosenAccount(
  { role }: ItemIdentity,
  accounts: Context['settings']['mapping']['accounts'],
): string | null {
  switch (role) {
    case 'product':
    case 'fee':
      return accounts.income
    case 'shipping':
      return accounts.shippingIncome ?? accounts.income
    case 'tip':
      return accounts.tips ?? accounts.income
    case 'gift-card':
      return accounts.giftCards
  }
}

function usualIncomeAccount(known: Known): ListEntry | null {
  const usual = findEntry(known, 'account', USUAL_INCOME_ACCOUNT)
  return usual !== null && usual.isActive && usual.type === 'Income'
    ? usual
    : oldestAccountOfType(known, 'Income')
}
