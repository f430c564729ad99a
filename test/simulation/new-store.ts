/** A database with the real migrations and one connected store. */
import { Database as Sqlite } from 'bun:sqlite'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import { digest } from '../../worker/stores/password.ts'
import { saveSettings } from '../../worker/stores/settings.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import { SHAPES } from './orders.ts'
import { STORE } from './store.ts'
import { bindD1 } from './sqlite-d1.ts'

const MIGRATIONS = resolve(import.meta.dir, '../../migrations')
const SALT = '00112233445566778899aabbccddeeff'

export async function createStore(): Promise<Sqlite> {
  const sqlite = new Sqlite(':memory:')
  for (const file of readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()) {
    sqlite.exec(readFileSync(join(MIGRATIONS, file), 'utf8'))
  }
  const { binding } = bindD1(() => sqlite, { before: async () => 'carried-out' })
  const db = openDatabase(binding)
  const orders = Object.values(SHAPES).flatMap((shape) => {
    const decoded = decodeOrder(shape)
    return isFieldProblem(decoded) ? [] : [decoded]
  })
  const settings = {
    ...DEFAULT_SETTINGS,
    mapping: suggestMapping({ orders, settings: DEFAULT_SETTINGS }),
  }
  await writeTogether(db, [
    insertStore(db, {
      storeID: STORE.storeID,
      name: 'Larkspur',
      shopURL: STORE.url,
      type: 'desktop',
      originURL: 'https://tillbridge.example',
      createdAtMs: 0,
      startAtMs: Date.parse('2020-01-01'),
      userName: STORE.userName,
      passwordSalt: SALT,
      passwordHash: await digest(`${SALT}:${STORE.password}`),
      fileID: '{11111111-2222-3333-4444-555555555555}',
      // Nothing here is signed: the shop's door is entered behind the signature.
      secretCipher: 'sealed',
    }),
    saveSettings(db, { storeID: STORE.storeID, version: 1, who: 'test', nowMs: 0, settings }),
  ])
  return sqlite
}
