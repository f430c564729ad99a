/** Whether a file is a whole backup that this Tillbridge can read, before anything is written. */
import { KEPT_TABLES } from './backup.ts'
import { BACKUP_VERSION, notABackup, readBackup, startSumming } from './backup-file.ts'
import type { BackupHead, BackupPage, TableSums } from './backup-file.ts'
import { operatorError } from './operator-error.ts'

export type Checked = {
  readonly path: string
  readonly head: BackupHead
  readonly tables: TableSums
  /** As the file has them, by table. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly jobIDs: readonly number[]
  readonly store: { readonly pausedAtMs: number | null }
}

export async function checkBackup(path: string): Promise<Checked> {
  const { add, sums } = startSumming()
  const columns: Record<string, readonly string[]> = {}
  const jobIDs: number[] = []
  let head: BackupHead | null = null
  let tables: TableSums | null = null
  let pausedAtMs: number | null = null
  for await (const line of readBackup(path)) {
    switch (line.kind) {
      case 'head':
        head = knownHead(line.head)
        break
      case 'page':
        refuseUnknown(line.page)
        columns[line.page.table] = line.page.columns
        add(line.page.table, line.page.rows)
        jobIDs.push(...(line.page.table === 'jobs' ? numbersIn(line.page, 'id') : []))
        pausedAtMs ??= line.page.table === 'stores' ? pauseIn(line.page) : null
        break
      case 'end':
        tables = line.end.tables
        break
    }
  }
  if (head === null || tables === null) {
    throw notABackup(path, head === null ? 'It does not begin as one.' : 'Its end is missing.')
  }
  refuseOthers(path, tables, sums())
  return { path, head, tables, columns, jobIDs, store: { pausedAtMs } }
}

function knownHead(head: BackupHead): BackupHead {
  if (head.version > BACKUP_VERSION) {
    throw newer(`it has version ${head.version}, and this one reads up to ${BACKUP_VERSION}`)
  }
  return head
}

function refuseUnknown({ table, columns }: BackupPage): void {
  const kept = KEPT_TABLES.find(({ name }) => name === table)
  const unknown = columns.find((column) => kept?.columns.includes(column) !== true)
  if (unknown !== undefined) {
    throw newer(`it has ${table}.${unknown}, which this one does not know`)
  }
}

function newer(why: string) {
  return operatorError({
    what: 'Nothing was restored.',
    why: `The backup was made by a newer Tillbridge: ${why}.`,
    how: 'Bring this one up to date, then restore.',
  })
}

function refuseOthers(path: string, said: TableSums, found: TableSums): void {
  const other = Object.keys({ ...said, ...found }).find((name) => {
    const { rows, sha256 } = said[name] ?? { rows: 0, sha256: '' }
    return rows !== (found[name]?.rows ?? 0) || (rows > 0 && sha256 !== found[name]?.sha256)
  })
  if (other !== undefined) {
    throw notABackup(path, `What it holds of ${other} is not what was written.`)
  }
}

function numbersIn({ columns, rows }: BackupPage, column: string): number[] {
  const at = columns.indexOf(column)
  return rows.map((row) => Number(row[at]))
}

function pauseIn({ columns, rows }: BackupPage): number | null {
  const value = rows[0]?.[columns.indexOf('paused_at_ms')] ?? null
  return value === null ? null : Number(value)
}
