/** A person says which customer or item of QuickBooks a buyer or a product of the shop is. */
import { customerDocument, orderCustomer } from '../books/customer-document.ts'
import type { CustomerIdentity } from '../books/document.ts'
import type { Problem, SoughtEntry } from '../books/problems.ts'
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { findLinks, recordLinks } from '../links/links.ts'
import { forgetMatch } from '../links/matches.ts'
import { isOfCurrency } from '../posting/customer-match.ts'
import { customerFields } from '../posting/desktop/customer-fields.ts'
import type { Link, ListEntry } from '../posting/known.ts'
import { pickJobs } from '../queue/list-jobs.ts'
import type { JobFilter, PickedJob } from '../queue/list-jobs.ts'
import { readSettings } from '../stores/settings.ts'
import { decodeCustomer } from '../woo/customer.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { chosenEntry, WANTED_ENTRY } from './chosen-entry.ts'
import { parseOrder } from './held-orders.ts'
import type { Hand } from './queue-by-hand.ts'

/** Among so many held entries it is looked who or what is meant, where nobody says. */
const ENTRIES_READ_MAX = 150
const NAMED_MAX = 5

export type Linking = {
  readonly list: SoughtEntry['list']
  /** What holds them. */
  readonly filter: JobFilter
  /** As QuickBooks calls the entry. */
  readonly name: string
  /** Of the shop's customer or product; may be empty where no other is held. */
  readonly subject: string
}

export type Linked = {
  /** Under all of these it is known from now on. */
  readonly subjects: readonly string[]
  readonly name: string
  readonly fullName: string
}

/** Whatever stood for it before gives way. Nothing is linked where it is not clear who is meant. */
export async function linkEntry(
  linking: Linking,
  hand: Hand,
): Promise<Linked | { readonly refusal: string }> {
  const { db, storeID, who, nowMs } = hand
  const { list, name } = linking
  const held = await heldSought(linking, hand)
  if ('refusal' in held) {
    return held
  }
  const entry = await chosenEntry(WANTED_ENTRY[list], name, hand)
  if ('refusal' in entry) {
    return entry
  }
  const { sought, job } = held
  if (!isOfCurrency(entry, sought.currency)) {
    return { refusal: ofAnotherCurrency(entry, sought) }
  }
  const { subjects } = sought
  const [{ settings }, before] = await Promise.all([
    readSettings(db, storeID),
    findLinks(db, storeID, subjects),
  ])
  const sent = list === 'customer' ? fieldsOf(job, { sought, settings, storeID }) : ''
  const links = subjects.map((subject) => linkTo(entry, { subject, list, sent }))
  const entries = subjects.map((subject) => {
    const was = before.find((link) => link.subject === subject && !link.isDeleted)?.label ?? null
    return { subject, event: 'match-chosen', detail: { who, was, is: entry.fullName } } as const
  })
  await writeTogether(db, [
    // A link gives way to another entry only where it was forgotten.
    ...subjects.map((subject) => forgetMatch(db, { storeID, subject, nowMs })),
    ...recordLinks(db, { storeID, links, nowMs }),
    ...recordJournal(db, { storeID, entries, nowMs }),
  ])
  return { subjects, name: sought.name, fullName: entry.fullName }
}

type HeldSought = { readonly sought: SoughtEntry; readonly job: PickedJob }

/** Who or what it is about: the one that was named, or the only one. */
async function heldSought(
  { list, filter, subject }: Linking,
  { db, storeID }: Hand,
): Promise<HeldSought | { readonly refusal: string }> {
  const among = subject === '' ? filter : { ...filter, soughtAs: [subject] }
  const page = { storeID, filter: among, afterID: 0, limit: ENTRIES_READ_MAX }
  const held = (await pickJobs(db, page)).flatMap((job): HeldSought[] => {
    const { sought } = job.problem as Problem
    return sought?.list === list ? [{ sought, job }] : []
  })
  const ofSubject = held.find(({ sought }) => sought.subjects[0] === subject)
  const [first, ...others] = held
  if (first === undefined) {
    return { refusal: NOBODY_SOUGHT }
  }
  const different = others.find(({ sought }) => sought.subjects[0] !== first.sought.subjects[0])
  if (subject !== '' || different === undefined) {
    return ofSubject ?? first
  }
  const names = new Map(held.map(({ sought }) => [sought.subjects[0] ?? '', sought.name]))
  const some = [...names].slice(0, NAMED_MAX).map(([of, called]) => `${called} (${of})`)
  return { refusal: `Nothing was done: say whose ${list} it is, such as ${some.join(', ')}.` }
}

const NOBODY_SOUGHT =
  'Nothing was done: no entry is held by this any more for which that could be chosen. Read QuickBooks’ lists again, so that the held entries are looked at anew.'

function ofAnotherCurrency({ fullName, currency }: ListEntry, sought: SoughtEntry): string {
  const wanted = sought.currency?.name ?? 'the books’ own currency'
  return `Nothing was done: “${fullName}” is a customer in ${currency ?? 'the books’ own currency'}, and one in ${wanted} is needed.`
}

function linkTo(
  entry: ListEntry,
  {
    subject,
    list,
    sent,
  }: {
    readonly subject: string
    readonly list: SoughtEntry['list']
    readonly sent: string
  },
): Link {
  return {
    subject,
    role: list,
    kind: list === 'customer' ? 'Customer' : (entry.type ?? ''),
    quickBooksID: entry.listID,
    label: entry.fullName,
    editSequence: '',
    sent,
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
    evidence: { rule: 'named', compared: entry.fullName },
  }
}

/** What the shop says now, so that only what changes there later is written into the record. */
function fieldsOf(
  job: PickedJob,
  {
    sought,
    ...books
  }: { readonly sought: SoughtEntry; readonly settings: Settings; readonly storeID: string },
): string {
  const [subject = ''] = sought.subjects
  const buyer = buyerOf(job, books)
  const isBuyer = /^(customer|guest):/.test(subject)
  const identity = isBuyer ? buyer : (buyer?.parent ?? null)
  return identity === null ? '' : JSON.stringify(customerFields(identity))
}

function buyerOf(
  job: PickedJob,
  books: { readonly settings: Settings; readonly storeID: string },
): CustomerIdentity | null {
  const order = parseOrder(job)
  if (order !== null) {
    return orderCustomer(order, books).customer
  }
  const customer = job.snapshot === null ? null : decodeCustomer(JSON.parse(job.snapshot))
  return customer === null || isFieldProblem(customer)
    ? null
    : customerDocument(customer, books).customer
}
