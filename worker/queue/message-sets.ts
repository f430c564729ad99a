/**
 * Message sets as they left: the bytes, what each request was for, and what came back. A set is
 * stored before it is returned, or it is not sent.
 */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, ReadingDatabase, Statement } from '../db/database.ts'
import { messageSetPieces, messageSets, sessions } from '../db/schema.ts'

export type MessageSet = typeof messageSets.$inferSelect & {
  /** What each request was for, by requestID. */
  readonly manifest: unknown
}

/** D1 takes 100 kB of SQL and 1 MB a row, counted in bytes: characters of three bytes fit too. */
const PIECE_CHARACTERS_MAX = 300_000

export function storeMessageSet(
  db: Database,
  set: {
    readonly storeID: string
    readonly messageSetID: string
    readonly ticketHash: string
    readonly manifest: unknown
    readonly request: string
    readonly nowMs: number
  },
): Statement[] {
  return [
    db.insert(messageSets).values({
      storeID: set.storeID,
      messageSetID: set.messageSetID,
      ticketHash: set.ticketHash,
      state: 'out',
      resends: 0,
      sentAtMs: set.nowMs,
    }),
    ...storePieces(db, { ...set, part: 'request', text: set.request }),
    ...storePieces(db, { ...set, part: 'manifest', text: JSON.stringify(set.manifest) }),
  ]
}

/** The same bytes leave again under the same ID, in another session as a rule. */
export function resendMessageSet(
  db: Database,
  set: {
    readonly storeID: string
    readonly messageSetID: string
    readonly ticketHash: string
    readonly nowMs: number
  },
): Statement[] {
  return [
    db
      .update(messageSets)
      .set({
        state: 'out',
        ticketHash: set.ticketHash,
        sentAtMs: set.nowMs,
        resends: sql`${messageSets.resends} + 1`,
      })
      .where(isSet(set)),
    // What came back the first time decided nothing; the next answer takes its place.
    db.delete(messageSetPieces).where(and(isPieceOf(set), eq(messageSetPieces.part, 'response'))),
  ]
}

/** An answer is kept as it came, readable or not: it is the only witness of what happened. */
export function storeAnswer(
  db: Database,
  answer: {
    readonly storeID: string
    readonly messageSetID: string
    readonly state: 'answered' | 'doubtful'
    readonly response: string
    readonly hresult: string
    readonly message: string
    readonly nowMs: number
  },
): Statement[] {
  return [
    db
      .update(messageSets)
      .set({
        state: answer.state,
        answeredAtMs: answer.nowMs,
        hresult: answer.hresult || null,
        message: answer.message || null,
      })
      .where(isSet(answer)),
    ...storePieces(db, { ...answer, part: 'response', text: answer.response }),
  ]
}

/** No answer came and none is awaited any more. */
export function markDoubtful(
  db: Database,
  set: { readonly storeID: string; readonly messageSetID: string },
): Statement {
  return db
    .update(messageSets)
    .set({ state: 'doubtful' })
    .where(and(isSet(set), eq(messageSets.state, 'out')))
}

type Named = { readonly storeID: string; readonly messageSetID: string }
type OfTicket = { readonly storeID: string; readonly ticketHash: string }

/** The set with this ID as one row, and its manifest in pieces: for a batch of reads. */
export function messageSetNamed(db: Database, of: Named) {
  return [rowNamed(db, of), manifestNamed(db, of)] as const
}

const rowNamed = builtOnce((db, { storeID, messageSetID }: Named) =>
  rowsOf(db, storeID, sql`(${messageSetID})`),
)
const manifestNamed = builtOnce((db, { storeID, messageSetID }: Named) =>
  manifestsOf(db, storeID, sql`(${messageSetID})`),
)

/** As `messageSetNamed`, of the last set of a session. */
export function lastMessageSet(db: Database, of: OfTicket) {
  return [lastRow(db, of), lastManifest(db, of)] as const
}

const lastRow = builtOnce((db, of: OfTicket) => rowsOf(db, of.storeID, lastSetID(of)))
const lastManifest = builtOnce((db, of: OfTicket) => manifestsOf(db, of.storeID, lastSetID(of)))

function lastSetID({ storeID, ticketHash }: OfTicket): SQL {
  return sql`(SELECT ${sessions.state} ->> '$.lastSetID' FROM ${sessions}
    WHERE ${sessions.storeID} = ${storeID} AND ${sessions.ticketHash} = ${ticketHash})`
}

/** `messageSetIDs` as a list in brackets: one, or a query. */
function rowsOf(db: Database, storeID: string, messageSetIDs: SQL) {
  return db
    .select()
    .from(messageSets)
    .where(and(eq(messageSets.storeID, storeID), inArray(messageSets.messageSetID, messageSetIDs)))
}

function manifestsOf(db: Database, storeID: string, messageSetIDs: SQL) {
  return db
    .select({ messageSetID: messageSetPieces.messageSetID, text: messageSetPieces.text })
    .from(messageSetPieces)
    .where(
      and(
        eq(messageSetPieces.storeID, storeID),
        inArray(messageSetPieces.messageSetID, messageSetIDs),
        eq(messageSetPieces.part, 'manifest'),
      ),
    )
    .orderBy(asc(messageSetPieces.messageSetID), asc(messageSetPieces.piece))
}

type Row = typeof messageSets.$inferSelect
type Piece = { readonly messageSetID: string; readonly text: string }

export function messageSetsIn(rows: readonly Row[], pieces: readonly Piece[]): MessageSet[] {
  const texts = Map.groupBy(pieces, ({ messageSetID }) => messageSetID)
  return rows.map((row) => {
    const text = (texts.get(row.messageSetID) ?? []).map((piece) => piece.text).join('')
    return { ...row, manifest: JSON.parse(text === '' ? '{}' : text) as unknown }
  })
}

export async function findMessageSets(
  db: ReadingDatabase,
  storeID: string,
  messageSetIDs: readonly string[],
): Promise<MessageSet[]> {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify([...new Set(messageSetIDs)])}))`
  const [rows, pieces] = await db.readTogether([
    rowsOf(db, storeID, wanted),
    manifestsOf(db, storeID, wanted),
  ])
  return messageSetsIn(rows, pieces)
}

/** When each of these sets left and was answered. */
export function messageSetTimes(db: Database, storeID: string, messageSetIDs: readonly string[]) {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(messageSetIDs)}))`
  return db
    .select({
      messageSetID: messageSets.messageSetID,
      state: messageSets.state,
      resends: messageSets.resends,
      sentAtMs: messageSets.sentAtMs,
      answeredAtMs: messageSets.answeredAtMs,
    })
    .from(messageSets)
    .where(and(eq(messageSets.storeID, storeID), inArray(messageSets.messageSetID, wanted)))
}

export async function readPieces(
  db: Database,
  set: {
    readonly storeID: string
    readonly messageSetID: string
    readonly part: 'request' | 'response'
  },
): Promise<string> {
  const rows = await db
    .select({ text: messageSetPieces.text })
    .from(messageSetPieces)
    .where(and(isPieceOf(set), eq(messageSetPieces.part, set.part)))
    .orderBy(asc(messageSetPieces.piece))
  return rows.map((row) => row.text).join('')
}

function isSet(set: { readonly storeID: string; readonly messageSetID: string }) {
  return and(eq(messageSets.storeID, set.storeID), eq(messageSets.messageSetID, set.messageSetID))
}

function isPieceOf(set: { readonly storeID: string; readonly messageSetID: string }) {
  return and(
    eq(messageSetPieces.storeID, set.storeID),
    eq(messageSetPieces.messageSetID, set.messageSetID),
  )
}

function storePieces(
  db: Database,
  whole: {
    readonly storeID: string
    readonly messageSetID: string
    readonly part: 'request' | 'response' | 'manifest'
    readonly text: string
  },
): Statement[] {
  const { storeID, messageSetID, part, text } = whole
  const statements: Statement[] = []
  for (let start = 0; start < text.length; start += PIECE_CHARACTERS_MAX) {
    const piece = start / PIECE_CHARACTERS_MAX
    statements.push(
      db
        .insert(messageSetPieces)
        .values({
          storeID,
          messageSetID,
          part,
          piece,
          text: text.slice(start, start + PIECE_CHARACTERS_MAX),
        })
        // A repeated answer may be longer than a torn one: the first stays, it decided.
        .onConflictDoNothing(),
    )
  }
  return statements
}
