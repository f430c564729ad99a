/** A WordPress in a folder, and PHP compiled to WebAssembly that runs it. */
import { unzipSync } from 'fflate'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished, ROOT } from '../step.ts'
import { HERE } from './packages.ts'

export const PHP_VERSIONS = ['7.4', '8.2', '8.5'] as const
export type PhpVersion = (typeof PHP_VERSIONS)[number]

const RUNNER = join(HERE, 'node_modules/@wp-playground/cli/wp-playground.js')
/** The last of them that plugins may rely on; the folder beside it has newer ones that were never released. */
const WORDPRESS = join(
  HERE,
  'node_modules/@wp-playground/wordpress-builds/src/wordpress/wp-6.5.zip',
)

const PLUGINS = '/wordpress/wp-content/plugins'
export const TESTS_INSIDE = `${PLUGINS}/tillbridge-tests`

export interface Site {
  readonly folder: string
  /** Where WooCommerce is mounted from. */
  readonly wooCommerce: string | undefined
}

export async function unpackWordPress(folder: string): Promise<void> {
  const files = unzipSync(new Uint8Array(await Bun.file(WORDPRESS).arrayBuffer()))
  const written = Object.entries(files).filter(([path]) => !path.endsWith('/'))
  const folders = new Set(written.map(([path]) => dirname(join(folder, path))))
  await Promise.all([...folders].map((each) => mkdir(each, { recursive: true })))
  await Promise.all(written.map(([path, bytes]) => writeFile(join(folder, path), bytes)))
}

/** PHP in the site, with the plugin and its tests mounted. */
export function phpInSite(
  site: Site,
  { version, command }: { readonly version: PhpVersion; readonly command: readonly string[] },
) {
  const mounts = [
    `${join(ROOT, 'wp-shim')}:${PLUGINS}/tillbridge`,
    `${HERE}:${TESTS_INSIDE}`,
    `${dirname(site.folder)}:/reports`,
    ...(site.wooCommerce === undefined ? [] : [`${site.wooCommerce}:${PLUGINS}/woocommerce`]),
  ]
  return playground(version, [
    `--mount-before-install=${site.folder}:/wordpress`,
    '--wordpress-install-mode=install-from-existing-files-if-needed',
    ...mounts.map((mount) => `--mount=${mount}`),
    '--',
    ...command,
  ])
}

/** PHP alone, with the plugin at `/plugin` and these tests at `/tests`. */
export function phpAlone(version: PhpVersion, command: readonly string[]) {
  return playground(version, [
    '--wordpress-install-mode=do-not-attempt-installing',
    '--skip-sqlite-setup',
    `--mount=${join(ROOT, 'wp-shim')}:/plugin`,
    `--mount=${HERE}:/tests`,
    '--',
    ...command,
  ])
}

function playground(version: PhpVersion, options: readonly string[]) {
  const [first, ...rest] = ['php', `--php=${version}`, '--verbosity=quiet', ...options]
  return finished(['node', RUNNER, first ?? '', ...rest], ROOT, {
    NODE_OPTIONS: `--require ${join(HERE, 'loopback.cjs')}`,
  })
}
