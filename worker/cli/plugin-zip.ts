/** The WordPress plugin as a shop installs it: one zip, made of `wp-shim/` alone. */
import { zipSync, type Zippable } from 'fflate'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { WP_Pot } from 'wp-pot'

const PLUGIN = resolve(import.meta.dir, '../../wp-shim')
/** The folder that WordPress unpacks into, and the plugin's name there for ever. */
const TOP_FOLDER = 'tillbridge'
const TRANSLATION_TEMPLATE = 'languages/tillbridge.pot'

/** A zip has no time zone and begins in 1980: the same moment everywhere. */
const MODIFIED = new Date(1980, 0, 1)
/** Of Unix, in the upper half of a zip's attributes: read by all, written by the owner. */
const FILE_MODE = 0o100644
const UNIX = 3

/** The same files make the same bytes, on any machine and any day. */
export async function pluginZip(): Promise<Uint8Array> {
  const paths = await pluginPaths()
  const files = await Promise.all(
    paths.map(async (path) => [path, await Bun.file(join(PLUGIN, path)).bytes()] as const),
  )
  const template = new TextEncoder().encode(translationTemplate(paths))
  const packed: Zippable = {}
  for (const [path, bytes] of [...files, [TRANSLATION_TEMPLATE, template] as const].toSorted(
    ([left], [right]) => (left < right ? -1 : 1),
  )) {
    packed[`${TOP_FOLDER}/${path}`] = [
      bytes,
      { level: 9, mtime: MODIFIED, os: UNIX, attrs: FILE_MODE << 16 },
    ]
  }
  return zipSync(packed)
}

/** The plugin's files, sorted, from its folder: no dotfiles, and nothing that git leaves out. */
export async function pluginPaths(): Promise<readonly string[]> {
  const found = await readdir(PLUGIN, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(PLUGIN.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(\.|vendor\/)/.test(path) && path !== TRANSLATION_TEMPLATE)
    .toSorted()
}

/** Every sentence of the plugin's, for translators. */
function translationTemplate(paths: readonly string[]): string {
  const template = new WP_Pot({
    pathsRelativeTo: PLUGIN,
    php: { textdomain: TOP_FOLDER, metadataFile: 'tillbridge.php' },
    pot: { package: 'Tillbridge', defaultHeaders: false },
  })
    .parse(paths.filter((path) => path.endsWith('.php')).map((path) => join(PLUGIN, path)))
    .generatePot()
  // The one line that knows the year in which it was written.
  return template.replace(/^# Copyright \(C\) \d+ /, '# Copyright (C) ')
}
