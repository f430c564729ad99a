/** A change of the settings by the operator. */
import type { Settings } from '../books/settings.ts'
import type { Database } from '../db/database.ts'
import { saveByHand } from '../session/settings-by-hand.ts'
import type { SavedChange } from '../session/settings-by-hand.ts'
import type { SettingsVersion } from '../stores/settings.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'

export async function saveChange(
  { db, nowMs }: { readonly db: Database; readonly nowMs: number },
  change: {
    readonly storeID: string
    readonly before: SettingsVersion
    readonly settings: Settings
  },
): Promise<SavedChange> {
  const { storeID } = change
  const saved = await saveByHand({ db, storeID, who: OPERATOR, nowMs }, change)
  if (saved === 'taken') {
    throw operatorError({
      what: 'Nothing was saved.',
      why: `Somebody else changed the settings of ${storeID} at the same moment: version ${change.before.version + 1} is theirs.`,
      how: `See what they did, then give the command again: bun run tillbridge settings history ${storeID}`,
    })
  }
  return saved
}
