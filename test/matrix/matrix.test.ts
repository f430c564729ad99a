/**
 * Every real payload under every kind of document, tax and edition, through the real engine into the
 * practice company, whose arithmetic is not the books' own: to the cent, or for a reviewed reason.
 */
import { afterAll, describe, expect, test } from 'bun:test'
import { ACCEPTED, acceptedFor } from './accepted.ts'
import { cellName, CELLS } from './cells.ts'
import type { Cell } from './cells.ts'
import { matrixTable } from './matrix-table.ts'
import type { CellPostings } from './matrix-table.ts'
import { payloadShops } from './payloads.ts'
import { postCell } from './post-cell.ts'
import type { Posting } from './post-cell.ts'

const SHOPS = payloadShops()
/** A second or two, when the machine has nothing else to do. */
const CELL_MS_MAX = 60_000

const posted: CellPostings[] = []

test('the corpus holds 61 orders of three WooCommerces, and four refunds', () => {
  const payloads = SHOPS.flatMap((shop) => shop.payloads)
  expect(payloads).toHaveLength(61)
  expect(payloads.flatMap(({ refunds }) => refunds)).toHaveLength(4)
})

describe.each(CELLS.map((cell): [string, Cell] => [cellName(cell), cell]))('%s', (_, cell) => {
  test(
    'each order stands to the cent with nothing left open, or waits for a reason that was reviewed',
    async () => {
      const postings: Posting[] = []
      for (const shop of SHOPS) {
        postings.push(...(await postCell(cell, shop)))
      }
      posted.push({ cell, postings })
      expect(postings.flatMap((posting) => objections(cell, posting))).toEqual([])
    },
    CELL_MS_MAX,
  )
})

test('no reviewed reason has become idle', () => {
  const idle = ACCEPTED.filter(
    ({ payload, code }) =>
      !posted.some(({ postings }) =>
        postings.some((one) => one.payload.name === payload && one.problem?.code === code),
      ),
  )
  expect(idle).toEqual([])
})

afterAll(() => {
  console.log(matrixTable(posted))
})

function objections(cell: Cell, { payload, outcome, problem, wrong }: Posting): readonly string[] {
  const { name } = payload
  const accepted = acceptedFor(cell, name)
  const isAccepted =
    accepted.length === 0
      ? outcome === 'posted' && problem === null
      : accepted.some((one) => one.outcome === outcome && one.code === problem?.code)
  const unreviewed = `${name}: ${outcome}, ${problem?.summary ?? 'without a word'}`
  return [...(isAccepted ? [] : [unreviewed]), ...wrong.map((what) => `${name}: ${what}`)]
}
