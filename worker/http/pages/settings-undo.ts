/** An older version of the settings, saved anew. */
import type { Context } from 'hono'
import { parseSettings, settingSentence } from '../../books/parse-settings.ts'
import { openDatabase } from '../../db/database.ts'
import { readSettings, readSettingsVersion } from '../../stores/settings.ts'
import type { OwnerEnv } from '../owner.ts'
import { savedAs, textIn } from './settings-saving.ts'
import { redirectWithFlash } from './shell.ts'

export async function undoSettings(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const sentence = await undone(context, {
    version: textIn(form, 'version'),
    seen: textIn(form, 'standing'),
  })
  return redirectWithFlash(context, { to: '/settings/history', sentence })
}

async function undone(
  context: Context<OwnerEnv>,
  { version, seen }: { readonly version: string; readonly seen: string },
): Promise<string> {
  const { storeID } = context.get('owner').store
  const db = openDatabase(context.env.DB)
  const before = await readSettings(db, storeID)
  const wanted = /^\d{1,9}$/.test(version)
    ? await readSettingsVersion(db, { storeID, version: Number(version) })
    : null
  if (wanted === null) {
    return 'There is no such version of the settings. Nothing was changed.'
  }
  const parsed = parseSettings(wanted.settings)
  if (parsed.kind === 'problems') {
    return `Version ${version} was not brought back. ${parsed.problems.map(settingSentence).join(' ')}`
  }
  const { sentence } = await savedAs(parsed.settings, { context, before, seen })
  return sentence
}
