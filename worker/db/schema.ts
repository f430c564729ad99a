/**
 * The tables. drizzle-kit writes `migrations/` from this file. Every table leads with the store;
 * times are Unix milliseconds (`…Ms`), money integer cents (`…Cents`). Each index names its query.
 *
 * A table whose key is text or several columns is WITHOUT ROWID in `migrations/`: a row then is one
 * write and not two, and D1 bills writes. drizzle-kit has no word for it, so a migration that makes
 * such a table gets the words by hand; a test in `test/workerd/` sees to it.
 */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const stores = sqliteTable('stores', {
  storeID: text('store_id').primaryKey(),
  name: text('name').notNull(),
  shopURL: text('shop_url').notNull(),
  type: text('type', { enum: ['desktop', 'pos'] }).notNull(),
  /** Where the Worker answers, e.g. `https://bridge.example`; the `.qwc` and order links use it. */
  originURL: text('origin_url').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  /** Orders created before it go only when a person pushes them. */
  startAtMs: integer('start_at_ms').notNull(),
  userName: text('user_name').notNull(),
  passwordSalt: text('password_salt').notNull(),
  passwordHash: text('password_hash').notNull(),
  /** The `.qwc` FileID, one per connection, never changed by a download. */
  fileID: text('file_id').notNull(),
  secretCipher: text('secret_cipher').notNull(),
  /** The secret before the last rotation, valid until `previousSecretUntilMs`. */
  previousSecretCipher: text('previous_secret_cipher'),
  previousSecretUntilMs: integer('previous_secret_until_ms'),
  /** The envelope's `shop` as last read. */
  shop: text('shop', { mode: 'json' }),
  shopSeenAtMs: integer('shop_seen_at_ms'),
  webConnectorSeenAtMs: integer('web_connector_seen_at_ms'),
  /** What the first session found: later sessions must find the same. */
  companyName: text('company_name'),
  companyFileID: text('company_file_id'),
  companyFilePath: text('company_file_path'),
  /** A Problem about the whole store, shown in the shop's admin. */
  notice: text('notice', { mode: 'json' }),
  /** What one session leaves to the next: `CarriedOver` in `stores/`. */
  carriedOver: text('carried_over', { mode: 'json' }),
  /** Since when nothing is sent to QuickBooks, because a person said so. */
  pausedAtMs: integer('paused_at_ms'),
  /** When the shop was last nudged, up to which outcome, and what came of it: `nudge.ts` in `session/`. */
  nudgedAtMs: integer('nudged_at_ms'),
  nudgedOutcomeID: integer('nudged_outcome_id'),
  nudgeResult: text('nudge_result'),
  /** The last gaps between the Web Connector's calls: `call-interval.ts` in `books/`. */
  webConnectorGapsMs: text('web_connector_gaps_ms', { mode: 'json' }),
  /** When a wrong password was last noted; the next right one takes it away. */
  passwordRefusedAtMs: integer('password_refused_at_ms'),
  /** What is wrong with the connection and who was told of it: `Watch` in `books/`. */
  watch: text('watch', { mode: 'json' }),
  /** Counts what was written to `watch`: what was decided on an older reading is not written. */
  watchVersion: integer('watch_version').notNull().default(0),
})

/** Settings with their history: the highest version counts, none is ever changed. */
export const settings = sqliteTable(
  'settings',
  {
    storeID: text('store_id').notNull(),
    version: integer('version').notNull(),
    atMs: integer('at_ms').notNull(),
    who: text('who').notNull(),
    settings: text('settings', { mode: 'json' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.version] })],
)

export const nonces = sqliteTable(
  'nonces',
  {
    storeID: text('store_id').notNull(),
    nonce: text('nonce').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeID, table.nonce] }),
    /** Forgetting those outside the signature's window. */
    index('nonces_expiry').on(table.storeID, table.expiresAtMs),
  ],
)

/** Links by which a person of the shop gets in, each good once. Only the hash of its token is kept. */
export const signInLinks = sqliteTable(
  'sign_in_links',
  {
    storeID: text('store_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    userID: integer('user_id').notNull(),
    userName: text('user_name').notNull(),
    userEmail: text('user_email').notNull(),
    /** The path of the pages that it opens. */
    toPath: text('to_path').notNull(),
    madeAtMs: integer('made_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    usedAtMs: integer('used_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.tokenHash] })],
)

/** Who is signed in to a store's pages; `sessions` are the Web Connector's. */
export const ownerSessions = sqliteTable(
  'owner_sessions',
  {
    storeID: text('store_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    userID: integer('user_id').notNull(),
    userName: text('user_name').notNull(),
    userEmail: text('user_email').notNull(),
    openedAtMs: integer('opened_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.tokenHash] })],
)

/** The shop's last word on each subject, as it was sent. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    storeID: text('store_id').notNull(),
    subject: text('subject').notNull(),
    epoch: text('epoch').notNull(),
    generation: integer('generation').notNull(),
    /** Counts the snapshots taken; a message set remembers which one it was made from. */
    revision: integer('revision').notNull(),
    event: text('event', { enum: ['changed', 'deleted', 'pushed'] }).notNull(),
    contentHash: text('content_hash').notNull(),
    snapshot: text('snapshot'),
    refunds: text('refunds'),
    /** Of an order, what it seeks of QuickBooks' lists: `Sought` in `mirror/`, as JSON. */
    sought: text('sought'),
    receivedAtMs: integer('received_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.subject] })],
)

const JOB_STATES = ['queued', 'sent', 'synced', 'blocked', 'cancelled'] as const

export const jobs = sqliteTable(
  'jobs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    storeID: text('store_id').notNull(),
    subject: text('subject').notNull(),
    state: text('state', { enum: JOB_STATES }).notNull(),
    /** Work that others depend on comes first: `JOB_RANK` in `queue/`. */
    rank: integer('rank').notNull(),
    generation: integer('generation').notNull(),
    revision: integer('revision').notNull(),
    isPushed: integer('is_pushed', { mode: 'boolean' }).notNull(),
    attempts: integer('attempts').notNull(),
    runAtMs: integer('run_at_ms').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    messageSetID: text('message_set_id'),
    problem: text('problem', { mode: 'json' }),
  },
  (table) => [
    /** One unsent job a subject: news replaces unsent news. */
    uniqueIndex('jobs_unsent_subject')
      .on(table.storeID, table.subject)
      .where(sql`state IN ('queued', 'blocked')`),
    /** One job of a subject in flight; also finds the jobs of a set. */
    uniqueIndex('jobs_sent_subject')
      .on(table.storeID, table.subject)
      .where(sql`state = 'sent'`),
    /** Due work in order. */
    index('jobs_due')
      .on(table.storeID, table.rank, table.id)
      .where(sql`state = 'queued'`),
    /** Held work by when it may be looked at again; rows enter it only when they are held. */
    index('jobs_blocked')
      .on(table.storeID, table.runAtMs)
      .where(sql`state = 'blocked'`),
    /** Held work by what holds it. */
    index('jobs_held_cause')
      .on(table.storeID, sql`(problem ->> '$.code')`, table.id)
      .where(sql`state = 'blocked'`),
  ],
)

export const sessions = sqliteTable(
  'sessions',
  {
    storeID: text('store_id').notNull(),
    ticketHash: text('ticket_hash').notNull(),
    openedAtMs: integer('opened_at_ms').notNull(),
    lastCallAtMs: integer('last_call_at_ms').notNull(),
    endedAtMs: integer('ended_at_ms'),
    /** Counts what was written under the ticket: a write decided on an older reading fails. */
    turn: integer('turn').notNull(),
    state: text('state', { mode: 'json' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeID, table.ticketHash] }),
    /** The session that holds a store; at most one. */
    uniqueIndex('sessions_live')
      .on(table.storeID)
      .where(sql`ended_at_ms IS NULL`),
    /** Forgetting those that ended long ago. */
    index('sessions_ended').on(table.storeID, table.endedAtMs),
  ],
)

export const messageSets = sqliteTable(
  'message_sets',
  {
    storeID: text('store_id').notNull(),
    messageSetID: text('message_set_id').notNull(),
    ticketHash: text('ticket_hash').notNull(),
    state: text('state', { enum: ['out', 'answered', 'doubtful'] }).notNull(),
    /** How often the same bytes left again under the same ID. */
    resends: integer('resends').notNull(),
    sentAtMs: integer('sent_at_ms').notNull(),
    answeredAtMs: integer('answered_at_ms'),
    hresult: text('hresult'),
    message: text('message'),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.messageSetID] })],
)

/**
 * The bytes of a set and of its answer, and what each request was for, in pieces: a D1 row holds at
 * most 1 MB.
 */
export const messageSetPieces = sqliteTable(
  'message_set_pieces',
  {
    storeID: text('store_id').notNull(),
    messageSetID: text('message_set_id').notNull(),
    part: text('part', { enum: ['request', 'response', 'manifest'] }).notNull(),
    piece: integer('piece').notNull(),
    text: text('text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeID, table.messageSetID, table.part, table.piece] }),
  ],
)

export const links = sqliteTable(
  'links',
  {
    storeID: text('store_id').notNull(),
    subject: text('subject').notNull(),
    role: text('role').notNull(),
    /** The Ret it came from without the suffix: `SalesReceipt`, `Customer`, `ItemService`. */
    kind: text('kind').notNull(),
    /** ListID or TxnID. */
    quickBooksID: text('quick_books_id').notNull(),
    /** RefNumber of a transaction, FullName of a list entry. */
    label: text('label').notNull(),
    editSequence: text('edit_sequence').notNull(),
    /** Fingerprint of the document, or the fields of the list entry, last sent. */
    sent: text('sent').notNull(),
    totalCents: integer('total_cents'),
    /** The last number of the marker: rises when a person asks for the document again. */
    posting: integer('posting').notNull(),
    /** When a person's deletion in QuickBooks was noticed; the link stays, so that nothing is sent again. */
    deletedAtMs: integer('deleted_at_ms'),
    /** A second transaction under the same marker, as long as a person has not settled it. */
    twinID: text('twin_id'),
    /** Why a customer that QuickBooks had was taken for the subject: the rule, and what agreed. */
    evidence: text('evidence', { mode: 'json' }),
    /** Of a document: whose it is. */
    customerListID: text('customer_list_id'),
    linkedAtMs: integer('linked_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeID, table.subject, table.role] }),
    /** What is linked to an entry that was renamed, or is gone. */
    index('links_entry')
      .on(table.storeID, table.quickBooksID)
      .where(sql`role IN ('customer', 'item')`),
  ],
)

/** QuickBooks' own lists as last read. */
export const mirror = sqliteTable(
  'mirror',
  {
    storeID: text('store_id').notNull(),
    list: text('list').notNull(),
    listID: text('list_id').notNull(),
    /** FullName in lower case: QuickBooks' names differ only by more than case. */
    nameKey: text('name_key').notNull(),
    /** What is kept of it, without what there is not. */
    entry: text('entry', { mode: 'json' }).notNull(),
    /** When it was last seen to have changed, or shown by a reading of the whole list. */
    readAtMs: integer('read_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeID, table.list, table.listID] }),
    /** Finding an entry by its name. */
    index('mirror_name').on(table.storeID, table.list, table.nameKey),
    /** The few tax items and groups among thousands of items, whole: of a type all are read. */
    index('mirror_tax_items')
      .on(table.storeID, table.list, sql`entry ->> '$.type'`, table.nameKey, table.entry)
      .where(sql`list = 'item' AND entry ->> '$.type' IN ('ItemSalesTax', 'ItemSalesTaxGroup')`),
    /** The accounts that forms use of themselves, the oldest first, whatever else the chart has. */
    index('mirror_usual_accounts')
      .on(
        table.storeID,
        table.list,
        sql`entry ->> '$.type'`,
        sql`entry ->> '$.timeCreated'`,
        table.listID,
        table.entry,
      )
      .where(
        sql`list = 'account' AND (entry ->> '$.type' IN ('Income', 'AccountsReceivable') OR entry ->> '$.specialType' IN ('UndepositedFunds', 'SalesTaxPayable'))`,
      ),
  ],
)

/** By what a customer of the mirror is found: `customerKeys` in `posting/`. */
export const mirrorKeys = sqliteTable(
  'mirror_keys',
  {
    storeID: text('store_id').notNull(),
    key: text('key').notNull(),
    listID: text('list_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.key, table.listID] })],
)

/** What the shop has still to hear, oldest first; the ID counts within the store and is the cursor. */
export const outcomes = sqliteTable(
  'outcomes',
  {
    storeID: text('store_id').notNull(),
    id: integer('id').notNull(),
    subject: text('subject').notNull(),
    generation: integer('generation').notNull(),
    state: text('state', { enum: ['posted', 'held', 'withdrawn'] }).notNull(),
    atMs: integer('at_ms').notNull(),
    documents: text('documents', { mode: 'json' }).notNull(),
    problem: text('problem', { mode: 'json' }),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.id] })],
)

/** What happened, oldest first; the ID counts within the store. */
export const journal = sqliteTable(
  'journal',
  {
    storeID: text('store_id').notNull(),
    id: integer('id').notNull(),
    atMs: integer('at_ms').notNull(),
    /** Null: about the store itself. */
    subject: text('subject'),
    event: text('event').notNull(),
    detail: text('detail', { mode: 'json' }).notNull(),
  },
  (table) => [
    /** The log, newest first. */
    primaryKey({ columns: [table.storeID, table.id] }),
    /** What happened to one subject. */
    index('journal_subject')
      .on(table.storeID, table.subject, table.id)
      .where(sql`subject IS NOT NULL`),
  ],
)

/** By what a person finds an order or a customer; what stands now is read where it is found. */
export const searchWords = sqliteTable(
  'search_words',
  {
    storeID: text('store_id').notNull(),
    /** In lower case, without accents. */
    word: text('word').notNull(),
    subject: text('subject').notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeID, table.word, table.subject] })],
)
