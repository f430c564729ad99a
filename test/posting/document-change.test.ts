import { describe, expect, test } from 'bun:test'
import { changeBetween } from '../../worker/posting/document-change.ts'
import type { ContentLine, DocumentContent, Fields } from '../../worker/posting/document-content.ts'
import { NEW_LINE } from '../../worker/qbxml/sales-line-mod.ts'

const MUG = line('MUG', { Quantity: '2', Amount: 3980 })
const SHIPPING = line('SHIPPING', { Amount: 500 })
const TAX = line('TAX', { Amount: 328 })
const BEFORE: DocumentContent = {
  head: {
    TxnDate: '2026-08-05',
    Memo: 'Order 1042 TB1',
    BillAddress: { Addr1: 'Ana', City: 'Reno' },
  },
  lines: [MUG, SHIPPING, TAX],
}

describe('of what is the same nothing is written', () => {
  test('not a word', () => {
    expect(change({})).toEqual({ kind: 'none' })
  })

  test('the order in which an address names its parts does not count', () => {
    const BillAddress = { City: 'Reno', Addr1: 'Ana' }
    expect(change({ head: { ...BEFORE.head, BillAddress } })).toEqual({ kind: 'none' })
  })

  test('a change of the head leaves all lines alone', () => {
    expect(change({ head: { ...BEFORE.head, TxnDate: '2026-08-06' } })).toEqual({
      kind: 'change',
      head: { TxnDate: '2026-08-06' },
      lines: null,
    })
  })
})

describe('lines that remain keep their TxnLineID', () => {
  test('a line that was added is new, wherever it stands', () => {
    const gift = line('WRAP', { Amount: 250 })
    expect(lines([MUG, gift, SHIPPING, TAX])).toEqual([
      { TxnLineID: 'L1' },
      { TxnLineID: NEW_LINE, ItemRef: { ListID: 'WRAP' }, Amount: 250 },
      { TxnLineID: 'L2' },
      { TxnLineID: 'L3' },
    ])
  })

  test('a line that was removed is not mentioned', () => {
    expect(lines([MUG, TAX])).toEqual([{ TxnLineID: 'L1' }, { TxnLineID: 'L3' }])
  })

  test('a quantity goes with its amount, or QuickBooks would price it at the old rate', () => {
    expect(lines([line('MUG', { Quantity: '3', Amount: 3980 }), SHIPPING, TAX])).toEqual([
      { TxnLineID: 'L1', Quantity: '3', Amount: 3980 },
      { TxnLineID: 'L2' },
      { TxnLineID: 'L3' },
    ])
  })

  test('of two lines of one item the one that is the same stays', () => {
    const other = line('MUG', { Quantity: '1', Amount: 1990 })
    const before = { ...BEFORE, lines: [MUG, other] }
    const after = { ...BEFORE, lines: [other] }
    expect(changeBetween({ before, after, lineIDs: ['L1', 'L2'] })).toMatchObject({
      lines: [{ TxnLineID: 'L2' }],
    })
  })

  test('another item is another line', () => {
    expect(lines([line('CUP', { Quantity: '2', Amount: 3980 }), SHIPPING, TAX])?.[0]).toMatchObject(
      {
        TxnLineID: NEW_LINE,
        ItemRef: { ListID: 'CUP' },
      },
    )
  })

  test('a quantity that is gone makes the line anew: QuickBooks cannot clear one', () => {
    expect(lines([line('MUG', { Amount: 3980 }), SHIPPING, TAX])?.[0]).toMatchObject({
      TxnLineID: NEW_LINE,
    })
  })

  test('words that are gone are cleared', () => {
    const before = { ...BEFORE, lines: [line('MUG', { Desc: 'Red', Amount: 1 })] }
    const after = { ...BEFORE, lines: [line('MUG', { Amount: 1 })] }
    expect(changeBetween({ before, after, lineIDs: ['L1'] })).toMatchObject({
      lines: [{ TxnLineID: 'L1', Desc: '' }],
    })
  })
})

describe('what is no longer said is cleared', () => {
  test.each<[string, Fields, Fields, Fields]>([
    ['a text', { Memo: 'x' }, {}, { Memo: '' }],
    ['a reference', { ClassRef: { ListID: '1' } }, {}, { ClassRef: { FullName: '' } }],
    ['an address', { ShipAddress: { Addr1: 'Ana' } }, {}, { ShipAddress: { Addr1: '' } }],
    [
      'a part of an address',
      { ShipAddress: { Addr1: 'Ana', Addr2: '1 Main St' } },
      { ShipAddress: { Addr1: 'Bo' } },
      { ShipAddress: { Addr1: 'Bo', Addr2: '' } },
    ],
  ])('%s', (_, before, after, head) => {
    const heads = { before: headed(before), after: headed(after) }
    expect(changeBetween({ ...heads, lineIDs: [] })).toEqual({
      kind: 'change',
      head,
      lines: null,
    })
  })
})

describe('a person has to change', () => {
  test('lines that stand in a group', () => {
    const group = { name: 'InvoiceLineGroupAdd', fields: { ItemGroupRef: { ListID: 'SET' } } }
    const before = { ...BEFORE, lines: [group] }
    expect(changeBetween({ before, after: BEFORE, lineIDs: [] })).toEqual({ kind: 'by-hand' })
  })

  test('lines that are not as many as we know of', () => {
    const after = { ...BEFORE, lines: [MUG] }
    expect(changeBetween({ before: BEFORE, after, lineIDs: ['L1'] })).toEqual({ kind: 'by-hand' })
  })
})

function headed(head: Fields): DocumentContent {
  return { head, lines: [] }
}

function line(item: string, fields: Fields): ContentLine {
  return { name: 'InvoiceLineAdd', fields: { ItemRef: { ListID: item }, ...fields } }
}

function change(after: Partial<DocumentContent>) {
  return changeBetween({
    before: BEFORE,
    after: { ...BEFORE, ...after },
    lineIDs: ['L1', 'L2', 'L3'],
  })
}

function lines(after: readonly ContentLine[]) {
  const changed = change({ lines: after })
  return changed.kind === 'change' ? changed.lines : null
}
