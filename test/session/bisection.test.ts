import { describe, expect, test } from 'bun:test'
import { afterAcquittal, afterRefusal } from '../../worker/session/bisection.ts'
import type { Suspects } from '../../worker/session/bisection.ts'

/** Plays sets of a hundred jobs, of which some spoil whatever set they are in. */
function search(poisons: readonly number[]): {
  readonly found: number | null
  readonly rounds: number
} {
  const all = Array.from({ length: 100 }, (_, at) => at + 1)
  let onTrial: readonly number[] = all
  let suspects: Suspects | null = null
  for (let rounds = 1; ; rounds += 1) {
    const isRefused = onTrial.some((jobID) => poisons.includes(jobID))
    if (isRefused) {
      const refused = afterRefusal(onTrial)
      if (refused?.kind !== 'narrowed') {
        return { found: refused?.jobID ?? null, rounds }
      }
      suspects = refused.suspects
    } else {
      suspects = suspects === null ? null : afterAcquittal(suspects)
    }
    if (suspects === null) {
      return { found: null, rounds }
    }
    onTrial = suspects.onTrial
  }
}

describe('a set of a hundred that QuickBooks refuses as a whole', () => {
  test.each([1, 2, 37, 50, 51, 99, 100])(
    'job %d is found to be to blame in log₂ rounds',
    (poison) => {
      const { found, rounds } = search([poison])
      expect(found).toBe(poison)
      // The whole set, ⌈log₂ 100⌉ halvings, and the one that is left, alone.
      expect(rounds).toBeLessThanOrEqual(1 + 7 + 1)
    },
  )

  test('of several one is found, the others remain for the sets after it', () => {
    expect(search([12, 77, 78]).found).toBe(12)
  })
})

test('a set without jobs blames nobody', () => {
  expect(afterRefusal([])).toBeNull()
})

test('when all that waited went through, too, nobody is to blame any more', () => {
  expect(afterAcquittal({ onTrial: [1], waiting: [] })).toBeNull()
})
