/** One process of many: a seed in, what it broke out. */
import { runSeed } from './run-seed.ts'

process.on('message', (seed: number) => {
  void runSeed(seed).then(({ violations }) => process.send?.({ seed, violations }))
})
