/** What the owner of a simulated store chooses, and chooses anew while orders are under way. */
import { writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import type { Choice } from './bridge.ts'
import { STORE } from './store.ts'

/** The forms that orders become, as a store without sales orders has them first. */
export const FORM_CHOICES = [
  { paidOrders: 'sales-receipt', unpaidOrders: 'invoice' },
  { paidOrders: 'invoice-with-payment', unpaidOrders: 'invoice' },
  { paidOrders: 'sales-order', unpaidOrders: 'estimate' },
  { paidOrders: 'sales-receipt', unpaidOrders: 'sales-order' },
] as const satisfies readonly Choice[]

export async function saveChoice(
  db: ReadingDatabase,
  { choice, nowMs }: { readonly choice: Choice; readonly nowMs: number },
): Promise<void> {
  const { storeID } = STORE
  const { settings, version } = await readSettings(db, storeID)
  await writeTogether(db, [
    saveSettings(db, {
      storeID,
      version: version + 1,
      settings: { ...settings, ...choice },
      who: 'the owner',
      nowMs,
    }),
  ])
}
