/** Runs every check and every suite, two at a time, and closes with one line: `N passed, N failed`. */
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { check, finished, ROOT, single, suite, type Outcome, type Step } from './step.ts'
import { findChromium } from './browser/chromium.ts'
import { installPackages } from './wp-shim/packages.ts'
import { pluginSteps } from './wp-shim/steps.ts'

const SCRATCH = await mkdtemp(join(tmpdir(), 'tillbridge-test-'))

const SEEDS_IN_CI = 10_000
const SEEDS_AT_HAND = 1_000

/** Ends what hangs; ten times what the slowest test takes on a machine that is busy with others. */
const TEST_MILLISECONDS_MAX = 60_000

/** Most are single-threaded, and most machines have two cores. The longest begin first. */
const STEPS: readonly Step[] = [
  ['plugin: packages', packagesOfThePlugin],
  ['workerd tests', workerdTests],
  ['browser tests', browserTests],
  ['unit tests', unitTests],
  ['format', () => check(['oxfmt', '--check'])],
  ['lint', () => check(['oxlint', '--type-aware'])],
  ['types of the Worker', () => check(['tsc', '-p', 'tsconfig.json'])],
  ['types of the command line and tests', () => check(['tsc', '-p', 'test/tsconfig.json'])],
  ['types of the workerd tests', () => check(['tsc', '-p', 'test/workerd/tsconfig.json'])],
  ['migrations', migrationDrift],
]
const STEPS_AT_ONCE = 2

let passed = 0
let failed = 0
const toldAsAbsent = new Set<string>()
const waiting: Step[] = [...STEPS]
await Promise.all([
  ...Array.from({ length: STEPS_AT_ONCE }, async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      await take(step)
    }
  }),
  take(['simulation', simulation]),
])
await rm(SCRATCH, { recursive: true })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** What tests the plugin stands behind all others, and only where it could be installed. */
async function packagesOfThePlugin(): Promise<Outcome> {
  const installed = await installPackages()
  if (installed.failed === 0) {
    waiting.push(...pluginSteps(SCRATCH))
  }
  return installed
}

/** Runs a step and tells what came of it. */
async function take([name, run]: Step): Promise<void> {
  const startedMs = performance.now()
  const outcome = await run()
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const refused = isSkipRefused() ? outcome.skipped.length : 0
  passed += outcome.passed
  failed += outcome.failed + refused
  if (outcome.failed > 0) {
    console.log(outcome.output)
  }
  for (const skipped of outcome.skipped) {
    console.log(`skipped: ${skipped}`)
  }
  // The same on each version of PHP.
  for (const absent of outcome.absent?.filter((each) => !toldAsAbsent.has(each)) ?? []) {
    toldAsAbsent.add(absent)
    console.log(`skipped, for want of WooCommerce: ${absent}`)
  }
  const verdict = outcome.failed + refused > 0 ? 'FAILED' : 'ok'
  console.log(`${verdict.padEnd(7)}${name} (${summary(outcome)}, ${seconds} s)`)
}

/** Whether a skipped test is a failure: only tests that read ../shared may skip, where it is absent. */
function isSkipRefused(): boolean {
  return isContinuousIntegration() && existsSync(resolve(ROOT, '../shared'))
}

function isContinuousIntegration(): boolean {
  return ['1', 'true'].includes(process.env.CI ?? '')
}

function summary(outcome: Outcome): string {
  const skipped = outcome.skipped.length + (outcome.absent?.length ?? 0)
  const counts = [`${outcome.passed} passed`]
  if (outcome.failed > 0) {
    counts.push(`${outcome.failed} failed`)
  }
  if (skipped > 0) {
    counts.push(`${skipped} skipped`)
  }
  return counts.join(', ')
}

/** Whether `migrations/` is what the schema asks for, told by generating into a copy. */
async function migrationDrift(): Promise<Outcome> {
  if (!existsSync(join(ROOT, 'worker/db/schema.ts'))) {
    return { passed: 0, failed: 0, skipped: [], output: '' }
  }
  const copy = join(SCRATCH, 'migrations-check')
  await cp(join(ROOT, 'worker'), join(copy, 'worker'), { recursive: true })
  if (existsSync(join(ROOT, 'migrations'))) {
    await cp(join(ROOT, 'migrations'), join(copy, 'migrations'), { recursive: true })
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  const { exitCode, output } = await finished(
    ['drizzle-kit', 'generate', '--config', 'worker/db/drizzle.config.ts'],
    copy,
  )
  // For a renamed column drizzle-kit asks; without a terminal it prints an error, writes nothing
  // and exits 0. So only its own "No schema changes" counts as agreement.
  const isPassed = exitCode === 0 && output.includes('No schema changes')
  const added = (await filesUnder(join(copy, 'migrations'))).filter(
    (path) => !existsSync(join(ROOT, 'migrations', path)),
  )
  const remedy = 'migrations/ is behind worker/db/schema.ts; run: bun run migrations'
  return single({ isPassed, output: [output, remedy, ...added].join('\n') })
}

async function filesUnder(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder, { recursive: true }) : []
}

function unitTests(): Promise<Outcome> {
  const report = join(SCRATCH, 'unit.xml')
  // The very bun that runs this file: with `npx bun@1` there may be no other.
  return suite(
    [
      process.execPath,
      'test',
      `--timeout=${TEST_MILLISECONDS_MAX}`,
      '--reporter=junit',
      `--reporter-outfile=${report}`,
    ],
    report,
  )
}

/**
 * Whole conversations under faults; a test of its report is so many seeds. It has a process on each
 * core and lets all others go first: it only takes what they leave.
 */
function simulation(): Promise<Outcome> {
  const report = join(SCRATCH, 'simulation.xml')
  const seeds = isContinuousIntegration() ? SEEDS_IN_CI : SEEDS_AT_HAND
  return suite(
    [
      'nice',
      '--adjustment=19',
      process.execPath,
      'test/simulation/simulate.ts',
      `--seeds=${seeds}`,
      `--report=${report}`,
    ],
    report,
  )
}

function workerdTests(): Promise<Outcome> {
  const report = join(SCRATCH, 'workerd.xml')
  return suite(
    [
      'vitest',
      'run',
      '--config',
      'test/workerd/vitest.config.ts',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=junit',
      `--outputFile.junit=${report}`,
    ],
    report,
  )
}

/** The owner's pages in the machine's Chromium; `.ci/run` installs one, nothing else does. */
function browserTests(): Promise<Outcome> {
  if (findChromium() === null && !isContinuousIntegration()) {
    const skipped = ['browser tests, for want of a Chromium']
    return Promise.resolve({ passed: 0, failed: 0, skipped, output: '' })
  }
  const report = join(SCRATCH, 'browser.xml')
  return suite(
    [
      'env',
      `PLAYWRIGHT_JUNIT_OUTPUT_FILE=${report}`,
      'playwright',
      'test',
      '--config',
      'test/browser/playwright.config.ts',
      '--reporter=list,junit',
    ],
    report,
  )
}
