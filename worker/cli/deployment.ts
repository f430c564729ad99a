/** The deployed Worker's own settings: wrangler.toml with what belongs to one account filled in. */

export type Deployment = {
  readonly databaseID: string
  /** Empty until the first deploy said it. */
  readonly url: string
  /** Whatever the operator wrote below the line that says so. */
  readonly own: string
}

const HEAD = [
  '# Written by `bun run tillbridge deploy` from wrangler.toml, anew each time. git ignores it.',
  '# It holds no secret; keep a copy all the same.',
].join('\n')

const OWN = '# Yours: what stands below this line stays.'

const PLACEHOLDER = '00000000-0000-0000-0000-000000000000'

export function deploymentText(toml: string, { databaseID, url, own }: Deployment): string {
  return [
    HEAD,
    '',
    toml
      .replace(/^database_id\s*=.*$/m, `database_id = "${databaseID}"`)
      .replace(/^TILLBRIDGE_URL\s*=.*$/m, `TILLBRIDGE_URL = "${url}"`)
      .trimEnd(),
    '',
    OWN,
    own,
  ].join('\n')
}

/** Null where there is none yet. */
export function readDeployment(text: string | null): Deployment | null {
  if (text === null) {
    return null
  }
  const [, own = ''] = text.split(`${OWN}\n`)
  return { databaseID: databaseIDIn(text), url: urlIn(text), own }
}

/** Empty where it is only the placeholder. */
export function databaseIDIn(toml: string): string {
  const id = /^database_id\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? ''
  return id === PLACEHOLDER ? '' : id
}

export function urlIn(toml: string): string {
  return /^TILLBRIDGE_URL\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? ''
}

/** What a Worker is called, and its database. */
export function namesIn(toml: string): { readonly worker: string; readonly database: string } {
  return {
    worker: /^name\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? 'tillbridge',
    database: /^database_name\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? 'tillbridge',
  }
}
