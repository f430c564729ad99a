/** The order that a person means, by its number in the shop; or the newest, where none is named. */
import type { ReadingDatabase } from '../../db/database.ts'
import { newestOutcomeTotals } from '../../journal/outcomes.ts'
import { subjectsOfWord, typedWords, wordRange } from '../../journal/search-words.ts'
import { heldRows, subjectRowsOf, waitingRows } from '../../queue/queue-rows.ts'
import { parseSubject } from '../../woo/subject.ts'

/** Those with the very number come first. */
const CANDIDATES_MAX = 40
const NEWEST_LOOKED_AT = 20

type Sought = { readonly storeID: string; readonly typed: string }

/** `1042` or `order:1042`; null where the store has none. */
export async function findOrder(
  db: ReadingDatabase,
  { storeID, typed }: Sought,
): Promise<string | null> {
  if (parseSubject(typed)?.kind === 'order') {
    return typed
  }
  const [word] = typedWords(typed)
  if (word === undefined) {
    return null
  }
  const range = wordRange({ storeID, word, limit: CANDIDATES_MAX })
  const candidates = { ...range, subjects: CANDIDATES_MAX }
  const [rows] = await db.readTogether([subjectRowsOf(db, storeID, subjectsOfWord(candidates))])
  const isMeant = ({ subject, number }: (typeof rows)[number]) =>
    isOrder(subject) && typedWords(number ?? '')[0] === word
  return rows.find(isMeant)?.subject ?? null
}

export async function newestOrder(db: ReadingDatabase, storeID: string): Promise<string | null> {
  const limit = NEWEST_LOOKED_AT
  const [told, ...open] = await db.readTogether([
    newestOutcomeTotals(db, { storeID, limit }),
    ...heldRows(db, { storeID, after: null, limit }),
    ...waitingRows(db, { storeID, kind: 'order', after: null, limit }),
  ])
  return [...told, ...open.flat()].find(({ subject }) => isOrder(subject))?.subject ?? null
}

function isOrder(subject: string): boolean {
  return subject.startsWith('order:')
}
