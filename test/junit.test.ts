import { expect, test } from 'bun:test'
import { testCounts } from './junit.ts'

test('a report is counted case by case', () => {
  const report = `<testsuites tests="4" failures="1">
    <testsuite name="a">
      <testcase name="one" time="0.1" />
      <testcase name="a > b" time="0.1"></testcase>
      <testcase name="three"><failure type="AssertionError">1 is not 2</failure></testcase>
      <testcase name="four"><skipped /></testcase>
    </testsuite>
  </testsuites>`
  expect(testCounts(report)).toEqual({ passed: 2, failed: 1, skipped: ['four'] })
})

test('an empty report counts nothing', () => {
  expect(testCounts('')).toEqual({ passed: 0, failed: 0, skipped: [] })
})
