import { describe, expect, test } from 'bun:test'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { customFieldsOf, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { defineCustomField, fillCustomField, setClosingDate } from '../../worker/practice/person.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { ask, codes, newCompany, receipt, rets, stock } from './ask.ts'

const FIELD = { OwnerID: '0', DataExtName: 'Engraving', TxnDataExtType: 'SalesReceipt' } as const

function companyWithReceipt(): { readonly company: CompanyFile; readonly TxnID: string } {
  const { company } = newCompany()
  defineCustomField(company, 'Engraving')
  stock(company)
  ask(company, receipt())
  return { company, TxnID: salesReceipts(company)[0]?.TxnID ?? '' }
}

function adding(TxnID: string, changes: object = {}): QbxmlRequest {
  const DataExtAdd = { ...FIELD, TxnID, DataExtValue: 'For Bob', ...changes }
  return { name: 'DataExtAddRq', content: { DataExtAdd } }
}

describe('the custom fields of a company', () => {
  test('are told, by owner and by what they are for', () => {
    const { company } = companyWithReceipt()
    const told = (content: Extract<QbxmlRequest, { name: 'DataExtDefQueryRq' }>['content']) =>
      rets(company, { name: 'DataExtDefQueryRq', content })
    expect(told({ OwnerID: ['0'] })).toMatchObject([
      { kind: 'DataExtDefRet', OwnerID: '0', DataExtName: 'Engraving' },
    ])
    expect(told({ AssignToObject: ['Invoice'] })).toHaveLength(1)
    expect(told({ AssignToObject: ['Vendor'] })).toEqual([])
    expect(told({ OwnerID: ['{00000000-0000-0000-0000-000000000009}'] })).toEqual([])
  })
})

describe('the value of a custom field', () => {
  test('is added once, changed and taken out', () => {
    const { company, TxnID } = companyWithReceipt()
    expect(rets(company, adding(TxnID))).toMatchObject([
      { kind: 'DataExtRet', DataExtName: 'Engraving', DataExtValue: 'For Bob' },
    ])
    expect(codes(ask(company, adding(TxnID)))).toEqual([3180])
    const DataExtMod = { ...FIELD, TxnID, DataExtValue: 'For Eve' }
    expect(codes(ask(company, { name: 'DataExtModRq', content: { DataExtMod } }))).toEqual([0])
    expect(customFieldsOf(company, TxnID)).toEqual({ Engraving: 'For Eve' })
    const DataExtDel = { ...FIELD, TxnID }
    expect(codes(ask(company, { name: 'DataExtDelRq', content: { DataExtDel } }))).toEqual([0])
    expect(customFieldsOf(company, TxnID)).toEqual({})
    expect(codes(ask(company, { name: 'DataExtDelRq', content: { DataExtDel } }))).not.toEqual([0])
  })

  test('can be added to a form that the same set makes', () => {
    const { company } = companyWithReceipt()
    const made = receipt({ defMacro: 'TxnID:J1' })
    const DataExtAdd = { ...FIELD, TxnID: { useMacro: 'TxnID:J1' }, DataExtValue: 'For Bob' }
    const added = { name: 'DataExtAddRq', content: { DataExtAdd } } as const
    expect(codes(ask(company, made, added))).toEqual([0, 0])
    const [, second] = salesReceipts(company)
    expect(customFieldsOf(company, second?.TxnID ?? '')).toEqual({ Engraving: 'For Bob' })
  })

  test('is taken over from the customer by each new form', () => {
    const { company, TxnID } = companyWithReceipt()
    const id = listEntries(company, 'Customer')[0]?.ListID ?? ''
    fillCustomField(company, { name: 'Engraving', id, value: 'His motto' })
    ask(company, receipt())
    expect(customFieldsOf(company, TxnID)).toEqual({})
    const [, second] = salesReceipts(company)
    expect(customFieldsOf(company, second?.TxnID ?? '')).toEqual({ Engraving: 'His motto' })
  })

  test('is refused where there is no such field or form, and where the books are closed', () => {
    const { company, TxnID } = companyWithReceipt()
    expect(codes(ask(company, adding(TxnID, { DataExtName: 'Motto' })))).toEqual([3140])
    expect(codes(ask(company, adding('1-1')))).not.toEqual([0])
    expect(codes(ask(company, adding(TxnID, { DataExtValue: 'W'.repeat(256) })))).toEqual([3070])
    setClosingDate(company, '2026-12-31')
    expect(codes(ask(company, adding(TxnID)))).toEqual([3171])
    expect(customFieldsOf(company, TxnID)).toEqual({})
  })
})
