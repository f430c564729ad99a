import { describe, expect, test } from 'bun:test'
import type { CompanyFile, ListEntry } from '../../worker/practice/books.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import {
  deleteEntry,
  enterByHand,
  inactivateEntry,
  mergeEntries,
  renameEntry,
} from '../../worker/practice/person.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbxmlRequest, RequestContent } from '../../worker/qbxml/requests.ts'
import { randomFrom } from '../qbxml/random-content.ts'
import type { Random } from '../qbxml/random-content.ts'
import { ask, customer, newCompany, responsesIn, rets } from './ask.ts'
import type { Clock } from './ask.ts'

describe('what changed since is found', () => {
  test('once, by its last change, however often it changed', () => {
    const { company, clock } = newCompany()
    ask(company, customer({ Name: 'Ana' }), customer({ Name: 'Bob' }))
    for (const name of ['Ana L.', 'Ana Lima']) {
      clock.nowMs += 5000
      renameEntry(company, { kind: 'Customer', fullName: names(company, {})[0] ?? '' }, name)
    }
    expect(names(company, { FromModifiedDate: '2026-08-05T16:43:31' })).toEqual(['Ana Lima'])
    expect(names(company, { ToModifiedDate: '2026-08-05T16:43:35' })).toEqual(['Bob'])
  })

  test('whether it was entered, renamed, changed by a program or made inactive', () => {
    const { company, clock } = newCompany()
    const [ana] = rets(company, customer({ Name: 'Ana' }))
    ask(company, customer({ Name: 'Bob' }), customer({ Name: 'Cy' }), customer({ Name: 'Di' }))
    if (ana?.kind !== 'CustomerRet') {
      throw new Error('no Ana')
    }
    clock.nowMs += 5000
    const { ListID, EditSequence } = ana
    const CustomerMod = { ListID, EditSequence: EditSequence ?? '', Phone: '1' }
    ask(company, { name: 'CustomerModRq', content: { CustomerMod } }, customer({ Name: 'Eve' }))
    renameEntry(company, { kind: 'Customer', fullName: 'Bob' }, 'Robert')
    inactivateEntry(company, { kind: 'Customer', fullName: 'Cy' })
    const content = { ActiveStatus: 'All', FromModifiedDate: '2026-08-05T16:43:31' } as const
    expect(names(company, content)).toEqual(['Ana', 'Cy', 'Eve', 'Robert'])
  })

  test('by its time, also after the clock of the computer was set back', () => {
    const { company, clock } = newCompany()
    ask(company, customer({ Name: 'Ana' }))
    clock.nowMs -= 3_600_000
    ask(company, customer({ Name: 'Bob' }))
    expect(names(company, { ToModifiedDate: '2026-08-05T16:00:00' })).toEqual(['Bob'])
    expect(names(company, { FromModifiedDate: '2026-08-05T16:00:00' })).toEqual(['Ana'])
  })

  test('in one type of item, too', () => {
    const { company, clock } = newCompany()
    enterByHand(company, { kind: 'Item', type: 'ItemService', name: 'Repair' })
    clock.nowMs += 5000
    enterByHand(company, { kind: 'Item', type: 'ItemService', name: 'Visit' })
    enterByHand(company, { kind: 'Item', type: 'ItemDiscount', name: 'Coupon' })
    const content = { FromModifiedDate: '2026-08-05T16:43:31' }
    const found = rets(company, { name: 'ItemServiceQueryRq', content })
    expect(found).toMatchObject([{ kind: 'ItemServiceRet', Name: 'Visit' }])
  })
})

test('pages show the list as it stood when the first was asked for, without what has gone since', () => {
  const { company } = newCompany()
  ask(company, ...['A', 'B', 'C', 'D', 'E'].map((Name) => customer({ Name })))
  const [first] = ask(company, page({ iterator: 'Start' }))
  const iteratorID = first?.kind === 'response' ? (first.iteratorID ?? '') : ''
  ask(company, customer({ Name: 'BB' }))
  renameEntry(company, { kind: 'Customer', fullName: 'C' }, 'Z')
  deleteEntry(company, { kind: 'Customer', fullName: 'D' })
  mergeEntries(company, { kind: 'Customer', from: 'A', into: 'BB' })
  const rest = ask(
    company,
    page({ iterator: 'Continue', iteratorID }),
    page({ iterator: 'Continue', iteratorID }),
  )
  expect([first, ...rest]).toMatchObject([
    { iteratorRemainingCount: 3, rets: [{ Name: 'A' }, { Name: 'B' }] },
    { iteratorRemainingCount: 1, rets: [{ Name: 'Z' }] },
    { iteratorRemainingCount: 0, rets: [{ Name: 'E' }] },
  ])
  expect(names(company, { MaxReturned: 3 })).toEqual(['B', 'BB', 'E'])
})

test('a job that was moved is found below its new customer, with what stands below it', () => {
  const { company } = newCompany()
  const added = ask(
    company,
    customer({ Name: 'Ana' }),
    customer({ Name: 'Bob' }),
    customer({ Name: 'House', ParentRef: { FullName: 'Ana' } }),
    customer({ Name: 'Roof', ParentRef: { FullName: 'Ana:House' } }),
  )
  const house = added.flatMap((one) => (one.kind === 'response' ? one.rets : []))[2]
  if (house?.kind !== 'CustomerRet') {
    throw new Error('no house')
  }
  const { ListID, EditSequence } = house
  const CustomerMod = {
    ListID,
    EditSequence: EditSequence ?? '',
    ParentRef: { FullName: 'Bob' },
  }
  ask(company, { name: 'CustomerModRq', content: { CustomerMod } })
  const FullName = ['Ana:House', 'Ana:House:Roof', 'Bob:House', 'Bob:House:Roof']
  expect(names(company, { FullName })).toEqual(['Bob:House', 'Bob:House:Roof'])
})

const SEED = 7
const STEPS = 400

test(`whatever is done to a list, it is found as if every entry were looked at (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  const { company, clock } = newCompany()
  for (let step = 0; step < STEPS; step += 1) {
    clock.nowMs += random(20) === 0 ? -30_000 : random(3) * 700
    const act = ACTS[random(ACTS.length)]
    act?.(company, random)
    if (step % 3 === 0) {
      const asked = randomQuery(random, clock)
      expect([step, asked, quickly(company, asked)]).toEqual([
        step,
        asked,
        lookingAtAll(company, asked),
      ])
    }
  }
})

const ACTS: readonly ((company: CompanyFile, random: Random) => void)[] = [
  enterSomebody,
  enterSomebody,
  enterSomebody,
  (company, random) => {
    const one = anyCustomer(company, random)
    const name = `N${random(20)}`
    const parent = company.books.entries.find(({ ListID }) => ListID === one?.entry.parentListID)
    if (one !== undefined && isFree(company, name, parent)) {
      renameEntry(company, one, name)
    }
  },
  (company, random) => {
    const one = anyCustomer(company, random)
    if (one !== undefined) {
      inactivateEntry(company, one)
    }
  },
  (company, random) => {
    const one = anyCustomer(company, random)
    if (one !== undefined && !isParent(company, one.entry)) {
      deleteEntry(company, one)
    }
  },
  (company, random) => {
    const [from, into] = [anyCustomer(company, random), anyCustomer(company, random)]
    if (from && into && from.entry !== into.entry && !isParent(company, from.entry)) {
      mergeEntries(company, { kind: 'Customer', from: from.fullName, into: into.fullName })
    }
  },
]

function enterSomebody(company: CompanyFile, random: Random): void {
  const parent = random(3) === 0 ? anyCustomer(company, random)?.entry : undefined
  const name = `N${random(20)}`
  if (isFree(company, name, parent)) {
    enterByHand(company, { kind: 'Customer', name, parentListID: parent?.ListID ?? null })
  }
}

function isFree(company: CompanyFile, name: string, parent: ListEntry | undefined): boolean {
  const path = parent === undefined ? name : `${fullNameIn(company, parent)}:${name}`
  return customersOf(company).every((entry) => fullNameIn(company, entry) !== path)
}

function anyCustomer(company: CompanyFile, random: Random) {
  const all = customersOf(company)
  const entry = all[random(all.length)]
  return entry && { kind: 'Customer' as const, fullName: fullNameIn(company, entry), entry }
}

type Asked = { readonly content: RequestContent<'CustomerQueryRq'>; readonly fromMs: number }

function randomQuery(random: Random, clock: Clock): Asked {
  const ActiveStatus = random(2) === 0 ? ('All' as const) : ('InactiveOnly' as const)
  if (random(3) === 0) {
    return { content: { ActiveStatus }, fromMs: -Infinity }
  }
  const fromMs = Math.floor((clock.nowMs - random(300_000)) / 1000) * 1000
  const FromModifiedDate = `${new Date(fromMs).toISOString().slice(0, 19)}+00:00`
  return { content: { ActiveStatus, FromModifiedDate }, fromMs }
}

/** Without Intuit's schema: it would take most of the time. */
function quickly(company: CompanyFile, { content }: Asked): readonly string[] {
  const request = { name: 'CustomerQueryRq', content } as const
  const { xml } = encodeMessageSet({ version: '13.0', requests: [{ requestID: '1', request }] })
  const processed = processRequest(company, xml)
  const [response] = processed.kind === 'response' ? responsesIn(processed.xml) : []
  const found = response?.kind === 'response' ? response.rets : []
  return found.map((ret) => ('IsActive' in ret ? `${ret.FullName} ${ret.ListID}` : '?')).toSorted()
}

function lookingAtAll(company: CompanyFile, { content, fromMs }: Asked): readonly string[] {
  return customersOf(company)
    .filter((entry) => content.ActiveStatus === 'All' || !entry.isActive)
    .filter((entry) => entry.timeModifiedMs >= fromMs)
    .map((entry) => `${fullNameIn(company, entry)} ${entry.ListID}`)
    .toSorted()
}

function customersOf({ books }: CompanyFile): readonly ListEntry[] {
  return books.entries.filter(({ kind }) => kind === 'Customer')
}

function fullNameIn(company: CompanyFile, { name, parentListID }: ListEntry): string {
  const parent = company.books.entries.find(({ ListID }) => ListID === parentListID)
  return parent === undefined ? name : `${fullNameIn(company, parent)}:${name}`
}

function isParent({ books }: CompanyFile, { ListID }: ListEntry): boolean {
  return books.entries.some(({ parentListID }) => parentListID === ListID)
}

function page(attributes: NonNullable<QbxmlRequest['attributes']>): QbxmlRequest {
  return { name: 'CustomerQueryRq', content: { MaxReturned: 2 }, attributes }
}

function names(company: CompanyFile, content: RequestContent<'CustomerQueryRq'>) {
  return rets(company, { name: 'CustomerQueryRq', content }).map((ret) =>
    'IsActive' in ret ? ret.FullName : '?',
  )
}
