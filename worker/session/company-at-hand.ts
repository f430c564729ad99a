/** The company as a preview needs it: what a session found out, and the lists that say how books are kept. */
import { sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { mirror, sessions } from '../db/schema.ts'
import { entriesTogether } from '../mirror/sought-entries.ts'
import type { ListEntry, ListName } from '../posting/known.ts'
import type { SessionState } from './state.ts'

/** They are short in every company. */
const LISTS_READ_WHOLE: readonly ListName[] = ['currency', 'sales-tax-code', 'custom-field']

export type CompanyAtHand = {
  /** Null before the first session. */
  readonly found: Pick<SessionState, 'version' | 'company' | 'salesTax'> | null
  /** The entries of `LISTS_READ_WHOLE`. */
  readonly lists: readonly ListEntry[]
}

/** A row, for a batch of reads. */
export function companyRow(db: Database, storeID: string) {
  return companyOf(db, { storeID })
}

/**
 * Of the live session, or else of the last that ended and was not forgotten: all that one knows may be
 * a hundred times as much.
 */
const FOUND = sql`json_object('version', ${sessions.state} -> '$.version',
  'company', ${sessions.state} -> '$.company', 'salesTax', ${sessions.state} -> '$.salesTax')`

const companyOf = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  db
    .select({
      found: sql<unknown>`(SELECT ${FOUND} FROM ${sessions} WHERE ${sessions.storeID} = ${storeID}
        ORDER BY ${sessions.openedAtMs} DESC LIMIT 1)`
        .mapWith(JSON.parse)
        .as('found'),
      entries: sql<unknown>`(SELECT json_group_array(json(${mirror.entry})) FROM ${mirror}
        WHERE ${mirror.storeID} = ${storeID} AND ${mirror.list} IN ${LISTS_READ_WHOLE})`
        .mapWith(JSON.parse)
        .as('entries'),
    })
    .from(sql`(SELECT 1)`),
)

/** Of `companyRow`. */
export function companyIn(rows: readonly { readonly found: unknown; readonly entries: unknown }[]) {
  const [row] = rows
  const found = (row?.found ?? null) as CompanyAtHand['found']
  return { found, lists: entriesTogether(rows) } satisfies CompanyAtHand
}
