/** What the owner of a simulated store chooses, and chooses anew while orders are under way. */
import { writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import type { Choice } from './bridge.ts'
import { STORE } from './store.ts'

/** What orders become and who numbers them; the first is what a new store has. */
export const FORM_CHOICES = [
  { paidOrders: 'sales-receipt', unpaidOrders: 'invoice', numbering: 'order-number' },
  { paidOrders: 'invoice-with-payment', unpaidOrders: 'invoice', numbering: 'order-number' },
  { paidOrders: 'sales-order', unpaidOrders: 'estimate', numbering: 'order-number' },
  { paidOrders: 'sales-receipt', unpaidOrders: 'sales-order', numbering: 'order-number' },
  { paidOrders: 'sales-receipt', unpaidOrders: 'invoice', numbering: 'quickbooks-next' },
  { paidOrders: 'invoice-with-payment', unpaidOrders: 'estimate', numbering: 'quickbooks-next' },
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
