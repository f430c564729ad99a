import { expect, test } from 'bun:test'
import { problem } from '../../worker/books/problems.ts'
import { healthOf } from '../../worker/ui/health.ts'

const NOW_MS = Date.parse('2026-03-02T12:00:00Z')
const MINUTE_MS = 60_000
const WELL = {
  nowMs: NOW_MS,
  shopSeenAtMs: NOW_MS - MINUTE_MS,
  webConnectorSeenAtMs: NOW_MS - 10 * MINUTE_MS,
  webConnectorGapsMs: [],
  pausedAtMs: null,
  notice: null,
  hasWork: false,
  held: 0,
}

test.each([
  ['all is well', {}, 'It works.'],
  ['an order is held', { held: 1 }, 'It works, and something needs you.'],
  ['the shop never called', { shopSeenAtMs: null }, 'The shop has not called yet.'],
  [
    'the Web Connector never called',
    { webConnectorSeenAtMs: null },
    'The Web Connector has not called yet.',
  ],
  ['a person paused it', { pausedAtMs: 1 }, 'Tillbridge is paused: nothing is sent to QuickBooks.'],
  // Three intervals of 15 minutes are borne.
  ['an update was missed', { webConnectorSeenAtMs: NOW_MS - 45 * MINUTE_MS }, 'It works.'],
  [
    'the Web Connector is silent',
    { webConnectorSeenAtMs: NOW_MS - 46 * MINUTE_MS },
    'The Web Connector has been silent for 46 minutes.',
  ],
  [
    'a Web Connector that calls every hour missed an update',
    {
      webConnectorSeenAtMs: NOW_MS - 170 * MINUTE_MS,
      webConnectorGapsMs: [60 * MINUTE_MS, 60 * MINUTE_MS, 60 * MINUTE_MS],
    },
    'It works.',
  ],
  [
    'the shop is silent',
    { shopSeenAtMs: NOW_MS - 25 * 60 * MINUTE_MS },
    'The shop has been silent for 25 hours.',
  ],
])('the overview says when %s', (_, heard, says) => {
  expect(healthOf({ ...WELL, ...heard }).says).toBe(says)
})

test('a notice about the store comes before everything else', () => {
  const notice = problem('wrong-company-file', { expected: 'Larkspur', found: 'Other' })
  const health = healthOf({ ...WELL, pausedAtMs: 1, notice })
  expect([health.says, health.todo]).toEqual([notice.summary, notice.remedy])
})
