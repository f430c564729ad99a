/** Subjects by what was typed: a range of the words for each typed word, and what they share. */
import type { SQL } from 'drizzle-orm'
import type { ReadingDatabase } from '../../db/database.ts'
import { subjectsOfWord, subjectsWithWord, typedWords } from '../../journal/search-words.ts'

/** Of each typed word; three of them stay below the 500 rows a page may read, with what is found. */
const ROWS_PER_WORD = 60
/** Of the only word, which is looked up for each of what is asked about what it finds. */
const ROWS_OF_ONE_WORD = 30
export const FOUND_MAX = 15

export type Found = {
  readonly subjects: readonly string[]
  /** There may be more: a word begins too many. */
  readonly isAll: boolean
}

type Sought = { readonly storeID: string; readonly typed: string }

/** What `findByWords` finds for one word, as a query; null where more were typed, or nothing. */
export function subjectsFor({ storeID, typed }: Sought): SQL | null {
  const [word, ...others] = typedWords(typed)
  const isOne = word !== undefined && others.length === 0
  return isOne
    ? subjectsOfWord({ storeID, word, limit: ROWS_OF_ONE_WORD, subjects: FOUND_MAX })
    : null
}

export async function findByWords(db: ReadingDatabase, sought: Sought): Promise<Found> {
  const [first, ...others] = wordRows(db, sought)
  return first === undefined ? NOTHING : foundIn(await db.readTogether([first, ...others]))
}

const NOTHING: Found = { subjects: [], isAll: true }

/** For a batch of reads, a query for each word. */
export function wordRows(db: ReadingDatabase, { storeID, typed }: Sought) {
  const words = typedWords(typed)
  const limit = limitOf(words)
  return words.map((word) => subjectsWithWord(db, { storeID, word, limit }))
}

function limitOf(words: readonly unknown[]): number {
  return words.length === 1 ? ROWS_OF_ONE_WORD : ROWS_PER_WORD
}

export function foundIn(results: readonly (readonly { readonly subject: string }[])[]): Found {
  const [one = [], ...rest] = results.map((rows) => [
    ...new Set(rows.map(({ subject }) => subject)),
  ])
  const shared = one.filter((subject) => rest.every((some) => some.includes(subject)))
  const isCut = results.some((rows) => rows.length === limitOf(results))
  return {
    subjects: shared.slice(0, FOUND_MAX),
    isAll: !isCut && shared.length <= FOUND_MAX,
  }
}
