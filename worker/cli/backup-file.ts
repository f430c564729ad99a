/**
 * A backup: one JSON value a line. The first says what it is, then come the rows in pages, and the
 * last says how many of each table there are and what they hash to; without it the file is torn.
 */
import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Row } from '../db/table-rows.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { operatorError } from './operator-error.ts'

/** Another shape of the file has another number. */
export const BACKUP_VERSION = 1

export type BackupHead = {
  readonly tillbridge: 'backup'
  readonly version: number
  readonly storeID: string
  readonly name: string
  readonly madeAtMs: number
}

export type BackupPage = {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export type TableSum = { readonly rows: number; readonly sha256: string }

export type TableSums = Readonly<Record<string, TableSum>>

export type BackupEnd = { readonly end: true; readonly tables: TableSums }

export type BackupLine =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'page'; readonly page: BackupPage }
  | { readonly kind: 'end'; readonly end: BackupEnd }

export type Summing = {
  readonly add: (table: string, rows: readonly Row[]) => void
  /** Ends it. */
  readonly sums: () => TableSums
}

/** Counts and hashes rows as they come by, in their order. */
export function startSumming(): Summing {
  const hashes = new Map<string, { readonly rows: number; readonly hash: Hash }>()
  return {
    add: (table, rows) => {
      const before = hashes.get(table) ?? { rows: 0, hash: createHash('sha256') }
      rows.forEach((row) => before.hash.update(`${JSON.stringify(row)}\n`))
      hashes.set(table, { rows: before.rows + rows.length, hash: before.hash })
    },
    sums: () =>
      Object.fromEntries(
        [...hashes].map(([table, { rows, hash }]) => [table, { rows, sha256: hash.digest('hex') }]),
      ),
  }
}

/** Line by line: a page at a time is in memory. */
export async function* readBackup(path: string): AsyncGenerator<BackupLine> {
  const stream = createReadStream(path, 'utf8')
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) {
      yield lineOf(line, path)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw operatorError({
        what: `There is no file ${path}.`,
        why: 'The backup is to be read from it.',
        how: 'Give the path that “backup” wrote to.',
      })
    }
    throw error
  }
}

function lineOf(line: string, path: string): BackupLine {
  const value: unknown = jsonOf(line)
  if (isPlainObject(value) && value.tillbridge === 'backup') {
    return { kind: 'head', head: value as BackupHead }
  }
  if (isPlainObject(value) && value.end === true) {
    return { kind: 'end', end: value as BackupEnd }
  }
  if (isPlainObject(value) && Array.isArray(value.rows)) {
    return { kind: 'page', page: value as BackupPage }
  }
  throw notABackup(path, 'A line of it cannot be read.')
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

export function notABackup(path: string, why: string) {
  return operatorError({
    what: `${path} is no whole backup of a store.`,
    why,
    how: 'Nothing was restored. Use another file that “backup” has written to its end.',
  })
}
