/** A nonce counts once. They are forgotten when the signature's window has closed behind them. */
import { and, eq, lt } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { nonces } from '../db/schema.ts'

/** Whether this nonce was never used before; it is from now on. */
export async function claimNonce(
  db: Database,
  claim: {
    readonly storeID: string
    readonly nonce: string
    readonly expiresAtMs: number
    readonly nowMs: number
  },
): Promise<boolean> {
  const { storeID, nonce, expiresAtMs, nowMs } = claim
  await db.delete(nonces).where(and(eq(nonces.storeID, storeID), lt(nonces.expiresAtMs, nowMs)))
  const claimed = await db
    .insert(nonces)
    .values({ storeID, nonce, expiresAtMs })
    .onConflictDoNothing()
    .returning({ nonce: nonces.nonce })
  return claimed.length === 1
}
