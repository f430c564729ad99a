/** PHPStan and the coding standards alone. */
import { installPackages } from './packages.ts'
import { checks } from './steps.ts'

const installed = await installPackages()
if (installed.failed > 0) {
  console.log(installed.output)
  process.exit(1)
}
let failed = 0
for (const [name, run] of checks()) {
  const outcome = await run()
  failed += outcome.failed
  console.log(outcome.failed === 0 ? `ok     ${name}` : `${outcome.output}\nFAILED ${name}`)
}
process.exit(failed === 0 ? 0 : 1)
