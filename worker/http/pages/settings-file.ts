/** The settings as a file, and back: what a file changes is shown before it is saved. */
import type { Context } from 'hono'
import { overlaidSettings, settingSentence } from '../../books/parse-settings.ts'
import type { ParsedSettings } from '../../books/parse-settings.ts'
import { settingChanges } from '../../books/settings-changes.ts'
import type { Settings } from '../../books/settings.ts'
import { isPlainObject } from '../../books/setting-values.ts'
import { openDatabase } from '../../db/database.ts'
import { readSettings } from '../../stores/settings.ts'
import { settingsImportPage } from '../../ui/settings-import-page.tsx'
import type { ImportShown } from '../../ui/settings-import-page.tsx'
import type { OwnerEnv } from '../owner.ts'
import { answered, PAGE_HEADERS } from '../page-response.ts'
import { savedAs, textIn } from './settings-saving.ts'
import { redirectWithFlash, shellOf } from './shell.ts'

/** In the shape that `settings get STORE --json` prints. */
export async function exportSettings(context: Context<OwnerEnv>): Promise<Response> {
  const { storeID } = context.get('owner').store
  const { settings, version } = await readSettings(openDatabase(context.env.DB), storeID)
  const name = `tillbridge-settings-${storeID}-${version}.json`
  return new Response(`${JSON.stringify(settings, null, 2)}\n`, {
    headers: {
      ...PAGE_HEADERS,
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}

export function importForm(context: Context<OwnerEnv>): Promise<Response> {
  return show(context, { text: '', version: 0, problems: [], changes: null })
}

export async function importSettings(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const { storeID } = context.get('owner').store
  const text = await fileText(form)
  const before = await readSettings(openDatabase(context.env.DB), storeID)
  const { version } = before
  const parsed = settingsIn(text, before.settings)
  if (parsed.kind === 'problems') {
    return show(context, { text, version, problems: parsed.sentences, changes: null })
  }
  const { settings } = parsed
  const changes = settingChanges(before.settings, settings)
  if (textIn(form, 'act') !== 'save') {
    return show(context, { text, version, problems: [], changes })
  }
  const saved = await savedAs(settings, { context, before, seen: textIn(form, 'version') })
  return saved.kind === 'saved'
    ? redirectWithFlash(context, { to: '/settings', sentence: saved.sentence })
    : show(context, { text, version, problems: [saved.sentence], changes })
}

/** A chosen file counts before what was typed. */
async function fileText(form: FormData): Promise<string> {
  const file: unknown = form.get('file')
  return file instanceof File && file.size > 0 ? file.text() : textIn(form, 'text')
}

type Read =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'problems'; readonly sentences: readonly string[] }

function settingsIn(text: string, standing: Settings): Read {
  const given = jsonIn(text)
  if (!isPlainObject(given)) {
    const sentence =
      text.trim() === ''
        ? 'Choose a file, or paste its text.'
        : 'This is no file of settings: it has to be JSON as Export makes it.'
    return { kind: 'problems', sentences: [sentence] }
  }
  const parsed: ParsedSettings = overlaidSettings(standing, given)
  return parsed.kind === 'settings'
    ? parsed
    : { kind: 'problems', sentences: parsed.problems.map(settingSentence) }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function show(context: Context<OwnerEnv>, shown: ImportShown): Promise<Response> {
  const page = settingsImportPage(shellOf(context), shown)
  return answered(context, page, shown.problems.length === 0 ? 200 : 422)
}
