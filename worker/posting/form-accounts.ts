/** The accounts that a form uses of itself, where it names none: by their names in the company. */
import { oldestAccountOfType } from './known.ts'
import type { Known } from './known.ts'

/** QuickBooks' own names, which nearly every company keeps. */
const USUAL_NAMES = {
  UndepositedFunds: 'Undeposited Funds',
  SalesTaxPayable: 'Sales Tax Payable',
} as const

export function undepositedFunds(known: Known): string {
  return specialAccount(known, 'UndepositedFunds')
}

export function salesTaxPayable(known: Known): string {
  return specialAccount(known, 'SalesTaxPayable')
}

/** Where a form names none QuickBooks takes its usual one, as a rule the only one there is. */
export function usualReceivables(known: Known): string {
  return oldestAccountOfType(known, 'AccountsReceivable')?.fullName ?? 'Accounts Receivable'
}

function specialAccount(known: Known, type: keyof typeof USUAL_NAMES): string {
  const accounts = [...known.entries.values()].filter(({ list }) => list === 'account')
  return accounts.find(({ specialType }) => specialType === type)?.fullName ?? USUAL_NAMES[type]
}
