/** What an object remembers of a call is what it would make again, and nothing else. */
import { expect, test } from 'bun:test'
import { ONE_CURRENCY } from '../../worker/books/foreign-currency.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { JOB_RANK } from '../../worker/queue/job.ts'
import type { DueJob } from '../../worker/queue/job.ts'
import { rememberingWork } from '../../worker/session/remembered-work.ts'
import { workloadOf } from '../../worker/session/workload.ts'
import type { Books, Workload } from '../../worker/session/workload.ts'
import { corpusJSON } from '../woo/corpus.ts'

const ORDER = corpusJSON('orders/guest-cod-processing.json')
const BOOKS: Books = {
  storeID: 'main',
  settings: DEFAULT_SETTINGS,
  settingsVersion: 1,
  earlierSettings: new Map(),
  currency: 'USD',
  currencies: ONE_CURRENCY,
  roles: new Map(),
  edition: 'US',
  today: '2026-11-24',
}

function job(changes: Partial<DueJob>): DueJob {
  return {
    id: 1,
    subject: `order:${String(ORDER.id)}`,
    event: 'changed',
    rank: JOB_RANK.order,
    revision: 1,
    generation: 1,
    isPushed: false,
    attempts: 0,
    messageSetID: null,
    problem: null,
    snapshot: JSON.stringify(ORDER),
    refunds: '[]',
    ...changes,
  }
}

/** Made once, it is one and the same object. */
function saleIn(work: Workload | undefined): unknown {
  return work?.kind === 'order' ? work.sale : work
}

test('an order that a call looked at before is not read again', () => {
  const makeWork = rememberingWork()
  const [first] = makeWork([job({})], BOOKS)
  const [again] = makeWork([job({})], { ...BOOKS })
  expect(saleIn(again)).toBe(saleIn(first))
  expect(again).toEqual(first)
})

test('what the queue says of it is of today', () => {
  const makeWork = rememberingWork()
  makeWork([job({})], BOOKS)
  const now = job({ attempts: 3, messageSetID: 'set', isPushed: true })
  expect(makeWork([now], BOOKS)).toMatchObject([{ job: now }])
})

const OTHERWISE: readonly (readonly [string, Partial<DueJob>, Partial<Books>])[] = [
  ['the shop changed it', { snapshot: JSON.stringify({ ...ORDER, total: '1.00' }) }, {}],
  ['it was refunded', { refunds: JSON.stringify([{ id: 7, amount: '1.00' }]) }, {}],
  ['it was deleted', { event: 'deleted' }, {}],
  [
    'its settings are others, though of the same version',
    {},
    { settings: { ...DEFAULT_SETTINGS, refNumberPrefix: 'W-' } },
  ],
  ['the day is another', {}, { today: '2026-11-25' }],
  ['its buyer has a role', {}, { roles: new Map([[7, 'wholesale']]) }],
  [
    'the company keeps another currency',
    {},
    { currencies: { home: 'USD', others: new Map([['EUR', 'Euro']]) } },
  ],
]

test.each(OTHERWISE)('it is made anew where %s', (_, changes, otherwise) => {
  const makeWork = rememberingWork()
  const [first] = makeWork([job({})], BOOKS)
  const books = { ...BOOKS, ...otherwise }
  const [again] = makeWork([job(changes)], books)
  expect(again).toEqual(workloadOf(job(changes), books))
  expect(saleIn(again)).not.toBe(saleIn(first))
})

test('what is too large to keep is made anew, and as right', () => {
  const makeWork = rememberingWork()
  const large = job({ snapshot: JSON.stringify({ ...ORDER, note: 'x'.repeat(2_000_001) }) })
  const [first] = makeWork([large], BOOKS)
  const [again] = makeWork([large], BOOKS)
  expect(saleIn(again)).not.toBe(saleIn(first))
  expect(again).toEqual(first)
})
