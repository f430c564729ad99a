import { changeSentence, settingChanges } from '../books/settings-changes.ts'
import { DEFAULT_SETTINGS } from '../books/settings.ts'
import { listSettings } from '../stores/settings.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { limitOf } from './limit.ts'
import { timeOf } from './store-list.ts'
import { table } from './table.ts'

const LIMIT = 20
const CHANGES_SHOWN_MAX = 20

/** Newest first, each version with what it changed of the one before it. */
export async function settingsHistory(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const limit = limitOf(context, LIMIT)
  // One more, for what the oldest that is shown changed.
  const versions = await listSettings(context.db, { storeID, limit: limit + 1 })
  const json = versions.slice(0, limit).map(({ version, atMs, who, settings }, at) => {
    const before = versions[at + 1]?.settings ?? DEFAULT_SETTINGS
    return { version, atMs, who, changes: settingChanges(before, settings) }
  })
  const rows = json.flatMap(({ version, atMs, who, changes }) => {
    const [first = 'nothing', ...others] = shortened(changes.map(changeSentence))
    const rest = others.map((sentence) => ['', '', '', sentence])
    return [[String(version), timeOf(atMs), who, first], ...rest]
  })
  const heads = ['version', 'when', 'who', 'what changed']
  return {
    json,
    text: rows.length === 0 ? 'Nobody changed a setting yet.' : table([heads, ...rows]),
  }
}

function shortened(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - CHANGES_SHOWN_MAX
  return more > 0
    ? [...sentences.slice(0, CHANGES_SHOWN_MAX), `… and ${more} more; --json lists them all`]
    : sentences
}
