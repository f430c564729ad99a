import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The path of the machine's own, or of what `CHROMIUM` names; null where there is none. */
export function findChromium(): string | null {
  return process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path)) ?? null
}

/** As `findChromium`; fails with what to do. */
export function chromium(): string {
  const found = findChromium()
  if (found === null) {
    throw new Error(
      'There is no Chromium. On Debian: apt-get install --no-install-recommends chromium. Elsewhere set CHROMIUM to its path.',
    )
  }
  return found
}
