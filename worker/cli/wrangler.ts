/** wrangler, Cloudflare's own command line: the only way the operator's machine reaches anything. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { PROJECT } from './local-worker.ts'

const BIN = join(PROJECT, 'node_modules/.bin')

export type WranglerAnswer = {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * What `deploy` wrote of the deployed Worker, which git ignores: wrangler.toml stays as it was handed
 * out, and an update of Tillbridge never meets a change of ours in it.
 */
export function deploymentFile(): string {
  return resolve(PROJECT, process.env.TILLBRIDGE_DEPLOYMENT ?? 'wrangler.production.toml')
}

/** For commands about the deployed Worker. */
export function deploymentFlag(): readonly string[] {
  const file = deploymentFile()
  return existsSync(file) ? ['--config', file] : []
}

export function runWrangler(command: readonly string[]): Promise<WranglerAnswer> {
  return new Promise((settle, fail) => {
    // Another wrangler is for who must have it, and for tests of what it is told.
    const program = process.env.TILLBRIDGE_WRANGLER ?? join(BIN, 'wrangler')
    const child = spawn(program, command, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // wrangler refuses Node before 22; the project brings its own.
        PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      },
    })
    let stdout = ''
    let stderr = ''
    // Decoded as a stream: a character may come in two chunks.
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', fail)
    child.once('close', (exitCode) => settle({ exitCode, stdout, stderr }))
  })
}
