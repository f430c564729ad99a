/**
 * `bun run simulate --seeds 10000 [--from 1] [--report junit.xml]`, or one seed with its trace:
 * `bun run simulate --seed 4711 --trace`.
 * Exits 1 when a seed broke an invariant, and says how to replay it.
 */
import { parseArgs } from 'node:util'
import { junitReport } from './report.ts'
import { runSeed } from './run-seed.ts'
import type { SeedReport } from './run-seed.ts'
import { runSeeds } from './run-seeds.ts'

const SEEDS = 1_000
const SHOWN_MAX = 10
const PROGRESS_EVERY = 500

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: String(SEEDS) },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
})

process.exit(values.seed === undefined ? await simulateMany() : await replay(Number(values.seed)))

async function replay(seed: number): Promise<number> {
  const report = await runSeed(seed, { isTraced: true })
  if (values.trace || report.violations.length > 0) {
    console.log(report.trace.join('\n'))
  }
  show(report)
  return report.violations.length === 0 ? 0 : 1
}

async function simulateMany(): Promise<number> {
  const from = Number(values.from)
  const count = Number(values.seeds)
  const startedMs = performance.now()
  let done = 0
  const failures = await runSeeds({ from, count }, () => {
    done += 1
    if (done % PROGRESS_EVERY === 0) {
      console.error(`${done} of ${count} seeds, ${seconds(startedMs)} s`)
    }
  })
  const broken = failures.toSorted((left, right) => left.seed - right.seed)
  if (values.report !== undefined) {
    await Bun.write(values.report, junitReport({ from, count }, broken))
  }
  broken.slice(0, SHOWN_MAX).forEach(show)
  const [first] = broken
  if (first !== undefined) {
    const { trace } = await runSeed(first.seed, { isTraced: true })
    console.log([`What happened under seed ${first.seed}:`, ...trace].join('\n'))
    console.log(byRule(broken))
  }
  console.log(`${count} seeds in ${seconds(startedMs)} s, ${broken.length} broken`)
  return broken.length === 0 ? 0 : 1
}

function show({ seed, violations }: Pick<SeedReport, 'seed' | 'violations'>): void {
  for (const { rule, what } of violations) {
    console.log(`seed ${seed}: ${rule}: ${what}`)
  }
  if (violations.length > 0) {
    console.log(`  replay: bun run simulate --seed ${seed} --trace`)
  }
}

/** `twice: 3 seeds (12, 40, 71)`. */
function byRule(broken: readonly Pick<SeedReport, 'seed' | 'violations'>[]): string {
  const seeds = new Map<string, Set<number>>()
  for (const { seed, violations } of broken) {
    for (const { rule } of violations) {
      seeds.set(rule, (seeds.get(rule) ?? new Set()).add(seed))
    }
  }
  return [...seeds]
    .map(([rule, of]) => `${rule}: ${of.size} seeds (${[...of].slice(0, SHOWN_MAX).join(', ')})`)
    .join('\n')
}

function seconds(sinceMs: number): string {
  return ((performance.now() - sinceMs) / 1000).toFixed(1)
}
