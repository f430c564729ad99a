export interface TestCounts {
  readonly passed: number
  readonly failed: number
  /** The names of the tests that were left out. */
  readonly skipped: readonly string[]
}

// An attribute may hold `>`, so quoted text is stepped over as a whole.
const CASE = /<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g

/** Counts the tests of a JUnit report case by case, since the writers disagree about the totals. */
export function testCounts(report: string): TestCounts {
  let passed = 0
  let failed = 0
  const skipped: string[] = []
  for (const [, attributes = '', content = ''] of report.matchAll(CASE)) {
    if (/<(failure|error)\b/.test(content)) {
      failed++
    } else if (/<skipped\b/.test(content)) {
      skipped.push(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? 'a test without a name')
    } else {
      passed++
    }
  }
  return { passed, failed, skipped }
}

/** The names of the skipped tests of classes that begin so, as PHPUnit writes them. */
export function skippedIn(report: string, classPrefix: string): readonly string[] {
  return [...report.matchAll(CASE)]
    .filter(([, attributes = '', content = '']) => {
      return /<skipped\b/.test(content) && attributes.includes(`classname="${classPrefix}`)
    })
    .map(([, attributes = '']) => /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '')
}
