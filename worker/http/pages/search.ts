/** Subjects by what was typed: a range of the words for each typed word, and what they share. */
import type { ReadingDatabase } from '../../db/database.ts'
import { subjectsWithWord, typedWords } from '../../journal/search-words.ts'

/** Of each typed word; three of them stay below the 500 rows a page may read, with what is found. */
const ROWS_PER_WORD = 60
export const FOUND_MAX = 15

export type Found = {
  readonly subjects: readonly string[]
  /** There may be more: a word begins too many. */
  readonly isAll: boolean
}

export async function findByWords(
  db: ReadingDatabase,
  { storeID, typed }: { readonly storeID: string; readonly typed: string },
): Promise<Found> {
  const [first, ...others] = typedWords(typed)
  if (first === undefined) {
    return { subjects: [], isAll: true }
  }
  const query = (word: string) => subjectsWithWord(db, { storeID, word, limit: ROWS_PER_WORD })
  const results = await db.readTogether([query(first), ...others.map(query)])
  const [one = [], ...rest] = results.map((rows) => [
    ...new Set(rows.map(({ subject }) => subject)),
  ])
  const shared = one.filter((subject) => rest.every((some) => some.includes(subject)))
  const isCut = results.some((rows) => rows.length === ROWS_PER_WORD)
  return {
    subjects: shared.slice(0, FOUND_MAX),
    isAll: !isCut && shared.length <= FOUND_MAX,
  }
}
