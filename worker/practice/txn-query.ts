/** Queries over transactions of every kind, and over what was deleted of them. */
import type { QbxmlRequest, RequestContent } from '../qbxml/requests.ts'
import { found, isRefusal, leaf, refusal, withOnly } from './answer.ts'
import type { Answer, Ret } from './answer.ts'
import type { CompanyFile, Txn, TxnKind } from './books.ts'
import { entryByID, fullNameOf, localTime } from './entries.ts'
import { cardRefundRet } from './card-refund.ts'
import { checkRet } from './check.ts'
import { depositRet } from './deposit.ts'
import { pageOf, withPage } from './iterator.ts'
import { criterionMatches, isWithin, modifiedBounds } from './list-query.ts'
import { paymentRet } from './payment-ret.ts'
import { findEntry } from './reference.ts'
import { salesFormRet } from './sales-form-ret.ts'
import { balanceOf, txnByID, txnsNumbered, txnsOf } from './txns.ts'

type TxnFilter = RequestContent<'InvoiceQueryRq'>

export function queryTxns(
  company: CompanyFile,
  { kind, request }: { readonly kind: TxnKind; readonly request: QbxmlRequest },
): Answer {
  const filter = request.content as TxnFilter
  const rendered = (wanted: readonly Txn[]) =>
    wanted.map((txn) => withOnly(txnRet(company, txn, filter), filter.IncludeRetElement))
  const named = findNamed(company, kind, filter)
  if (named !== null) {
    return found(rendered(named.txns), named.missing)
  }
  const bounds = modifiedBounds(company, filter.ModifiedDateRangeFilter ?? {})
  if (isRefusal(bounds)) {
    return bounds
  }
  if (filter.AccountFilter !== undefined || filter.TxnDateRangeFilter?.DateMacro !== undefined) {
    return refusal(1030, 'These books cannot filter by account or by a named range of dates.')
  }
  const page = pageOf(company, request, () =>
    txnsOf(company, kind)
      .filter((txn) => isWithin(txn.timeModifiedMs, bounds) && matches(company, txn, filter))
      .toSorted((a, b) => a.txnDate.localeCompare(b.txnDate) || a.txnNumber - b.txnNumber)
      .map((txn) => txn.TxnID),
  )
  if (isRefusal(page)) {
    return page
  }
  const wanted = page.ids.flatMap((id) => txnByID(company, id) ?? [])
  return withPage(found(rendered(wanted)), page)
}

function txnRet(company: CompanyFile, txn: Txn, filter: TxnFilter): Ret {
  const withLines = filter.IncludeLineItems === true
  const withLinked = filter.IncludeLinkedTxns === true
  switch (txn.kind) {
    case 'ReceivePayment':
      return paymentRet(company, txn, { withLines })
    case 'ARRefundCreditCard':
      return cardRefundRet(company, txn, { withLines })
    case 'Check':
      return checkRet(company, txn, { withLines, withLinked })
    case 'Deposit':
      return depositRet(company, txn, { withLines })
    case 'CreditMemo':
    case 'Estimate':
    case 'Invoice':
    case 'SalesOrder':
    case 'SalesReceipt':
      return salesFormRet(company, txn, { withLines, withLinked })
  }
}

/** By TxnID or number, in the order of entry. */
function findNamed(company: CompanyFile, kind: TxnKind, filter: TxnFilter) {
  const isOfKind = (txn: Txn) => txn.kind === kind
  const lookups: { readonly said: string; readonly txns: readonly Txn[] }[] = [
    ...(filter.TxnID ?? []).map((id) => ({
      said: id,
      txns: [txnByID(company, id) ?? []].flat().filter(isOfKind),
    })),
    ...(filter.RefNumber ?? []).map((number) => ({
      said: number,
      txns: txnsNumbered(company, number).filter(isOfKind),
    })),
    ...(filter.RefNumberCaseSensitive ?? []).map((number) => ({
      said: number,
      txns: txnsNumbered(company, number).filter(
        (txn) => isOfKind(txn) && txn.refNumber === number,
      ),
    })),
  ]
  if (lookups.length === 0) {
    return null
  }
  const wanted = new Set(lookups.flatMap(({ txns }) => txns))
  return {
    txns: [...wanted].toSorted((a, b) => a.txnNumber - b.txnNumber),
    missing: lookups.filter(({ txns }) => txns.length === 0).map(({ said }) => said),
  }
}

function matches(company: CompanyFile, txn: Txn, filter: TxnFilter): boolean {
  const { FromTxnDate = '', ToTxnDate = '9999' } = filter.TxnDateRangeFilter ?? {}
  const isInDates = txn.txnDate >= FromTxnDate && txn.txnDate <= ToTxnDate
  return (
    isInDates &&
    entityMatches(company, txn, filter) &&
    refNumberMatches(txn.refNumber.toLowerCase(), filter) &&
    paidMatches(txn, filter)
  )
}

function entityMatches(company: CompanyFile, txn: Txn, { EntityFilter }: TxnFilter): boolean {
  if (EntityFilter === undefined) {
    return true
  }
  const customer = entryByID(company, txn.refs.CustomerRef ?? txn.refs.PayeeEntityRef ?? null)
  if (customer === null) {
    return false
  }
  const path = fullNameOf(company, customer).toLowerCase()
  const parent = EntityFilter.ListIDWithChildren
    ? findEntry(company, 'Customer', { ListID: EntityFilter.ListIDWithChildren })
    : null
  const topPath = parent === null ? EntityFilter.FullNameWithChildren : fullNameOf(company, parent)
  const top = topPath?.toLowerCase()
  return (
    (EntityFilter.ListID?.includes(customer.ListID) ?? false) ||
    (EntityFilter.FullName?.some((name) => name.toLowerCase() === path) ?? false) ||
    (top !== undefined && (path === top || path.startsWith(`${top}:`)))
  )
}

function refNumberMatches(
  refNumber: string,
  { RefNumberFilter, RefNumberRangeFilter }: TxnFilter,
): boolean {
  if (RefNumberFilter !== undefined) {
    const { MatchCriterion: criterion, RefNumber: part } = RefNumberFilter
    return criterionMatches(refNumber, { criterion, part })
  }
  const from = RefNumberRangeFilter?.FromRefNumber?.toLowerCase() ?? ''
  const to = RefNumberRangeFilter?.ToRefNumber?.toLowerCase() ?? '\uffff'
  return refNumber >= from && refNumber <= to
}

function paidMatches(txn: Txn, { PaidStatus = 'All' }: TxnFilter): boolean {
  if (PaidStatus === 'All' || txn.kind === 'ReceivePayment') {
    return true
  }
  return (balanceOf(txn) === 0) === (PaidStatus === 'PaidOnly')
}

export function queryDeletedTxns(
  company: CompanyFile,
  content: RequestContent<'TxnDeletedQueryRq'>,
): Answer {
  const { FromDeletedDate, ToDeletedDate } = content.DeletedDateRangeFilter ?? {}
  const bounds = modifiedBounds(company, {
    FromModifiedDate: FromDeletedDate,
    ToModifiedDate: ToDeletedDate,
  })
  if (isRefusal(bounds)) {
    return bounds
  }
  const deleted = company.books.deletedTxns.filter(
    (txn) => content.TxnDelType.includes(txn.kind) && isWithin(txn.timeDeletedMs, bounds),
  )
  return found(
    deleted.map((txn) => ({
      name: 'TxnDeletedRet',
      parts: [
        ...leaf('TxnDelType', txn.kind),
        ...leaf('TxnID', txn.TxnID),
        ...leaf('TimeCreated', localTime(company, txn.timeCreatedMs)),
        ...leaf('TimeDeleted', localTime(company, txn.timeDeletedMs)),
        ...leaf('RefNumber', txn.refNumber),
      ],
    })),
  )
}
