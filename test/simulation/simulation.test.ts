import { expect, test } from 'bun:test'
import { skipVerification } from './planted-bug.ts'
import { runSeed } from './run-seed.ts'

const PLANTED_SEEDS = 200
const TIMEOUT_MS = 60_000

test(
  'an engine that skips the verification is caught within two hundred seeds',
  async () => {
    let caughtAt: number | null = null
    for (let seed = 1; seed <= PLANTED_SEEDS && caughtAt === null; seed += 1) {
      const { violations } = await runSeed(seed, { spoil: skipVerification })
      caughtAt = violations.some(({ rule }) => rule === 'twice') ? seed : null
    }
    expect(caughtAt).not.toBeNull()
  },
  TIMEOUT_MS,
)

test('a seed runs the same way twice', async () => {
  const seed = 7
  const [first, second] = [
    await runSeed(seed, { isTraced: true }),
    await runSeed(seed, { isTraced: true }),
  ]
  expect(second.trace).toEqual(first.trace)
})
