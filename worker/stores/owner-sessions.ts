/** Who is signed in to a store's pages. A row is the session: without it the cookie is worth nothing. */
import { and, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { ownerSessions, stores } from '../db/schema.ts'
import { newAccessToken, readAccessToken } from './access-token.ts'
import type { AccessToken } from './access-token.ts'
import type { Person } from './person.ts'
import type { Store } from './store.ts'

/** A working day; then the shop's menu opens a new one. */
export const OWNER_SESSION_SECONDS = 12 * 3_600

export type OwnerSession = {
  readonly store: Store
  readonly who: Person
  readonly tokenHash: string
}

/** The token for the cookie. Sessions of the store that ran out are forgotten. */
export async function openOwnerSession(
  db: Database,
  opened: { readonly storeID: string; readonly person: Person; readonly nowMs: number },
): Promise<string> {
  const { storeID, person, nowMs } = opened
  const { token, tokenHash } = await newAccessToken(storeID)
  const expiresAtMs = nowMs + OWNER_SESSION_SECONDS * 1000
  await writeTogether(db, [
    db
      .delete(ownerSessions)
      .where(and(eq(ownerSessions.storeID, storeID), lte(ownerSessions.expiresAtMs, nowMs))),
    db
      .insert(ownerSessions)
      .values({ storeID, tokenHash, ...person, openedAtMs: nowMs, expiresAtMs }),
  ])
  return token
}

/** Who somebody says to be: nothing of it is looked up yet. */
export type Claim = Pick<AccessToken, 'storeID' | 'tokenHash'>

/** The sign-in with its store, for a batch of reads. */
export function ownerRows(db: Database, claim: Claim & { readonly nowMs: number }) {
  const { storeID, tokenHash, nowMs } = claim
  return signedIn(db, { storeID, tokenHash, nowMs })
}

const signedIn = builtOnce(
  (db, { storeID, tokenHash, nowMs }: Claim & { readonly nowMs: number }) =>
    db
      .select({
        ...getTableColumns(stores),
        // Names of their own: a batch of D1 loses one of two columns of the same name.
        whoID: sql<number>`${ownerSessions.userID}`.as('who_id'),
        whoName: sql<string>`${ownerSessions.userName}`.as('who_name'),
        whoEmail: sql<string>`${ownerSessions.userEmail}`.as('who_email'),
      })
      .from(ownerSessions)
      .innerJoin(stores, eq(stores.storeID, ownerSessions.storeID))
      .where(
        and(
          eq(ownerSessions.storeID, storeID),
          eq(ownerSessions.tokenHash, tokenHash),
          gt(ownerSessions.expiresAtMs, nowMs),
        ),
      ),
)

type OwnerRow = Store & {
  readonly whoID: number
  readonly whoName: string
  readonly whoEmail: string
}

/** Null when nobody is signed in under the token any more, or the store is gone. */
export function ownerSessionIn(
  [row]: readonly OwnerRow[],
  { tokenHash }: Claim,
): OwnerSession | null {
  if (row === undefined) {
    return null
  }
  const { whoID: userID, whoName: userName, whoEmail: userEmail, ...store } = row
  return { store, who: { userID, userName, userEmail }, tokenHash }
}

/** As `ownerSessionIn`, of a cookie’s token. */
export async function findOwnerSession(
  db: Database,
  { token, nowMs }: { readonly token: string; readonly nowMs: number },
): Promise<OwnerSession | null> {
  const claim = await readAccessToken(token)
  return claim === null ? null : ownerSessionIn(await ownerRows(db, { ...claim, nowMs }), claim)
}

export async function endOwnerSession(
  db: Database,
  { storeID, tokenHash }: { readonly storeID: string; readonly tokenHash: string },
): Promise<void> {
  await db
    .delete(ownerSessions)
    .where(and(eq(ownerSessions.storeID, storeID), eq(ownerSessions.tokenHash, tokenHash)))
}

/** Signs everybody out of a store; how many that were. */
export async function endOwnerSessions(db: Database, storeID: string): Promise<number> {
  const ended = await db
    .delete(ownerSessions)
    .where(eq(ownerSessions.storeID, storeID))
    .returning({ tokenHash: ownerSessions.tokenHash })
  return ended.length
}
