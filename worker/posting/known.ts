/** What we know of QuickBooks when we decide what to ask next: plain data, read by lookups. */
import type { DocumentKind, SaleKind } from '../books/document.ts'
import type { Cents } from '../money/cents.ts'
import type { QbxmlVersion } from '../qbxml/version.ts'
import type { CompanyFacts } from './company.ts'
import type { Evidence } from './customer-match.ts'
import type { ListState } from './list-progress.ts'
import type { StandingDocument } from './standing-document.ts'
import type { DocumentRole, DoubtedSet, DoubtReading } from './doubted.ts'

/** Which document or list entry of a subject a link is about. */
export type Role = DocumentRole | 'customer' | 'item'

export type Link = {
  readonly subject: string
  readonly role: Role
  /** The Ret it came from without the suffix: `SalesReceipt`, `Customer`, `ItemService`. */
  readonly kind: string
  /** ListID or TxnID. */
  readonly quickBooksID: string
  /** RefNumber of a transaction, FullName of a list entry. */
  readonly label: string
  readonly editSequence: string
  /** Fingerprint of the document, or the fields of the list entry as JSON, last sent. */
  readonly sent: string
  readonly totalCents: Cents | null
  /** The last number of the marker; 1 where there is none. */
  readonly posting: number
  /** A person deleted it in QuickBooks: it is not sent again unless a person asks. */
  readonly isDeleted: boolean
  /** A second transaction under the same marker, until a person has settled it. */
  readonly twinID: string | null
  /** Of a customer that QuickBooks had: why it was taken for the subject. */
  readonly evidence?: Evidence | null
  /** Of a document: whose it is. What follows it goes to the same customer. */
  readonly customerListID?: string | null
}

/** What tells, in the next session, whether this is the company file we left. */
export type NewestDocument = {
  readonly subject: string
  readonly role: DocumentRole
  readonly documentKind: DocumentKind
  readonly txnID: string
  readonly refNumber: string
}

/** Before it was changed, or went out of the books: an older company file shows it so again. */
export type ReplacedDocument = NewestDocument & { readonly editSequence: string }

export type ListName =
  | 'account'
  | 'class'
  | 'currency'
  | 'customer'
  | 'customer-message'
  | 'customer-type'
  | 'inventory-site'
  | 'item'
  | 'payment-method'
  | 'price-level'
  | 'sales-rep'
  | 'sales-tax-code'
  | 'ship-method'
  | 'template'
  | 'terms'
  | 'vendor'
  /** No list of QuickBooks': what a person added to customers, and so to sales forms. */
  | 'custom-field'
  /** No list of QuickBooks': transactions that people deleted, by RefNumber. */
  | 'deleted-txn'

export type ListEntry = {
  readonly list: ListName
  readonly listID: string
  readonly fullName: string
  readonly isActive: boolean
  /**
   * AccountType of an account, `ItemNonInventory` and the like of an item, the ISO code of a
   * currency, the form a template is for, else null.
   */
  readonly type: string | null
  /** Percent of a sales-tax item, e.g. `"7.25"`. */
  readonly taxRate: string | null
  /** Of a sales-tax code. */
  readonly isTaxable: boolean | null
  /** Of a customer: what proves who it is. */
  readonly accountNumber: string | null
  readonly email: string | null
  /** Of an item: the full name of the account that its sales post to; null where it was not read. */
  readonly incomeAccount: string | null
  /** Of a customer: what hints at it. The person's name is first and last name. */
  readonly companyName: string | null
  readonly personName: string | null
  readonly postalCode: string | null
  /** Of a customer, a vendor, an account or a price level, with multicurrency: `US Dollar`. */
  readonly currency: string | null
  /** Of a customer or an item: the name of its sales-tax code. */
  readonly salesTaxCode: string | null
  /** Of a customer, or of a code outside the United States: the tax item or group it is taxed by. */
  readonly taxItemListID: string | null
  /** Of a tax item: the vendor it is owed to. */
  readonly agencyListID: string | null
  /** Of a tax group: its tax items, in their order. */
  readonly memberListIDs: readonly string[]
  /** Of an account that QuickBooks itself depends on: `UndepositedFunds`, `SalesTaxPayable` … */
  readonly specialType: string | null
  /**
   * Of an account, a tax group and a deleted transaction, where the oldest counts: as QuickBooks
   * writes it; earlier entries sort first.
   */
  readonly timeCreated: string | null
}

/** An active entry of which nothing is known but which it is. */
export const PLAIN_ENTRY: Omit<ListEntry, 'list' | 'listID' | 'fullName'> = {
  isActive: true,
  type: null,
  taxRate: null,
  isTaxable: null,
  accountNumber: null,
  email: null,
  incomeAccount: null,
  companyName: null,
  personName: null,
  postalCode: null,
  currency: null,
  salesTaxCode: null,
  taxItemListID: null,
  agencyListID: null,
  memberListIDs: [],
  specialType: null,
  timeCreated: null,
}

/** From the company's preferences; null where the company does not charge sales tax. */
export type SalesTaxCodes = { readonly taxable: string; readonly nonTaxable: string }

/**
 * What this session learned and the next may not rely on: a person may have changed QuickBooks
 * meanwhile. Kept with the session, so that a Durable Object that is evicted loses nothing.
 */
export type SessionKnowledge = {
  /** By `documentKey`: who stands under its number, or in its place. */
  readonly findings: Readonly<Record<string, Finding>>
  /** How far the reading has come that sets in doubt need. */
  readonly doubt: DoubtReading | null
  /** By TxnID: read in this session, because a person asked. */
  readonly lookedAt: Readonly<Record<string, true>>
  /** By `documentKey`: a document of ours as it was read, before it is changed or taken out. */
  readonly standing: Readonly<Record<string, StandingDocument>>
  /** By need: looked up in this session, whatever the mirror said before. */
  readonly lookedUp: Readonly<Record<string, true>>
  /** By need: how many of its names are known to be somebody else's. */
  readonly takenNames: Readonly<Record<string, number>>
  /** By need: its name is taken, and by whom is to be asked. */
  readonly lookUps: Readonly<Record<string, true>>
  /** By need: why QuickBooks will not have it. */
  readonly refusals: Readonly<Record<string, Refusal>>
}

export type Finding =
  | { readonly kind: 'absent' }
  /** Under the number stands a document without our marker. */
  | {
      readonly kind: 'somebody-elses'
      readonly documentKind: DocumentKind
      readonly txnID: string
      readonly totalCents: Cents | null
    }
  /** Same customer, date and total, no marker, and it appeared while the answer was missing. */
  | {
      readonly kind: 'near-match'
      readonly documentKind: DocumentKind
      readonly txnID: string
      readonly refNumber: string
      readonly totalCents: Cents | null
    }

export type Refusal =
  | { readonly kind: 'refused'; readonly statusCode: number; readonly message: string }
  | {
      readonly kind: 'inactive'
      readonly listID: string
      readonly fullName: string
      readonly editSequence: string
      /** Why it is who is meant. */
      readonly evidence: Evidence
    }
  | { readonly kind: 'unsuitable'; readonly type: string }

export const NOTHING_LEARNED: SessionKnowledge = {
  findings: {},
  doubt: null,
  lookedAt: {},
  standing: {},
  lookedUp: {},
  takenNames: {},
  lookUps: {},
  refusals: {},
}

export type Known = {
  readonly storeID: string
  readonly version: QbxmlVersion
  readonly company: CompanyFacts
  readonly salesTax: SalesTaxCodes | null
  /** What a sale of this store may stand as: each is asked before the first Add. */
  readonly saleKinds: readonly SaleKind[]
  readonly links: ReadonlyMap<string, Link>
  /** The linked documents of a subject, whatever their role. */
  readonly documents: ReadonlyMap<string, readonly Link[]>
  /** By list and name, as `findEntry` reads it. */
  readonly entries: ReadonlyMap<string, ListEntry>
  /** By list and ListID, as `findEntryByID` reads it: also whatever the links at hand name. */
  readonly entriesByID: ReadonlyMap<string, ListEntry>
  /** By each of `customerKeys`: whoever in QuickBooks the buyers at hand might be. */
  readonly customersByKey: ReadonlyMap<string, readonly ListEntry[]>
  /** How far each list is known; before one is read, what is missing may only not be known. */
  readonly lists: ReadonlyMap<ListName, ListState>
  readonly session: SessionKnowledge
  /** The sets that jobs at hand were last carried by, and that nobody answered. */
  readonly doubtedSets: ReadonlyMap<string, DoubtedSet>
}

/** QuickBooks' names differ only by more than case and outer blanks. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

export function linkKey(subject: string, role: Role): string {
  return `${role} ${subject}`
}

export function indexLinks(links: readonly Link[]): ReadonlyMap<string, Link> {
  return new Map(links.map((link) => [linkKey(link.subject, link.role), link]))
}

export function indexEntries(entries: readonly ListEntry[]): ReadonlyMap<string, ListEntry> {
  return new Map(entries.map((entry) => [`${entry.list} ${nameKey(entry.fullName)}`, entry]))
}

export function findLink(known: Known, subject: string, role: Role): Link | null {
  return known.links.get(linkKey(subject, role)) ?? null
}

export function findEntry(known: Known, list: ListName, name: string): ListEntry | null {
  return known.entries.get(`${list} ${nameKey(name)}`) ?? null
}

export function indexEntriesByID(entries: readonly ListEntry[]): ReadonlyMap<string, ListEntry> {
  return new Map(entries.map((entry) => [`${entry.list} ${entry.listID}`, entry]))
}

/** Null where QuickBooks' list does not have it, or was not read that far yet. */
export function findEntryByID(
  known: Pick<Known, 'entriesByID'>,
  list: ListName,
  listID: string,
): ListEntry | null {
  return known.entriesByID.get(`${list} ${listID}`) ?? null
}

/** The oldest active account of a type: adding another account later changes no choice. */
export function oldestAccountOfType(
  known: Known,
  type: string,
  isMeant: (account: ListEntry) => boolean = () => true,
): ListEntry | null {
  const accounts = [...known.entries.values()].filter(
    (entry) => entry.list === 'account' && entry.isActive && entry.type === type && isMeant(entry),
  )
  accounts.sort(
    // As the database puts them in order, which gives a preview only the first of income accounts.
    (left, right) =>
      compared(left.timeCreated ?? '', right.timeCreated ?? '') ||
      compared(left.listID, right.listID),
  )
  return accounts[0] ?? null
}

function compared(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
