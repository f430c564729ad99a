import { describe, expect, test } from 'bun:test'
import { isWebhook } from '../../worker/books/alert-settings.ts'
import { alertMessage, slackText } from '../../worker/books/alert-text.ts'
import { gapsAfter, intervalMs, patienceMs } from '../../worker/books/call-interval.ts'
import { changeSetting, settingSentence } from '../../worker/books/parse-settings.ts'
import { problem } from '../../worker/books/problems.ts'
import type { Problem } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import {
  bySeverity,
  changesIn,
  NOTHING_WATCHED,
  sayingOf,
  watchAfter,
} from '../../worker/books/watch.ts'
import type { Found, Terms } from '../../worker/books/watch.ts'

const MINUTE_MS = 60_000
const SHOP_SILENT = problem('shop-silent', { since: '2026-11-25 14:05' })
const REFUSED = problem('password-refused', { since: '2026-11-26 14:05' })

function learned(minutes: readonly number[]): number {
  let gaps: readonly number[] = []
  let lastMs = 1
  for (const gap of minutes) {
    const nowMs = lastMs + gap * MINUTE_MS
    gaps = gapsAfter(gaps, { lastMs, nowMs })
    lastMs = nowMs
  }
  return intervalMs(gaps) / MINUTE_MS
}

describe('how often the Web Connector calls', () => {
  test.each([
    ['nothing is known yet', [], 15],
    ['it calls every five minutes', [5, 5, 5, 5], 5],
    ['it calls once an hour', [60], 60],
    ['it calls once a day', [1440, 1440, 1440], 1440],
    ['somebody presses Update Selected in between', [15, 15, 4, 11, 15], 15],
    ['somebody presses it twice', [15, 15, 0.1, 15], 15],
    ['the office was closed overnight', [15, 15, 840, 15, 15], 15],
    ['it was away for a week', [15, 15, 10_080, 15], 15],
    ['the owner changed it', [5, 5, 5, 5, 5, 30, 30, 30], 30],
  ])('%s', (_, minutes, expected) => {
    expect(learned(minutes)).toBe(expected)
  })

  test('three of its intervals are a silence', () => {
    expect(patienceMs([])).toBe(45 * MINUTE_MS)
    expect(patienceMs([5, 5, 5].map((minutes) => minutes * MINUTE_MS))).toBe(15 * MINUTE_MS)
  })
})

const TERMS: Terms = { when: 'at-once', isHeard: true, digestHour: 8, day: '2026-11-26', hour: 3 }

function found(...problems: Problem[]): Found {
  return { problems, unknown: [] }
}

describe('what stands', () => {
  const raised = watchAfter(NOTHING_WATCHED, found(SHOP_SILENT), 1)

  test('has begun when it is found, and ended when it is not, whether or not it was told', () => {
    expect(changesIn(NOTHING_WATCHED, raised)).toEqual({ begun: [SHOP_SILENT], ended: [] })
    const other = watchAfter(raised, found(REFUSED), 2)
    expect(changesIn(raised, other)).toEqual({ begun: [REFUSED], ended: [SHOP_SILENT] })
    expect(changesIn(other, other)).toEqual({ begun: [], ended: [] })
  })

  test('has begun again when it comes back before its end was told', () => {
    const told = sayingOf(raised, TERMS)?.after ?? raised
    const over = watchAfter(told, found(), 2)
    expect(changesIn(told, over)).toEqual({ begun: [], ended: [SHOP_SILENT] })
    const again = watchAfter(over, found(SHOP_SILENT), 3)
    expect(changesIn(over, again)).toEqual({ begun: [SHOP_SILENT], ended: [] })
  })
})

describe('a cause', () => {
  const raised = watchAfter(NOTHING_WATCHED, { problems: [SHOP_SILENT], unknown: [] }, 1)

  test('is said once, and once more when it is over', () => {
    const told = sayingOf(raised, TERMS)
    expect(told?.raised).toEqual([SHOP_SILENT])
    const still = watchAfter(
      told?.after ?? raised,
      { problems: [SHOP_SILENT, REFUSED], unknown: [] },
      2,
    )
    expect(sayingOf(still, TERMS)?.raised).toEqual([REFUSED])
    const over = watchAfter(told?.after ?? raised, { problems: [], unknown: [] }, 2)
    const well = sayingOf(over, TERMS)
    expect([well?.raised, well?.over]).toEqual([[], [SHOP_SILENT]])
    expect(sayingOf(well?.after ?? over, TERMS)).toBeNull()
  })

  test('that nobody can tell of just now stays as it is', () => {
    expect(watchAfter(raised, { problems: [], unknown: ['shop-silent'] }, 2)).toEqual(raised)
  })

  test('that is gone before anybody was told is not spoken of', () => {
    expect(watchAfter(raised, { problems: [], unknown: [] }, 2).alerts).toEqual([])
  })

  test('waits for the hour of the day where one message a day is wanted', () => {
    const daily = { ...TERMS, when: 'daily' as const }
    expect(sayingOf(raised, daily)).toBeNull()
    const told = sayingOf(raised, { ...daily, hour: 8 })
    expect(told?.raised).toEqual([SHOP_SILENT])
    const more = watchAfter(told?.after ?? raised, { problems: [REFUSED], unknown: [] }, 2)
    expect(sayingOf(more, { ...daily, hour: 8 })).toBeNull()
    expect(sayingOf(more, { ...daily, hour: 8, day: '2026-11-27' })).not.toBeNull()
  })

  test.each([{ when: 'off' as const }, { isHeard: false }])('is not said with %o', (terms) => {
    expect(sayingOf(raised, { ...TERMS, ...terms })).toBeNull()
  })

  test('of several shows the most severe', () => {
    expect(bySeverity([SHOP_SILENT, REFUSED])).toEqual([REFUSED, SHOP_SILENT])
  })
})

describe('the message', () => {
  test('holds nothing that Slack would take for a command', () => {
    expect(slackText('A & B <!channel>')).toBe('A &amp; B &lt;!channel&gt;')
  })

  test('has one line for a subject, and a limit', () => {
    const { subject, text } = alertMessage({
      storeName: 'Shop\r\nBcc: all@example.com',
      shopURL: 'https://shop.example',
      raised: Array.from({ length: 40 }, () => SHOP_SILENT),
      over: [],
    })
    expect(subject).toBe('Tillbridge: Shop Bcc: all@example.com needs you')
    expect(text.length).toBeLessThan(3_100)
  })
})

describe('the settings', () => {
  test.each([
    ['https://hooks.slack.com/services/T0/B0/x', true],
    ['http://hooks.slack.com/services/T0/B0/x', false],
    ['https://127.0.0.1/hook', false],
    ['https://localhost/hook', false],
    ['https://10.0.0.5/hook', false],
    ['https://169.254.169.254/latest', false],
    ['https://[::1]/hook', false],
    ['https://nas.local/hook', false],
    ['https://user:password@hooks.slack.com/x', false],
    ['hooks.slack.com', false],
    [`https://hooks.slack.com/${'x'.repeat(2_000)}`, false],
  ])('%s may be called: %p', (address, isAllowed) => {
    expect(isWebhook(address)).toBe(isAllowed)
    const changed = changeSetting(DEFAULT_SETTINGS, { key: 'alerts.webhook', value: address })
    expect(changed.kind).toBe(isAllowed ? 'settings' : 'problems')
  })

  test.each([
    ['alerts.mailTo', 'owner', 'alerts.mailTo: expected one mail address'],
    ['alerts.mailTo', 'a@b.example, c@d.example', 'alerts.mailTo: expected one mail address'],
    ['alerts.mailTo', 'a@b.example\nBcc: c@d.example', 'alerts.mailTo: expected one mail address'],
    ['alerts.webhook', 'https://10.0.0.5', 'alerts.webhook: expected an https address'],
    ['alerts.when', 'hourly', 'alerts.when: expected "at-once", "daily" or "off"'],
    ['alerts.digestHour', 24, 'alerts.digestHour: expected a whole number from 0 to 23'],
  ])('%s is not %p', (key, value, sentence) => {
    const changed = changeSetting(DEFAULT_SETTINGS, { key, value })
    const said = changed.kind === 'problems' ? changed.problems.map(settingSentence).join() : ''
    expect(said).toStartWith(sentence)
  })
})
