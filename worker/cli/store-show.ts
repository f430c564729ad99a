import { countJobs } from '../queue/list-jobs.ts'
import { readSettings } from '../stores/settings.ts'
import type { Store } from '../stores/store.ts'
import type { Problem } from '../books/problems.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { timeOf } from './store-list.ts'
import { table } from './table.ts'

/** All there is to say of one store, without its secrets. */
export async function storeShow(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const queue = await countJobs(context.db, storeID)
  const { version } = await readSettings(context.db, storeID)
  const json = { ...factsOf(store), settingsVersion: version, queue }
  const counts = Object.entries(queue).map(([state, count]) => `${count} ${state}`)
  const rows = [
    ['name', store.name],
    ['shop', store.shopURL],
    ['orders from', timeOf(store.startAtMs)],
    ['shop seen', timeOf(store.shopSeenAtMs)],
    ['plugin', pluginOf(store)],
    ['company file', store.companyName ?? 'not seen yet'],
    ['at', store.companyFilePath ?? 'not known'],
    ['Web Connector seen', timeOf(store.webConnectorSeenAtMs)],
    ['Web Connector address', `${store.originURL}/qbwc/${storeID}`],
    ['Web Connector user', store.userName],
    ['paused', store.pausedAtMs === null ? 'no' : `since ${timeOf(store.pausedAtMs)}`],
    ['settings', `version ${version}`],
    ['queue', counts.length === 0 ? 'empty' : counts.join(', ')],
    ['notice', noticeOf(store)],
  ]
  return { json, text: table([['store', storeID], ...rows]) }
}

function factsOf(store: Store) {
  const {
    passwordHash: _hash,
    passwordSalt: _salt,
    secretCipher: _secret,
    previousSecretCipher: _previous,
    carriedOver: _carriedOver,
    ...facts
  } = store
  return facts
}

function pluginOf({ shop }: Store): string {
  const { plugin, woocommerce, wordpress, php } = isPlainObject(shop) ? shop : {}
  return typeof plugin === 'string'
    ? `${plugin} on WooCommerce ${String(woocommerce)}, WordPress ${String(wordpress)}, PHP ${String(php)}`
    : 'not seen yet'
}

function noticeOf({ notice }: Store): string {
  const standing = notice as Problem | null
  return standing === null ? 'none' : `${standing.summary} ${standing.remedy}`
}
