/** Sentences for what QuickBooks refused: each says why, as far as its answer tells. */
import { KIND_NAMES, menuOf, NEXT_SYNC, SEND_AGAIN, shopPage, waiting } from './sentence-words.ts'
import type { SentencesOf } from './sentence-words.ts'

type RefusalCode =
  | 'quickbooks-refused'
  | 'period-closed'
  | 'permission-missing'
  | 'single-user-needed'
  | 'feature-missing'
  | 'reference-missing'
  | 'text-unusable'
  | 'posting-account-missing'
  | 'name-in-use'
  | 'quickbooks-busy'
  | 'request-malformed'
  | 'answer-unclear'
  | 'set-refused'

export const REFUSAL_SENTENCES: SentencesOf<RefusalCode> = {
  'quickbooks-refused': ({ order, request }) => ({
    summary: `${waiting(order)}: QuickBooks did not accept ${wanted(request)}.`,
    remedy: `What QuickBooks said stands below. Put that right in QuickBooks or in the order, ${sendAgain(order)}.`,
  }),
  'period-closed': ({ order, request }) => ({
    summary: `${waiting(order)}: QuickBooks’ books are closed for the date of ${wanted(request)}.`,
    remedy: `Move the closing date in QuickBooks under Edit › Preferences › Accounting › Company Preferences › Set Date/Password, or choose another date for such orders under Settings › Orders; ${goesOut(order)}.`,
  }),
  'permission-missing': ({ order, request }) => ({
    summary: `${waiting(order)}: Tillbridge has no permission in QuickBooks for ${wanted(request)}.`,
    remedy: `Sign in to QuickBooks as Admin, select Tillbridge under Edit › Preferences › Integrated Applications › Company Preferences, press Properties and give it access as a user who may enter sales and change lists; ${goesOut(order)}.`,
  }),
  'single-user-needed': ({ order, request }) => ({
    summary: `${waiting(order)}: QuickBooks takes ${wanted(request)} only in single-user mode.`,
    remedy: `Press File › Switch to Single-user Mode in QuickBooks, then Update Selected in the Web Connector; ${goesOut(order)}.`,
  }),
  'feature-missing': ({ order, request }) => ({
    summary: `${waiting(order)}: ${wanted(request)} needs a part of QuickBooks that is switched off or not in this edition.`,
    remedy: `What QuickBooks said stands below. Switch that on in QuickBooks under Edit › Preferences, or use an edition that has it; ${goesOut(order)}.`,
  }),
  'reference-missing': ({ order, request, list, name }) => ({
    summary:
      name === null
        ? `${waiting(order)}: QuickBooks lacks an entry that ${wanted(request)} refers to.`
        : `${waiting(order)}: QuickBooks has no ${entryName(list, name)} that it can use for ${wanted(request)}.`,
    remedy:
      name !== null && isID(name)
        ? `Open the shop’s own company file in QuickBooks if another is open; ${goesOut(order)}. If the entry was deleted or merged there, ${sendAgain(order)}.`
        : `Look under ${menuOf(list)} in QuickBooks, with inactive entries shown: create the entry, make it active, or give it the type that is needed; ${goesOut(order)}.`,
  }),
  'text-unusable': ({ order, request, field }) => ({
    summary: `${waiting(order)}: QuickBooks cannot keep a text of ${wanted(request)}${field === null ? '' : `, its “${field}”`}.`,
    remedy: `Shorten it or take out what is unusual, such as a colon in a name, under ${shopPage(order)} or in the product it comes from; with the change it is sent again.`,
  }),
  'posting-account-missing': ({ order, request }) => ({
    summary: `${waiting(order)}: QuickBooks lacks an account that ${wanted(request)} could be posted to.`,
    remedy: `Choose the account under Mapping › Accounts, or give the item one in QuickBooks under Lists › Item List › Edit Item; ${goesOut(order)}.`,
  }),
  'name-in-use': ({ order, request, name }) => ({
    summary:
      name === null
        ? `${waiting(order)}: the name of ${wanted(request)} is already in use in QuickBooks.`
        : `${waiting(order)}: “${name}” is already the name of something else in QuickBooks, which did not accept ${wanted(request)}.`,
    remedy: `Rename the other entry in QuickBooks – customers, vendors, employees and other names share one set of names, inactive ones included – or choose in Tillbridge under Problems which customer of QuickBooks is meant; ${goesOut(order)}.`,
  }),
  'quickbooks-busy': ({ order, request }) => ({
    summary: `${waiting(order)}: QuickBooks was busy with what ${wanted(request)} needs, each time it was tried.`,
    remedy: `Close the windows in QuickBooks that show this customer, its sales or the items, on every computer; ${goesOut(order)}. If it stays, run File › Utilities › Verify Data.`,
  }),
  'request-malformed': ({ order, request }) => ({
    summary: `${waiting(order)}: Tillbridge asked QuickBooks for ${wanted(request)} in a way that QuickBooks does not take, and nothing of it was written.`,
    remedy: `This is a fault of Tillbridge; there is nothing to put right in the shop or in QuickBooks. Report it with QuickBooks’ words below; wait for the next version of Tillbridge, ${sendAgain(order)}.`,
  }),
  'answer-unclear': ({ order, request, statusCode }) => ({
    summary: `${waiting(order)}: Tillbridge does not know what QuickBooks’ answer about ${wanted(request)} means.`,
    remedy: `Look for it in QuickBooks under Edit › Find, ${sendAgain(order)}: what is in QuickBooks already is not sent a second time. If this comes back, report QuickBooks’ words below with their number, ${statusCode}.`,
  }),
  'set-refused': ({ order }) => ({
    summary: `${waiting(order)}: QuickBooks could not read what was sent for it, and has stored nothing of that.`,
    remedy: `Look for unusual characters in its names, addresses and products, correct them under ${shopPage(order)}, ${sendAgain(order)}.`,
  }),
}

/** Requests by Intuit's names, as an owner knows what they ask for. */
const REQUEST_NAMES: ReadonlyMap<string, string> = new Map([
  ['CustomerMod', 'the change of the customer'],
  ...Object.entries(KIND_NAMES).map(([kind, name]) => [kind, `the ${name}`] as const),
])

/** `SalesReceipt` → `the sales receipt`; what is named already stays: `customer “Ana Lima”`. */
function wanted(request: string): string {
  return REQUEST_NAMES.get(request) ?? request
}

/** `PaymentMethod`, `Visa` → `payment method “Visa”`. */
function entryName(list: string | null, name: string): string {
  const word = (list ?? 'entry').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return isID(name) ? `${word} with the ID ${name}` : `${word} “${name}”`
}

/** A ListID or TxnID: a hexadecimal number and a time. */
function isID(name: string): boolean {
  return /^[0-9A-F]+-\d+$/i.test(name)
}

function goesOut(order: string): string {
  return order.includes(':') ? 'it goes out at the next sync' : NEXT_SYNC
}

function sendAgain(order: string): string {
  return order.includes(':') ? 'then press Send again on its page in Tillbridge' : SEND_AGAIN
}
