import { expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { customerEligibility, orderEligibility } from '../../worker/books/order-eligibility.ts'
import type { Eligibility, OrderChange, Standing } from '../../worker/books/order-eligibility.ts'

const START_MS = Date.UTC(2026, 10, 1)
const NEW: Standing = { mayStandInBooks: false, unsent: 'none' }
const WAITING: Standing = { mayStandInBooks: false, unsent: 'ordinary' }
const PUSHED: Standing = { mayStandInBooks: false, unsent: 'pushed' }
const POSTED: Standing = { mayStandInBooks: true, unsent: 'none' }
const STATUSES = ['pending', 'cancelled', 'failed', 'refunded', 'checkout-draft', 'trash'] as const
const EARLY = '2026-10-31T23:59:59'

function decided(status: string | null, changes: Partial<OrderChange> = {}): string {
  const order = { number: '1042', status: status ?? '', dateCreatedGmt: '2026-11-23T12:00:00' }
  return spelled(
    orderEligibility({
      subject: 'order:42',
      event: status === null ? 'deleted' : 'changed',
      order: status === null ? null : order,
      standing: NEW,
      settings: DEFAULT_SETTINGS,
      startAtMs: START_MS,
      ...changes,
    }),
  )
}

function early(status: string, changes: Partial<OrderChange> = {}): string {
  return decided(status, { order: { number: '1042', status, dateCreatedGmt: EARLY }, ...changes })
}

function spelled(eligibility: Eligibility): string {
  return eligibility.kind === 'take' ? 'take' : `${eligibility.kind} ${eligibility.reason.code}`
}

test('a new order goes in the statuses of the setting', () => {
  for (const status of DEFAULT_SETTINGS.orderStatuses) {
    expect(decided(status)).toBe('take')
  }
  expect(STATUSES.map((status) => decided(status))).toEqual([
    'ignore status-not-sent',
    'ignore status-not-sent',
    'ignore status-not-sent',
    'ignore status-not-sent',
    'ignore unfinished-order',
    'ignore unfinished-order',
  ])
})

test('an order from before the start date stays out', () => {
  expect(early('processing')).toBe('ignore before-start-date')
  expect(decided('processing', { startAtMs: Date.UTC(2026, 10, 23, 12) })).toBe('take')
})

function from(firstOrderID: number): Partial<OrderChange> {
  return { settings: { ...DEFAULT_SETTINGS, firstOrderID } }
}

test('an order with a lower ID than the first stays out, unless a person sends it', () => {
  expect(decided('processing', from(43))).toBe('ignore before-first-order')
  expect(decided('processing', from(42))).toBe('take')
  expect(decided('processing', { ...from(43), event: 'pushed' })).toBe('take')
})

test('a person’s push overrides the start date and the statuses, but a draft never goes', () => {
  expect(early('pending', { event: 'pushed' })).toBe('take')
  expect(decided('checkout-draft', { event: 'pushed' })).toBe('ignore unfinished-order')
  expect(decided('trash', { event: 'pushed' })).toBe('ignore unfinished-order')
})

test('what a person pushed is not withdrawn by the next ordinary change', () => {
  expect(early('pending', { standing: PUSHED })).toBe('take')
  expect(decided('trash', { standing: PUSHED })).toBe('withdraw unfinished-order')
})

test('unsent work that no longer qualifies is withdrawn', () => {
  expect(decided('cancelled', { standing: WAITING })).toBe('withdraw status-not-sent')
  expect(decided('trash', { standing: WAITING })).toBe('withdraw unfinished-order')
  expect(decided(null, { standing: WAITING })).toBe('withdraw unknown-deletion')
})

test('what may stand in the books is taken in every status, and when deleted', () => {
  for (const status of [...STATUSES, null]) {
    expect(decided(status, { standing: POSTED })).toBe('take')
  }
})

test('a deleted order that never went is nobody’s business', () => {
  expect(decided(null)).toBe('ignore unknown-deletion')
})

test('a shop that sends no orders sends only what a person pushes', () => {
  const settings = { ...DEFAULT_SETTINGS, kinds: [] }
  expect(decided('processing', { settings })).toBe('ignore kind-not-sent')
  expect(decided('processing', { settings, event: 'pushed' })).toBe('take')
})

test('a changed customer is taken when the books have one; a push brings one', () => {
  const change = { subject: 'customer:8', settings: DEFAULT_SETTINGS } as const
  const decide = (event: 'changed' | 'deleted' | 'pushed', standing: Standing) =>
    spelled(customerEligibility({ ...change, event, standing }))
  expect(decide('changed', NEW)).toBe('ignore customer-not-in-books')
  expect(decide('changed', POSTED)).toBe('take')
  expect(decide('changed', PUSHED)).toBe('take')
  expect(decide('pushed', NEW)).toBe('take')
  expect(decide('deleted', NEW)).toBe('ignore unknown-deletion')
  expect(decide('deleted', PUSHED)).toBe('withdraw unknown-deletion')
})
