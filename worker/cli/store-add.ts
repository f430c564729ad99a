/** `store add`: pairs a shop with a company file, and says the secrets once. */
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { connectionCode, newSecret } from '../stores/connection-code.ts'
import { hashPassword, newPassword } from '../stores/password.ts'
import { sealSecret } from '../stores/secret-box.ts'
import { shopAddressIn } from '../stores/shop-address.ts'
import { insertStore } from '../stores/store.ts'
import { required } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { operatorError } from './operator-error.ts'
import { originOf } from './origin.ts'
import { keyFor } from './store-secret.ts'

/** Short, because it stands in every marker; without letters that read as digits. */
const STORE_ID_LENGTH = 6
const STORE_ID_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

export type NewStore = {
  readonly name: string
  readonly shopURL: string
  readonly type: 'desktop' | 'pos'
  readonly startAtMs: number
  readonly originURL: string
  readonly key: string
  readonly nowMs: number
}

/** Said once: the password is kept only as a hash. */
export type StoreCredentials = {
  readonly storeID: string
  readonly connectionCode: string
  readonly qbwcURL: string
  readonly userName: string
  readonly password: string
}

export async function storeAdd(context: CommandContext): Promise<CommandResult> {
  const name = required(context, { at: 0, name: 'NAME' })
  const credentials = await addStore(context.db, {
    name,
    shopURL: shopAddress(context.options.shop),
    type: storeType(context.options.type),
    startAtMs: startOf(context.options.since) ?? context.nowMs,
    originURL: await originOf({ place: context.place, url: context.options.url }),
    key: await keyFor(context),
    nowMs: context.nowMs,
  })
  return { json: credentials, text: wordsFor(name, credentials) }
}

export async function addStore(db: Database, store: NewStore): Promise<StoreCredentials> {
  const storeID = newStoreID()
  const secret = newSecret()
  const password = newPassword()
  const userName = `tillbridge-${storeID}`
  const { salt, hash } = await hashPassword(password)
  await writeTogether(db, [
    insertStore(db, {
      storeID,
      name: store.name,
      shopURL: store.shopURL,
      type: store.type,
      originURL: store.originURL,
      createdAtMs: store.nowMs,
      startAtMs: store.startAtMs,
      userName,
      passwordSalt: salt,
      passwordHash: hash,
      fileID: `{${crypto.randomUUID()}}`,
      secretCipher: await sealSecret(secret, { key: store.key, storeID }),
    }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'store-added', detail: { name: store.name } }],
      nowMs: store.nowMs,
    }),
  ])
  return {
    storeID,
    connectionCode: connectionCode({ originURL: store.originURL, storeID, secret }),
    qbwcURL: `${store.originURL}/qbwc/${storeID}`,
    userName,
    password,
  }
}

function newStoreID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(STORE_ID_LENGTH))
  return Array.from(bytes, (byte) => STORE_ID_ALPHABET[byte % STORE_ID_ALPHABET.length]).join('')
}

export function shopAddress(shop: string | undefined): string {
  const address = shopAddressIn(shop ?? '')
  if (address === null) {
    throw operatorError({
      what: `--shop: “${shop ?? ''}” is no address.`,
      why: 'Changes are only taken from the shop’s own address.',
      how: 'Write it as the browser shows it, e.g. --shop https://shop.example',
    })
  }
  return address
}

function storeType(type: string | undefined): 'desktop' | 'pos' {
  if (type === undefined || type === 'desktop' || type === 'pos') {
    return type ?? 'desktop'
  }
  throw operatorError({
    what: `--type: “${type}” is not known.`,
    why: 'A store keeps its books in QuickBooks Desktop or in QuickBooks Point of Sale.',
    how: 'Write --type desktop or --type pos.',
  })
}

function startOf(since: string | undefined): number | null {
  if (since === undefined) {
    return null
  }
  const startAtMs = /^\d{4}-\d{2}-\d{2}/.test(since) ? Date.parse(since) : Number.NaN
  if (Number.isNaN(startAtMs)) {
    throw operatorError({
      what: `--since: “${since}” is no date.`,
      why: 'Orders created before it stay where they are unless you push them.',
      how: 'Write it as year, month, day, e.g. --since 2026-01-31',
    })
  }
  return startAtMs
}

function wordsFor(name: string, credentials: StoreCredentials): string {
  return [
    `${name} is added as store ${credentials.storeID}. These are shown once:`,
    '',
    `  Connection code for the plugin   ${credentials.connectionCode}`,
    `  Web Connector address            ${credentials.qbwcURL}`,
    `  Web Connector user name          ${credentials.userName}`,
    `  Web Connector password           ${credentials.password}`,
    '',
    'Next: paste the connection code into WooCommerce › Settings › Integration › Tillbridge,',
    `write the .qwc file with: bun run tillbridge store qwc ${credentials.storeID} > tillbridge.qwc`,
    'and open it on the QuickBooks computer.',
  ].join('\n')
}
