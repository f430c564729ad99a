import { expect, test } from 'bun:test'
import { isQuiet } from '../../worker/books/quiet-hours.ts'

const LOS_ANGELES = 'America/Los_Angeles'

test.each([
  // Los Angeles is eight hours behind Greenwich in November.
  ['in the hours of one day', '12:00', '14:00', '2026-11-23T20:00:00Z', LOS_ANGELES, true],
  ['at their last minute', '12:00', '14:00', '2026-11-23T21:59:59Z', LOS_ANGELES, true],
  ['when they end', '12:00', '14:00', '2026-11-23T22:00:00Z', LOS_ANGELES, false],
  ['before midnight', '22:00', '06:00', '2026-11-24T07:30:00Z', LOS_ANGELES, true],
  ['after midnight', '22:00', '06:00', '2026-11-23T13:59:00Z', LOS_ANGELES, true],
  ['by day', '22:00', '06:00', '2026-11-23T20:00:00Z', LOS_ANGELES, false],
  ['in a zone of hours', '22:00', '06:00', '2026-11-23T17:00:00Z', '+05:30', true],
  [
    'in a zone nobody knows, which is Greenwich’s',
    '22:00',
    '23:00',
    '2026-11-23T22:30:00Z',
    '',
    true,
  ],
  ['without an end', '22:00', null, '2026-11-23T22:30:00Z', '', false],
  ['without a beginning', null, '06:00', '2026-11-23T05:30:00Z', '', false],
  ['from and to the same minute', '06:00', '06:00', '2026-11-23T06:00:00Z', '', false],
])('quiet hours %s', (_, from, to, at, timeZone, isQuietThen) => {
  expect(isQuiet({ from, to }, { atMs: Date.parse(at), timeZone })).toBe(isQuietThen)
})
