import { expect, test } from 'bun:test'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { deletedEntries } from '../../worker/practice/look-up.ts'
import { backUp, deleteEntry, enterByHand, restore } from '../../worker/practice/person.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { ask, customer, newCompany, rets, stock, verdict } from './ask.ts'

const DAY_MS = 24 * 60 * 60 * 1000

test('a deleted entry is told with its type, its last name and both its times', () => {
  const { company, clock } = newCompany()
  const [ana] = rets(company, customer({ Name: 'Ana' }))
  const ListID = ana && 'ListID' in ana ? ana.ListID : ''
  clock.nowMs += 60_000
  deleteEntry(company, { kind: 'Customer', fullName: 'Ana' })
  expect(rets(company, deleted({ ListDelType: ['Customer'] }))).toEqual([
    {
      kind: 'ListDeletedRet',
      ListDelType: 'Customer',
      ListID,
      TimeCreated: '2026-08-05T16:43:30-04:00',
      TimeDeleted: '2026-08-05T16:44:30-04:00',
      FullName: 'Ana',
    },
  ])
})

test('a deleted job is told with its customer', () => {
  const { company } = newCompany()
  const ParentRef = { FullName: 'Ana' }
  ask(company, customer({ Name: 'Ana' }), customer({ Name: 'Roof', ParentRef }))
  deleteEntry(company, { kind: 'Customer', fullName: 'Ana:Roof' })
  expect(names(company, { ListDelType: ['Customer'] })).toEqual(['Ana:Roof'])
})

test('items and terms are asked for by their types, accounts by their list', () => {
  const { company } = newCompany()
  stock(company)
  deleteEntry(company, { kind: 'Item', fullName: 'Repair' })
  deleteEntry(company, { kind: 'Item', fullName: 'Coupon' })
  deleteEntry(company, { kind: 'Terms', fullName: 'Net 15' })
  deleteEntry(company, { kind: 'Account', fullName: 'Other Income' })
  expect(names(company, { ListDelType: ['ItemService'] })).toEqual(['Repair'])
  expect(names(company, { ListDelType: ['ItemDiscount', 'ItemService'] })).toEqual([
    'Repair',
    'Coupon',
  ])
  expect(names(company, { ListDelType: ['StandardTerms'] })).toEqual(['Net 15'])
  expect(names(company, { ListDelType: ['Account'] })).toEqual(['Other Income'])
})

test('of a template that is gone nobody is told', () => {
  const { company } = newCompany()
  deleteEntry(company, { kind: 'Template', fullName: 'Custom Sales Order' })
  expect(deletedEntries(company)).toEqual([])
  expect(rets(company, { name: 'TemplateQueryRq', content: {} })).toHaveLength(3)
})

test('what was deleted is found by the time it went', () => {
  const { company, clock } = newCompany()
  ask(company, customer({ Name: 'Ana' }), customer({ Name: 'Bob' }))
  deleteEntry(company, { kind: 'Customer', fullName: 'Ana' })
  clock.nowMs += 60_000
  deleteEntry(company, { kind: 'Customer', fullName: 'Bob' })
  const between = (DeletedDateRangeFilter: object) =>
    names(company, { ListDelType: ['Customer'], DeletedDateRangeFilter })
  expect(between({ FromDeletedDate: '2026-08-05T16:44:00' })).toEqual(['Bob'])
  expect(between({ ToDeletedDate: '2026-08-05T16:44:00' })).toEqual(['Ana'])
  const reversed = { FromDeletedDate: '2026-08-06', ToDeletedDate: '2026-08-05' }
  const content = { ListDelType: ['Customer'], DeletedDateRangeFilter: reversed } as const
  expect(verdict(company, deleted(content))?.statusCode).toBe(3030)
})

test('after 90 days QuickBooks has forgotten', () => {
  const { company, clock } = newCompany()
  ask(company, customer({ Name: 'Ana' }))
  deleteEntry(company, { kind: 'Customer', fullName: 'Ana' })
  clock.nowMs += 90 * DAY_MS
  expect(names(company, { ListDelType: ['Customer'] })).toEqual(['Ana'])
  clock.nowMs += 1000
  expect(names(company, { ListDelType: ['Customer'] })).toEqual([])
})

test('in a restored file nothing was deleted that was not when it was backed up', () => {
  const { company } = newCompany()
  enterByHand(company, { kind: 'Vendor', name: 'Ana' })
  const backup = backUp(company)
  deleteEntry(company, { kind: 'Vendor', fullName: 'Ana' })
  restore(company, backup)
  expect(names(company, { ListDelType: ['Vendor'] })).toEqual([])
})

function names(company: CompanyFile, content: RequestContent<'ListDeletedQueryRq'>) {
  return rets(company, deleted(content)).map((ret) => 'FullName' in ret && ret.FullName)
}

function deleted(content: RequestContent<'ListDeletedQueryRq'>): QbxmlRequest {
  return { name: 'ListDeletedQueryRq', content }
}
