/** `backup`: all that is kept of a store, in one file. */
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { STORE_TABLES } from '../db/store-tables.ts'
import type { StoreTable } from '../db/store-tables.ts'
import { tablePages } from '../db/table-rows.ts'
import { readJournal } from '../journal/journal.ts'
import type { Store } from '../stores/store.ts'
import { BACKUP_VERSION, startSumming } from './backup-file.ts'
import type { BackupEnd, BackupHead, BackupPage, TableSums } from './backup-file.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { table } from './table.ts'

/** Good for minutes or hours, and not again after a restoring: who was let in is let in anew. */
const NOT_KEPT = ['nonces', 'sign_in_links', 'owner_sessions']

/** The store's own row last: as long as it is not there, every door is shut. */
export const KEPT_TABLES: readonly StoreTable[] = STORE_TABLES.filter(
  ({ name }) => !NOT_KEPT.includes(name),
)

export async function backup(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const path = required(context, { at: 1, name: 'FILE' })
  // A file that breaks off never takes the place of one that is whole.
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'w', 0o600)
  const newestBefore = await newestEntry(context, store)
  try {
    const tables = await write(file, { context, store })
    await file.close()
    await rename(unfinished, path)
    const isMoving = (await newestEntry(context, store)) !== newestBefore
    return resultOf({ path, store, tables, isMoving })
  } catch (error) {
    await file.close()
    await rm(unfinished, { force: true })
    throw error
  }
}

async function write(
  file: FileHandle,
  { context, store }: { readonly context: CommandContext; readonly store: Store },
): Promise<TableSums> {
  const { db, nowMs } = context
  const { storeID, name } = store
  const head: BackupHead = {
    tillbridge: 'backup',
    version: BACKUP_VERSION,
    storeID,
    name,
    madeAtMs: nowMs,
  }
  await writeLine(file, head)
  const { add, sums } = startSumming()
  for (const kept of KEPT_TABLES) {
    const { columns } = kept
    add(kept.name, [])
    for await (const rows of tablePages(db, kept, { storeID, columns })) {
      add(kept.name, rows)
      await writeLine(file, { table: kept.name, columns, rows } satisfies BackupPage)
    }
  }
  const end: BackupEnd = { end: true, tables: sums() }
  await writeLine(file, end)
  return end.tables
}

async function writeLine(file: FileHandle, value: unknown): Promise<void> {
  await file.write(`${JSON.stringify(value)}\n`)
}

async function newestEntry({ db }: CommandContext, { storeID }: Store): Promise<number> {
  const [newest] = await readJournal(db, { storeID, limit: 1 })
  return newest?.id ?? 0
}

function resultOf(made: {
  readonly path: string
  readonly store: Store
  readonly tables: TableSums
  readonly isMoving: boolean
}): CommandResult {
  const { path, store, tables, isMoving } = made
  const text = [
    sumsTable(tables),
    '',
    `All of ${store.name} is in ${path}. It holds customers’ names and addresses: keep it to yourself.`,
    'The shop’s secret in it is encrypted under TILLBRIDGE_KEY, which is not in it: keep that, too.',
    ...(isMoving
      ? [
          'Orders came or went while it was read, so that its parts are of different seconds. A restoring reads QuickBooks first, so nothing is sent twice; for a backup of one moment pause the store before it.',
        ]
      : []),
  ].join('\n')
  return { json: { storeID: store.storeID, file: path, isMoving, tables }, text }
}

export function sumsTable(tables: TableSums): string {
  const rows = Object.entries(tables).map(([name, { rows: count, sha256 }]) => [
    name,
    count.toLocaleString('en-US'),
    sha256.slice(0, 16),
  ])
  return table([['table', 'rows', 'hash'], ...rows])
}
