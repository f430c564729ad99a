/** From an account with nothing to a running Worker, with a program in wrangler's place. */
import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dir, '../..')

let account = ''

beforeEach(async () => {
  account = await mkdtemp(join(tmpdir(), 'tillbridge-account-'))
  const stub = join(account, 'wrangler')
  const program = join(import.meta.dir, 'stub-wrangler.ts')
  await writeFile(stub, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  await chmod(stub, 0o755)
})

afterEach(async () => {
  await rm(account, { recursive: true })
})

async function deploy(words: string, env: Readonly<Record<string, string>> = {}) {
  const command = Bun.spawn(
    [process.execPath, 'worker/cli/tillbridge.ts', 'deploy', ...words.split(' '), '--json'],
    {
      cwd: ROOT,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      env: {
        ...process.env,
        TILLBRIDGE_KEY: '',
        TILLBRIDGE_ADMIN: '',
        TILLBRIDGE_WRANGLER: join(account, 'wrangler'),
        TILLBRIDGE_DEPLOYMENT: join(account, 'wrangler.production.toml'),
        STUB_ACCOUNT: account,
        ...env,
      },
    },
  )
  const [stdout, stderr] = await Promise.all([
    new Response(command.stdout).text(),
    new Response(command.stderr).text(),
  ])
  const exitCode = await command.exited
  return { exitCode, stderr, json: stdout === '' ? null : JSON.parse(stdout) }
}

/** What wrangler was told, without what differs from run to run. */
async function calls(): Promise<readonly string[]> {
  const text = await readFile(join(account, 'calls.txt'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as string[]).join(' '))
    .map((call) => call.replaceAll(account, 'ACCOUNT').replace(/\S+secrets\.json/, 'SECRETS'))
    .filter((call) => !call.startsWith('d1 execute'))
}

const CONFIG = '--config ACCOUNT/wrangler.production.toml'

describe('in an account with nothing', () => {
  test('makes all there must be, in this order, and adds the first store', async () => {
    const { exitCode, json } = await deploy('--shop https://shop.example --name Larkspur')
    expect([exitCode, json.url, json.madeSecrets]).toEqual([
      0,
      'https://tillbridge.owner.workers.dev',
      ['TILLBRIDGE_KEY', 'TILLBRIDGE_ADMIN'],
    ])
    expect(await calls()).toEqual([
      'whoami --json',
      'd1 list --json',
      'd1 create tillbridge --update-config=false',
      'd1 list --json',
      `d1 migrations apply DB --remote ${CONFIG}`,
      `secret list --format json ${CONFIG}`,
      `deploy --secrets-file SECRETS ${CONFIG}`,
    ])
    const code = JSON.parse(Buffer.from(json.store.connectionCode, 'base64url').toString())
    expect(code.url).toBe('https://tillbridge.owner.workers.dev')
  })

  test('leaves wrangler.toml alone, and writes what is the account’s into a file of its own', async () => {
    const before = await readFile(join(ROOT, 'wrangler.toml'), 'utf8')
    await deploy('--shop https://shop.example')
    const own = await readFile(join(account, 'wrangler.production.toml'), 'utf8')
    expect(await readFile(join(ROOT, 'wrangler.toml'), 'utf8')).toBe(before)
    expect(own).toContain('database_id = "11111111-2222-3333-4444-555555555555"')
    expect(own).toContain('TILLBRIDGE_URL = "https://tillbridge.owner.workers.dev"')
    expect(await readFile(join(ROOT, '.gitignore'), 'utf8')).toContain('wrangler.production.toml\n')
  })
})

describe('given again', () => {
  test('finds what stands: no second database, no other secrets, no second store', async () => {
    await deploy('--shop https://shop.example')
    await rm(join(account, 'calls.txt'))
    const { exitCode, json } = await deploy('--shop https://shop.example')
    expect([exitCode, json.madeSecrets, json.store]).toEqual([0, [], null])
    expect(await calls()).toEqual([
      'whoami --json',
      'd1 list --json',
      `d1 migrations apply DB --remote ${CONFIG}`,
      `secret list --format json ${CONFIG}`,
      `deploy ${CONFIG}`,
    ])
  })

  test('keeps what the operator wrote below the line', async () => {
    await deploy('--shop https://shop.example')
    const path = join(account, 'wrangler.production.toml')
    const own = '[[routes]]\npattern = "bridge.shop.example"\ncustom_domain = true\n'
    await writeFile(path, (await readFile(path, 'utf8')) + own)
    await deploy('--url https://bridge.shop.example')
    const text = await readFile(path, 'utf8')
    expect(text.endsWith(own)).toBe(true)
    expect(text).toContain('TILLBRIDGE_URL = "https://bridge.shop.example"')
  })

  test('makes no new key for stores whose secrets are encrypted under a lost one', async () => {
    await deploy('--shop https://shop.example')
    await writeFile(join(account, 'secrets'), '{}')
    const { exitCode, stderr } = await deploy('--shop https://shop.example')
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('encrypted under a TILLBRIDGE_KEY that this Worker does not have'),
    ])
    const key = Buffer.alloc(32).toString('base64')
    const given = await deploy('--shop https://shop.example', { TILLBRIDGE_KEY: key })
    expect([given.exitCode, given.json.secrets.TILLBRIDGE_KEY]).toEqual([0, key])
  })
})

test('without an account it says so, and nothing is done', async () => {
  await writeFile(join(account, 'signed-out'), '')
  const { exitCode, stderr } = await deploy('--shop https://shop.example')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('npx -y bun@1 x wrangler login')])
  expect(await calls()).toEqual(['whoami --json'])
})

test('an address that wrangler does not know must be given', async () => {
  await writeFile(join(account, 'own-domain'), '')
  const { exitCode, stderr } = await deploy('--shop https://shop.example')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('--url https://…')])
  expect((await deploy('--url https://bridge.shop.example')).exitCode).toBe(0)
})

test('a dry run says every step with its commands, and calls nobody', async () => {
  const { exitCode, json } = await deploy('--dry-run')
  const commands = (json as { commands: string[] }[]).flatMap((step) => step.commands)
  expect([exitCode, commands.map((command) => command.split(' --config')[0])]).toEqual([
    0,
    [
      'wrangler whoami --json',
      'wrangler d1 list --json',
      'wrangler d1 create tillbridge --update-config=false',
      'wrangler d1 migrations apply DB --remote',
      'wrangler secret list --format json',
      'wrangler deploy --secrets-file secrets.json',
      'bun run tillbridge store add NAME --shop https://shop.example --remote',
    ],
  ])
  expect([await calls(), existsSync(join(account, 'wrangler.production.toml'))]).toEqual([
    [],
    false,
  ])
})
