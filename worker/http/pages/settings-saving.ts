/** Saves what an owner changed of the settings, unless somebody else was there first. */
import type { Context } from 'hono'
import { changeSentence } from '../../books/settings-changes.ts'
import type { Settings } from '../../books/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { saveByHand } from '../../session/settings-by-hand.ts'
import { whoOf } from '../../stores/person.ts'
import type { SettingsVersion } from '../../stores/settings.ts'
import type { OwnerEnv } from '../owner.ts'

/** Below what D1 keeps in a row. */
const SETTINGS_BYTES_MAX = 900_000
const CHANGES_NAMED_MAX = 2

export type Saving =
  | { readonly kind: 'saved'; readonly sentence: string }
  | { readonly kind: 'not-saved'; readonly sentence: string }

export async function savedAs(
  settings: Settings,
  {
    context,
    before,
    seen,
  }: {
    readonly context: Context<OwnerEnv>
    readonly before: SettingsVersion
    /** The version that the owner looked at, as the form says it. */
    readonly seen: string
  },
): Promise<Saving> {
  const { store, who } = context.get('owner')
  if (seen !== String(before.version)) {
    return { kind: 'not-saved', sentence: OVERTAKEN }
  }
  if (new TextEncoder().encode(JSON.stringify(settings)).length > SETTINGS_BYTES_MAX) {
    const sentence = `The settings together may have ${SETTINGS_BYTES_MAX} bytes, and these are more. Nothing was saved: shorten the longest mapping.`
    return { kind: 'not-saved', sentence }
  }
  const hand = {
    db: openDatabase(context.env.DB),
    storeID: store.storeID,
    who: whoOf(who),
    nowMs: Date.now(),
  }
  const saved = await saveByHand(hand, { before, settings })
  if (saved === 'taken') {
    return { kind: 'not-saved', sentence: OVERTAKEN }
  }
  const { changes, version } = saved
  if (changes.length === 0) {
    return { kind: 'saved', sentence: 'Nothing to change: it stands so already.' }
  }
  const named =
    changes.length > CHANGES_NAMED_MAX
      ? `${changes.length} changes`
      : changes.map(changeSentence).join('; ')
  return {
    kind: 'saved',
    sentence: `Saved as version ${version}: ${named}. Orders that were held for it are tried again at the next update.`,
  }
}

const OVERTAKEN =
  'Somebody else changed the settings meanwhile, and nothing of yours was saved. Look at the history, then save once more.'

/** What a form says under a name; a file is no text. */
export function textIn(form: FormData, name: string): string {
  const value: unknown = form.get(name)
  return typeof value === 'string' ? value : ''
}
