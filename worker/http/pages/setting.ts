/** One setting: shown, tried on an order, and saved. */
import type { Context } from 'hono'
import { changeSetting, settingSentence } from '../../books/parse-settings.ts'
import { SETTING_EXAMPLES } from '../../books/setting-examples.ts'
import { inputOf, typedText, typedValue } from '../../books/setting-input.ts'
import { keyPath, keyText, valueAt } from '../../books/setting-key.ts'
import { settingRows } from '../../books/settings-changes.ts'
import { namedSettings } from '../../books/settings-schema.ts'
import type { NamedSetting } from '../../books/settings-schema.ts'
import { DEFAULT_SETTINGS, SETTINGS } from '../../books/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { missingPage } from '../../ui/missing-page.tsx'
import { settingPage } from '../../ui/setting-page.tsx'
import type { SettingShown, Trial } from '../../ui/setting-page.tsx'
import { pathOfSetting } from '../../ui/setting-words.ts'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { redirectWithFlash, shellOf } from './shell.ts'
import { savedAs, textIn } from './settings-saving.ts'
import { versionsOf } from './settings.ts'
import type { Versions } from './settings.ts'
import { tryOnOrder } from './try-setting.ts'

export async function setting(context: Context<OwnerEnv>): Promise<Response> {
  const named = settingNamed(context.req.param('key'))
  const { db, storeID, admit } = placeOf(context)
  if (named === null) {
    await admit()
    return answered(context, missingPage(shellOf(context)), 404)
  }
  const of = await versionsOf(db, storeID)
  const typed = typedText(inputOf(named.setting), valueAt(of.standing.settings, named.path))
  return show(context, { named, of, typed, problem: null, trial: null })
}

export async function changeOneSetting(context: Context<OwnerEnv>): Promise<Response> {
  const named = settingNamed(context.req.param('key'))
  if (named === null) {
    return answered(context, missingPage(shellOf(context)), 404)
  }
  const form = await context.req.formData()
  const { store } = context.get('owner')
  const of = await versionsOf(openDatabase(context.env.DB), store.storeID)
  const act = textIn(form, 'act')
  const typed = textIn(form, 'value')
  const key = keyText(named.path)
  const input = inputOf(named.setting)
  const value = act === 'default' ? valueAt(DEFAULT_SETTINGS, named.path) : typedValue(input, typed)
  if (input.kind === 'json' && typeof value === 'string') {
    const problem = 'This cannot be read as JSON. Compare it with the example.'
    return show(context, { named, of, typed, problem, trial: null })
  }
  const changed = changeSetting(of.standing.settings, { key, value })
  if (changed.kind === 'problems') {
    const problem = changed.problems.map(settingSentence).join(' ')
    return show(context, { named, of, typed, problem, trial: null })
  }
  if (act === 'try') {
    const trial = await tryOnOrder(textIn(form, 'order').trim(), { context, of: changed })
    return show(context, { named, of, typed, problem: null, trial })
  }
  const saved = await savedAs(changed.settings, {
    context,
    before: of.standing,
    seen: textIn(form, 'version'),
  })
  return saved.kind === 'saved'
    ? redirectWithFlash(context, { to: pathOfSetting(key), sentence: saved.sentence })
    : show(context, { named, of, typed, problem: saved.sentence, trial: null })
}

/** `mapping.gateways.stripe` is in the setting `mapping.gateways`. */
function settingNamed(key: string | undefined): NamedSetting | null {
  const steps = keyPath(key ?? '')
  const named = namedSettings(SETTINGS).find(({ path }) =>
    path.every((step, at) => step === steps[at]),
  )
  return named ?? null
}

type Shown = {
  readonly named: NamedSetting
  readonly of: Versions
  readonly typed: string
  readonly problem: string | null
  readonly trial: Trial | null
}

function show(
  context: Context<OwnerEnv>,
  { named, of, typed, problem, trial }: Shown,
): Promise<Response> {
  const key = keyText(named.path)
  const shown: SettingShown = {
    key,
    meaning: named.setting.meaning,
    input: inputOf(named.setting),
    typed,
    problem,
    version: of.standing.version,
    standard: valueAt(DEFAULT_SETTINGS, named.path),
    isDefault: settingRows(of.standing.settings).some((row) => row.key === key && row.isDefault),
    example: SETTING_EXAMPLES[key],
    trial,
    versions: of.versions.flatMap((version) => {
      const changes = version.changes.filter(
        (change) => change.key === key || change.key.startsWith(`${key}.`),
      )
      return changes.length === 0 ? [] : [{ ...version, changes }]
    }),
  }
  return answered(context, settingPage(shellOf(context), shown), problem === null ? 200 : 422)
}
