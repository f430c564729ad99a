import { describe, expect, test } from 'bun:test'
import { jsonParts } from '../../worker/db/json-parts.ts'

/** Of a parameter D1 binds, in bytes. */
const BOUND_BYTES_MAX = 2_000_000

describe('rows in parts', () => {
  test('none for no rows', () => {
    expect(jsonParts([])).toEqual([])
  })

  test.each([
    ['few small rows', 3, 'a'],
    ['many rows', 40_000, 'a row of some length'],
    ['characters of three bytes', 5_000, '‽'.repeat(1_000)],
    ['rows that fill a part alone', 3, 'x'.repeat(399_000)],
  ])('%s come through whole and in order, each part small enough to bind', (_, count, text) => {
    const rows = Array.from({ length: count }, (__, at) => ({ at, text }))
    const parts = jsonParts(rows)
    expect(parts.flatMap((part) => JSON.parse(part) as unknown[])).toEqual(rows)
    for (const part of parts) {
      expect(Buffer.byteLength(part)).toBeLessThan(BOUND_BYTES_MAX)
    }
  })
})
