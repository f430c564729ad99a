/**
 * A person makes anew what the shop, the Web Connector or the company file is known by. Who did it is
 * in the log; what was made is given back once and kept only sealed or as a hash.
 */
import { writeTogether } from '../db/database.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import type { JournalEvent } from '../journal/journal.ts'
import { NO_RECORDS } from '../posting/list-record.ts'
import { connectionCode, newSecret } from '../stores/connection-code.ts'
import { hashPassword, newPassword } from '../stores/password.ts'
import { sealSecret } from '../stores/secret-box.ts'
import {
  forgetCompany,
  recordFileID,
  recordLists,
  recordPassword,
  recordSecret,
} from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import type { Hand } from './queue-by-hand.ts'

type Doing = Omit<Hand, 'entriesMax'>

/** Long enough to paste the new code after a night's sleep. */
export const PREVIOUS_SECRET_KEPT_MS = 86_400_000

/** The old password opens no update from now on; one that is under way goes on. */
export async function renewPassword(hand: Doing): Promise<string> {
  const password = newPassword()
  const hashed = await hashPassword(password)
  await write(hand, {
    statements: [recordPassword(hand.db, hand.storeID, hashed)],
    event: 'password-renewed',
    detail: {},
  })
  return password
}

export type RenewedCode = { readonly code: string; readonly previousUntilMs: number | null }

/** A new secret for the shop; the old one stays good for a day, or goes at once. */
export async function renewCode(
  { originURL }: Pick<Store, 'originURL'>,
  hand: Doing & { readonly key: string; readonly isPreviousKept: boolean },
): Promise<RenewedCode> {
  const { db, storeID, nowMs, key, isPreviousKept } = hand
  const secret = newSecret()
  const previousUntilMs = isPreviousKept ? nowMs + PREVIOUS_SECRET_KEPT_MS : null
  const cipher = await sealSecret(secret, { key, storeID })
  await write(hand, {
    statements: [recordSecret(db, storeID, { cipher, previousUntilMs })],
    event: 'secret-rotated',
    detail: { previousUntilMs },
  })
  return { code: connectionCode({ originURL, storeID, secret }), previousUntilMs }
}

/** Where the Web Connector refuses the old identity: to it this is another application. */
export async function renewFileID(
  before: Pick<Store, 'fileID'>,
  hand: Doing,
): Promise<{ readonly fileID: string }> {
  const fileID = `{${crypto.randomUUID()}}`
  await write(hand, {
    statements: [recordFileID(hand.db, hand.storeID, fileID)],
    event: 'file-renewed',
    detail: { before: before.fileID, after: fileID },
  })
  return { fileID }
}

/**
 * The next update takes whichever company file is open, and reads its lists whole. The documents
 * posted last stay known: a file that lacks them gets nothing (`company-file-restored`).
 */
export async function pinCompanyAgain(hand: Doing): Promise<void> {
  const { db, storeID } = hand
  await write(hand, {
    statements: [forgetCompany(db, storeID), recordLists(db, storeID, NO_RECORDS)],
    event: 'company-released',
    detail: {},
  })
}

async function write(
  { db, storeID, who, nowMs }: Doing,
  {
    statements,
    event,
    detail,
  }: {
    readonly statements: readonly Statement[]
    readonly event: JournalEvent
    readonly detail: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const entries = [{ subject: null, event, detail: { who, ...detail } }]
  await writeTogether(db, [...statements, ...recordJournal(db, { storeID, entries, nowMs })])
}
