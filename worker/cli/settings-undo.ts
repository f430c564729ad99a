import { parseSettings, settingSentence } from '../books/parse-settings.ts'
import { changeSentence } from '../books/settings-changes.ts'
import { readSettings, readSettingsVersion } from '../stores/settings.ts'
import type { SettingsVersion } from '../stores/settings.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'
import { saveChange } from './settings-change.ts'
import { savedSentence } from './settings-set.ts'

/** An older version's content saved anew; without a version, what stood before the newest change. */
export async function settingsUndo(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const before = await readSettings(context.db, storeID)
  const wanted = await versionToRestore(context, { storeID, before })
  const parsed = parseSettings(wanted.settings)
  if (parsed.kind === 'problems') {
    throw operatorError({
      what: `Version ${wanted.version} was not brought back.`,
      why: parsed.problems.map(settingSentence).join('\n'),
      how: `Change what you need of it: bun run tillbridge settings set ${storeID} KEY VALUE`,
    })
  }
  const saved = await saveChange(context, { storeID, before, settings: parsed.settings })
  return {
    json: { storeID, restored: wanted.version, ...saved },
    text:
      saved.changes.length === 0
        ? `Nothing to change; the settings stand as in version ${wanted.version}.`
        : [
            `The settings are those of version ${wanted.version} again:`,
            ...saved.changes.map(changeSentence),
            savedSentence(saved.version),
          ].join('\n'),
  }
}

async function versionToRestore(
  { db, positionals }: CommandContext,
  { storeID, before }: { readonly storeID: string; readonly before: SettingsVersion },
): Promise<SettingsVersion> {
  const text = positionals[1]
  if (text === undefined && before.version === 0) {
    throw operatorError({
      what: 'There is nothing to undo.',
      why: `Nobody changed a setting of ${storeID} yet.`,
      how: `See what stands: bun run tillbridge settings get ${storeID}`,
    })
  }
  const version = text === undefined ? before.version - 1 : Number(text)
  const wanted = Number.isInteger(version)
    ? await readSettingsVersion(db, { storeID, version })
    : null
  if (wanted === null) {
    throw operatorError({
      what: `There is no version “${text ?? version}” of the settings.`,
      why: `They go from 0, which are the defaults, to ${before.version}.`,
      how: `See what each changed: bun run tillbridge settings history ${storeID}`,
    })
  }
  return wanted
}
