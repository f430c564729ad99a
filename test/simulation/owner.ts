/** What the owner of a simulated store chooses, and chooses anew while orders are under way. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import type { Choice } from './bridge.ts'
import { STORE } from './store.ts'

/** Which every company here has. */
export const CUSTOM_FIELD = 'Engraving'

const { documentFields } = DEFAULT_SETTINGS
const filled = { ...documentFields, customFields: { [CUSTOM_FIELD]: '{number}: {total}' } }

/** What orders become and who numbers them; the first is what a new store has. And what is given up. */
export const FORM_CHOICES = [
  {
    paidOrders: 'sales-receipt',
    unpaidOrders: 'invoice',
    numbering: 'order-number',
    cancelledOrders: 'void',
    documentFields,
  },
  {
    paidOrders: 'invoice-with-payment',
    unpaidOrders: 'invoice',
    numbering: 'order-number',
    cancelledOrders: 'void',
    documentFields: filled,
  },
  {
    paidOrders: 'sales-order',
    unpaidOrders: 'estimate',
    numbering: 'order-number',
    cancelledOrders: 'void',
    documentFields,
  },
  {
    paidOrders: 'sales-receipt',
    unpaidOrders: 'sales-order',
    numbering: 'order-number',
    cancelledOrders: 'void',
    documentFields: filled,
  },
  {
    paidOrders: 'sales-receipt',
    unpaidOrders: 'invoice',
    numbering: 'quickbooks-next',
    cancelledOrders: 'void',
    documentFields,
  },
  {
    paidOrders: 'invoice-with-payment',
    unpaidOrders: 'estimate',
    numbering: 'quickbooks-next',
    cancelledOrders: 'void',
    documentFields: filled,
  },
  {
    paidOrders: 'sales-receipt',
    unpaidOrders: 'invoice',
    numbering: 'order-number',
    cancelledOrders: 'delete',
    discounts: 'separate',
    dueDays: 30,
    documentFields: filled,
  },
  {
    paidOrders: 'sales-receipt',
    unpaidOrders: 'invoice',
    numbering: 'order-number',
    cancelledOrders: 'hold',
    documentFields,
  },
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
