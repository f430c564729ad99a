import { changeSetting, settingSentence } from '../books/parse-settings.ts'
import type { SettingProblem } from '../books/parse-settings.ts'
import { changeSentence } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import { readSettings } from '../stores/settings.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'
import { saveChange } from './settings-change.ts'

export async function settingsSet(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const key = required(context, { at: 1, name: 'KEY' })
  const text = context.positionals[2]
  if (text === undefined) {
    throw operatorError({
      what: 'VALUE is missing.',
      why: `“${key}” is set to something; nothing at all is written "" for a text and null elsewhere.`,
      how: `See what stands and what it means: bun run tillbridge settings get ${storeID} ${key}`,
    })
  }
  const before = await readSettings(context.db, storeID)
  const settings = changedSettings(before.settings, { storeID, key, text })
  const saved = await saveChange(context, { storeID, before, settings })
  return {
    json: { storeID, ...saved },
    text:
      saved.changes.length === 0
        ? `Nothing to change; ${key} stands as it was.`
        : [...saved.changes.map(changeSentence), savedSentence(saved.version)].join('\n'),
  }
}

export function savedSentence(version: number): string {
  return `Saved as version ${version}. Held orders that waited for a setting are tried again at the next update.`
}

/** The value as JSON, or else as the text it is: `W-1` needs no quotes, and `2026` is a text too. */
function changedSettings(
  settings: Settings,
  { storeID, key, text }: { readonly storeID: string; readonly key: string; readonly text: string },
): Settings {
  const json = jsonIn(text)
  const asJSON = json === undefined ? null : changeSetting(settings, { key, value: json })
  if (asJSON?.kind === 'settings') {
    return asJSON.settings
  }
  const asText = changeSetting(settings, { key, value: text })
  if (asText.kind === 'settings') {
    return asText.settings
  }
  // What is a list or an object is not meant as text.
  const isMeantAsJSON = typeof json === 'object' && json !== null
  const problems = isMeantAsJSON && asJSON !== null ? asJSON.problems : asText.problems
  throw operatorError({
    what: `“${key}” was not changed.`,
    why: problems.map(settingSentence).join('\n'),
    how: howToSolve(problems, storeID),
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function howToSolve(problems: readonly SettingProblem[], storeID: string): string {
  const isKeyWrong = problems.some(({ kind }) => kind !== 'unusable')
  return isKeyWrong
    ? `List them all: bun run tillbridge settings get ${storeID}`
    : 'Give the command again with what was expected; lists and objects are written as JSON.'
}
