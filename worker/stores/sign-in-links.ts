/** Links into the pages, each good once and for a minute. */
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { signInLinks, stores } from '../db/schema.ts'
import { newAccessToken, readAccessToken } from './access-token.ts'
import type { Person } from './person.ts'
import type { Store } from './store.ts'

export const LINK_SECONDS = 60
/** Of one store in `LINK_SECONDS`: a shop's whole staff, and no loop that fills the table. */
export const LINKS_MAX = 30

export type NewLink = {
  readonly store: Pick<Store, 'storeID' | 'originURL'>
  readonly person: Person
  /** A path of the pages: `isPagePath` said so. */
  readonly toPath: string
  readonly nowMs: number
}

export type SignInLink = { readonly url: string; readonly expiresAtMs: number }

/** Null when the store was given as many as it may have. */
export async function makeSignInLink(
  db: Database,
  { store: { storeID, originURL }, person, toPath, nowMs }: NewLink,
): Promise<SignInLink | null> {
  const { token, tokenHash } = await newAccessToken(storeID)
  const expiresAtMs = nowMs + LINK_SECONDS * 1000
  const { userID, userName, userEmail } = person
  const mine = eq(signInLinks.storeID, storeID)
  await db
    .delete(signInLinks)
    .where(and(mine, lte(signInLinks.madeAtMs, nowMs - LINK_SECONDS * 1000)))
  const made = await db
    .insert(signInLinks)
    // Counted and made in one statement: two requests cannot both be the last one.
    .select(
      sql`SELECT ${storeID}, ${tokenHash}, ${userID}, ${userName}, ${userEmail}, ${toPath},
        ${nowMs}, ${expiresAtMs}, NULL
        WHERE (SELECT count(*) FROM ${signInLinks} WHERE ${mine}) < ${LINKS_MAX}`,
    )
    .returning({ tokenHash: signInLinks.tokenHash })
  return made.length === 1 ? { url: `${originURL}/sign-in/${token}`, expiresAtMs } : null
}

export type UsedLink = {
  readonly storeID: string
  readonly person: Person
  readonly toPath: string
}

/** Whose link it was, the one time it is asked in time; null ever after, and of a store that is gone. */
export async function useSignInLink(
  db: Database,
  { token, nowMs }: { readonly token: string; readonly nowMs: number },
): Promise<UsedLink | null> {
  const read = await readAccessToken(token)
  if (read === null) {
    return null
  }
  const { storeID, tokenHash } = read
  const [used] = await db
    .update(signInLinks)
    .set({ usedAtMs: nowMs })
    .where(
      and(
        eq(signInLinks.storeID, storeID),
        eq(signInLinks.tokenHash, tokenHash),
        isNull(signInLinks.usedAtMs),
        gt(signInLinks.expiresAtMs, nowMs),
        sql`EXISTS (SELECT 1 FROM ${stores} WHERE ${stores.storeID} = ${storeID})`,
      ),
    )
    .returning()
  if (used === undefined) {
    return null
  }
  const { userID, userName, userEmail, toPath } = used
  return { storeID, person: { userID, userName, userEmail }, toPath }
}
