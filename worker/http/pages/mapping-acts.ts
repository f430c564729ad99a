/** What the buttons of the mapping do: accept, choose another, forget; each is in the log. */
import type { Context } from 'hono'
import { isEntryOfShop, mappingTarget } from '../../books/mapping-targets.ts'
import { changeSetting, settingSentence } from '../../books/parse-settings.ts'
import { keyPath, valueAt, withValueAt } from '../../books/setting-key.ts'
import { isPlainObject } from '../../books/setting-values.ts'
import type { Settings } from '../../books/settings.ts'
import { openDatabase } from '../../db/database.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { forgetByHand, matchByHand, matchOfSubject } from '../../session/matches-by-hand.ts'
import { acceptedSettings, suggestionsFrom } from '../../session/suggestions.ts'
import { whoOf } from '../../stores/person.ts'
import { readSettings } from '../../stores/settings.ts'
import type { OwnerEnv } from '../owner.ts'
import { entryChosen, valueChosen } from './mapping-choice.ts'
import { nameOfKey } from './mapped-rows.ts'
import { matchName } from './mapping.ts'
import { newestOrders } from '../../queue/newest-orders.ts'
import { savedAs, textIn } from './settings-saving.ts'
import { redirectWithFlash } from './shell.ts'

type Acting = {
  readonly context: Context<OwnerEnv>
  readonly db: ReadingDatabase
  readonly storeID: string
}

export async function actOnMapping(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const acting = {
    context,
    db: openDatabase(context.env.DB),
    storeID: context.get('owner').store.storeID,
  }
  const sentence = await done(form, acting)
  return redirectWithFlash(context, { to: wayBack(textIn(form, 'back')), sentence })
}

function done(form: FormData, acting: Acting): Promise<string> {
  const act = textIn(form, 'act')
  const accept = textIn(form, 'accept')
  const forget = textIn(form, 'forget')
  const match = textIn(form, 'forget-match')
  const choose = textIn(form, 'choose')
  if (accept !== '' || act === 'accept-exact' || act === 'accept-all') {
    return accepted(acting, { key: accept, isExactOnly: act === 'accept-exact' })
  }
  if (forget !== '') {
    return forgotten(forget, acting)
  }
  if (match !== '') {
    return matchForgotten(match, acting)
  }
  if (choose !== '') {
    const subject = textIn(form, 'subject')
    return subject === ''
      ? chosen({ key: textIn(form, 'key'), listID: choose }, acting)
      : matchChosen({ subject, listID: choose }, acting)
  }
  return Promise.resolve(NOTHING_DONE)
}

const NOTHING_DONE = 'Nothing was done: it is not there any more. Look again.'

/** Suggested anew, so that only what is suggested can be accepted. */
async function accepted(
  { context, db, storeID }: Acting,
  { key, isExactOnly }: { readonly key: string; readonly isExactOnly: boolean },
): Promise<string> {
  const suggested = await suggestionsFrom(await newestOrders(db, storeID), { db, storeID })
  const suggestions = suggested.suggestions.filter(
    (one) => (key === '' || one.key === key) && (!isExactOnly || one.isExact),
  )
  if (suggestions.length === 0) {
    return NOTHING_DONE
  }
  const { before } = suggested
  const settings = acceptedSettings({ before, suggestions })
  const { sentence } = await savedAs(settings, { context, before, seen: String(before.version) })
  return sentence
}

async function forgotten(key: string, { context, db, storeID }: Acting): Promise<string> {
  const before = await readSettings(db, storeID)
  const settings = without(key, before.settings)
  if (settings === null) {
    return NOTHING_DONE
  }
  await savedAs(settings, { context, before, seen: String(before.version) })
  return `${nameOfKey(key)} is mapped with nothing any more. The settings’ history brings it back.`
}

function without(key: string, settings: Settings): Settings | null {
  const path = keyPath(key)
  if (valueAt(settings, path) === undefined || path[0] !== 'mapping') {
    return null
  }
  if (!isEntryOfShop(path)) {
    const changed =
      mappingTarget(key) === null ? null : changeSetting(settings, { key, value: null })
    return changed?.kind === 'settings' ? changed.settings : null
  }
  const group = valueAt(settings, path.slice(0, -1))
  const entries = isPlainObject(group) ? Object.entries(group) : []
  const others = Object.fromEntries(entries.filter(([name]) => name !== path.at(-1)))
  return withValueAt(settings, path.slice(0, -1), others) as Settings
}

async function matchForgotten(subject: string, { context, db, storeID }: Acting): Promise<string> {
  const who = whoOf(context.get('owner').who)
  const match = await forgetByHand(subject, { db, storeID, who, nowMs: Date.now() })
  return match === null
    ? NOTHING_DONE
    : `${matchName(subject)} is “${match.label}” no more; it is looked up anew when it is needed.`
}

async function chosen(
  { key, listID }: { readonly key: string; readonly listID: string },
  { context, db, storeID }: Acting,
): Promise<string> {
  const before = await readSettings(db, storeID)
  const value = await valueChosen({ key, listID }, { db, storeID })
  if (value === null) {
    return NOTHING_DONE
  }
  const changed = changeSetting(before.settings, { key, value })
  if (changed.kind === 'problems') {
    return `Nothing was changed. ${changed.problems.map(settingSentence).join(' ')}`
  }
  const { sentence } = await savedAs(changed.settings, {
    context,
    before,
    seen: String(before.version),
  })
  return sentence
}

async function matchChosen(
  { subject, listID }: { readonly subject: string; readonly listID: string },
  { context, db, storeID }: Acting,
): Promise<string> {
  const match = await matchOfSubject(db, { storeID, subject })
  const entry =
    match === null
      ? null
      : await entryChosen(
          { list: match.role === 'customer' ? 'customer' : 'item', listID },
          { db, storeID },
        )
  const who = whoOf(context.get('owner').who)
  const link =
    entry === null
      ? null
      : await matchByHand({ subject, entry }, { db, storeID, who, nowMs: Date.now() })
  return link === null
    ? NOTHING_DONE
    : `${matchName(subject)} is “${link.label}” in QuickBooks from now on. What went before stays as it is.`
}

/** To the mapping, as it was looked at, and nowhere else. */
function wayBack(back: string): string {
  return /^\/mapping(\?[\w.=&%+@-]*)?$/.test(back) ? back : '/mapping'
}
