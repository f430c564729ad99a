/** What the gate does with the WordPress plugin. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pluginZip } from '../../worker/cli/plugin-zip.ts'
import { skippedIn, testCounts } from '../junit.ts'
import { check, finished, single, type Outcome, type Step } from '../step.ts'
import { HERE } from './packages.ts'
import { PHP_VERSIONS, phpAlone, phpInSite, TESTS_INSIDE, unpackWordPress } from './playground.ts'
import type { PhpVersion, Site } from './playground.ts'

const STORAGES = ['yes', 'no'] as const
type Hpos = (typeof STORAGES)[number]

const ZIP = 'tillbridge.zip'

/** Without deprecations: PHPUnit's and WordPress' own are older than PHP 8.5, and the plugin's end a test. */
const PHP_SETTINGS = ['-d', 'memory_limit=2G', '-d', 'error_reporting=8191'] as const

/** Of these a fresh machine has none of what they need. */
const NEEDS_WOOCOMMERCE = 'Tillbridge.Tests.WooCommerce.'

/** The steps that follow the installing of the packages, in no order. */
export function pluginSteps(scratch: string): readonly Step[] {
  return [
    ...checks(),
    ...PHP_VERSIONS.map((version): Step => [
      `plugin: PHPUnit on PHP ${version}`,
      () => plainWordPress({ scratch, version }),
    ]),
    ...['7.4' as const, '8.5' as const].map((version): Step => [
      `plugin: syntax on PHP ${version}`,
      () => syntax(version),
    ]),
    ...wooCommerceSteps(scratch),
  ]
}

export function checks(): readonly Step[] {
  return [
    ['plugin: PHPStan', () => phpTool(['vendor/bin/phpstan', 'analyse', '--no-progress'])],
    ['plugin: coding standards', codingStandards],
  ]
}

export function wooCommerceSteps(scratch: string): readonly Step[] {
  const { TILLBRIDGE_WOOCOMMERCE: wooCommerce, TILLBRIDGE_WORDPRESS: wordPress } = process.env
  const steps: Step[] = []
  if (wooCommerce) {
    for (const version of PHP_VERSIONS) {
      steps.push([
        `plugin: PHPUnit with WooCommerce on PHP ${version}`,
        () => withWooCommerce({ scratch, version, wooCommerce }),
      ])
    }
  }
  if (wordPress) {
    steps.push([
      'plugin: PHPUnit and the demo on the site of TILLBRIDGE_WORDPRESS',
      async () => both(await fullSite(scratch), await demo()),
    ])
  }
  return steps
}

function phpTool(command: readonly string[]): Promise<Outcome> {
  return check(['php', ...PHP_SETTINGS, ...command], HERE)
}

/** Where standards are installed is otherwise a setting of the machine. */
function codingStandards(): Promise<Outcome> {
  const standards = [
    'wp-coding-standards/wpcs',
    'phpcompatibility/php-compatibility',
    'phpcompatibility/phpcompatibility-paragonie',
    'phpcompatibility/phpcompatibility-wp',
  ]
  const paths = standards.map((standard) => join(HERE, 'vendor', standard)).join(',')
  return phpTool(['vendor/bin/phpcs', '-s', '--runtime-set', 'installed_paths', paths])
}

async function syntax(version: PhpVersion): Promise<Outcome> {
  const command = ['/tests/syntax.php', '/plugin', '/tests/cases', '/tests/tests']
  const { exitCode, output } = await phpAlone(version, command)
  return single({ isPassed: exitCode === 0 && / files\s*$/.test(output), output })
}

interface PlainRun {
  readonly scratch: string
  readonly version: PhpVersion
}

export async function plainWordPress({ scratch, version }: PlainRun): Promise<Outcome> {
  const site = { folder: join(scratch, `wordpress-${version}`), wooCommerce: undefined }
  await unpackWordPress(site.folder)
  return phpUnitInPlayground(site, { scratch, version })
}

async function withWooCommerce({
  scratch,
  version,
  wooCommerce,
}: PlainRun & { readonly wooCommerce: string }): Promise<Outcome> {
  const site = { folder: join(scratch, `woocommerce-${version}`), wooCommerce }
  await unpackWordPress(site.folder)
  const installed = await phpInSite(site, {
    version,
    command: [`${TESTS_INSIDE}/install-woocommerce.php`],
  })
  if (!installed.output.includes('is installed.')) {
    return single({ isPassed: false, output: installed.output })
  }
  return onBothStorages((hpos) => phpUnitInPlayground(site, { scratch, version, hpos }))
}

async function phpUnitInPlayground(
  site: Site,
  { scratch, version, hpos }: PlainRun & { readonly hpos?: Hpos },
): Promise<Outcome> {
  const report = `phpunit-${version}-${site.wooCommerce === undefined ? 'plain' : hpos}.xml`
  const settings = hpos === undefined ? [] : ['-d', `tillbridge_hpos=${hpos}`]
  await writeZip(scratch)
  const run = await phpInSite(site, {
    version,
    command: [
      ...PHP_SETTINGS,
      ...settings,
      '-d',
      `tillbridge_zip=/reports/${ZIP}`,
      `${TESTS_INSIDE}/vendor/bin/phpunit`,
      '-c',
      `${TESTS_INSIDE}/phpunit.xml`,
      '--log-junit',
      `/reports/${report}`,
      ...asked(),
    ],
  })
  return reported(run, join(scratch, report))
}

/** One after the other: the database is the site's. */
function fullSite(scratch: string): Promise<Outcome> {
  return onBothStorages(async (hpos) => {
    await writeZip(scratch)
    const report = join(scratch, `phpunit-site-${hpos}.xml`)
    const run = await finished(
      ['php', ...PHP_SETTINGS, 'vendor/bin/phpunit', '--log-junit', report, ...asked()],
      HERE,
      { TILLBRIDGE_HPOS: hpos, TILLBRIDGE_ZIP: join(scratch, ZIP) },
    )
    return reported(run, report)
  })
}

/** An order from a real WordPress in the practice company, and the word of it back on the order. */
async function demo(): Promise<Outcome> {
  const { exitCode, output } = await finished([process.execPath, 'worker/cli/demo-wordpress.ts'])
  return single({ isPassed: exitCode === 0, output })
}

async function onBothStorages(run: (hpos: Hpos) => Promise<Outcome>): Promise<Outcome> {
  const chosen = STORAGES.filter((hpos) =>
    [undefined, '', hpos].includes(process.env.TILLBRIDGE_HPOS),
  )
  const outcomes: Outcome[] = []
  for (const hpos of chosen) {
    outcomes.push(await run(hpos))
  }
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
    output: outcomes.map(({ output }, at) => `HPOS ${chosen[at]}:\n${output}`).join('\n'),
  }
}

function both(one: Outcome, other: Outcome): Outcome {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: [...one.skipped, ...other.skipped],
    output: `${one.output}\n${other.output}`,
  }
}

/** As a shop uploads it; WordPress has a say in whether it is a plugin. */
async function writeZip(scratch: string): Promise<void> {
  await Bun.write(join(scratch, ZIP), await pluginZip())
}

async function reported(
  { exitCode, output }: { readonly exitCode: number; readonly output: string },
  path: string,
): Promise<Outcome> {
  const report = existsSync(path) ? await Bun.file(path).text() : ''
  const counts = testCounts(report)
  const absent = skippedIn(report, NEEDS_WOOCOMMERCE)
  const isUnreported = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return {
    passed: counts.passed,
    failed: isUnreported ? 1 : counts.failed,
    skipped: counts.skipped.filter((name) => !absent.includes(name)),
    absent,
    output,
  }
}

/** What was asked for on the command line, such as `--filter Outbox`. */
function asked(): readonly string[] {
  return process.argv[1]?.endsWith('suite.ts') ? process.argv.slice(2) : []
}
