import { describe, expect, test } from 'bun:test'
import type { Settings } from '../../worker/books/settings.ts'
import { plainOrder, plainSettings, soundSale } from './plain-order.ts'

const ORDER = plainOrder({
  customerNote: 'Ring twice,\nthen leave it 🎉',
  metaData: [
    { key: '_delivery_date', value: '2026-12-24' },
    { key: 'gate', value: '<b>North</b>' },
    { key: '_stripe_fee', value: 1.17 },
    { key: '_parts', value: { a: 1 } },
  ],
})

function sale(lines: Partial<Settings['lines']>, order = ORDER) {
  const plain = plainSettings()
  return soundSale(order, { settings: { ...plain, lines: { ...plain.lines, ...lines } } })
}

describe('the buyer’s note', () => {
  const usual = 'WooCommerce order 1042, Credit card, ch_3NfK'

  test('stands nowhere, unless the owner wants it', () => {
    expect(sale({})).toMatchObject({ memo: usual, noteLines: [] })
  })

  test('stands in the memo', () => {
    const { memo, noteLines, losses } = sale({ customerNote: 'memo' })
    expect(memo).toBe(`${usual}, Ring twice, then leave it`)
    expect(noteLines).toEqual([])
    expect(losses.map(({ field }) => field)).toEqual(['memo'])
  })

  test('stands on a line of words, and what it lost is kept for the log', () => {
    const { noteLines, losses, lines } = sale({ customerNote: 'line' })
    expect(noteLines).toEqual(['Ring twice, then leave it'])
    expect(lines).toHaveLength(1)
    expect(losses).toEqual([
      {
        field: 'customer_note',
        original: 'Ring twice,\nthen leave it 🎉',
        sent: 'Ring twice, then leave it',
      },
    ])
  })

  test('is cut at 4095 characters in sight, and empty it is no line', () => {
    const long = sale({ customerNote: 'line' }, plainOrder({ customerNote: 'x'.repeat(5000) }))
    expect(long.noteLines[0]).toHaveLength(4095)
    expect(long.losses).toHaveLength(1)
    const none = sale({ customerNote: 'line' }, plainOrder({ customerNote: ' ' }))
    expect(none.noteLines).toEqual([])
  })
})

test('meta data of the order stands on lines by choice, in its order; what is no text does not', () => {
  const orderMeta = ['gate', '_delivery_date', '_parts', 'none', '_stripe_fee']
  expect(sale({ orderMeta }).noteLines).toEqual([
    'gate: North',
    'delivery_date: 2026-12-24',
    'stripe_fee: 1.17',
  ])
})
