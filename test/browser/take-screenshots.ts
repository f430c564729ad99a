/** `bun run screenshots`: a picture of each page into `test/.results/screenshots`. */
import { finished } from '../step.ts'

const { exitCode, output } = await finished(
  ['playwright', 'test', '--config', 'test/browser/playwright.config.ts'],
  undefined,
  { SCREENSHOTS: '1' },
)
console.log(output)
process.exit(exitCode)
