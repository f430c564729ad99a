/** What the mapping's page shows: suggested, chosen, and matched, or what a search finds of it. */
import type { Context } from 'hono'
import { subjectName } from '../../books/sentence-words.ts'
import type { Settings } from '../../books/settings.ts'
import { isPlainObject } from '../../books/setting-values.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { subjectsWithWord, typedWords, wordRange } from '../../journal/search-words.ts'
import { matchesAfter, matchesOf, matchIn } from '../../links/matches.ts'
import type { MatchRow } from '../../links/matches.ts'
import { entriesIn, listRows, rowsByBeginning } from '../../mirror/mirror.ts'
import { taxListsWith } from '../../mirror/tax-lists.ts'
import { suggestionsBeside } from '../../session/suggestions.ts'
import type { Suggested, Suggestion } from '../../session/suggestions.ts'
import { askSettings, readSettings } from '../../stores/settings.ts'
import { mappingPage } from '../../ui/mapping-page.tsx'
import type { MatchShown, SuggestionShown } from '../../ui/mapping-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { mappedGroups, nameOfKey } from './mapped-rows.ts'
import { newestOrderRows, snapshotsIn } from '../../queue/newest-orders.ts'
import { shellOf } from './shell.ts'

const MATCHES_SHOWN = 50
const FOUND_EACH = 40
const TYPED_CHARACTERS_MAX = 100

type Place = { readonly db: ReadingDatabase; readonly storeID: string }

export async function mapping(context: Context<OwnerEnv>) {
  const { admit, ...place } = placeOf(context)
  const typed = (context.req.query('q') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  const { matches, suggestions, openRateSets, settings } =
    typed === '' ? await everything(afterIn(context), place) : await found(typed, place)
  await admit()
  const rows = matches.map(matchIn)
  const last = rows.length > MATCHES_SHOWN ? rows[MATCHES_SHOWN - 1] : undefined
  return mappingPage(shellOf(context), {
    typed,
    suggestions: suggestions.map(suggestionShown),
    groups: mappedGroups(settings, { typed, openRateSets }),
    matches: rows.slice(0, MATCHES_SHOWN).map(matchShown),
    nextHref:
      typed === '' && last !== undefined
        ? `/mapping?${new URLSearchParams({ after: last.quickBooksID, subject: last.subject }).toString()}#matched`
        : null,
    here: typed === '' ? '/mapping' : `/mapping?${new URLSearchParams({ q: typed }).toString()}`,
  })
}

type Read = Pick<Suggested, 'suggestions' | 'openRateSets'> & {
  readonly matches: readonly StoredMatch[]
  readonly settings: Settings
}

type StoredMatch = Parameters<typeof matchIn>[0]

/** All but QuickBooks' entries of the suggested names in one reading. */
async function everything(after: ReturnType<typeof afterIn>, place: Place): Promise<Read> {
  const { db, storeID } = place
  const asked = askSettings(db, storeID)
  const [matches, saved, codes, orders] = await db.readTogether([
    matchesAfter(db, { storeID, limit: MATCHES_SHOWN + 1, after }),
    asked.newest,
    listRows(db, storeID, ['sales-tax-code']),
    newestOrderRows(db, storeID),
  ])
  const before = asked.settingsIn(saved)
  const taxes = await taxListsWith(entriesIn(codes), place)
  const suggested = await suggestionsBeside(
    { before, taxes, snapshots: snapshotsIn(orders) },
    place,
  )
  return { ...suggested, matches, settings: before.settings }
}

async function found(typed: string, place: Place): Promise<Read> {
  const matches = await foundMatches(typed, place)
  const { settings } = await readSettings(place.db, place.storeID)
  return { matches, settings, suggestions: [], openRateSets: [] }
}

function afterIn({ req }: Context<OwnerEnv>) {
  return { quickBooksID: req.query('after') ?? '', subject: req.query('subject') ?? '' }
}

/** By the beginning of QuickBooks' name, by the shop's ID, and by the words of an account. */
async function foundMatches(typed: string, { db, storeID }: Place): Promise<readonly MatchRow[]> {
  const [word = typed] = typedWords(typed)
  const sought = { beginning: typed, limit: FOUND_EACH }
  const [customers, items, worded] = await db.readTogether([
    rowsByBeginning(db, storeID, { ...sought, list: 'customer' }),
    rowsByBeginning(db, storeID, { ...sought, list: 'item' }),
    subjectsWithWord(db, wordRange({ storeID, word, limit: FOUND_EACH })),
  ])
  const [ofShop, ofQuickBooks] = await db.readTogether([
    ...matchesOf(db, {
      storeID,
      limit: MATCHES_SHOWN,
      subjects: [...subjectsNamed(typed), ...worded.map(({ subject }) => subject)],
      listIDs: entriesIn([...customers, ...items]).map(({ listID }) => listID),
    }),
  ])
  const rows = [...ofShop, ...ofQuickBooks].map(matchIn)
  return [...new Map(rows.map((row) => [`${row.role} ${row.subject}`, row])).values()].slice(
    0,
    MATCHES_SHOWN,
  )
}

/** `5` is an account, a product or a variation; an e-mail address is a guest. */
function subjectsNamed(typed: string): readonly string[] {
  const kinds = /^\d+$/.test(typed) ? ['customer', 'product', 'variation'] : ['guest']
  return [typed, ...kinds.map((kind) => `${kind}:${typed.toLowerCase()}`)]
}

function suggestionShown({ key, name, after, ...rest }: Suggestion): SuggestionShown {
  const agency =
    isPlainObject(after) && typeof after.agencyName === 'string' ? after.agencyName : ''
  const suffix = agency === '' ? '' : `, owed to ${agency}`
  return { ...rest, key, name: nameOfKey(key), suggested: `${name ?? 'no name'}${suffix}` }
}

export function matchShown({ subject, label, evidence }: MatchRow): MatchShown {
  const why =
    evidence === null
      ? 'Made for it, or known from before.'
      : `By ${evidence.rule.replaceAll('-', ' ')}: ${evidence.compared}`
  return { subject, name: matchName(subject), label, why }
}

/** `guest:ana@shop.example` → `Guest ana@shop.example`. */
export function matchName(subject: string): string {
  return subject.startsWith('guest:') ? `Guest ${subject.slice(6)}` : subjectName(subject)
}
