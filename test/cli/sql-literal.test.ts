import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import { sqlLiteral, withLiterals } from '../../worker/cli/sql-literal.ts'

const HOSTILE = [
  `'; DROP TABLE stores; --`,
  `''`,
  `'''; --`,
  `\\'; DROP TABLE stores; --`,
  `"quoted" and \`ticked\``,
  'two\nlines\r\nand a tab\t',
  '/* no comment */ -- nor this',
  '?1 ? :name @name $name',
  '日本語 – emoji 🎉 – \u202Eright to left',
  '$& $1 $` $\u0027',
  '',
]

function read(sql: string): unknown[] {
  const database = new Database(':memory:')
  try {
    return database.query<unknown[], []>(sql).values()[0] as unknown[]
  } finally {
    database.close()
  }
}

describe('a value written into a statement', () => {
  test.each(HOSTILE)('%j reads as the text it is', (text) => {
    expect(read(`SELECT ${sqlLiteral(text)}`)).toEqual([text])
  })

  test.each([
    [0, '0'],
    [-12.5, '-12.5'],
    [1_790_000_000_000, '1790000000000'],
    [true, '1'],
    [false, '0'],
    [null, 'NULL'],
    [undefined, 'NULL'],
  ])('%j is %s', (value, literal) => {
    expect(sqlLiteral(value)).toBe(literal)
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['a\0b'], [{}], [[1]], [1n], [new Date(0)]])(
    '%p is refused rather than guessed',
    (value) => {
      expect(() => sqlLiteral(value)).toThrow('can be written as SQL')
    },
  )
})

describe('placeholders', () => {
  test('each takes the next value, in one pass', () => {
    // A value that holds a question mark must not be taken for the next placeholder.
    const sql = withLiterals('SELECT ?, ?, ?', [`what?`, `'?'`, 3])
    expect(read(sql)).toEqual(['what?', `'?'`, 3])
  })

  test('a question mark inside a quoted text or name is none', () => {
    const sql = withLiterals(`SELECT 'it''s ?' AS "a ""?"" name", ?`, ['here'])
    expect(read(sql)).toEqual([`it's ?`, 'here'])
  })

  test.each([
    ['too few values', ['one']],
    ['too many values', ['one', 'two', 'three']],
  ])('%s are refused', (_, values) => {
    expect(() => withLiterals('SELECT ?, ?', values)).toThrow('2 placeholders for')
  })

  test.each(HOSTILE)('%j stays one value beside others', (text) => {
    expect(read(withLiterals('SELECT ?, ?', [text, 'after']))).toEqual([text, 'after'])
  })
})
