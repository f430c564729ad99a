/** Each of the rulebook's rules has a test that bears its number. */
import { Glob } from 'bun'
import { expect, test } from 'bun:test'

const TESTS = `${import.meta.dir}/..`
const RULES = Array.from({ length: 20 }, (_, at) => at + 1)
/** `rule 4: …`, and `rules 12 and 20: …`. */
const NAMED = /\b(?:test|describe)(?:\.each)?\(\s*['`]rules? ([\d, and]+): /g

test('every rule of the rulebook has a test named after it', async () => {
  const files = await Array.fromAsync(new Glob('{accounting,books}/*.test.ts').scan(TESTS))
  const texts = await Promise.all(files.map((path) => Bun.file(`${TESTS}/${path}`).text()))
  const numbers = texts
    .flatMap((text) => [...text.matchAll(NAMED)])
    .flatMap(([, named = '']) => named.match(/\d+/g) ?? [])
  expect(RULES.filter((rule) => !numbers.includes(String(rule)))).toEqual([])
})
