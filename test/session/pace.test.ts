import { describe, expect, test } from 'bun:test'
import { expectedMs, ORDERS_PER_SET_MAX, paceAfter } from '../../worker/session/pace.ts'

const PACE = { ordersPerSet: 100, requestMs: 20 }

describe('the size of a set', () => {
  test('doubles after a full set that came back fast, up to the limit', () => {
    const fast = { requests: 102, orders: 100, tookMs: 2_000 }
    expect(paceAfter(PACE, fast).ordersPerSet).toBe(200)
    const large = { ...PACE, ordersPerSet: ORDERS_PER_SET_MAX }
    expect(paceAfter(large, { ...fast, orders: ORDERS_PER_SET_MAX }).ordersPerSet).toBe(
      ORDERS_PER_SET_MAX,
    )
  })

  test('stays as it is when a small set came back fast: that proves nothing of a large one', () => {
    expect(paceAfter(PACE, { requests: 5, orders: 3, tookMs: 100 }).ordersPerSet).toBe(100)
  })

  test('stays as it is while a set takes neither long nor little', () => {
    expect(paceAfter(PACE, { requests: 102, orders: 100, tookMs: 20_000 }).ordersPerSet).toBe(100)
  })

  test('halves after a slow set, down to ten', () => {
    const slow = { requests: 102, orders: 100, tookMs: 45_000 }
    expect(paceAfter(PACE, slow).ordersPerSet).toBe(50)
    expect(paceAfter({ ...PACE, ordersPerSet: 12 }, slow).ordersPerSet).toBe(10)
  })

  test('is not moved by a set that only asked', () => {
    expect(paceAfter(PACE, { requests: 4, orders: 0, tookMs: 90_000 }).ordersPerSet).toBe(100)
  })
})

test('how long a request takes is an average that follows what was measured', () => {
  const slower = paceAfter(PACE, { requests: 100, orders: 98, tookMs: 12_000 })
  // 20 × 0.7 + 120 × 0.3
  expect(slower.requestMs).toBeCloseTo(50)
  expect(expectedMs(400, slower)).toBeCloseTo(20_000)
})
