import { problemWithKey, settingSentence } from '../books/parse-settings.ts'
import { keyPath, keyText, valueAt } from '../books/setting-key.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { settingRows, valueText } from '../books/settings-changes.ts'
import type { SettingRow } from '../books/settings-changes.ts'
import { readSettings } from '../stores/settings.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'
import { table } from './table.ts'

/** All of them, or those under a key; `--json` gives the value itself. */
export async function settingsGet(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const { settings } = await readSettings(context.db, storeID)
  const path = context.positionals[1] === undefined ? [] : keyPath(context.positionals[1])
  const value = valueAt(settings, path)
  if (value === undefined) {
    throw operatorError({
      what: `“${keyText(path)}” is not set.`,
      why: settingSentence(problemWithKey(path)),
      how: `List what there is: bun run tillbridge settings get ${storeID}`,
    })
  }
  const rows = settingRows(settings).flatMap((row) => rowsUnder(keyText(path), row))
  return { json: value, text: table([HEADS, ...rows]) }
}

const HEADS = ['setting', 'value', 'default', 'meaning']

/** One line for each value, so that none is wider than it must be; the first line says the meaning. */
function rowsUnder(wanted: string, { key, value, isDefault, meaning }: SettingRow): string[][] {
  return linesOf(key, value)
    .filter(([name]) => wanted === '' || name === wanted || name.startsWith(`${wanted}.`))
    .map(([name, text], at) =>
      at === 0 ? [name, text, isDefault ? 'yes' : '', meaning] : [name, text, '', ''],
    )
}

function linesOf(key: string, value: unknown): (readonly [key: string, text: string])[] {
  const entries = isPlainObject(value) ? Object.entries(value) : []
  return entries.length === 0
    ? [[key, valueText(value)]]
    : entries.flatMap(([step, part]) => linesOf(`${key}.${keyText([step])}`, part))
}
