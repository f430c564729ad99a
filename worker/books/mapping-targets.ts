/** Which of QuickBooks' lists a part of the mapping is chosen from, and what it is set to. */
import { keyPath } from './setting-key.ts'
import type { SettingPath } from './setting-key.ts'

export type TargetList = 'account' | 'item' | 'tax-item' | 'tax-code' | 'payment-method'

export type MappingTarget = {
  readonly list: TargetList
  /** What is chosen, in the middle of a sentence. */
  readonly noun: string
}

/** Of an entry of QuickBooks' lists, what the mapping keeps. */
export type ChosenEntry = {
  readonly fullName: string
  readonly taxRate: string | null
  readonly agencyName: string | null
  /** Of a sales-tax code: what QuickBooks takes under it, in the order of the shop's rates. */
  readonly ratePercents: readonly string[]
}

const ACCOUNT = { list: 'account', noun: 'account' } as const
const ITEM = { list: 'item', noun: 'item' } as const
const TAX_ITEM = { list: 'tax-item', noun: 'sales-tax item' } as const

const TAX_CODE = { list: 'tax-code', noun: 'sales-tax code' } as const

const OF_GATEWAY: Readonly<Record<string, MappingTarget>> = {
  paymentMethodName: { list: 'payment-method', noun: 'payment method' },
  depositAccountName: { list: 'account', noun: 'account that its money is deposited to' },
  receivablesAccountName: { list: 'account', noun: 'receivables account' },
  feeAccountName: { list: 'account', noun: 'account for its fees' },
  refundAccountName: { list: 'account', noun: 'account that refunds leave from' },
}

/** Null where it is not one entry of a list. */
export function mappingTarget(key: string): MappingTarget | null {
  const [root, group = '', name, field, ...rest] = keyPath(key)
  if (root !== 'mapping' || rest.length > 0) {
    return null
  }
  switch (group) {
    case 'accounts':
      return name !== undefined && field === undefined ? ACCOUNT : null
    case 'zeroRateItem':
      return name === undefined ? TAX_ITEM : null
    case 'taxRates':
      return name !== undefined && field === undefined ? TAX_ITEM : null
    case 'taxCodes':
      return name !== undefined && field === undefined ? TAX_CODE : null
    case 'gateways':
      return OF_GATEWAY[field ?? ''] ?? null
    case 'items':
    case 'fees':
      return name !== undefined && field === undefined ? ITEM : null
    case 'coupons':
    case 'shippingMethods':
      return field === 'itemName' ? ITEM : null
    default:
      return null
  }
}

/** The value at the key with the entry chosen, for the schema to judge. */
export function chosenValue(key: string, entry: ChosenEntry): unknown {
  const { fullName, taxRate, agencyName, ratePercents } = entry
  switch (mappingTarget(key)?.list) {
    case 'tax-item':
      return {
        name: fullName,
        ratePercent: taxRate ?? '0',
        description: fullName,
        agencyName: agencyName ?? fullName,
      }
    case 'tax-code':
      return { name: fullName, ratePercents }
    case 'account':
    case 'item':
    case 'payment-method':
    case undefined:
      return fullName
  }
}

/** What is forgotten with it: `mapping.gateways.stripe` as a whole, an account as a choice. */
export function isEntryOfShop(path: SettingPath): boolean {
  const [root, group = '', name, ...rest] = path
  return root === 'mapping' && GROWING.includes(group) && name !== undefined && rest.length === 0
}

/** They have an entry for each thing of the shop's. */
const GROWING = ['taxRates', 'taxCodes', 'gateways', 'items', 'fees', 'coupons', 'shippingMethods']
