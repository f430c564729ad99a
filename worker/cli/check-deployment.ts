/** `doctor` on the deployment: Worker, bindings, secrets, tables, clock. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { STORE_TABLES } from '../db/store-tables.ts'
import type { Finding } from './finding.ts'
import { databaseIDOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

/** The shop's signature allows as much. */
export const CLOCK_MS_MAX = 5 * 60_000
const KEY_BYTES = 32
const HTTP_OK = 200

const DEPLOY = 'Run: bun run tillbridge deploy'

export function checkDeployment(around: Surroundings, nowMs: number): readonly Finding[] {
  return [
    ...checkBindings(around),
    ...checkSecrets(around),
    ...checkAnswer(around),
    ...checkClock(around, nowMs),
  ]
}

function finding(check: string, words: Pick<Finding, 'what' | 'why' | 'how'>): Finding {
  return { check, store: null, ...words }
}

function checkBindings(around: Surroundings): readonly Finding[] {
  const { place, toml, databaseIDs } = around
  const missing = ['DB', 'SESSION'].filter(
    (name) => !new RegExp(`^(binding|name)\\s*=\\s*"${name}"`, 'm').test(toml),
  )
  const id = databaseIDOf(around)
  const isUnknown = place === 'remote' && databaseIDs !== null && !databaseIDs.includes(id)
  return [
    ...missing.map((name) =>
      finding('bindings', {
        what: `The Worker has no ${name}.`,
        why: 'Its settings lack the binding, without which it cannot work.',
        how: 'Take the binding over from wrangler.toml as it was handed out, and deploy again.',
      }),
    ),
    ...(isUnknown
      ? [
          finding('bindings', {
            what: 'The Worker’s database is not in your Cloudflare account.',
            why: id === '' ? 'Nothing was deployed yet.' : `There is no database ${id} in it.`,
            how: `${DEPLOY}, which finds the database by its name or makes it; or sign in to the right account: npx -y bun@1 x wrangler whoami`,
          }),
        ]
      : []),
  ]
}

function checkSecrets({ place, secrets, key }: Surroundings): readonly Finding[] {
  const how = place === 'local' ? 'Run: bun run dev, which makes it in .dev.vars.' : `${DEPLOY}.`
  const missing = ['TILLBRIDGE_KEY', 'TILLBRIDGE_ADMIN'].filter(
    (name) => secrets !== null && !secrets.includes(name),
  )
  const bytes = key === null ? KEY_BYTES : Buffer.from(key, 'base64').length
  return [
    ...missing.map((name) =>
      finding('secrets', {
        what: `The Worker has no ${name}.`,
        why: SECRET_IS_FOR[name] ?? '',
        how,
      }),
    ),
    ...(bytes === KEY_BYTES
      ? []
      : [
          finding('secrets', {
            what: 'TILLBRIDGE_KEY is no key.',
            why: `It must be ${KEY_BYTES} bytes in base64, and has ${bytes}.`,
            how: 'Give the one you kept. Where there is none: openssl rand -base64 32, and store rotate-secret STORE --lost-key for each store.',
          }),
        ]),
  ]
}

const SECRET_IS_FOR: Readonly<Record<string, string>> = {
  TILLBRIDGE_KEY: 'Without it no request of a shop can be checked: all are refused.',
  TILLBRIDGE_ADMIN: 'Without it /admin is closed, and “order preview” has no answer.',
}

/** On this machine the Worker runs when somebody starts it. */
function checkAnswer({ place, origin, answer }: Surroundings): readonly Finding[] {
  if (answer?.status === HTTP_OK || (place === 'local' && answer === null)) {
    return []
  }
  return [
    finding('deployment', {
      what: `The Worker does not answer${origin === null ? '' : ` at ${origin}`}.`,
      why:
        answer === null
          ? 'Nobody answers at its address, or the address is not known.'
          : `It answered ${answer.status} where 200 is expected.`,
      how: `${DEPLOY}; then look into its log: npx -y bun@1 x wrangler tail`,
    }),
  ]
}

function checkClock({ answer }: Surroundings, nowMs: number): readonly Finding[] {
  const apartMs = answer?.atMs === undefined || answer.atMs === null ? 0 : nowMs - answer.atMs
  return Math.abs(apartMs) <= CLOCK_MS_MAX
    ? []
    : [
        finding('clock', {
          what: `This computer’s clock is ${Math.round(Math.abs(apartMs) / 60_000)} minutes ${apartMs > 0 ? 'ahead of' : 'behind'} the Worker’s.`,
          why: 'Times that are written from here, such as a store’s start, would be wrong by as much.',
          how: 'Set this computer’s clock by the network.',
        }),
      ]
}

/** Without its tables nothing else can be looked at. */
export async function checkTables(db: Database): Promise<readonly Finding[]> {
  const rows = await db
    .select({ name: sql<string>`name`, made: sql<string>`sql` })
    .from(sql`sqlite_master`)
    .where(sql`type = 'table'`)
  const made = new Map(rows.map((row) => [row.name, row.made]))
  const lacking = STORE_TABLES.flatMap(({ name, columns }) => {
    const text = made.get(name)
    return text === undefined
      ? [name]
      : columns.filter((column) => !isColumn(column, text)).map((column) => `${name}.${column}`)
  })
  return lacking.length === 0
    ? []
    : [
        finding('migrations', {
          what: 'The database is older than this Tillbridge.',
          why: `It lacks ${lacking.join(', ')}.`,
          how: 'For --remote run: bun run tillbridge deploy. On this machine: bun run dev, which brings its database up to date.',
        }),
      ]
}

function isColumn(column: string, made: string): boolean {
  return new RegExp(`[\`"\\s(,]${column}[\`"\\s]`).test(made)
}
