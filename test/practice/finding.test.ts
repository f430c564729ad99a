import { describe, expect, test } from 'bun:test'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import {
  backUp,
  deleteEntry,
  deleteTxn,
  editTxn,
  enterByHand,
  renameEntry,
  restore,
} from '../../worker/practice/person.ts'
import { ask, codes, customer, newCompany, receipt, rets, stock } from './ask.ts'

describe('an entry is found under the name it has now', () => {
  test('once it was renamed, and no longer under the old one', () => {
    const { company } = withAnaAndHerJob()
    renameEntry(company, { kind: 'Customer', fullName: 'Ana' }, 'Ana Lima')
    expect(found(company, 'Ana', 'ana lima')).toEqual(['Ana Lima'])
  })

  test('and so is what stands below it', () => {
    const { company } = withAnaAndHerJob()
    renameEntry(company, { kind: 'Customer', fullName: 'Ana' }, 'Ana Lima')
    expect(found(company, 'Ana:Roof', 'Ana Lima:Roof')).toEqual(['Ana Lima:Roof'])
  })

  test('also when a program renamed it, and its old name is free again', () => {
    const { company } = withAnaAndHerJob()
    const [ana] = rets(company, { name: 'CustomerQueryRq', content: { FullName: ['Ana'] } })
    if (ana?.kind !== 'CustomerRet') {
      throw new Error('no Ana')
    }
    const { ListID, EditSequence } = ana
    const change = { ListID, EditSequence: EditSequence ?? '', Name: 'Eve' }
    const renamed = { name: 'CustomerModRq', content: { CustomerMod: change } } as const
    expect(codes(ask(company, renamed, customer({ Name: 'Ana' })))).toEqual([0, 0])
    expect(found(company, 'Eve', 'Eve:Roof', 'Ana', 'Ana:Roof')).toEqual(['Eve', 'Eve:Roof', 'Ana'])
  })

  test('not once it was deleted', () => {
    const { company } = withAnaAndHerJob()
    deleteEntry(company, { kind: 'Customer', fullName: 'Ana:Roof' })
    expect(found(company, 'Ana', 'Ana:Roof')).toEqual(['Ana'])
  })

  test('though it came before its parent', () => {
    const { company } = newCompany()
    const child = enterByHand(company, { kind: 'Customer', name: 'Roof' })
    const parent = enterByHand(company, { kind: 'Customer', name: 'Ana' })
    child.parentListID = parent.ListID
    renameEntry(company, { kind: 'Customer', fullName: 'Ana' }, 'Eve')
    expect(found(company, 'Roof', 'Eve:Roof')).toEqual(['Eve:Roof'])
  })

  test('of two that a person gave one name, the first', () => {
    const { company } = newCompany()
    const first = enterByHand(company, { kind: 'Customer', name: 'Ana' })
    enterByHand(company, { kind: 'Customer', name: 'ana' })
    const content = { FullName: ['ANA'] }
    expect(rets(company, { name: 'CustomerQueryRq', content })).toMatchObject([
      { ListID: first.ListID },
    ])
  })
})

describe('a sale is found under the number it has now', () => {
  test('once it was renumbered', () => {
    const { company } = withSale()
    editTxn(company, salesReceipts(company)[0]?.TxnID ?? '', { refNumber: 'W-7' })
    expect(numbered(company, '1042', 'w-7')).toEqual(['W-7'])
    ask(company, receipt({ RefNumber: undefined }))
    expect(salesReceipts(company)[1]?.refNumber).toBe('1')
  })

  test('not once it was deleted', () => {
    const { company } = withSale()
    deleteTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    expect(numbered(company, '1042')).toEqual([])
  })

  test('not by a query for another kind', () => {
    const { company } = withSale()
    const content = { RefNumber: ['1042'] }
    expect(rets(company, { name: 'InvoiceQueryRq', content })).toEqual([])
  })

  test('in the order of entry, once, however it was asked for', () => {
    const { company } = withSale()
    ask(company, receipt({ RefNumber: '1' }), receipt({ RefNumber: '1042' }))
    expect(numbered(company, '1', '1042', '1042')).toEqual(['1042', '1', '1042'])
  })
})

test('in a restored file everything is found as it was', () => {
  const { company } = withSale()
  ask(company, customer({ Name: 'Ana' }))
  const backup = backUp(company)
  renameEntry(company, { kind: 'Customer', fullName: 'Ana' }, 'Eve')
  ask(company, receipt({ RefNumber: '2000' }))
  restore(company, backup)
  expect(found(company, 'Ana', 'Eve')).toEqual(['Ana'])
  expect(numbered(company, '1042', '2000')).toEqual(['1042'])
  renameEntry(company, { kind: 'Customer', fullName: 'Ana' }, 'Ida')
  restore(company, backup)
  expect(found(company, 'Ana', 'Ida')).toEqual(['Ana'])
})

function withAnaAndHerJob() {
  const made = newCompany()
  const ParentRef = { FullName: 'Ana' }
  ask(made.company, customer({ Name: 'Ana' }), customer({ Name: 'Roof', ParentRef }))
  return made
}

function withSale() {
  const made = newCompany()
  stock(made.company)
  ask(made.company, receipt())
  return made
}

function found(company: CompanyFile, ...FullName: readonly string[]): readonly string[] {
  return rets(company, { name: 'CustomerQueryRq', content: { FullName } }).map((ret) =>
    'FullName' in ret ? (ret.FullName ?? '?') : '?',
  )
}

function numbered(company: CompanyFile, ...RefNumber: readonly string[]) {
  return rets(company, { name: 'SalesReceiptQueryRq', content: { RefNumber } }).map((ret) =>
    'RefNumber' in ret ? ret.RefNumber : '?',
  )
}
