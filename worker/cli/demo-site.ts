/** The demo's WordPress: a folder with a whole site, served on this machine and spoken to by PHP. */
import { spawn } from 'node:child_process'
import { lstat, symlink, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from './local-worker.ts'

/** Beside the shopper: the Worker's nudge, and the site's calls to itself. */
const SERVER_PROCESSES = 4
const START_SECONDS_MAX = 30
const POLL_MS = 200

const DRIVER = join(PROJECT, 'test/wp-shim/demo/driver.php')
const LOOPBACK = ['127.0.0.1', 'localhost']

export type DemoSite = {
  /** Without a slash at the end. */
  readonly home: string
  readonly versions: string
  /** Runs one verb of `driver.php` inside WordPress. */
  readonly ask: (verb: string, argument?: string) => Promise<unknown>
  /** Ends what was started and takes back what was linked in. */
  readonly leave: () => Promise<void>
}

type Facts = {
  readonly home: string
  readonly wordpress: string
  readonly woocommerce: string | null
  readonly php: string
  readonly isConnected: boolean
}

/**
 * Links the plugin into the site, activates it and serves the site at its own address.
 *
 * Fails where the folder has no WooCommerce, is a shop somewhere else, or is connected already: the
 * demo places orders and must not do so in a shop that anybody needs.
 */
export async function openDemoSite(folder: string): Promise<DemoSite> {
  const ask = (verb: string, argument = '') => driven(folder, [verb, argument])
  const facts = (await ask('facts')) as Facts
  const { hostname, port } = new URL(facts.home)
  if (facts.woocommerce === null) {
    throw new Error(`${folder} has no active WooCommerce.`)
  }
  if (!LOOPBACK.includes(hostname)) {
    throw new Error(`${folder} is the shop ${facts.home}. The demo wants one on 127.0.0.1.`)
  }
  if (facts.isConnected) {
    throw new Error(`${facts.home} is connected already. The demo wants a site of its own.`)
  }
  const takeBack = await linkPlugin(folder)
  const stop = await serve(folder, { hostname, port, home: facts.home })
  const activated = await ask('activate')
  if (activated !== true) {
    throw new Error(`The plugin could not be activated: ${String(activated)}`)
  }
  return {
    home: facts.home,
    versions: `WordPress ${facts.wordpress}, WooCommerce ${facts.woocommerce}, PHP ${facts.php}`,
    ask,
    leave: async () => {
      await ask('deactivate')
      await stop()
      await takeBack()
    },
  }
}

async function driven(folder: string, words: readonly string[]): Promise<unknown> {
  const started = Bun.spawn(['php', '-d', 'sendmail_path=/bin/true', DRIVER, folder, ...words], {
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [answer, complaint, exitCode] = await Promise.all([
    new Response(started.stdout).text(),
    new Response(started.stderr).text(),
    started.exited,
  ])
  if (exitCode !== 0) {
    throw new Error(`WordPress failed at “${words.join(' ')}”: ${complaint}${answer}`.trim())
  }
  return JSON.parse(answer)
}

/** Comes back with what takes the link away again; a plugin that stands there already is left. */
async function linkPlugin(folder: string): Promise<() => Promise<void>> {
  const place = join(folder, 'wp-content/plugins/tillbridge')
  const isThere = await lstat(place).then(
    () => true,
    () => false,
  )
  if (isThere) {
    return async () => {}
  }
  await symlink(join(PROJECT, 'wp-shim'), place)
  return () => unlink(place)
}

async function serve(
  folder: string,
  { hostname, port, home }: { readonly hostname: string; readonly port: string; home: string },
): Promise<() => Promise<void>> {
  if (await isAnswering(home)) {
    return async () => {}
  }
  const server = spawn(
    'php',
    ['-d', 'sendmail_path=/bin/true', '-S', `${hostname}:${port || 80}`, '-t', folder],
    {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(SERVER_PROCESSES) },
    },
  )
  const deadlineMs = Date.now() + START_SECONDS_MAX * 1000
  while (!(await isAnswering(home))) {
    if (Date.now() > deadlineMs || server.exitCode !== null) {
      throw new Error(`The shop did not start on ${home}.`)
    }
    await Bun.sleep(POLL_MS)
  }
  return async () => {
    if (server.pid !== undefined) {
      // The whole group: the server has forked its workers.
      process.kill(-server.pid, 'SIGTERM')
    }
  }
}

async function isAnswering(home: string): Promise<boolean> {
  try {
    await fetch(`${home}/wp-json/`, { redirect: 'manual' })
    return true
  } catch {
    // Nobody listens yet.
    return false
  }
}
