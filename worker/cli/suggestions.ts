/** What the shop's orders suggest for the mapping, and its acceptance by the operator. */
import { listOrderSnapshots } from '../queue/snapshots.ts'
import { acceptedSettings, suggestionsFrom } from '../session/suggestions.ts'
import type { Suggested } from '../session/suggestions.ts'
import type { SavedChange } from '../session/settings-by-hand.ts'
import type { Store } from '../stores/store.ts'
import type { CommandContext } from './command.ts'
import { saveChange } from './settings-change.ts'

export async function suggestionsOf(
  { db }: Pick<CommandContext, 'db'>,
  { storeID }: Store,
): Promise<Suggested> {
  return suggestionsFrom(await listOrderSnapshots(db, storeID), { db, storeID })
}

/** Held orders that waited for one are tried. */
export function acceptSuggestions(
  context: CommandContext,
  { store, suggested }: { readonly store: Store; readonly suggested: Suggested },
): Promise<SavedChange> {
  return saveChange(context, {
    storeID: store.storeID,
    before: suggested.before,
    settings: acceptedSettings(suggested),
  })
}
