/** Sentences about a document that stands in QuickBooks while the shop has moved on. */
import type { DocumentWish, ProblemFacts } from './problem-facts.ts'
import { KIND_NAMES } from './sentence-words.ts'
import type { SentencesOf } from './sentence-words.ts'

type AfterPostingCode =
  | 'changed-after-posting'
  | 'cancelled-after-posting'
  | 'deleted-in-shop'
  | 'sale-still-stands'
  | 'refund-deleted-in-shop'
  | 'document-linked'
  | 'document-deposited'
  | 'document-in-closed-period'
  | 'document-edited'
  | 'taken-out-of-books'
  | 'back-after-removal'

export const AFTER_POSTING_SENTENCES: SentencesOf<AfterPostingCode> = {
  'changed-after-posting': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} was changed in the shop after it went out as ${KIND_NAMES[kind]} ${refNumber}; QuickBooks still has what was sent.`,
    remedy: `Change ${KIND_NAMES[kind]} ${refNumber} in QuickBooks if the books should follow, then press Look again in QuickBooks on the order’s page in Tillbridge.`,
  }),
  'cancelled-after-posting': ({ order, kind, refNumber, status }) => ({
    summary: `Order ${order} is now “${status}” in the shop; ${KIND_NAMES[kind]} ${refNumber} still stands in QuickBooks.`,
    remedy: `Void it in QuickBooks under Edit › Void if nothing was delivered or kept, then press Look again in QuickBooks on the order’s page in Tillbridge. If it is to stand, mark it as done there.`,
  }),
  'deleted-in-shop': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} was deleted in the shop; ${KIND_NAMES[kind]} ${refNumber} still stands in QuickBooks.`,
    remedy: `Void it in QuickBooks under Edit › Void if it was no sale, then press Look again in QuickBooks on the order’s page in Tillbridge. If it is to stand, mark it as done there.`,
  }),
  'sale-still-stands': ({ order, kind, refNumber, status }) => ({
    summary: `Order ${order} is “${status}” in the shop, and ${KIND_NAMES[kind]} ${refNumber} stands in QuickBooks.`,
    remedy: `If it is a sale all the same, mark it as done on the order’s page in Tillbridge. If it is none, void ${KIND_NAMES[kind]} ${refNumber} in QuickBooks under Edit › Void, then press Look again in QuickBooks there.`,
  }),
  'refund-deleted-in-shop': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} had a refund that was deleted in the shop; ${KIND_NAMES[kind]} ${refNumber} still stands in QuickBooks.`,
    remedy: `If no money went back, delete the ${KIND_NAMES[kind]} in QuickBooks under Edit › Delete, and the refund behind it; then press Look again in QuickBooks on the order’s page in Tillbridge. If it is to stand, mark it as done there.`,
  }),
  'document-linked': ({ linked, ...facts }) => ({
    summary: `${leftAlone(facts)}: ${linked} is tied to it.`,
    remedy: `Take that off first, under Customers › Customer Center › Transactions, and Tillbridge ${does(facts)} at a later update; or ${byHand(facts)}.${allTheSame(facts)}`,
  }),
  'document-deposited': (facts) => ({
    summary: `${leftAlone(facts)}: its money has been deposited.`,
    remedy: `Take it out of the deposit first, under Banking › Make Deposits, and Tillbridge ${does(facts)} at a later update; or ${byHand(facts)}.`,
  }),
  'document-in-closed-period': ({ closingDate, ...facts }) => ({
    summary: `${leftAlone(facts)}: the books are closed${closingDate === null ? ' for its date' : ` up to ${closingDate}`}.`,
    remedy: `Enter the difference on an open day, as your accountant says. Or move the closing date under Edit › Preferences › Accounting › Company Preferences › Set Date/Password, and Tillbridge ${does(facts)} at a later update.`,
  }),
  'document-edited': ({ parts, ...facts }) => ({
    summary: `${leftAlone(facts)}: somebody has changed ${parts} there since Tillbridge wrote it.`,
    remedy: `Look at it under Edit › Find and ${byHand(facts)}. Or press Send again on the order’s page in Tillbridge, which then ${does(facts)} whatever was changed by hand.`,
  }),
  'taken-out-of-books': ({ order, kind, refNumber, wish, how }) => ({
    summary: `Order ${order} ${WISHES[wish]}: ${KIND_NAMES[kind]} ${refNumber} ${REMOVALS[how]}`,
    remedy: `Nothing to do. If the order comes back, send it under WooCommerce › Orders › ${order}: it is not entered once more by itself.`,
  }),
  'back-after-removal': ({ order, kind, refNumber }) => ({
    summary: `Order ${order} is waiting: it is back in the shop, and its ${KIND_NAMES[kind]} ${refNumber} was taken out of the books when the shop gave it up.`,
    remedy: `If it is a sale after all, send it under WooCommerce › Orders › ${order}: it is then entered once more.`,
  }),
}

const WISHES: Readonly<Record<DocumentWish, string>> = {
  changed: 'was changed in the shop',
  cancelled: 'was cancelled in the shop',
  failed: 'was not paid after all in the shop',
  trash: 'was thrown away in the shop',
  deleted: 'was deleted in the shop',
  'refund-deleted': 'had a refund that was deleted in the shop',
}

const REMOVALS: Readonly<Record<ProblemFacts['taken-out-of-books']['how'], string>> = {
  voided: 'was made void in QuickBooks.',
  deleted: 'was deleted in QuickBooks.',
  closed: 'was closed in QuickBooks.',
  'voided-not-deleted':
    'was made void in QuickBooks, and not deleted: only what was entered on the same day may leave no trace.',
}

type OfDocument = {
  readonly order: string
  readonly kind: keyof typeof KIND_NAMES
  readonly refNumber: string
  readonly wish: DocumentWish
}

function leftAlone({ order, kind, refNumber, wish }: OfDocument): string {
  return `Order ${order} ${WISHES[wish]}, and ${KIND_NAMES[kind]} ${refNumber} was left as it is in QuickBooks`
}

function does({ wish }: OfDocument): string {
  return wish === 'changed' ? 'makes it say what the shop says' : 'takes it out of the books'
}

/** What was given up is not taken out with money on it. */
function allTheSame({ wish }: OfDocument): string {
  return wish === 'changed'
    ? ' Where a payment is tied to it, Change it all the same on the order’s page in Tillbridge leaves that on it.'
    : ''
}

function byHand({ wish, kind }: OfDocument): string {
  if (wish === 'changed') {
    return `make the change there by hand`
  }
  return kind === 'SalesOrder' || kind === 'Estimate'
    ? 'close it there by hand'
    : 'void it there by hand under Edit › Void, if nothing was delivered or kept'
}
