import { describe, expect, test } from 'bun:test'
import { learnAll } from '../../worker/posting/learn.ts'
import { nameCountAfter, nameCountRequests, nameNotice } from '../../worker/session/name-count.ts'
import { responsesOf } from '../posting/known-plain.ts'

const DAY_MS = 86_400_000
const OK = 'statusCode="0" statusSeverity="Info" statusMessage="Status OK"'

/** What QuickBooks says of itself and of its names. */
function counted(product: string, capacity: string, names: number) {
  const lessons = learnAll(
    { 'a-1': { kind: 'read-capacity' }, 'a-2': { kind: 'count-names' } },
    responsesOf(
      `<HostQueryRs requestID="a-1" ${OK}><HostRet><ProductName>${product}</ProductName><SupportedQBXMLVersion>16.0</SupportedQBXMLVersion>${capacity}</HostRet></HostQueryRs>` +
        `<EntityQueryRs requestID="a-2" ${OK} retCount="${names}"/>`,
    ),
  )
  return nameCountAfter(null, { lessons, nowMs: DAY_MS })
}

const PREMIER = 'QuickBooks Premier 2024'
const ENTERPRISE = 'QuickBooks Enterprise Solutions 24.0'

describe('before QuickBooks has no room for another name', () => {
  test.each([
    [PREMIER, '', 13_049, null],
    // Nine tenths of 14,500.
    [PREMIER, '', 13_050, '13,050'],
    [ENTERPRISE, '', 100_000, null],
    [
      PREMIER,
      '<ListMetaData><EntityMetaData><MaxCapacity>20000</MaxCapacity></EntityMetaData></ListMetaData>',
      13_050,
      null,
    ],
    [
      ENTERPRISE,
      '<ListMetaData><EntityMetaData><MaxCapacity>1000000</MaxCapacity></EntityMetaData></ListMetaData>',
      950_000,
      '950,000',
    ],
  ])('%s %s with %d names', (product, capacity, names, said) => {
    const notice = nameNotice(counted(product, capacity, names))
    expect(notice?.code ?? null).toBe(said === null ? null : 'names-running-out')
    expect(notice?.summary ?? '').toContain(said ?? '')
    expect(notice?.remedy ?? 'guests').toContain('guests')
  })
})

test('names are counted once a day', () => {
  const before = { names: 7, namesMax: 14_500, countedAtMs: DAY_MS }
  expect(nameCountRequests(null, 0)).toHaveLength(2)
  expect(nameCountRequests(before, 2 * DAY_MS - 1)).toEqual([])
  expect(nameCountRequests(before, 2 * DAY_MS)).toHaveLength(2)
})

test('an answer without a number leaves the last one', () => {
  const before = { names: 7, namesMax: 14_500, countedAtMs: 0 }
  const lessons = [{ kind: 'nothing', reason: '' }] as const
  expect(nameCountAfter(before, { lessons, nowMs: 1 })).toBe(before)
})
