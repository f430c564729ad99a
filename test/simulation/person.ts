/** What a person does in QuickBooks, or to it. */
import { cents } from '../../worker/money/cents.ts'
import { textField } from '../../worker/practice/books.ts'
import type { ListKind, Txn } from '../../worker/practice/books.ts'
import { fullNameOf } from '../../worker/practice/entries.ts'
import {
  deleteEntry,
  deleteTxn,
  depositTxn,
  editTxn,
  enterByHand,
  enterSale,
  inactivateEntry,
  mergeEntries,
  payInvoice,
  renameEntry,
  setClosingDate,
  voidTxn,
} from '../../worker/practice/person.ts'
import { balanceOf } from '../../worker/practice/txns.ts'
import { SALE_KINDS } from '../../worker/posting/doubted.ts'
import { look, stateOf } from './ledger.ts'
import type { Ledger, Touch } from './ledger.ts'
import type { Random } from './random.ts'
import { FIRST_ORDER_ID } from './shop.ts'

export const DEEDS = [
  'renumber',
  'retext',
  'reprice',
  'delete',
  'rename-customer',
  'rename-item',
  'inactivate-customer',
  'inactivate-item',
  'delete-entry',
  'merge-customers',
  'enter-namesake',
  'enter-same-number',
  'copy-sale',
  'close-books',
  'void',
  'print',
  'pay-invoice',
  'deposit-receipt',
] as const
export type Deed = (typeof DEEDS)[number]

const EXTRA_CENTS = cents(100)
const NAMESAKE = 'Gwen Guest'

/** What was done, in words; null when there was nothing to do it to. */
export function doDeed(ledger: Ledger, random: Random, deed: Deed): string | null {
  const done = perform(ledger, random, deed)
  if (done !== null) {
    ledger.deeds.add(deed)
  }
  return done
}

function perform(ledger: Ledger, random: Random, deed: Deed): string | null {
  switch (deed) {
    case 'renumber':
      return touch(ledger, random, {
        as: 'number',
        act: (txn) => editTxn(ledger.company, txn.TxnID, { refNumber: `R${txn.txnNumber}` }),
      })
    case 'retext':
      return touch(ledger, random, {
        as: 'memo',
        act: (txn) => editTxn(ledger.company, txn.TxnID, { memo: 'seen by the bookkeeper' }),
      })
    case 'reprice':
      return touch(ledger, random, {
        as: 'amount',
        act: (txn) => editTxn(ledger.company, txn.TxnID, { extraCents: EXTRA_CENTS }),
      })
    case 'delete':
      return touch(ledger, random, {
        as: 'deleted',
        act: (txn) => deleteTxn(ledger.company, txn.TxnID),
      })
    case 'rename-customer':
      return rename(ledger, random, 'Customer')
    case 'rename-item':
      return rename(ledger, random, 'Item')
    case 'inactivate-customer':
      return inactivate(ledger, random, 'Customer')
    case 'inactivate-item':
      return inactivate(ledger, random, 'Item')
    case 'delete-entry':
      return deleteUnused(ledger, random)
    case 'merge-customers':
      return mergeCustomers(ledger, random)
    case 'enter-namesake':
      return enterNamesake(ledger)
    case 'enter-same-number':
      return enterSameNumber(ledger, random)
    case 'copy-sale':
      return copySale(ledger, random)
    case 'close-books':
      return closeBooks(ledger)
    case 'void':
      return touch(ledger, random, {
        as: 'voided',
        isFit: ({ kind }) => kind === 'SalesReceipt' || kind === 'Invoice',
        act: (txn) => voidTxn(ledger.company, txn.TxnID),
      })
    case 'print':
      return print(ledger, random)
    case 'pay-invoice':
      return touch(ledger, random, {
        as: 'paid',
        isFit: (txn) => txn.kind === 'Invoice' && balanceOf(txn) > 0,
        act: (txn) => {
          payInvoice(ledger.company, txn.TxnID, `P${txn.txnNumber}`)
          look(ledger, 'a person')
        },
      })
    case 'deposit-receipt':
      return touch(ledger, random, {
        as: 'deposited',
        isFit: ({ kind }) => kind === 'SalesReceipt',
        act: (txn) => depositTxn(ledger.company, txn.TxnID),
      })
  }
}

/** Somebody else's sale, under a number that an order of the shop has or will have. */
function enterSameNumber(ledger: Ledger, random: Random): string {
  const refNumber = String(random.int(FIRST_ORDER_ID, FIRST_ORDER_ID + 8))
  const kind = random.pick(SALE_KINDS)
  const sale = { kind, refNumber, customerListID: null, txnDate: '2026-11-24', memo: '' }
  enterSale(ledger.company, { ...sale, totalCents: cents(9999) })
  look(ledger, 'a person')
  return `entered a ${kind} ${refNumber} of somebody else`
}

/** QuickBooks' “Create a copy”: the memo goes with it. */
function copySale(ledger: Ledger, random: Random): string | null {
  const { company } = ledger
  const sales = company.books.txns.filter((txn) => txn.kind !== 'ReceivePayment')
  if (sales.length === 0) {
    return null
  }
  const { kind, txnDate, fields, refs, subtotalCents, salesTaxCents } = random.pick(sales)
  enterSale(company, {
    kind,
    txnDate,
    refNumber: `C${company.books.lastTxnNumber}`,
    customerListID: refs.CustomerRef ?? null,
    memo: textField(fields, 'Memo') ?? '',
    totalCents: cents(subtotalCents + salesTaxCents),
  })
  look(ledger, 'a person')
  return `copied a ${kind}, memo and all`
}

/** Nothing dated before that can be entered; done again, it is undone. */
function closeBooks({ company }: Ledger): string {
  const isOpen = company.books.closingDate === null
  setClosingDate(company, isOpen ? '2026-12-31' : null)
  return isOpen ? 'closed the books' : 'opened the books again'
}

/** The EditSequence moves, and nothing that anybody wrote. */
function print({ company }: Ledger, random: Random): string | null {
  if (company.books.txns.length === 0) {
    return null
  }
  const { kind, TxnID, refNumber } = random.pick(company.books.txns)
  editTxn(company, TxnID, {})
  return `printed ${kind} ${refNumber} (${TxnID})`
}

/** Each document is touched once: a person who wipes out every trace cannot be followed. */
function touch(
  { company, made }: Ledger,
  random: Random,
  {
    as,
    act,
    isFit = () => true,
  }: {
    readonly as: Touch
    readonly act: (txn: Txn) => void
    readonly isFit?: (txn: Txn) => boolean
  },
): string | null {
  const untouched = company.books.txns.filter(
    (txn) =>
      made.get(txn.TxnID)?.touched.size === 0 &&
      (as !== 'amount' || txn.kind !== 'ReceivePayment') &&
      isFit(txn),
  )
  if (untouched.length === 0) {
    return null
  }
  const txn = random.pick(untouched)
  const one = made.get(txn.TxnID)
  const isRevived = as === 'amount' && one !== undefined && stateOf(txn, one) === 'void'
  act(txn)
  one?.touched.add(isRevived ? 'revived' : as)
  return `${as} of ${txn.kind} ${txn.refNumber} (${txn.TxnID})`
}

function rename({ company }: Ledger, random: Random, kind: ListKind): string | null {
  const fullName = someEntry(company, random, kind)
  if (fullName === null) {
    return null
  }
  renameEntry(company, { kind, fullName }, `Renamed ${random.hex(4)}`)
  return `renamed ${kind} “${fullName}”`
}

function inactivate({ company }: Ledger, random: Random, kind: ListKind): string | null {
  const fullName = someEntry(company, random, kind)
  if (fullName === null) {
    return null
  }
  inactivateEntry(company, { kind, fullName })
  return `made ${kind} “${fullName}” inactive`
}

/** QuickBooks lets go of an entry that nothing refers to. */
function deleteUnused({ company }: Ledger, random: Random): string | null {
  const { entries, txns } = company.books
  const used = new Set(
    [...entries, ...txns].flatMap((one) => [
      ...Object.values(one.refs),
      ...('lines' in one ? one.lines.flatMap(({ refs }) => Object.values(refs)) : []),
    ]),
  )
  const unused = entries.filter(
    ({ kind, type, ListID }) =>
      (kind === 'Customer' || kind === 'Item') && type !== 'ItemSalesTax' && !used.has(ListID),
  )
  if (unused.length === 0) {
    return null
  }
  const entry = random.pick(unused)
  const fullName = fullNameOf(company, entry)
  deleteEntry(company, { kind: entry.kind, fullName })
  return `deleted ${entry.kind} “${fullName}”`
}

/** Somebody takes two customers for one. */
function mergeCustomers({ company }: Ledger, random: Random): string | null {
  const names = company.books.entries
    .filter(({ kind, parentListID }) => kind === 'Customer' && parentListID === null)
    .map((entry) => fullNameOf(company, entry))
  if (names.length < 2) {
    return null
  }
  const from = random.pick(names)
  const into = random.pick(names.filter((name) => name !== from))
  mergeEntries(company, { kind: 'Customer', from, into })
  return `merged customer “${from}” into “${into}”`
}

function someEntry(company: Ledger['company'], random: Random, kind: ListKind): string | null {
  const entries = company.books.entries.filter(
    (entry) => entry.kind === kind && entry.isActive && entry.type !== 'ItemSalesTax',
  )
  return entries.length === 0 ? null : fullNameOf(company, random.pick(entries))
}

/** Somebody else, entered by hand under the name that one of the shop's buyers has. */
function enterNamesake({ company }: Ledger): string | null {
  const isTaken = company.books.entries.some(
    ({ name }) => name.toLowerCase() === NAMESAKE.toLowerCase(),
  )
  if (isTaken) {
    return null
  }
  enterByHand(company, { kind: 'Customer', name: NAMESAKE })
  return `entered somebody else called “${NAMESAKE}”`
}
