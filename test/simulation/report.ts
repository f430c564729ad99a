/** A run of many seeds as a JUnit report, for `test/run.ts` to count: a test is so many seeds. */
import type { BrokenSeed, SeedRange } from './run-seeds.ts'

const SEEDS_PER_TEST = 500

export function junitReport({ from, count }: SeedRange, broken: readonly BrokenSeed[]): string {
  const tests: string[] = []
  for (let first = from; first < from + count; first += SEEDS_PER_TEST) {
    const last = Math.min(first + SEEDS_PER_TEST, from + count) - 1
    const failures = broken.filter(({ seed }) => seed >= first && seed <= last)
    const said = failures.flatMap(({ seed, violations }) =>
      violations.map(({ rule, what }) => `seed ${seed}: ${rule}: ${what}`),
    )
    const name = `seeds ${first} to ${last} break nothing`
    tests.push(
      said.length === 0
        ? `<testcase name="${name}" />`
        : `<testcase name="${name}"><failure>${escaped(said.join('\n'))}</failure></testcase>`,
    )
  }
  return `<testsuites><testsuite name="simulation">${tests.join('')}</testsuite></testsuites>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
