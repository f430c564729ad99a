import { describe, expect, test } from 'bun:test'
import { endSession } from '../../worker/practice/entries.ts'
import { deleteTxn, inactivateEntry } from '../../worker/practice/person.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { ask, codes, customer, newCompany, receipt, rets, stock, verdict } from './ask.ts'

describe('customers are found', () => {
  test.each<[string, RequestContent<'CustomerQueryRq'>, readonly string[]]>([
    ['active ones by default', {}, ['Ana', 'Bob']],
    ['all when asked', { ActiveStatus: 'All' }, ['Ana', 'Bob', 'Old Joe']],
    ['inactive ones when asked', { ActiveStatus: 'InactiveOnly' }, ['Old Joe']],
    [
      'by name, inactive too, whatever the case',
      { FullName: ['ANA', 'old joe'] },
      ['Ana', 'Old Joe'],
    ],
    ['by part of the name', { NameFilter: { MatchCriterion: 'Contains', Name: 'O' } }, ['Bob']],
    ['by its beginning', { NameFilter: { MatchCriterion: 'StartsWith', Name: 'an' } }, ['Ana']],
    ['by its end', { NameFilter: { MatchCriterion: 'EndsWith', Name: 'B' } }, ['Bob']],
    ['by a range of names', { NameRangeFilter: { FromName: 'B', ToName: 'Z' } }, ['Bob']],
    ['at most so many', { MaxReturned: 1 }, ['Ana']],
    // Bob came five seconds after Ana, who came at 16:43:30 in New York.
    ['changed since, in local time', { FromModifiedDate: '2026-08-05T16:43:31' }, ['Bob']],
    ['changed since, with an offset', { FromModifiedDate: '2026-08-05T20:43:31+00:00' }, ['Bob']],
    ['changed until', { ToModifiedDate: '2026-08-05T16:43:30' }, ['Ana']],
    [
      'changed on a day',
      { FromModifiedDate: '2026-08-05', ToModifiedDate: '2026-08-05' },
      ['Ana', 'Bob'],
    ],
  ])('%s', (_, content, expected) => {
    const { company, clock } = newCompany()
    ask(company, customer({ Name: 'Ana' }))
    clock.nowMs += 5000
    ask(company, customer({ Name: 'Bob' }), customer({ Name: 'Old Joe' }))
    inactivateEntry(company, { kind: 'Customer', fullName: 'Old Joe' })
    const found = rets(company, { name: 'CustomerQueryRq', content })
    expect(found.map((ret) => ('Name' in ret ? ret.Name : '?'))).toEqual([...expected])
  })

  test('nothing found is 1', () => {
    const { company } = newCompany()
    expect(verdict(company, { name: 'CustomerQueryRq', content: {} })).toEqual({
      statusCode: 1,
      statusMessage: 'A query request did not find a matching object in QuickBooks',
    })
  })

  test('a name among several that is not there is 500, the others come', () => {
    const { company } = newCompany()
    ask(company, customer({ Name: 'Ana' }))
    const [answer] = ask(company, {
      name: 'CustomerQueryRq',
      content: { FullName: ['Ana', 'Eve'] },
    })
    expect(answer).toMatchObject({
      statusCode: 500,
      statusSeverity: 'Warn',
      rets: [{ Name: 'Ana' }],
    })
  })

  test('a period that ends before it begins is 3030', () => {
    const { company } = newCompany()
    const content = { FromModifiedDate: '2026-08-06', ToModifiedDate: '2026-08-05' }
    expect(verdict(company, { name: 'CustomerQueryRq', content })?.statusCode).toBe(3030)
  })
})

describe('sales are found', () => {
  test.each<[string, RequestContent<'SalesReceiptQueryRq'>, readonly string[]]>([
    ['by number, whatever the case', { RefNumber: ['w-2'] }, ['W-2']],
    ['by number in its case', { RefNumberCaseSensitive: ['W-2'] }, ['W-2']],
    ['not by number in another case', { RefNumberCaseSensitive: ['w-2'] }, []],
    [
      'by part of the number',
      { RefNumberFilter: { MatchCriterion: 'StartsWith', RefNumber: 'w' } },
      ['W-2'],
    ],
    [
      'by a range of numbers',
      { RefNumberRangeFilter: { FromRefNumber: '1', ToRefNumber: '2' } },
      ['1'],
    ],
    ['by date', { TxnDateRangeFilter: { FromTxnDate: '2026-08-02' } }, ['W-2']],
    ['by customer', { EntityFilter: { FullName: ['ana'] } }, ['1']],
    ['by customer and jobs', { EntityFilter: { FullNameWithChildren: 'Bob' } }, ['W-2']],
    [
      'by what changed',
      { ModifiedDateRangeFilter: { FromModifiedDate: '2026-08-05T16:43:31' } },
      ['W-2'],
    ],
    ['all of them, by date', {}, ['1', 'W-2']],
  ])('%s', (_, content, expected) => {
    const { company, clock } = newCompany()
    stock(company)
    ask(
      company,
      customer({ Name: 'Ana' }),
      customer({ Name: 'Bob' }),
      customer({ Name: 'Roof', ParentRef: { FullName: 'Bob' } }),
      receipt({ RefNumber: '1', TxnDate: '2026-08-01', CustomerRef: { FullName: 'Ana' } }),
    )
    clock.nowMs += 5000
    const roof = { CustomerRef: { FullName: 'Bob:Roof' } }
    ask(company, receipt({ RefNumber: 'W-2', TxnDate: '2026-08-02', ...roof }))
    const found = rets(company, { name: 'SalesReceiptQueryRq', content })
    expect(found.map((ret) => ('RefNumber' in ret ? ret.RefNumber : '?'))).toEqual([...expected])
  })

  test('a number that is not there is 500', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, receipt())
    const content = { RefNumber: ['1042', '1043'] }
    expect(verdict(company, { name: 'SalesReceiptQueryRq', content })).toEqual({
      statusCode: 500,
      statusMessage:
        'The query request has not been fully completed. There was a required element ("1043") that could not be found in QuickBooks.',
    })
  })

  test('their lines come only when asked for', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, receipt())
    const lines = (content: RequestContent<'SalesReceiptQueryRq'>) =>
      rets(company, { name: 'SalesReceiptQueryRq', content }).map((ret) =>
        ret.kind === 'SalesReceiptRet' ? ret.Lines.length : -1,
      )
    expect(lines({})).toEqual([0])
    expect(lines({ IncludeLineItems: true })).toEqual([1])
  })

  test('IncludeRetElement leaves out everything else, identity included', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, receipt())
    const asked = (...names: string[]) =>
      ask(company, { name: 'SalesReceiptQueryRq', content: { IncludeRetElement: names } })[0]
    expect(asked('TxnID', 'RefNumber')).toMatchObject({
      rets: [{ RefNumber: '1042', TotalAmount: null, EditSequence: null }],
    })
    expect(asked('RefNumber')).toMatchObject({ kind: 'unreadable' })
  })
})

test('what a person deleted is told, by type and time', () => {
  const { company, clock } = newCompany()
  stock(company)
  const [first] = rets(company, receipt())
  const [second] = rets(company, receipt({ RefNumber: '1043' }))
  deleteTxn(company, first && 'TxnID' in first ? first.TxnID : '')
  clock.nowMs += 60_000
  deleteTxn(company, second && 'TxnID' in second ? second.TxnID : '')
  const deleted = (content: RequestContent<'TxnDeletedQueryRq'>) =>
    rets(company, { name: 'TxnDeletedQueryRq', content }).map(
      (ret) => 'RefNumber' in ret && ret.RefNumber,
    )
  expect(deleted({ TxnDelType: ['Invoice'] })).toEqual([])
  expect(deleted({ TxnDelType: ['SalesReceipt', 'Invoice'] })).toEqual(['1042', '1043'])
  const DeletedDateRangeFilter = { FromDeletedDate: '2026-08-05T16:44:00' }
  expect(deleted({ TxnDelType: ['SalesReceipt'], DeletedDateRangeFilter })).toEqual(['1043'])
})

describe('pages', () => {
  test('come one after the other, each entry once', () => {
    const company = companyOfSeven()
    const seen: string[] = []
    let page = customers(company, { iterator: 'Start' }, { MaxReturned: 3, ActiveStatus: 'All' })
    for (;;) {
      seen.push(...page.names)
      if (page.remaining === 0) {
        break
      }
      page = customers(
        company,
        { iterator: 'Continue', iteratorID: page.iteratorID },
        { MaxReturned: 3 },
      )
    }
    expect(seen).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'])
  })

  test.each<[string, number, (company: CompanyFile, iteratorID: string) => QbxmlRequest]>([
    ['a start without MaxReturned', 3150, () => query({ iterator: 'Start' }, {})],
    [
      'an unknown iterator',
      3391,
      () => query({ iterator: 'Continue', iteratorID: '{x}' }, { MaxReturned: 3 }),
    ],
    [
      'a filter on a later page',
      3120,
      (_, iteratorID) =>
        query({ iterator: 'Continue', iteratorID }, { MaxReturned: 3, ActiveStatus: 'All' }),
    ],
    [
      'a page after the session ended',
      3391,
      (company, iteratorID) => {
        endSession(company)
        return query({ iterator: 'Continue', iteratorID }, { MaxReturned: 3 })
      },
    ],
    [
      'a page after Stop',
      3391,
      (company, iteratorID) => {
        ask(company, query({ iterator: 'Stop', iteratorID }, {}))
        return query({ iterator: 'Continue', iteratorID }, { MaxReturned: 3 })
      },
    ],
    [
      'another query’s iterator',
      3391,
      (_, iteratorID) => ({
        name: 'VendorQueryRq',
        content: { MaxReturned: 3 },
        attributes: { iterator: 'Continue', iteratorID },
      }),
    ],
  ])('%s: %d', (_, statusCode, next) => {
    const company = companyOfSeven()
    const { iteratorID } = customers(company, { iterator: 'Start' }, { MaxReturned: 3 })
    expect(codes(ask(company, next(company, iteratorID)))).toEqual([statusCode])
  })
})

type Attributes = NonNullable<QbxmlRequest['attributes']>

function query(attributes: Attributes, content: RequestContent<'CustomerQueryRq'>): QbxmlRequest {
  return { name: 'CustomerQueryRq', content, attributes }
}

function customers(
  company: CompanyFile,
  attributes: Attributes,
  content: RequestContent<'CustomerQueryRq'>,
) {
  const [response] = ask(company, query(attributes, content))
  if (response?.kind !== 'response') {
    throw new Error('no page')
  }
  return {
    names: response.rets.map((ret) => ('Name' in ret ? ret.Name : '?')),
    iteratorID: response.iteratorID ?? '',
    remaining: response.iteratorRemainingCount,
  }
}

function companyOfSeven(): CompanyFile {
  const { company } = newCompany()
  ask(company, ...Array.from({ length: 7 }, (_, index) => customer({ Name: `C${index + 1}` })))
  return company
}
