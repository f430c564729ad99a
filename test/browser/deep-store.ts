/** A store with a hundred thousand entries, written by SQL: what pages must stay quick with. */
import type { openDatabase } from '../../worker/db/database.ts'

type D1 = Parameters<typeof openDatabase>[0]

export type Depth = {
  readonly orders: number
  /** Of each order. */
  readonly journalLines: number
}

const ROWS_PER_STATEMENT = 50_000
/** Behind whatever the store's log has already. */
const FIRST_LINE_ID = 1_000

/**
 * Of ten orders one is held, by one of five causes, and nine wait; as many went before. Every order
 * has a number, a buyer, words by which it is found, and lines in the log.
 */
export async function deepen(d1: D1, storeID: string, depth: Depth): Promise<void> {
  const { orders, journalLines } = depth
  const subject = `'order:' || (1000 + n)`
  const now = Date.now()
  await fill(
    d1,
    orders,
    `INSERT INTO snapshots (store_id, subject, epoch, generation, revision,
      event, content_hash, snapshot, refunds, received_at_ms)
    SELECT '${storeID}', ${subject}, 'first', 1, 1, 'changed', 'hash', json_object(
      'id', 1000 + n, 'number', '' || (1000 + n), 'status', 'processing', 'total', '54.30',
      'currency', 'USD', 'billing', json_object('first_name', 'Ana', 'last_name', 'Lima' || n,
      'company', '', 'email', 'ana' || n || '@shop.example')), NULL, ${now}`,
  )
  await fill(
    d1,
    orders,
    `INSERT INTO jobs (store_id, subject, state, rank, generation, revision,
      is_pushed, attempts, run_at_ms, created_at_ms, updated_at_ms, problem)
    SELECT '${storeID}', ${subject}, CASE WHEN n % 10 = 0 THEN 'blocked' ELSE 'queued' END, 20, 1, 1,
      0, 0, CASE WHEN n % 10 = 0 THEN 8640000000000000 ELSE ${now} END, ${now}, ${now},
      CASE WHEN n % 10 = 0 THEN json_object(
        'code', 'cause-' || char(97 + (n / 10) % 5), 'summary', 'Order ' || n || ' is waiting.',
        'remedy', 'Choose an account under Mapping.', 'detail', NULL) END`,
  )
  await fill(
    d1,
    orders,
    `INSERT INTO outcomes (store_id, id, subject, generation, state, at_ms,
      documents, problem)
    SELECT '${storeID}', n + 1, ${subject}, 1, 'posted', ${now}, json_array(json_object(
      'kind', 'SalesReceipt', 'refNumber', '' || (1000 + n), 'txnID', 'T' || n,
      'totalCents', 5430)), NULL`,
  )
  for (const word of [`'' || (1000 + n)`, `'lima' || n`, `'ana'`]) {
    await fill(
      d1,
      orders,
      `INSERT OR IGNORE INTO search_words (store_id, word, subject)
      SELECT '${storeID}', ${word}, ${subject}`,
    )
  }
  for (let line = 0; line < journalLines; line += 1) {
    await fill(
      d1,
      orders,
      `INSERT INTO journal (store_id, id, at_ms, subject, event, detail)
      SELECT '${storeID}', ${line * orders} + n + ${FIRST_LINE_ID}, ${now}, ${subject},
        CASE WHEN n % 1000 = 0 THEN 'held' ELSE 'change-taken' END, '{"change":"changed"}'`,
    )
  }
}

/** How many entries a company's lists have. */
export type ListSizes = {
  /** All of one name, as far as a shop can tell. */
  readonly customers: number
  readonly items: number
  readonly taxItems: number
  readonly taxGroups: number
  /** Half of them income accounts. */
  readonly accounts: number
  readonly classes: number
}

/** A company whose lists are long; `buyer` is the name that all customers go by, each a guest's. */
export async function deepenLists(
  d1: D1,
  storeID: string,
  { buyer, ...sizes }: ListSizes & { readonly buyer: string },
): Promise<void> {
  const { customers, items, taxItems, taxGroups, accounts, classes } = sizes
  const listed = (list: string, name: string, more: string) =>
    `INSERT INTO mirror (store_id, list, list_id, name_key, entry, read_at_ms)
    SELECT '${storeID}', '${list}', '${list}-' || n, lower(${name}), json_object('list', '${list}',
      'listID', '${list}-' || n, 'fullName', ${name} ${more}), 1`
  const itemType = `CASE WHEN n < ${taxItems} THEN 'ItemSalesTax'
    WHEN n < ${taxItems + taxGroups} THEN 'ItemSalesTaxGroup' ELSE 'ItemNonInventory' END`
  const accountType = `CASE n % 2 WHEN 0 THEN 'Income' ELSE 'Expense' END`
  await fill(d1, customers, listed('customer', `'${buyer} ' || n`, `, 'personName', '${buyer}'`))
  await fill(
    d1,
    customers,
    `INSERT INTO mirror_keys (store_id, key, list_id)
    SELECT '${storeID}', lower('name ${buyer}'), 'customer-' || n`,
  )
  await fill(
    d1,
    customers,
    `INSERT INTO links (store_id, subject, role, kind, quick_books_id, label, edit_sequence, sent,
      posting, linked_at_ms)
    SELECT '${storeID}', 'guest:ana' || n || '@shop.example', 'customer', 'Customer',
      'customer-' || n, '${buyer} ' || n, '1', '', 1, 1`,
  )
  await fill(d1, items, listed('item', `'Item ' || n`, `, 'type', ${itemType}, 'taxRate', '7.25'`))
  await fill(d1, accounts, listed('account', `'Account ' || n`, `, 'type', ${accountType}`))
  await fill(d1, classes, listed('class', `'Class ' || n`, ''))
}

async function fill(d1: D1, rows: number, select: string): Promise<void> {
  for (let first = 0; first < rows; first += ROWS_PER_STATEMENT) {
    const last = Math.min(first + ROWS_PER_STATEMENT, rows) - 1
    await d1
      .prepare(
        `${select} FROM (WITH RECURSIVE numbers (n) AS (
          SELECT ${first} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})
        SELECT n FROM numbers) WHERE true`,
      )
      .run()
  }
}
