/** What stands on the button of a repair, and what is asked for before it is done. */
import type { Choice, Repair } from './repair.ts'

export type RepairWords = {
  readonly label: string
  /** What it does that cannot be taken back, or that is more than this: asked for first. */
  readonly warning: string | null
}

const CHOICE_LABELS: Readonly<Record<Choice, string>> = {
  'deposit-account': 'Deposit it to this account',
  'refund-account': 'Draw refunds on this account',
  'income-account': 'New items earn to this account',
  'gift-card-account': 'Owe gift cards from this account',
  'other-account': 'Use this account instead',
  'other-item': 'Use this item instead',
  'fallback-item': 'Use this item for products QuickBooks lacks',
  'guest-customer': 'File all guests under this customer',
}

const LINK_LABELS: Readonly<Record<'customer' | 'item', string>> = {
  customer: 'It is this customer',
  item: 'It is this item',
}

export function repairWords(repair: Repair): RepairWords {
  switch (repair.kind) {
    case 'send-again':
      return { label: 'Send again', warning: null }
    case 'read-lists-again':
      return { label: 'Read QuickBooks’ lists again', warning: null }
    case 'push':
    case 'set-setting':
    case 'adjust-settings':
      return repair
    case 'accept-suggestion':
      return { label: repair.label, warning: null }
    case 'choose':
      return { label: CHOICE_LABELS[repair.choice], warning: null }
    case 'link-entry':
      return { label: LINK_LABELS[repair.list], warning: null }
    case 'adopt-document':
      return {
        label: 'It is this order: link the two',
        warning: 'That document then stands for the order, and nothing is sent for it.',
      }
    case 'let-it-stand':
      return {
        label: 'Mark as done',
        warning:
          'It leaves the list, and nothing is written for it until it changes in the shop or is sent there by hand.',
      }
    case 'verify-books':
      return {
        label: 'Keep this file and look for each document',
        warning:
          'Every document is looked for in the company file that is open, and what is missing there is sent again.',
      }
    case 'pin-company-again':
      return {
        label: 'The file was renamed or moved: take the open one',
        warning:
          'The next update takes whichever company file is open in QuickBooks for the shop’s books.',
      }
    case 'begin-afresh':
      return {
        label: 'Let the next update begin afresh',
        warning:
          'See first that no Web Connector is still at work, on any computer: it is not waited for, and what it enters late may come to stand in QuickBooks twice.',
      }
    case 'ask-shop':
      return { label: 'Ask the shop to call now', warning: null }
    case 'new-password':
      return {
        label: 'Make a new password',
        warning:
          'It is shown once, to be typed into the Web Connector. The old one is void at once.',
      }
  }
}
