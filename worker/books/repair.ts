/** What one button does, and how a form or a command names it. */
import type { Adjustment } from './adjusted-settings.ts'
import type { SoughtEntry } from './problems.ts'
import type { Settings } from './settings.ts'

/** The part of the mapping that the held orders themselves suggest. */
export type SuggestedPart = keyof Pick<
  Settings['mapping'],
  'taxRates' | 'taxCodes' | 'zeroRateItem' | 'gateways'
>

/** What a person names an entry of QuickBooks for. */
export type Choice =
  | 'deposit-account'
  | 'refund-account'
  | 'income-account'
  | 'gift-card-account'
  | 'other-account'
  | 'other-item'
  | 'fallback-item'
  | 'guest-customer'

export type Repair =
  /** Decided anew, with what stands now. */
  | { readonly kind: 'send-again' }
  /** As a push in the shop: what stands is read once more, and what a person took out goes again. */
  | { readonly kind: 'push'; readonly label: string; readonly warning: string | null }
  /** QuickBooks' lists are read from the beginning, then it is decided anew. */
  | { readonly kind: 'read-lists-again' }
  | {
      readonly kind: 'set-setting'
      readonly key: string
      readonly value: string | boolean
      readonly label: string
      readonly warning: string | null
    }
  | { readonly kind: 'accept-suggestion'; readonly part: SuggestedPart; readonly label: string }
  /** The settings are worked out from the orders that they hold. */
  | {
      readonly kind: 'adjust-settings'
      readonly adjustment: Adjustment
      readonly label: string
      readonly warning: string | null
    }
  | { readonly kind: 'choose'; readonly choice: Choice }
  /** A person says which customer or item of QuickBooks the shop's is: the two are linked. */
  | { readonly kind: 'link-entry'; readonly list: SoughtEntry['list'] }
  /** The document that was found is the order's: it is linked, and nothing is sent for it. */
  | { readonly kind: 'adopt-document' }
  /** A person has seen to it, or wants nothing done. */
  | { readonly kind: 'let-it-stand' }
  | StoreRepair

/** Of the whole store: nothing that is held is chosen for it. */
export type StoreRepair =
  /** Every document is looked for, and only what is missing is sent. */
  | { readonly kind: 'verify-books' }
  /** The next update takes the company file that is open for the right one. */
  | { readonly kind: 'pin-company-again' }
  /** The next update goes through to QuickBooks, waits for none before it, and carries little. */
  | { readonly kind: 'begin-afresh' }
  /** The shop is called, and calls back with what it has to tell. */
  | { readonly kind: 'ask-shop' }
  /** For the Web Connector, shown once. */
  | { readonly kind: 'new-password' }

export type EntryRepair = Exclude<Repair, StoreRepair>

export type RepairKind = Repair['kind']

export function isOfStore(repair: Repair): repair is StoreRepair {
  return STORE_KINDS.some((kind) => kind === repair.kind)
}

const STORE_KINDS: readonly StoreRepair['kind'][] = [
  'verify-books',
  'pin-company-again',
  'begin-afresh',
  'ask-shop',
  'new-password',
]

/** How a form or a command names it: `send-again`, `choose:refund-account`. */
export function repairName(repair: Repair): string {
  switch (repair.kind) {
    case 'set-setting':
      return `set:${repair.key}`
    case 'accept-suggestion':
      return `accept:${repair.part}`
    case 'adjust-settings':
      return `adjust:${repair.adjustment}`
    case 'choose':
      return `choose:${repair.choice}`
    case 'link-entry':
      return `choose:this-${repair.list}`
    case 'send-again':
    case 'push':
    case 'read-lists-again':
    case 'adopt-document':
    case 'let-it-stand':
    case 'verify-books':
    case 'pin-company-again':
    case 'begin-afresh':
    case 'ask-shop':
    case 'new-password':
      return repair.kind
  }
}

/** Whether a person types a name of QuickBooks for it: then it is a form, and no button alone. */
export function asksForName({ kind }: Repair): boolean {
  return kind === 'choose' || kind === 'link-entry'
}
