import { describe, expect, test } from 'bun:test'
import { problem } from '../../worker/books/problems.ts'
import { cents } from '../../worker/money/cents.ts'
import { composeSet } from '../../worker/posting/compose-set.ts'
import type { PlannedJob } from '../../worker/posting/compose-set.ts'
import { findByRefNumber, readWhole } from '../../worker/posting/document-queries.ts'
import type { Link } from '../../worker/posting/known.ts'
import type { Plan } from '../../worker/posting/plan.ts'
import type { PlannedRequest } from '../../worker/posting/purpose.ts'

const SET = 'a1'
const ROOM = { orders: 100, requests: 100 }

function job(id: number, plan: Plan): PlannedJob {
  return {
    jobID: id,
    subject: `order:${id}`,
    generation: 1,
    revision: 1,
    order: String(id),
    isPushed: false,
    doubtedSetID: null,
    heldBy: null,
    plan,
  }
}

function sending(id: number): PlannedJob {
  return job(id, {
    kind: 'send',
    requests: [
      {
        key: `sale order:${id}`,
        purpose: {
          kind: 'add-document',
          role: 'sale',
          jobID: id,
          revision: 1,
          generation: 1,
          subject: `order:${id}`,
          documentKind: 'SalesReceipt',
          refNumber: String(id),
          isNumbered: true,
          totalCents: cents(100),
          sent: '',
          txnDate: '2026-08-05',
          movedFrom: null,
          customerListID: '1-1',
          posting: 1,
          order: String(id),
          alsoLink: [],
          leftToDo: null,
          isAwaited: false,
          losses: [],
        },
        request: { name: 'SalesReceiptQueryRq', content: { RefNumber: [String(id)] } },
      },
    ],
  })
}

function vendor(name: string): PlannedRequest {
  return {
    key: `vendor ${name}`,
    purpose: {
      kind: 'add-entry',
      need: `vendor ${name}`,
      list: 'vendor',
      name,
      linkSubjects: [],
      role: null,
      sent: '',
    },
    request: { name: 'VendorAddRq', content: { VendorAdd: { Name: name } } },
  }
}

function question(id: number, refNumber = String(id)): PlannedRequest {
  return {
    key: 'find SalesReceipt',
    purpose: {
      kind: 'find-documents',
      storeID: 'k3f9x2',
      documentKind: 'SalesReceipt',
      by: 'number',
      among: ['SalesReceipt', 'Invoice'],
      sought: [
        {
          subject: `order:${id}`,
          role: 'sale',
          refNumber,
          isNumbered: true,
          sent: '',
          removedID: null,
        },
      ],
    },
    request: findByRefNumber('SalesReceipt', [refNumber]),
  }
}

const STANDING: Omit<Link, 'subject' | 'quickBooksID' | 'label'> = {
  role: 'sale',
  kind: 'Invoice',
  editSequence: '1',
  sent: '',
  totalCents: cents(100),
  posting: 1,
  isDeleted: false,
  twinID: null,
}

function reading(id: number): PlannedRequest {
  const link: Link = {
    ...STANDING,
    subject: `order:${id}`,
    quickBooksID: `T-${id}`,
    label: String(id),
  }
  return {
    key: 'read Invoice',
    purpose: {
      kind: 'read-documents',
      documentKind: 'Invoice',
      documents: [{ link, doubted: '', isUnwanted: false }],
    },
    request: readWhole('Invoice', [link.quickBooksID]),
  }
}

function asking(id: number, ...requests: readonly PlannedRequest[]): PlannedJob {
  return job(id, { kind: 'ask', requests })
}

function ids(jobs: readonly PlannedJob[]): readonly number[] {
  return jobs.map(({ jobID }) => jobID)
}

describe('what goes into a set', () => {
  test('documents that have all they need and questions of those behind them go together', () => {
    const set = composeSet([asking(1, vendor('State')), sending(2)], ROOM, SET)
    expect(set.requests.map(({ requestID }) => requestID)).toEqual([
      'a1-1-add-document',
      'a1-2-add-entry',
    ])
    expect([ids(set.sent), ids(set.asking)]).toEqual([[2], [1]])
  })

  test('every request has its purpose in the manifest, and nothing else is there', () => {
    const set = composeSet([asking(1, vendor('State'), question(1)), sending(2)], ROOM, SET)
    expect(Object.keys(set.manifest)).toEqual(set.requests.map(({ requestID }) => requestID))
    expect(set.manifest['a1-1-add-document']).toMatchObject({ kind: 'add-document', jobID: 2 })
  })

  test('what two orders need is asked once', () => {
    const set = composeSet([asking(1, vendor('State')), asking(2, vendor('State'))], ROOM, SET)
    expect(set.requests).toHaveLength(1)
    expect(ids(set.asking)).toEqual([1, 2])
  })

  test('the numbers of many orders are asked in one query, each remembered by its order', () => {
    const set = composeSet([asking(1, question(1)), asking(2, question(2))], ROOM, SET)
    expect(set.requests.map(({ request }) => request)).toEqual([
      findByRefNumber('SalesReceipt', ['1', '2']),
    ])
    expect(set.manifest['a1-1-find-documents']).toMatchObject({
      sought: [
        { subject: 'order:1', refNumber: '1' },
        { subject: 'order:2', refNumber: '2' },
      ],
    })
  })

  test('two orders of one number are both answered by asking for it once', () => {
    const set = composeSet([asking(1, question(1)), asking(2, question(2, '1'))], ROOM, SET)
    expect(set.requests[0]?.request).toEqual(findByRefNumber('SalesReceipt', ['1']))
  })

  test('the documents of many orders are read whole in one query, each known by its order', () => {
    const jobs = [1, 2, 3].map((id) => asking(id, reading(id)))
    const set = composeSet(jobs, ROOM, SET)
    expect(set.requests.map(({ request }) => request)).toEqual([
      readWhole('Invoice', ['T-1', 'T-2', 'T-3']),
    ])
    expect(set.manifest['a1-1-read-documents']).toMatchObject({
      documents: [1, 2, 3].map((id) => ({ link: { subject: `order:${id}` } })),
    })
  })

  test('nothing to do is an empty set', () => {
    expect(composeSet([], ROOM, SET)).toEqual({
      requests: [],
      manifest: {},
      sent: [],
      asking: [],
      decided: [],
    })
  })
})

describe('how much goes into a set', () => {
  test('no more orders than allowed are sent, in the order they came', () => {
    const set = composeSet([sending(1), sending(2), sending(3)], { ...ROOM, orders: 2 }, SET)
    expect(ids(set.sent)).toEqual([1, 2])
  })

  test('no more requests than allowed are made', () => {
    const set = composeSet(
      [sending(1), asking(2, vendor('A'), vendor('B'))],
      {
        ...ROOM,
        requests: 2,
      },
      SET,
    )
    expect(set.requests).toHaveLength(1)
    expect([ids(set.sent), ids(set.asking)]).toEqual([[1], []])
  })

  test('an order whose questions are asked already costs no room', () => {
    const set = composeSet(
      [asking(1, vendor('A')), asking(2, vendor('A'))],
      {
        ...ROOM,
        requests: 1,
      },
      SET,
    )
    expect(ids(set.asking)).toEqual([1, 2])
  })

  test('of many documents to read a hundred are read, and the rest by the next set', () => {
    const jobs = Array.from({ length: 150 }, (_, index) => asking(index + 1, reading(index + 1)))
    const set = composeSet(jobs, ROOM, SET)
    expect(ids(set.asking)).toEqual(ids(jobs.slice(0, 100)))
    expect(set.requests).toHaveLength(1)
  })

  test('an order too big for the room does not keep smaller ones behind it waiting', () => {
    const set = composeSet(
      [asking(1, vendor('A'), vendor('B')), asking(2, vendor('C'))],
      {
        ...ROOM,
        requests: 1,
      },
      SET,
    )
    expect(ids(set.asking)).toEqual([2])
  })
})

describe('what is decided without QuickBooks', () => {
  test('takes no room and goes to nobody', () => {
    const held = problem('order-without-lines', { order: '1' })
    const set = composeSet(
      [
        job(1, { kind: 'hold', problem: held, links: [] }),
        job(2, { kind: 'agrees', links: [] }),
        job(3, { kind: 'withdraw' }),
        sending(4),
      ],
      { orders: 1, requests: 1 },
      SET,
    )
    expect(set.decided.map(({ jobID, kind }) => [jobID, kind])).toEqual([
      [1, 'hold'],
      [2, 'agrees'],
      [3, 'withdraw'],
    ])
    expect([set.requests.length, ids(set.sent)]).toEqual([1, [4]])
  })
})
