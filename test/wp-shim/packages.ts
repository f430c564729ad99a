/** The packages that test the plugin, installed where they are missing or others than asked for. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { finished, ROOT, single, type Outcome } from '../step.ts'

export const HERE = join(ROOT, 'test/wp-shim')

const INSTALLED_FOR = join(HERE, 'vendor/installed-for')
const PHP_MISSING =
  'The plugin’s checks need PHP and Composer: apt-get install php-cli php-xml php-mbstring composer unzip'

export async function installPackages(): Promise<Outcome> {
  const [npm, composer] = await Promise.all([installNpm(), installComposer()])
  return single({
    isPassed: npm.exitCode === 0 && composer.exitCode === 0,
    output: `${npm.output}\n${composer.output}`,
  })
}

/** The very bun that runs this file: with `npx bun@1` there may be no other. */
function installNpm() {
  return finished([process.execPath, 'install', '--frozen-lockfile'], HERE)
}

/** Composer asks the registry each time it is called, so it is only called when the list is another. */
async function installComposer(): Promise<{ exitCode: number; output: string }> {
  const list = await Bun.file(join(HERE, 'composer.json')).text()
  if (existsSync(INSTALLED_FOR) && (await Bun.file(INSTALLED_FOR).text()) === list) {
    return { exitCode: 0, output: '' }
  }
  if (Bun.which('composer') === null) {
    return { exitCode: 1, output: PHP_MISSING }
  }
  const installed = await finished(
    ['composer', 'update', '--no-interaction', '--no-progress', '--quiet'],
    HERE,
    { COMPOSER_ALLOW_SUPERUSER: '1' },
  )
  if (installed.exitCode === 0) {
    await Bun.write(INSTALLED_FOR, list)
  }
  return installed
}
