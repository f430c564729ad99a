/** What `deploy` does, step by step, with the very commands. */
import { relative } from 'node:path'
import type { CommandResult } from './command.ts'
import { namesIn } from './deployment.ts'
import { PROJECT } from './local-worker.ts'
import { deploymentFile } from './wrangler.ts'

export const DEPLOY_COMMANDS = {
  whoAmI: ['whoami', '--json'],
  listDatabases: ['d1', 'list', '--json'],
  createDatabase: (name: string) => ['d1', 'create', name, '--update-config=false'],
  migrate: ['d1', 'migrations', 'apply', 'DB', '--remote'],
  listSecrets: ['secret', 'list', '--format', 'json'],
  deploy: (secretsFile: string | null) =>
    secretsFile === null ? ['deploy'] : ['deploy', '--secrets-file', secretsFile],
} as const

type Step = { readonly step: string; readonly commands: readonly string[] }

export function deployPlan(
  toml: string,
  { shop, url }: { readonly shop: string | null; readonly url: string | null },
): CommandResult {
  const json = steps(namesIn(toml), { shop, url })
  const text = json
    .map(({ step, commands }, at) =>
      [`${at + 1}. ${step}`, ...commands.map((command) => `     ${command}`)].join('\n'),
    )
    .join('\n')
  return { json, text: `${text}\n\nNothing was done. Whatever stands already is found and kept.` }
}

function steps(
  { worker, database }: ReturnType<typeof namesIn>,
  { shop, url }: { readonly shop: string | null; readonly url: string | null },
): readonly Step[] {
  const file = relative(PROJECT, deploymentFile())
  const ours = (command: readonly string[]) => wrangler([...command, '--config', file])
  return [
    { step: 'Is wrangler signed in?', commands: [wrangler(DEPLOY_COMMANDS.whoAmI)] },
    {
      step: `Find the database ${database}, or make it`,
      commands: [
        wrangler(DEPLOY_COMMANDS.listDatabases),
        wrangler(DEPLOY_COMMANDS.createDatabase(database)),
      ],
    },
    {
      step: `Write ${file}: wrangler.toml with the database’s ID${url === null ? '' : ` and ${url}`}; git ignores it`,
      commands: [],
    },
    { step: 'Bring the tables up to date', commands: [ours(DEPLOY_COMMANDS.migrate)] },
    {
      step: 'Make the secrets that the Worker lacks: TILLBRIDGE_KEY and TILLBRIDGE_ADMIN, shown once',
      commands: [ours(DEPLOY_COMMANDS.listSecrets)],
    },
    {
      step: `Deploy the Worker ${worker} with those secrets`,
      commands: [ours(DEPLOY_COMMANDS.deploy('secrets.json'))],
    },
    {
      step: `Write the Worker’s address into ${file} as TILLBRIDGE_URL: ${url ?? 'what wrangler said, …workers.dev'}`,
      commands: [],
    },
    {
      step: 'Add the first store, where there is none yet',
      commands: [
        `bun run tillbridge store add NAME --shop ${shop ?? 'https://shop.example'} --remote`,
      ],
    },
  ]
}

function wrangler(command: readonly string[]): string {
  return `wrangler ${command.join(' ')}`
}
