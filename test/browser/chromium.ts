import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The path of the machine's own; `CHROMIUM` names another. Fails with what to do. */
export function chromium(): string {
  const named = process.env.CHROMIUM
  const found = named ?? PLACES.find((path) => existsSync(path))
  if (found === undefined) {
    throw new Error(
      'There is no Chromium. On Debian: apt-get install --no-install-recommends chromium. Elsewhere set CHROMIUM to its path.',
    )
  }
  return found
}
