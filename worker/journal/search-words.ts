/** By what a person finds an order or a customer: its numbers, its people, its amount. */
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { isPlainObject } from '../books/setting-values.ts'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { searchWords } from '../db/schema.ts'

export type SubjectWords = { readonly subject: string; readonly words: readonly string[] }

const WORD_CHARACTERS_MAX = 60
const WORDS_PER_SUBJECT_MAX = 12
/** More words than so many make a search no narrower. */
const TYPED_WORDS_MAX = 3
/** Above every character a word can hold. */
const LAST_CHARACTER = '\u{10FFFF}'

/** Of an order or a customer as the shop sends it. */
export function wordsOfSnapshot(snapshot: unknown): string[] {
  if (!isPlainObject(snapshot)) {
    return []
  }
  const billing = isPlainObject(snapshot.billing) ? snapshot.billing : {}
  const names = [snapshot, billing].flatMap((of) => [of.first_name, of.last_name, of.company])
  return distinct([
    ...wholeWord(snapshot.number),
    ...wholeWord(snapshot.total),
    ...wholeWord(billing.email),
    ...wholeWord(snapshot.email),
    ...names.flatMap((name) => (typeof name === 'string' ? wordsIn(name) : [])),
  ]).slice(0, WORDS_PER_SUBJECT_MAX)
}

/** What was typed into the search, as far as it is used. */
export function typedWords(typed: string): string[] {
  return distinct(wordsIn(typed)).slice(0, TYPED_WORDS_MAX)
}

/** Words stay when what they stood for changes: whatever they lead to is shown as it is now. */
export function recordSearchWords(
  db: Database,
  { storeID, found }: { readonly storeID: string; readonly found: readonly SubjectWords[] },
): Statement[] {
  const rows = found.flatMap(({ subject, words }) =>
    words.flatMap(wordsIn).map((word) => ({ subject, word })),
  )
  return jsonParts(rows).map((part) =>
    db.run(sql`
      INSERT OR IGNORE INTO ${searchWords} (store_id, word, subject)
      SELECT ${storeID}, value ->> '$.word', value ->> '$.subject' FROM json_each(${part})`),
  )
}

/** Words that begin so, as far as `limit`: from one to below the other. */
export type WordRange = {
  readonly storeID: string
  readonly from: string
  readonly below: string
  readonly limit: number
}

export function wordRange(sought: {
  readonly storeID: string
  readonly word: string
  readonly limit: number
}): WordRange {
  const { storeID, word, limit } = sought
  return { storeID, from: word, below: `${word}${LAST_CHARACTER}`, limit }
}

/** Subjects with a word of these, those with the very word first. */
export const subjectsWithWord = builtOnce((db, { storeID, from, below, limit }: WordRange) =>
  db
    .select({ subject: searchWords.subject, word: searchWords.word })
    .from(searchWords)
    .where(
      and(
        eq(searchWords.storeID, storeID),
        gte(searchWords.word, from),
        lt(searchWords.word, below),
      ),
    )
    .orderBy(searchWords.word, searchWords.subject)
    .limit(limit),
)

/** The subjects that `subjectsWithWord` gives, each once and no more than so many, as a query. */
export function subjectsOfWord({
  storeID,
  from,
  below,
  limit,
  subjects,
}: WordRange & { readonly subjects: number }): SQL {
  return sql`SELECT subject FROM (SELECT subject, word FROM ${searchWords}
      WHERE store_id = ${storeID} AND word >= ${from} AND word < ${below}
      ORDER BY word, subject LIMIT ${limit})
    GROUP BY subject ORDER BY min(word), subject LIMIT ${subjects}`
}

function wholeWord(value: unknown): string[] {
  return typeof value === 'string' || typeof value === 'number' ? wordsIn(String(value)) : []
}

/** In lower case, without accents and the punctuation around them. */
function wordsIn(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/\s+/u)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')
    .map((word) => word.slice(0, WORD_CHARACTERS_MAX))
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)]
}
