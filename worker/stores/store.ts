/** One shop paired with one company file. */
import { eq, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { outcomes, stores } from '../db/schema.ts'
import type { Problem } from '../books/problems.ts'
import type { HashedPassword } from './password.ts'

export type Store = typeof stores.$inferSelect

export async function findStore(db: Database, storeID: string): Promise<Store | null> {
  const [store] = await storeWith(db, storeID)
  return store ?? null
}

/** One row or none, for a batch of reads. */
export function storeWith(db: Database, storeID: string) {
  return storeRows(db, { storeID })
}

const storeRows = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  db.select().from(stores).where(eq(stores.storeID, storeID)),
)

export async function listStores(db: Database): Promise<Store[]> {
  return db.select().from(stores).orderBy(stores.createdAtMs)
}

export function insertStore(db: Database, store: typeof stores.$inferInsert): Statement {
  return db.insert(stores).values(store)
}

/** What the shop said of itself in its last signed request. */
export function recordShop(
  db: Database,
  {
    storeID,
    shop,
    nowMs,
  }: { readonly storeID: string; readonly shop: unknown; readonly nowMs: number },
): Statement {
  return updateShop(db, { storeID, shop: shop as object, nowMs })
}

const updateShop = builtOnce(
  (
    db,
    {
      storeID,
      shop,
      nowMs,
    }: { readonly storeID: string; readonly shop: object; readonly nowMs: number },
  ) => db.update(stores).set({ shop, shopSeenAtMs: nowMs }).where(eq(stores.storeID, storeID)),
)

export type Company = {
  readonly companyName: string | null
  readonly companyFileID: string | null
  readonly companyFilePath: string | null
}

/** Keeps what the first session found; a later one only fills what was not known yet. */
export function pinCompany(db: Database, storeID: string, company: Company): Statement {
  return db
    .update(stores)
    .set({
      companyName: sql`coalesce(${stores.companyName}, ${company.companyName})`,
      companyFileID: sql`coalesce(${stores.companyFileID}, ${company.companyFileID})`,
      companyFilePath: sql`coalesce(${stores.companyFilePath}, ${company.companyFilePath})`,
    })
    .where(eq(stores.storeID, storeID))
}

/** What came about at the shop's own door rides on the answer: no nudge is sent for it. */
export function recordTold(db: Database, storeID: string): Statement {
  return db
    .update(stores)
    .set({
      nudgedOutcomeID: sql`(SELECT max(${outcomes.id}) FROM ${outcomes}
        WHERE ${outcomes.storeID} = ${storeID})`,
    })
    .where(eq(stores.storeID, storeID))
}

/** What one session leaves to the next. */
export function recordCarriedOver(db: Database, storeID: string, carriedOver: unknown): Statement {
  return updateCarriedOver(db, { storeID, carriedOver: carriedOver as object })
}

const updateCarriedOver = builtOnce(
  (db, { storeID, carriedOver }: { readonly storeID: string; readonly carriedOver: object }) =>
    db.update(stores).set({ carriedOver }).where(eq(stores.storeID, storeID)),
)

/** One field of it, by whoever does not decide on the others. */
export function recordNewest(db: Database, storeID: string, newest: unknown): Statement {
  return recordCarried(db, storeID, { path: '$.newest', value: newest })
}

/** As `recordNewest`. */
export function recordSaleKinds(db: Database, storeID: string, saleKinds: unknown): Statement {
  return recordCarried(db, storeID, { path: '$.saleKinds', value: saleKinds })
}

/** As `recordNewest`. */
export function recordLists(db: Database, storeID: string, lists: unknown): Statement {
  return recordCarried(db, storeID, { path: '$.lists', value: lists })
}

/** As `recordNewest`. */
export function recordOrdersPerSet(db: Database, storeID: string, orders: number): Statement {
  return recordCarried(db, storeID, { path: '$.ordersPerSet', value: orders })
}

/** Half of what it is, or of `atFirst` where it was never measured; never below `min`. */
export function halveOrdersPerSet(
  db: Database,
  storeID: string,
  { atFirst, min }: { readonly atFirst: number; readonly min: number },
): Statement {
  return db
    .update(stores)
    .set({
      carriedOver: sql`json_set(coalesce(${stores.carriedOver}, '{}'), '$.ordersPerSet',
        max(${min}, coalesce(${stores.carriedOver} ->> '$.ordersPerSet', ${atFirst}) / 2))`,
    })
    .where(eq(stores.storeID, storeID))
}

/** As `recordNewest`: sessions in a row that could not reach QuickBooks. */
export function recordUnreachable(db: Database, storeID: string, inRow: number): Statement {
  return recordCarried(db, storeID, { path: '$.unreachableInRow', value: inRow })
}

/** The next update takes whichever company file is open for the store's own. */
export function forgetCompany(db: Database, storeID: string): Statement {
  return db
    .update(stores)
    .set({ companyName: null, companyFileID: null, companyFilePath: null, notice: null })
    .where(eq(stores.storeID, storeID))
}

function recordCarried(
  db: Database,
  storeID: string,
  { path, value }: { readonly path: string; readonly value: unknown },
): Statement {
  return db
    .update(stores)
    .set({
      carriedOver: sql`json_set(coalesce(${stores.carriedOver}, '{}'), ${path},
        json(${JSON.stringify(value)}))`,
    })
    .where(eq(stores.storeID, storeID))
}

/** As `recordNewest`: when a session was opened for QuickBooks' lists alone. */
export function recordListsOpened(db: Database, storeID: string, nowMs: number): Statement {
  return db
    .update(stores)
    .set({
      carriedOver: sql`json_set(coalesce(${stores.carriedOver}, '{}'), '$.listsOpenedAtMs', ${nowMs})`,
    })
    .where(eq(stores.storeID, storeID))
}

export function recordNotice(db: Database, storeID: string, notice: Problem | null): Statement {
  return db.update(stores).set({ notice }).where(eq(stores.storeID, storeID))
}

/** Null lets updates go on. */
export function recordPause(db: Database, storeID: string, pausedAtMs: number | null): Statement {
  return db.update(stores).set({ pausedAtMs }).where(eq(stores.storeID, storeID))
}

export function renameStore(db: Database, storeID: string, name: string): Statement {
  return db.update(stores).set({ name }).where(eq(stores.storeID, storeID))
}

/**
 * To the Web Connector another file is another application, and it writes the new identity into the
 * company file: the old one is not looked for there any more.
 */
export function recordFileID(db: Database, storeID: string, fileID: string): Statement {
  return db.update(stores).set({ fileID, companyFileID: null }).where(eq(stores.storeID, storeID))
}

/** Whoever has the old one is a stranger from now on. */
export function recordPassword(
  db: Database,
  storeID: string,
  { salt, hash }: HashedPassword,
): Statement {
  return db
    .update(stores)
    .set({ passwordSalt: salt, passwordHash: hash })
    .where(eq(stores.storeID, storeID))
}

/** The secret that stood until now stays good until `previousUntilMs`; null takes it away at once. */
export function recordSecret(
  db: Database,
  storeID: string,
  secret: { readonly cipher: string; readonly previousUntilMs: number | null },
): Statement {
  return db
    .update(stores)
    .set({
      secretCipher: secret.cipher,
      previousSecretCipher: secret.previousUntilMs === null ? null : sql`${stores.secretCipher}`,
      previousSecretUntilMs: secret.previousUntilMs,
    })
    .where(eq(stores.storeID, storeID))
}
