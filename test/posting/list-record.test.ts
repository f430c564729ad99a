/** What of a list is read next, whatever clock and time zone QuickBooks' computer has. */
import { describe, expect, test } from 'bun:test'
import {
  changedFrom,
  deletedFrom,
  extentDue,
  localStamp,
  NO_RECORDS,
  recordAfter,
  recordsAfterDeletions,
} from '../../worker/posting/list-record.ts'
import type { ListRecord, ListRecords } from '../../worker/posting/list-record.ts'
import { ENTRY_SHAPE } from '../../worker/posting/mirrored-lists.ts'

/** Noon in London, 5 August 2026. */
const NOON = Date.UTC(2026, 7, 5, 11)
const HOUR = 3_600_000
const DAY = 24 * HOUR

const READ_AT_NOON: ListRecord = {
  shape: ENTRY_SHAPE,
  readAtMs: NOON,
  wideFromMs: NOON,
  wholeFromMs: NOON - 30 * DAY,
  newest: '2026-08-05T07:00:00',
}

function records(record: Partial<ListRecord> = {}, rest: Partial<ListRecords> = {}): ListRecords {
  return {
    ...NO_RECORDS,
    deletedFromMs: NOON,
    read: { customer: { ...READ_AT_NOON, ...record } },
    ...rest,
  }
}

function extent(known: ListRecords, nowMs: number, isInUse = true) {
  return extentDue('customer', known, { nowMs, isInUse })
}

describe('a list', () => {
  test('that was never read is read whole, and so is one of which less was kept than now', () => {
    expect(extent(NO_RECORDS, NOON)).toBe('whole')
    expect(extent(records({ shape: ENTRY_SHAPE - 1 }), NOON)).toBe('whole')
  })

  test('that was read is asked for what changed since, by QuickBooks’ own clock', () => {
    expect(extent(records(), NOON + HOUR)).toBe('narrow')
  })

  test('is asked by our clock four times a day', () => {
    expect(extent(records(), NOON + 6 * HOUR)).toBe('wide')
  })

  test('that no setting uses is asked for once a day', () => {
    expect(extent(records(), NOON + 23 * HOUR, false)).toBeNull()
    expect(extent(records(), NOON + 24 * HOUR, false)).toBe('wide')
  })

  test('is asked by our clock when its newest change lies days ahead of it', () => {
    expect(extent(records({ newest: '2027-08-05T07:00:00' }), NOON + HOUR)).toBe('wide')
  })

  test('is read whole when QuickBooks may have forgotten deletions since', () => {
    const known = records()
    expect(extent(known, NOON + 82 * DAY)).toBe('wide')
    expect(extent(known, NOON + 83 * DAY)).toBe('whole')
  })

  test('is read whole once a month by a QuickBooks that does not tell deletions', () => {
    const untold = { deletedFromMs: null }
    expect(extent(records({ wholeFromMs: NOON - 29 * DAY }, untold), NOON)).toBe('narrow')
    expect(extent(records({ wholeFromMs: NOON - 30 * DAY }, untold), NOON)).toBe('whole')
  })

  test('that QuickBooks refused is asked for again: soon where orders need it, else a day later', () => {
    const refusal = { statusCode: 3260, message: 'Insufficient permission level', atMs: NOON }
    const refused = { ...NO_RECORDS, refused: { customer: refusal } }
    expect(extent(refused, NOON + 0.2 * HOUR)).toBeNull()
    expect(extent(refused, NOON + 0.25 * HOUR)).toBe('whole')
    expect(extent(refused, NOON + 23 * HOUR, false)).toBeNull()
  })

  test('of templates is read whole each time: their deletions are never told', () => {
    const known = { ...NO_RECORDS, deletedFromMs: NOON, read: { template: READ_AT_NOON } }
    const asked = { nowMs: NOON + 25 * HOUR, isInUse: false }
    expect(extentDue('template', known, asked)).toBe('whole')
  })
})

describe('what changed', () => {
  test('is asked from four hours before the newest change that QuickBooks showed', () => {
    expect(changedFrom('narrow', READ_AT_NOON)).toBe('2026-08-05T03:00:00')
  })

  test('in the hour that daylight saving repeats is seen: an hour is less than four', () => {
    // 1:50 in the morning of 1 November, then the clock goes back and it is 1:10 once more.
    const before = { ...READ_AT_NOON, newest: '2026-11-01T01:50:00' }
    expect((changedFrom('narrow', before) ?? '') < '2026-11-01T01:10:00').toBe(true)
  })

  test('by our clock lies before the last such reading in every time zone', () => {
    // The computer stands in Hawaii, ten hours behind, and its clock is a day slow as well.
    const there = new Date(NOON - 34 * HOUR).toISOString().slice(0, 19)
    const from = changedFrom('wide', READ_AT_NOON)
    expect(from).toBe('2026-08-03T00:00:00')
    expect((from ?? '') < there).toBe(true)
  })

  test('on a computer whose clock is years behind is asked by that clock', () => {
    expect(changedFrom('wide', { ...READ_AT_NOON, newest: '2019-01-01T08:00:00' })).toBe(
      '2019-01-01T04:00:00',
    )
  })

  test('of a list that showed no change yet is asked by our clock', () => {
    expect(changedFrom('narrow', { ...READ_AT_NOON, newest: null })).toBe('2026-08-03T00:00:00')
  })
})

describe('a reading that came to its end', () => {
  const completed = { startedAtMs: NOON + HOUR, newest: '2026-08-05T08:30:00' }

  test('by QuickBooks’ clock moves only its own mark on', () => {
    const nowMs = NOON + 2 * HOUR
    expect(recordAfter(READ_AT_NOON, { extent: 'narrow', ...completed }, nowMs)).toEqual({
      ...READ_AT_NOON,
      readAtMs: nowMs,
      newest: '2026-08-05T08:30:00',
    })
  })

  test('by our clock counts from its beginning, not from its end', () => {
    const wide = recordAfter(READ_AT_NOON, { extent: 'wide', ...completed }, NOON + 2 * HOUR)
    expect(wide.wideFromMs).toBe(NOON + HOUR)
  })

  test('without any change keeps the newest that was seen before', () => {
    const narrow = recordAfter(
      READ_AT_NOON,
      { extent: 'narrow', ...completed, newest: null },
      NOON + HOUR,
    )
    expect(narrow.newest).toBe(READ_AT_NOON.newest)
  })

  test('of the whole list forgets a newest change that was stamped by a wrong clock', () => {
    const wrong = { ...READ_AT_NOON, newest: '2036-01-01T00:00:00' }
    const whole = recordAfter(wrong, { extent: 'whole', ...completed }, NOON + 2 * HOUR)
    expect(whole.newest).toBe('2026-08-05T08:30:00')
  })
})

describe('deletions', () => {
  test('are asked from two days before they were last read', () => {
    expect(deletedFrom(records(), NOON + DAY)).toBe('2026-08-03T00:00:00')
  })

  test('that QuickBooks had forgotten leave no list that counts as read', () => {
    const known = records()
    expect(recordsAfterDeletions(known, { startedAtMs: NOON + DAY }).read).toEqual(known.read)
    expect(recordsAfterDeletions(known, { startedAtMs: NOON + 84 * DAY })).toMatchObject({
      deletedFromMs: NOON + 84 * DAY,
      read: {},
    })
  })
})

test.each([
  ['2026-08-05T16:43:30-04:00', '2026-08-05T16:43:30'],
  ['2026-08-05T16:43:30', '2026-08-05T16:43:30'],
  ['yesterday', null],
  [null, null],
])('QuickBooks’ stamp %p without its offset is %p', (stamp, local) => {
  expect(localStamp(stamp)).toBe(local)
})
