/** `restore`: a store as it was when it was backed up, and QuickBooks read before anything is sent. */
import { sql } from 'drizzle-orm'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { countRows, removeRows } from '../db/store-tables.ts'
import type { StoreTable } from '../db/store-tables.ts'
import { insertRows, tablePages } from '../db/table-rows.ts'
import type { Row } from '../db/table-rows.ts'
import { recordJournal } from '../journal/journal.ts'
import { verifyBooks } from '../session/verify-books.ts'
import { openSecret } from '../stores/secret-box.ts'
import { findStore, recordPause } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import { KEPT_TABLES, sumsTable } from './backup.ts'
import { readBackup, startSumming } from './backup-file.ts'
import type { BackupPage, TableSums } from './backup-file.ts'
import { checkBackup } from './check-backup.ts'
import type { Checked } from './check-backup.ts'
import { required } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { localKey } from './local-secrets.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'

const STORES = 'stores'

export async function restoreAsks(context: CommandContext): Promise<string | null> {
  const checked = await checkedBackup(context)
  const rows = await standingRows(context.db, checked.head.storeID)
  return rows === 0
    ? null
    : `${rows.toLocaleString('en-US')} rows of store ${checked.head.storeID} stand in the database and are removed before the backup of ${new Date(checked.head.madeAtMs).toISOString()} takes their place. Go on?`
}

export async function restore(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const checked = await checkedBackup(context)
  const { storeID, madeAtMs, name } = checked.head
  if ((await standingRows(db, storeID)) > 0) {
    await removeRows(db, storeID)
  }
  await insertPages(context, checked)
  const tables = await verified(db, checked)
  const orders = await verifyBooks({ db, storeID, who: OPERATOR, nowMs })
  const { store } = checked
  await writeTogether(db, [
    recordPause(db, storeID, store.pausedAtMs),
    ...recordJournal(db, {
      storeID,
      entries: [
        { subject: null, event: 'store-restored', detail: { who: OPERATOR, madeAtMs, orders } },
      ],
      nowMs,
    }),
  ])
  const isOpened = await opensSecret(context, storeID)
  const text = [
    sumsTable(tables),
    '',
    `${name} stands as it was at ${new Date(madeAtMs).toISOString()}; counts and hashes are the backup’s.`,
    `At the next update QuickBooks is read before anything is sent: ${orders} orders are looked for, and nothing is sent twice.`,
    `What the shop told since then is not known here. Send those orders again: WooCommerce › Send to QuickBooks, from ${new Date(madeAtMs).toISOString().slice(0, 'yyyy-mm-dd'.length)} on. What is posted already is found.`,
    ...SECRET_WORDS[isOpened](storeID),
  ].join('\n')
  return { json: { storeID, tables, orders, secret: isOpened }, text }
}

async function checkedBackup(context: CommandContext): Promise<Checked> {
  const checked = await checkBackup(required(context, { at: 0, name: 'FILE' }))
  const { db, options } = context
  const { storeID } = checked.head
  if ((await standingRows(db, storeID)) > 0 && options.overwrite === undefined) {
    throw operatorError({
      what: 'Nothing was restored.',
      why: `Store ${storeID} stands in the database, and what stands would be lost.`,
      how: 'Restore into another database, or add --overwrite to have the backup take its place.',
    })
  }
  await refuseTakenNumbers(db, checked)
  return checked
}

async function standingRows(db: Database, storeID: string): Promise<number> {
  const counts = await countRows(db, storeID)
  return Object.values(counts).reduce((sum, rows) => sum + rows, 0)
}

/** So many numbers fit one statement of D1. */
const NUMBERS_AT_ONCE = 8_000

/** Message sets name their entries by number, and other stores of the database have some, too. */
async function refuseTakenNumbers(db: Database, { head, jobIDs }: Checked): Promise<void> {
  for (let at = 0; at < jobIDs.length; at += NUMBERS_AT_ONCE) {
    const numbers = JSON.stringify(jobIDs.slice(at, at + NUMBERS_AT_ONCE))
    const [taken] = await db
      .select({ id: sql<number>`id` })
      .from(sql`jobs`)
      .where(sql`id IN (SELECT value FROM json_each(${numbers})) AND store_id <> ${head.storeID}`)
      .limit(1)
    if (taken !== undefined) {
      throw operatorError({
        what: 'Nothing was restored.',
        why: `Entry ${taken.id} of the queue belongs to another store of this database, and the backup has one of that number.`,
        how: 'Restore it into a database of its own: a deployment that has no stores yet.',
      })
    }
  }
}

async function insertPages({ db, nowMs }: CommandContext, { path }: Checked): Promise<void> {
  for await (const line of readBackup(path)) {
    if (line.kind === 'page') {
      const { columns, rows, table } = line.page
      const kept = keptTable(line.page)
      await insertRows(db, kept, {
        columns,
        rows: table === STORES ? rows.map((row) => paused(columns, row, nowMs)) : rows,
      })
    }
  }
}

function keptTable({ table }: BackupPage): StoreTable {
  const kept = KEPT_TABLES.find(({ name }) => name === table)
  if (kept === undefined) {
    throw new Error(`${table} was not checked`)
  }
  return kept
}

/** No update begins before the books are marked to be read first. */
function paused(columns: readonly string[], row: Row, nowMs: number): Row {
  return row.map((value, at) => (columns[at] === 'paused_at_ms' ? nowMs : value))
}

/** What the database has now, which is what the file says, or nothing is left to rely on. */
async function verified(db: Database, checked: Checked): Promise<TableSums> {
  const { add, sums } = startSumming()
  const { storeID } = checked.head
  for (const kept of KEPT_TABLES) {
    const columns = checked.columns[kept.name] ?? kept.columns
    if (kept.name in checked.tables) {
      add(kept.name, [])
    }
    for await (const rows of tablePages(db, kept, { storeID, columns })) {
      add(
        kept.name,
        kept.name === STORES ? rows.map((row) => unpaused(columns, row, checked)) : rows,
      )
    }
  }
  const found = sums()
  const other = Object.keys(checked.tables).find(
    (name) => checked.tables[name]?.sha256 !== found[name]?.sha256,
  )
  if (other !== undefined) {
    throw new Error(
      `${other} is not as the backup has it: ${JSON.stringify([checked.tables[other], found[other]])}. The store stays paused; restore it again.`,
    )
  }
  return found
}

function unpaused(columns: readonly string[], row: Row, { store }: Checked): Row {
  return row.map((value, at) => (columns[at] === 'paused_at_ms' ? store.pausedAtMs : value))
}

type Opened = 'opens' | 'other-key' | 'key-not-known'

async function opensSecret({ db, place }: CommandContext, storeID: string): Promise<Opened> {
  const key = place === 'local' ? await localKey() : (process.env.TILLBRIDGE_KEY ?? '')
  const store: Store | null = await findStore(db, storeID)
  if (key === '' || store === null) {
    return 'key-not-known'
  }
  try {
    await openSecret(store.secretCipher, { key, storeID })
    return 'opens'
  } catch {
    return 'other-key'
  }
}

const SECRET_WORDS: Readonly<Record<Opened, (storeID: string) => readonly string[]>> = {
  opens: () => ['The shop’s secret opens under TILLBRIDGE_KEY: the shop stays connected.'],
  'other-key': (storeID) => [
    'The shop’s secret was encrypted under another TILLBRIDGE_KEY than this. Give the Worker the old key, or connect the shop anew:',
    `bun run tillbridge store rotate-secret ${storeID} --lost-key`,
  ],
  'key-not-known': () => [
    'The shop’s secret is encrypted under the TILLBRIDGE_KEY of the backup’s Worker: this Worker needs the same.',
  ],
}
