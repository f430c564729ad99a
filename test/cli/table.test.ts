import { expect, test } from 'bun:test'
import { table } from '../../worker/cli/table.ts'

test('columns are as wide as their widest cell, and amounts stand under each other', () => {
  const shown = table([
    ['ORDER', 'AMOUNT', 'STATE'],
    ['1042', '5.00', 'posted'],
    ['7', '1234.56', 'held'],
    ['1043', '-10.00', 'held'],
  ])
  expect(shown).toBe(
    [
      'ORDER  AMOUNT   STATE',
      '1042      5.00  posted',
      '7      1234.56  held',
      '1043    -10.00  held',
    ].join('\n'),
  )
})

test('no line ends in blanks', () => {
  expect(
    table([
      ['STORE', 'NOTICE'],
      ['larkspur', ''],
    ]),
  ).toBe('STORE     NOTICE\nlarkspur')
})

test('a row may be shorter than the heads', () => {
  expect(table([['A', 'B'], ['long one']])).toBe('A         B\nlong one')
})

test('an order number is no amount', () => {
  expect(table([['NUMBER'], ['7']])).toBe('NUMBER\n7')
})

test('no rows are no text', () => {
  expect(table([])).toBe('')
})
