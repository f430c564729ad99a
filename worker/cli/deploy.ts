/** `deploy`: from an account with nothing to a running Worker. Whatever stands already, stays. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPlainObject } from '../books/setting-values.ts'
import { listStores } from '../stores/store.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { DEPLOY_COMMANDS, deployPlan } from './deploy-plan.ts'
import { deploymentText, namesIn, readDeployment } from './deployment.ts'
import type { Deployment } from './deployment.ts'
import { PROJECT } from './local-worker.ts'
import { operatorError } from './operator-error.ts'
import { storeAdd } from './store-add.ts'
import { wranglerDatabase } from './wrangler-database.ts'
import { deploymentFile, runWrangler } from './wrangler.ts'

export async function deploy(context: CommandContext): Promise<CommandResult> {
  const toml = await readFile(join(PROJECT, 'wrangler.toml'), 'utf8')
  if (context.options['dry-run'] !== undefined) {
    return deployPlan(toml, {
      shop: context.options.shop ?? null,
      url: context.options.url ?? null,
    })
  }
  await signedIn()
  const done: string[] = []
  const say = (line: string) => {
    done.push(line)
    if (!isQuiet()) {
      console.error(line)
    }
  }
  const before = readDeployment(await readFile(deploymentFile(), 'utf8').catch(() => null))
  const databaseID = await database(namesIn(toml).database, say)
  const own = before?.own ?? ''
  const known = context.options.url ?? before?.url ?? ''
  await writeDeployment(toml, { databaseID, url: known, own })
  await wrangler(DEPLOY_COMMANDS.migrate, 'The tables could not be brought up to date.')
  say('The tables are up to date.')
  const secrets = await missingSecrets(context)
  const url = await upload(secrets, known)
  say(`The Worker runs at ${url}.`)
  await writeDeployment(toml, { databaseID, url, own })
  const store = await firstStore(context, { url, key: secrets.TILLBRIDGE_KEY ?? null })
  return {
    json: {
      databaseID,
      url,
      madeSecrets: Object.keys(secrets),
      secrets,
      store: store?.json ?? null,
    },
    text: [...done, ...secretWords(secrets), '', store?.text ?? nextWords(url)].join('\n'),
  }
}

function isQuiet(): boolean {
  return process.argv.includes('--json')
}

async function signedIn(): Promise<void> {
  const { exitCode } = await runWrangler(DEPLOY_COMMANDS.whoAmI)
  if (exitCode !== 0) {
    throw operatorError({
      what: 'Nothing was deployed.',
      why: 'wrangler is not signed in to a Cloudflare account.',
      how: 'Run: npx -y bun@1 x wrangler login. On a machine without a browser set CLOUDFLARE_API_TOKEN.',
    })
  }
}

async function wrangler(command: readonly string[], what: string, config = true): Promise<string> {
  const flag = config ? ['--config', deploymentFile()] : []
  const { exitCode, stdout, stderr } = await runWrangler([...command, ...flag])
  if (exitCode !== 0) {
    throw operatorError({
      what,
      why: `${stdout}\n${stderr}`.trim(),
      how: 'Put right what is named, and give the command again: what was done already is found and kept.',
    })
  }
  return stdout
}

async function database(name: string, say: (line: string) => void): Promise<string> {
  const found = await findDatabase(name)
  if (found !== null) {
    say(`The database ${name} stands already.`)
    return found
  }
  await wrangler(DEPLOY_COMMANDS.createDatabase(name), 'The database could not be made.', false)
  const made = await findDatabase(name)
  if (made === null) {
    throw operatorError({
      what: 'The database was made and cannot be found.',
      why: 'Cloudflare does not list it yet.',
      how: 'Give the command again in a minute.',
    })
  }
  say(`The database ${name} is made.`)
  return made
}

async function findDatabase(name: string): Promise<string | null> {
  const stdout = await wrangler(
    DEPLOY_COMMANDS.listDatabases,
    'The databases of the account could not be listed.',
    false,
  )
  const databases: unknown = JSON.parse(stdout.slice(stdout.indexOf('[')))
  const found = Array.isArray(databases)
    ? databases.find((one) => isPlainObject(one) && one.name === name)
    : undefined
  return isPlainObject(found) && typeof found.uuid === 'string' ? found.uuid : null
}

async function writeDeployment(toml: string, deployment: Deployment): Promise<void> {
  await writeFile(deploymentFile(), deploymentText(toml, deployment))
}

type Secrets = { readonly TILLBRIDGE_KEY?: string; readonly TILLBRIDGE_ADMIN?: string }

/** Those that the Worker lacks. A key is made only where nothing was encrypted under another. */
async function missingSecrets(context: CommandContext): Promise<Secrets> {
  const present = await presentSecrets()
  const { TILLBRIDGE_KEY: key, TILLBRIDGE_ADMIN: token } = process.env
  if (!present.includes('TILLBRIDGE_KEY') && (key ?? '') === '') {
    await refuseLostKey(context)
  }
  return {
    ...(present.includes('TILLBRIDGE_KEY')
      ? {}
      : { TILLBRIDGE_KEY: key || randomBytes(32).toString('base64') }),
    ...(present.includes('TILLBRIDGE_ADMIN')
      ? {}
      : { TILLBRIDGE_ADMIN: token || randomBytes(18).toString('base64url') }),
  }
}

/** A Worker that was never deployed has none, and wrangler says that it does not exist. */
async function presentSecrets(): Promise<readonly string[]> {
  const { exitCode, stdout } = await runWrangler([
    ...DEPLOY_COMMANDS.listSecrets,
    '--config',
    deploymentFile(),
  ])
  if (exitCode !== 0) {
    return []
  }
  const listed: unknown = JSON.parse(stdout.slice(stdout.indexOf('[')))
  return Array.isArray(listed)
    ? listed.flatMap((one) =>
        isPlainObject(one) && typeof one.name === 'string' ? [one.name] : [],
      )
    : []
}

async function refuseLostKey({ nowMs: _nowMs }: CommandContext): Promise<void> {
  const stores = await listStores(wranglerDatabase('remote'))
  if (stores.length > 0) {
    throw operatorError({
      what: 'The Worker was not deployed.',
      why: `The database has ${stores.length} stores whose secrets are encrypted under a TILLBRIDGE_KEY that this Worker does not have.`,
      how: 'Set TILLBRIDGE_KEY in the environment to the key you kept. Where it is lost, set it to a new one (openssl rand -base64 32), deploy, and give each shop a new secret: store rotate-secret STORE --lost-key',
    })
  }
}

/** Secrets go up with the code: there is no moment in which the Worker runs without them. */
async function upload(secrets: Secrets, known: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'tillbridge-secrets-'))
  try {
    const file = join(scratch, 'secrets.json')
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
    const isAny = Object.keys(secrets).length > 0
    const stdout = await wrangler(
      DEPLOY_COMMANDS.deploy(isAny ? file : null),
      'The Worker could not be deployed.',
    )
    const [said = ''] = /https:\/\/[\w.-]+\.workers\.dev/.exec(stdout) ?? []
    if (known === '' && said === '') {
      throw operatorError({
        what: 'The Worker is deployed, and its address is not known.',
        why: 'wrangler named no workers.dev address: it has a domain of its own.',
        how: 'Give the command again with --url https://….',
      })
    }
    return known === '' ? said : known
  } finally {
    await rm(scratch, { recursive: true })
  }
}

async function firstStore(
  context: CommandContext,
  { url, key }: { readonly url: string; readonly key: string | null },
): Promise<CommandResult | null> {
  const { shop, name } = context.options
  const db = wranglerDatabase('remote')
  const stores = shop === undefined ? [] : await listStores(db)
  if (shop === undefined || stores.length > 0) {
    return null
  }
  if (key !== null) {
    // `store add` seals the secret under the key that the Worker was just given.
    process.env.TILLBRIDGE_KEY = key
  }
  const host = URL.parse(shop)?.host ?? shop
  return storeAdd({
    ...context,
    db,
    place: 'remote',
    positionals: [name ?? host],
    options: { shop, url },
  })
}

function secretWords({ TILLBRIDGE_KEY: key, TILLBRIDGE_ADMIN: token }: Secrets): readonly string[] {
  return [
    ...(key === undefined
      ? []
      : [
          '',
          'Shown once. Keep the key where your backups are not: the stores’ secrets are encrypted under it,',
          'it cannot be read back, and without it every shop is connected anew.',
          '',
          `  TILLBRIDGE_KEY    ${key}`,
        ]),
    ...(token === undefined
      ? []
      : [`  TILLBRIDGE_ADMIN  ${token}   your token for order preview --remote`]),
  ]
}

function nextWords(url: string): string {
  return [
    `Next: TILLBRIDGE_KEY=… bun run tillbridge store add "My shop" --shop https://shop.example --remote`,
    `and look whether all is well: bun run tillbridge doctor --remote (${url})`,
  ].join('\n')
}
