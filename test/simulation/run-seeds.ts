/** Many seeds over as many processes as there are cores. */
import { resolve } from 'node:path'
import type { Violation } from './checks.ts'

export type SeedRange = { readonly from: number; readonly count: number }

export type BrokenSeed = { readonly seed: number; readonly violations: readonly Violation[] }

const PROGRAM = resolve(import.meta.dir, 'seed-process.ts')

/** The seeds that broke something, in the order they were found. */
export async function runSeeds(
  { from, count }: SeedRange,
  onDone: () => void = () => {},
): Promise<readonly BrokenSeed[]> {
  const broken: BrokenSeed[] = []
  let next = from
  const takeNext = (): number | null => {
    const seed = next
    next += 1
    return seed < from + count ? seed : null
  }
  const processes = Math.min(count, navigator.hardwareConcurrency)
  await Promise.all(
    Array.from({ length: processes }, () =>
      runProcess(takeNext, (done) => {
        if (done.violations.length > 0) {
          broken.push(done)
        }
        onDone()
      }),
    ),
  )
  return broken
}

async function runProcess(
  takeNext: () => number | null,
  onDone: (done: BrokenSeed) => void,
): Promise<void> {
  let isDone = false
  const give = (to: { readonly send: (seed: number) => void; readonly kill: () => void }) => {
    const seed = takeNext()
    if (seed === null) {
      isDone = true
      to.kill()
    } else {
      to.send(seed)
    }
  }
  const started = Bun.spawn([process.execPath, PROGRAM], {
    stdout: 'inherit',
    stderr: 'inherit',
    ipc: (message: BrokenSeed, from) => {
      onDone(message)
      give(from)
    },
  })
  give(started)
  await started.exited
  if (!isDone) {
    throw new Error('a process of the simulation ended before its seeds were done')
  }
}
