/** A person says who and what of the shop is who and what in QuickBooks; the log has who and when. */
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { findLinks, recordLinks } from '../links/links.ts'
import { forgetMatch } from '../links/matches.ts'
import type { Link, ListEntry } from '../posting/known.ts'
import type { Hand } from './queue-by-hand.ts'

type Matching = Omit<Hand, 'entriesMax'>

/** What stands for a buyer or a product; null where nothing does. */
export async function matchOfSubject(
  db: Database,
  { storeID, subject }: { readonly storeID: string; readonly subject: string },
): Promise<Link | null> {
  const links = await findLinks(db, storeID, [subject])
  const match = links.find(
    ({ role, isDeleted }) => (role === 'customer' || role === 'item') && !isDeleted,
  )
  return match ?? null
}

/** By the rules of today it is looked up anew when it is needed; null where nothing was matched. */
export async function forgetByHand(subject: string, hand: Matching): Promise<Link | null> {
  const { db, storeID, who, nowMs } = hand
  const match = await matchOfSubject(db, { storeID, subject })
  if (match === null) {
    return null
  }
  await writeTogether(db, [
    forgetMatch(db, { storeID, subject, nowMs }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject, event: 'match-forgotten', detail: { who, was: match.label } }],
      nowMs,
    }),
  ])
  return match
}

/** The subject's customer or item is this one from now on, in place of what it was. */
export async function matchByHand(
  { subject, entry }: { readonly subject: string; readonly entry: ListEntry },
  hand: Matching,
): Promise<Link | null> {
  const { db, storeID, who, nowMs } = hand
  const match = await matchOfSubject(db, { storeID, subject })
  if (match === null || match.role !== entry.list) {
    return null
  }
  const link: Link = {
    ...match,
    kind: entry.type ?? match.kind,
    quickBooksID: entry.listID,
    label: entry.fullName,
    editSequence: '',
    sent: '',
    evidence: { rule: 'named', compared: entry.fullName },
  }
  const detail = { who, was: match.label, is: entry.fullName }
  await writeTogether(db, [
    // A link gives way to another entry only where it was forgotten.
    forgetMatch(db, { storeID, subject, nowMs }),
    ...recordLinks(db, { storeID, links: [link], nowMs }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject, event: 'match-chosen', detail }],
      nowMs,
    }),
  ])
  return link
}
