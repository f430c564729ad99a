/** Which buttons each problem has. */
import type { ProblemCode } from './problem-facts.ts'
import { repairName } from './repair.ts'
import type { Repair } from './repair.ts'
import {
  CREDIT_AS_DISCOUNT,
  DIFFERENCE_LINE,
  DROP_RULE,
  NO_SHIP_DATE,
  PASS_RULE,
  PAYMENTS_BY_HAND,
  RATE_OF_THE_DAY,
  ROUND_TO_CENT,
  STOCK_BY_HAND,
} from './unclear-repairs.ts'

const SEND_AGAIN: Repair = { kind: 'send-again' }
const THIS_CUSTOMER: Repair = { kind: 'link-entry', list: 'customer' }
const THIS_ITEM: Repair = { kind: 'link-entry', list: 'item' }
const OTHER_ITEM: Repair = { kind: 'choose', choice: 'other-item' }
const READ_LISTS: Repair = { kind: 'read-lists-again' }
const LET_STAND: Repair = { kind: 'let-it-stand' }
const BEGIN_AFRESH: Repair = { kind: 'begin-afresh' }
const ADOPT: Repair = { kind: 'adopt-document' }
const LOOK_AGAIN: Repair = {
  kind: 'push',
  label: 'Look again in QuickBooks',
  warning:
    'What stands there is read once more. Where the shop has changed since, it is made to say what the shop says, whatever was changed by hand.',
}

/** The cause lies in the order, or outside of both: it is looked at again, or a person did it. */
const BY_HAND = [SEND_AGAIN, LET_STAND] as const
const SEEN_TO = [LOOK_AGAIN, LET_STAND] as const

const QUICKBOOKS_NUMBERS: Repair = {
  kind: 'set-setting',
  key: 'numbering',
  value: 'quickbooks-next',
  label: 'Let QuickBooks number the sales',
  warning: 'From now on every new sale has QuickBooks’ next number, and the order’s in its memo.',
}
const VOID: Repair = {
  kind: 'set-setting',
  key: 'cancelledOrders',
  value: 'void',
  label: 'Make such documents void',
  warning:
    'From now on the documents of orders and refunds that the shop gave up are made void in QuickBooks.',
}

const FIRST_OPEN_DAY: Repair = {
  kind: 'set-setting',
  key: 'closedPeriods',
  value: 'first-open-day',
  label: 'Take the first open day',
  warning: 'From now on a document whose day is closed has the first day that is open.',
}

/** In the order in which they are offered. None where nothing is held, or only a person can. */
export const REPAIRS: Readonly<Record<ProblemCode, readonly Repair[]>> = {
  'order-without-lines': BY_HAND,
  'order-does-not-add-up': [DIFFERENCE_LINE, LET_STAND],
  'tax-does-not-add-up': [DIFFERENCE_LINE, LET_STAND],
  'currency-not-in-books': [
    {
      kind: 'set-setting',
      key: 'foreignCurrencies',
      value: 'post',
      label: 'Post orders in other currencies',
      warning: null,
    },
    LET_STAND,
  ],
  'currency-not-in-quickbooks': [READ_LISTS, LET_STAND],
  'exchange-rate-unclear': [RATE_OF_THE_DAY, LET_STAND],
  'customer-of-another-currency': [THIS_CUSTOMER, READ_LISTS, LET_STAND],
  'amount-too-precise': [ROUND_TO_CENT, LET_STAND],
  'negative-total': BY_HAND,
  'redemption-unexplained': BY_HAND,
  'credit-lowers-tax': [CREDIT_AS_DISCOUNT, LET_STAND],
  'order-number-too-long': [
    {
      kind: 'set-setting',
      key: 'refNumberPrefix',
      value: '',
      label: 'Take the prefix away',
      warning: 'From now on the numbers of new sales have no prefix.',
    },
    QUICKBOOKS_NUMBERS,
    LET_STAND,
  ],
  'order-number-unusable': [QUICKBOOKS_NUMBERS, LET_STAND],
  'unreadable-field': BY_HAND,
  'snapshot-too-large': [],
  'status-not-sent': [],
  'before-start-date': [],
  'taken-off-list': [],
  'paused-by-hand': BY_HAND,
  'before-first-order': [],
  'unfinished-order': [],
  'unknown-deletion': [],
  'kind-not-sent': [],
  'customer-not-in-books': [],
  'field-too-long': [
    {
      kind: 'set-setting',
      key: 'documentFields.longTexts',
      value: 'memo',
      label: 'Put long texts into the memo',
      warning: null,
    },
    LET_STAND,
  ],
  'field-without-day': [NO_SHIP_DATE, LET_STAND],
  'held-by-rule': [PASS_RULE, DROP_RULE, LET_STAND],
  'unmapped-tax-rate': [
    {
      kind: 'accept-suggestion',
      part: 'taxRates',
      label: 'Use a sales tax item named after the rate',
    },
    LET_STAND,
  ],
  'unmapped-tax-code': [
    {
      kind: 'accept-suggestion',
      part: 'taxCodes',
      label: 'Use the code with the same percentages',
    },
    LET_STAND,
  ],
  'no-zero-rate-item': [
    {
      kind: 'accept-suggestion',
      part: 'zeroRateItem',
      label: 'Use an item “Tax on lines 0%”',
    },
    LET_STAND,
  ],
  'unmapped-gateway': [
    {
      kind: 'accept-suggestion',
      part: 'gateways',
      label: 'Use a payment method of the same name',
    },
    { kind: 'choose', choice: 'deposit-account' },
    LET_STAND,
  ],
  'no-refund-account': [{ kind: 'choose', choice: 'refund-account' }, LET_STAND],
  'no-account': [{ kind: 'choose', choice: 'income-account' }, READ_LISTS],
  'account-missing': [{ kind: 'choose', choice: 'other-account' }, READ_LISTS],
  'customer-missing': [
    {
      kind: 'set-setting',
      key: 'createCustomers',
      value: true,
      label: 'Create missing customers',
      warning: null,
    },
    THIS_CUSTOMER,
    READ_LISTS,
  ],
  'customer-inactive': [
    {
      kind: 'set-setting',
      key: 'inactiveCustomers',
      value: 'reactivate',
      label: 'Make inactive customers active',
      warning: null,
    },
    THIS_CUSTOMER,
    READ_LISTS,
  ],
  'customer-ambiguous': [THIS_CUSTOMER, READ_LISTS, LET_STAND],
  'customer-path-too-long': [
    {
      kind: 'set-setting',
      key: 'customerParent',
      value: 'none',
      label: 'File new customers under nobody',
      warning: 'From now on a new customer is no job of another.',
    },
    THIS_CUSTOMER,
    READ_LISTS,
  ],
  'customer-name-taken': [THIS_CUSTOMER, READ_LISTS, LET_STAND],
  'item-missing': [
    {
      kind: 'set-setting',
      key: 'unmappedItems',
      value: 'create',
      label: 'Create missing items',
      warning: null,
    },
    THIS_ITEM,
    READ_LISTS,
  ],
  'item-inactive': [THIS_ITEM, OTHER_ITEM, READ_LISTS, LET_STAND],
  'item-unsuitable': [THIS_ITEM, OTHER_ITEM, READ_LISTS, LET_STAND],
  'chosen-item-missing': [OTHER_ITEM, READ_LISTS],
  'item-ambiguous': [THIS_ITEM, READ_LISTS, LET_STAND],
  'no-fallback-item': [
    { kind: 'choose', choice: 'fallback-item' },
    {
      kind: 'set-setting',
      key: 'unmappedItems',
      value: 'create',
      label: 'Create missing items',
      warning: null,
    },
  ],
  'no-gift-card-account': [{ kind: 'choose', choice: 'gift-card-account' }, LET_STAND],
  'gift-card-account-unsuitable': [{ kind: 'choose', choice: 'gift-card-account' }, READ_LISTS],
  'list-unreadable': [READ_LISTS],
  'list-entry-missing': [
    {
      kind: 'set-setting',
      key: 'createLists',
      value: true,
      label: 'Create missing list entries',
      warning: null,
    },
    READ_LISTS,
  ],
  'sales-tax-off': [SEND_AGAIN],
  'classes-off': [
    {
      kind: 'adjust-settings',
      adjustment: 'leave-classes',
      label: 'Leave classes away',
      warning:
        'From now on no document and no line has a class. The settings’ history brings the classes back.',
    },
    SEND_AGAIN,
  ],
  'tax-code-unsuitable': [READ_LISTS],
  'ref-number-used': [ADOPT, QUICKBOOKS_NUMBERS, LET_STAND],
  'near-match': [
    ADOPT,
    {
      kind: 'push',
      label: 'It is another sale: send this one',
      warning: 'If that document is the order’s after all, it then stands in QuickBooks twice.',
    },
  ],
  // What a twin is known by would hold it again.
  'posted-twice': [LOOK_AGAIN],
  'total-differs': [
    {
      kind: 'push',
      label: 'Make it say what the shop says',
      warning:
        'It is read once more. Where it still comes to another total, what stands on it is written over.',
    },
    LET_STAND,
  ],
  'changed-after-posting': SEEN_TO,
  'cancelled-after-posting': [VOID, LOOK_AGAIN, LET_STAND],
  'deleted-in-shop': [VOID, LOOK_AGAIN, LET_STAND],
  'sale-still-stands': SEEN_TO,
  'document-without-sale': SEEN_TO,
  'deleted-in-quickbooks': [
    {
      kind: 'push',
      label: 'Enter it once more',
      warning: 'It goes into the books a second time, in the place of what was deleted there.',
    },
    LET_STAND,
  ],
  'fee-unclear': BY_HAND,
  'money-for-invoiced': SEEN_TO,
  'document-linked': [
    {
      kind: 'push',
      label: 'Change it all the same',
      warning:
        'What was paid on it stays, and what it comes to beyond that is open. Anything else that is tied to it keeps it as it is, and what the shop gave up is not taken out with money on it.',
    },
    ...BY_HAND,
  ],
  'document-deposited': BY_HAND,
  'document-in-closed-period': BY_HAND,
  'document-edited': [
    {
      kind: 'push',
      label: 'Write over it',
      warning: 'What was changed by hand in QuickBooks is lost.',
    },
    LET_STAND,
  ],
  'taken-out-of-books': [],
  'back-after-removal': [
    {
      kind: 'push',
      label: 'Enter it once more',
      warning: 'It goes into the books again, in the place of what was taken out.',
    },
    LET_STAND,
  ],
  'date-in-closed-period': [FIRST_OPEN_DAY, SEND_AGAIN],
  'refund-does-not-add-up': BY_HAND,
  'part-payments-unclear': [PAYMENTS_BY_HAND, LET_STAND],
  'less-is-open': SEEN_TO,
  'money-not-waiting': SEEN_TO,
  'payment-disputed': BY_HAND,
  'refund-is-chargeback': BY_HAND,
  'restock-unclear': [STOCK_BY_HAND, LET_STAND],
  'credit-to-apply': SEEN_TO,
  'refund-of-unposted': BY_HAND,
  'refund-details-missing': BY_HAND,
  'refund-deleted-in-shop': [VOID, LOOK_AGAIN, LET_STAND],
  'quickbooks-refused': BY_HAND,
  'period-closed': [FIRST_OPEN_DAY, ...BY_HAND],
  'permission-missing': BY_HAND,
  'single-user-needed': BY_HAND,
  'feature-missing': [
    SEND_AGAIN,
    {
      kind: 'set-setting',
      key: 'paidOrders',
      value: 'sales-receipt',
      label: 'Enter paid orders as sales receipts',
      warning:
        'From now on no paid order becomes a sales order or an estimate, which not every QuickBooks has.',
    },
    LET_STAND,
  ],
  'reference-missing': [READ_LISTS, LET_STAND],
  'text-unusable': BY_HAND,
  'posting-account-missing': [{ kind: 'choose', choice: 'income-account' }, READ_LISTS],
  'name-in-use': [THIS_CUSTOMER, READ_LISTS, LET_STAND],
  'quickbooks-busy': BY_HAND,
  'request-malformed': BY_HAND,
  'answer-unclear': BY_HAND,
  'set-refused': BY_HAND,
  'too-many-attempts': BY_HAND,
  'quickbooks-too-old': [],
  'wrong-company-file': [{ kind: 'pin-company-again' }],
  'company-file-restored': [{ kind: 'verify-books' }],
  'nothing-moves': [],
  'quickbooks-unreachable': [BEGIN_AFRESH],
  'names-running-out': [{ kind: 'choose', choice: 'guest-customer' }],
  'password-refused': [{ kind: 'new-password' }],
  'web-connector-silent': [],
  'orders-waiting': [BEGIN_AFRESH],
  'shop-silent': [{ kind: 'ask-shop' }],
}

/** Null of what there is no button for, whoever sent it. */
export function repairNamed(code: string, name: string): Repair | null {
  const repairs = Object.hasOwn(REPAIRS, code) ? REPAIRS[code as ProblemCode] : []
  return repairs.find((repair) => repairName(repair) === name) ?? null
}

/** Codes that hold an entry, and those that stop the whole store, with a button. */
export function codesWithRepair(): readonly ProblemCode[] {
  return (Object.keys(REPAIRS) as ProblemCode[]).filter((code) => REPAIRS[code].length > 0)
}
