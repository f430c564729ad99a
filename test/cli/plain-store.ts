/** A store as `store add` leaves it, but for its secrets. */
import type { insertStore } from '../../worker/stores/store.ts'

export const STORE = 'k3f9x2'

export const PLAIN_STORE: Parameters<typeof insertStore>[1] = {
  storeID: STORE,
  name: 'Larkspur',
  shopURL: 'https://shop.example',
  type: 'desktop',
  originURL: 'https://tillbridge.example',
  createdAtMs: 0,
  startAtMs: 0,
  userName: `tillbridge-${STORE}`,
  passwordSalt: '',
  passwordHash: '',
  fileID: '{11111111-2222-3333-4444-555555555555}',
  secretCipher: '',
}
