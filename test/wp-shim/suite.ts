/** The plugin's tests alone; arguments go to PHPUnit, such as `--filter Outbox`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages } from './packages.ts'
import { wooCommerceSteps, plainWordPress } from './steps.ts'

const installed = await installPackages()
if (installed.failed > 0) {
  console.log(installed.output)
  process.exit(1)
}
const scratch = await mkdtemp(join(tmpdir(), 'tillbridge-plugin-'))
const named = wooCommerceSteps(scratch)
const steps =
  named.length > 0
    ? named
    : [['plain WordPress', () => plainWordPress({ scratch, version: '8.2' })] as const]
let failed = 0
for (const [name, run] of steps) {
  const outcome = await run()
  failed += outcome.failed
  console.log(`${name}\n${outcome.output}\n`)
}
await rm(scratch, { recursive: true })
process.exit(failed === 0 ? 0 : 1)
