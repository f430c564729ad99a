/** Subjects by what was typed: a range of the words for each typed word, and what they share. */
import { builtOnce } from '../../db/built-once.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import {
  subjectsOfWord,
  subjectsWithWord,
  typedWords,
  wordRange,
} from '../../journal/search-words.ts'
import type { WordRange } from '../../journal/search-words.ts'
import { openRowsOf, standingOf, subjectRowsOf } from '../../queue/queue-rows.ts'

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

type OneWord = WordRange & { readonly subjects: number }

/** Of one word; null where more were typed, or nothing. */
export function oneWordOf({ storeID, typed }: Sought): OneWord | null {
  const [word, ...others] = typedWords(typed)
  return word === undefined || others.length > 0
    ? null
    : { ...wordRange({ storeID, word, limit: ROWS_OF_ONE_WORD }), subjects: FOUND_MAX }
}

/** All that is known of what `findByWords` would find for it, for a batch of reads. */
export function rowsOfWord(db: ReadingDatabase, word: OneWord) {
  return [
    unsentOfWord(db, word),
    sentOfWord(db, word),
    knownOfWord(db, word),
    standingOfWord(db, word),
  ] as const
}

const unsentOfWord = builtOnce((db, word: OneWord) => {
  const [unsent] = openRowsOf(db, word.storeID, subjectsOfWord(word))
  return unsent
})
const sentOfWord = builtOnce((db, word: OneWord) => {
  const [, sent] = openRowsOf(db, word.storeID, subjectsOfWord(word))
  return sent
})
const knownOfWord = builtOnce((db, word: OneWord) =>
  subjectRowsOf(db, word.storeID, subjectsOfWord(word)),
)
const standingOfWord = builtOnce((db, word: OneWord) =>
  standingOf(db, word.storeID, subjectsOfWord(word)),
)

export async function findByWords(db: ReadingDatabase, sought: Sought): Promise<Found> {
  const [first, ...others] = wordRows(db, sought)
  return first === undefined ? NOTHING : foundIn(await db.readTogether([first, ...others]))
}

const NOTHING: Found = { subjects: [], isAll: true }

/** For a batch of reads, a query for each word. */
export function wordRows(db: ReadingDatabase, { storeID, typed }: Sought) {
  const words = typedWords(typed)
  const limit = limitOf(words)
  return words.map((word) => subjectsWithWord(db, wordRange({ storeID, word, limit })))
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
