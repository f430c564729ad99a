/** The chart of accounts. Its query has no iterator: all come at once. */
import type { XmlElement } from '../xml/parse.ts'
import {
  BY_FULL_NAME,
  BY_LIST_ID,
  CURRENCY_FILTER,
  INCLUDE_RET_ELEMENT,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  LIST_FILTER,
} from './list-query.ts'
import { readListHead, readText, readRef } from './ret.ts'
import type { RefRet, ListHead } from './ret.ts'
import {
  amount,
  bool,
  date,
  group,
  int,
  oneOfOrNone,
  oneWordOf,
  only,
  prose,
  ref,
  text,
} from './shape.ts'

export const ACCOUNT_TYPE = [
  'AccountsPayable',
  'AccountsReceivable',
  'Bank',
  'CostOfGoodsSold',
  'CreditCard',
  'Equity',
  'Expense',
  'FixedAsset',
  'Income',
  'LongTermLiability',
  'NonPosting',
  'OtherAsset',
  'OtherCurrentAsset',
  'OtherCurrentLiability',
  'OtherExpense',
  'OtherIncome',
] as const

export const ACCOUNT_ADD = [
  text('Name', 31),
  bool('IsActive?'),
  ref('ParentRef?'),
  oneWordOf('AccountType', ACCOUNT_TYPE),
  text('AccountNumber?', 7),
  text('BankNumber?', 25),
  prose('Desc?', 200),
  amount('OpenBalance?'),
  date('OpenBalanceDate?'),
  only(['US', 'CA'], int('TaxLineID?', '7.0')),
  ref('CurrencyRef?', 64, '8.0'),
] as const

export const ACCOUNT_ADD_RQ = [group('AccountAdd', ACCOUNT_ADD), ...INCLUDE_RET_ELEMENT] as const
export const ACCOUNT_QUERY_RQ = [
  oneOfOrNone([
    BY_LIST_ID,
    BY_FULL_NAME,
    [...LIST_FILTER, oneWordOf('AccountType*', ACCOUNT_TYPE), CURRENCY_FILTER],
  ]),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type AccountRet = ListHead & {
  readonly kind: 'AccountRet'
  /** One of `ACCOUNT_TYPE`, or what a newer QuickBooks calls it. */
  readonly AccountType: string | null
  /** `UndepositedFunds`, `SalesTaxPayable` … for the accounts QuickBooks itself depends on. */
  readonly SpecialAccountType: string | null
  readonly AccountNumber: string | null
  readonly CurrencyRef: RefRet | null
}

export function decodeAccountRet(ret: XmlElement): AccountRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'AccountRet',
      ...head,
      AccountType: readText(ret, 'AccountType'),
      SpecialAccountType: readText(ret, 'SpecialAccountType'),
      AccountNumber: readText(ret, 'AccountNumber'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
    }
  )
}
