/** The Web Connector's file of a store. */
import { qwcFile } from '../soap/qwc.ts'
import { TILLBRIDGE_OWNER_ID } from '../stores/qwc-identity.ts'
import type { Store } from '../stores/store.ts'

/** The owner changes it in the Web Connector; orders should not wait longer than a coffee. */
export const RUN_EVERY_MINUTES = 15

/** Made of what never changes: the same bytes on every download. */
export function qwcOf(store: Store): string {
  return qwcFile({
    appName: `Tillbridge ${store.storeID}`,
    appURL: `${store.originURL}/qbwc/${store.storeID}`,
    appDescription: 'Brings WooCommerce orders into QuickBooks.',
    appSupportURL: `${store.originURL}/`,
    userName: store.userName,
    ownerID: TILLBRIDGE_OWNER_ID,
    fileID: store.fileID,
    type: store.type === 'pos' ? 'QBPOS' : 'QBFS',
    runEveryMinutes: RUN_EVERY_MINUTES,
  })
}
