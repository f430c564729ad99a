/** What a step of the gate is: commands that pass or fail, and suites that leave a report. */
import { existsSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import { testCounts, type TestCounts } from './junit.ts'

export const ROOT = resolve(import.meta.dir, '..')

export interface Outcome extends TestCounts {
  readonly output: string
  /** Names of tests that may be left out anywhere, since what they need is in no registry. */
  readonly absent?: readonly string[]
}

export type Step = readonly [name: string, run: () => Promise<Outcome>]

/** One command that either passes or fails, and counts as one test. */
export async function check(command: readonly string[], cwd = ROOT): Promise<Outcome> {
  const { exitCode, output } = await finished(command, cwd)
  return single({ isPassed: exitCode === 0, output })
}

/** A test runner that leaves a JUnit report. */
export async function suite(command: readonly string[], report: string): Promise<Outcome> {
  const { exitCode, output } = await finished(command)
  const counts = testCounts(existsSync(report) ? await Bun.file(report).text() : '')
  // A file that cannot be loaded is in no report.
  const isUnreported = exitCode !== 0 && counts.failed === 0
  return { ...counts, failed: isUnreported ? 1 : counts.failed, output }
}

export function single({ isPassed, output }: { isPassed: boolean; output: string }): Outcome {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: [], output }
}

export async function finished(
  command: readonly string[],
  cwd = ROOT,
  more: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: number; output: string }> {
  const started = Bun.spawn([...command], {
    cwd,
    // The project's own Node comes first; wrangler and vitest refuse older ones.
    env: {
      ...process.env,
      PATH: `${ROOT}/node_modules/.bin${delimiter}${process.env.PATH ?? ''}`,
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
      NO_COLOR: '1',
      ...more,
    },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(started.stdout).text(),
    new Response(started.stderr).text(),
    started.exited,
  ])
  return { exitCode, output: `${stdout}${stderr}`.trimEnd() }
}
