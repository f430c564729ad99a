/** A store as `store add` leaves it, with secrets that a test knows, and its shop as the plugin says it. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { hashPassword } from '../../worker/stores/password.ts'
import { sealSecret } from '../../worker/stores/secret-box.ts'
import { saveSettings } from '../../worker/stores/settings.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'

export type PairedStore = {
  readonly storeID: string
  readonly secret: string
  readonly userName: string
  readonly password: string
  readonly url: string
}

export type Pairing = {
  readonly storeID: string
  readonly name: string
  readonly originURL: string
  readonly key: string
  readonly settings: Partial<Settings>
  /** For these orders a mapping is suggested; null leaves that of the settings. */
  readonly samples: readonly unknown[] | null
  readonly savedAtMs: number
}

/** Its start date admits the corpus. */
export async function addPairedStore(db: Database, pairing: Pairing): Promise<PairedStore> {
  const { storeID, name, originURL, key, samples, savedAtMs } = pairing
  const store = {
    storeID,
    secret: `secret of ${storeID}`,
    userName: `tillbridge-${storeID}`,
    password: `password of ${storeID}`,
    url: `https://${storeID}.example`,
  }
  const { salt, hash } = await hashPassword(store.password)
  const settings = { ...DEFAULT_SETTINGS, ...pairing.settings }
  const mapping = samples === null ? settings.mapping : mappingFor(samples, settings)
  await writeTogether(db, [
    insertStore(db, {
      storeID,
      name,
      shopURL: store.url,
      type: 'desktop',
      originURL,
      createdAtMs: 0,
      startAtMs: Date.parse('2020-01-01'),
      userName: store.userName,
      passwordSalt: salt,
      passwordHash: hash,
      fileID: '{11111111-2222-3333-4444-555555555555}',
      secretCipher: await sealSecret(store.secret, { key, storeID }),
    }),
    saveSettings(db, {
      storeID,
      version: 1,
      who: 'operator',
      nowMs: savedAtMs,
      settings: { ...settings, mapping },
    }),
  ])
  return store
}

function mappingFor(samples: readonly unknown[], settings: Settings): Settings['mapping'] {
  const orders = samples.flatMap((order) => {
    const decoded = decodeOrder(order)
    return isFieldProblem(decoded) ? [] : [decoded]
  })
  return suggestMapping({ orders, settings })
}

/** What its plugin posts with these changes. */
export function envelopeOf({ url }: Pick<PairedStore, 'url'>, changes: readonly unknown[]) {
  return {
    protocol: 1,
    epoch: 'first',
    outcomesAfter: null,
    shop: {
      url,
      timeZone: 'America/Los_Angeles',
      currency: 'USD',
      decimals: 2,
      pricesIncludeTax: false,
      taxRoundedAt: 'line',
      woocommerce: '11.0.1',
      wordpress: '7.1',
      php: '8.2.33',
      plugin: '1.0.0',
    },
    changes,
  }
}
