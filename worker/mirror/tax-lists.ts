/** QuickBooks' tax codes and items, as the mapping of a Canadian or UK company is suggested from. */
import type { Database } from '../db/database.ts'
import { percentsOf } from '../posting/desktop/tax-code.ts'
import { indexEntriesByID } from '../posting/known.ts'
import type { ListEntry } from '../posting/known.ts'
import { entriesIn, listRows, rowsByID, taxItemRows } from './mirror.ts'

export type TaxLists = {
  readonly codes: readonly { readonly name: string; readonly ratePercents: readonly string[] }[]
  readonly items: readonly {
    readonly name: string
    readonly ratePercent: string
    readonly description: string
    readonly agencyName: string
  }[]
}

/** Null in the United States, where no code is tied to a tax, and before QuickBooks was read. */
export async function taxListsOf(db: Database, storeID: string): Promise<TaxLists | null> {
  return taxListsWith(entriesIn(await listRows(db, storeID, ['sales-tax-code'])), { db, storeID })
}

/** As `taxListsOf`, where the codes are at hand. */
export async function taxListsWith(
  codes: readonly ListEntry[],
  { db, storeID }: { readonly db: Database; readonly storeID: string },
): Promise<TaxLists | null> {
  if (codes.every(({ taxItemListID }) => taxItemListID === null)) {
    return null
  }
  const items = entriesIn(await taxItemRows(db, storeID, ['ItemSalesTax', 'ItemSalesTaxGroup']))
  const listIDs = items.flatMap(({ agencyListID }) => agencyListID ?? [])
  const agencies = entriesIn(await rowsByID(db, storeID, { list: 'vendor', listIDs }))
  return taxListsIn([...codes, ...items, ...agencies])
}

export function taxListsIn(entries: readonly ListEntry[]): TaxLists | null {
  const entriesByID = indexEntriesByID(entries)
  const codes = entries.filter(({ list, isActive }) => list === 'sales-tax-code' && isActive)
  if (codes.every(({ taxItemListID }) => taxItemListID === null)) {
    return null
  }
  return {
    codes: codes.map((code) => ({
      name: code.fullName,
      ratePercents: percentsOf(code, { entriesByID }),
    })),
    items: entries
      .filter(({ type, isActive }) => type === 'ItemSalesTax' && isActive)
      .map(({ fullName, taxRate, agencyListID }) => ({
        name: fullName,
        ratePercent: taxRate ?? '0',
        description: fullName,
        agencyName: entriesByID.get(`vendor ${agencyListID}`)?.fullName ?? fullName,
      })),
  }
}
