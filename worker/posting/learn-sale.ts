import { sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Ret } from '../qbxml/response.ts'
import type { Judged } from './learn.ts'
import type { Link } from './known.ts'
import type { Lesson, SalePurpose } from './lesson.ts'
import { readMarker } from './marker.ts'
import type { Purpose, SoughtSale } from './purpose.ts'

type SaleRet = Extract<Ret, { kind: 'SalesReceiptRet' | 'InvoiceRet' }>

export function saleLink(purpose: SalePurpose, ret: Ret | undefined): Link | null {
  if (ret?.kind !== 'SalesReceiptRet' && ret?.kind !== 'InvoiceRet') {
    return null
  }
  return linkTo(ret, {
    subject: purpose.subject,
    refNumber: purpose.refNumber,
    fingerprint: purpose.fingerprint,
  })
}

/** What QuickBooks says the document comes to; null when its answer does not say. */
export function saleTotal(ret: Ret | undefined): Cents | null {
  if (ret?.kind !== 'SalesReceiptRet' && ret?.kind !== 'InvoiceRet') {
    return null
  }
  if (ret.kind === 'SalesReceiptRet' && ret.TotalAmount !== null) {
    return ret.TotalAmount
  }
  // An invoice has no total of its own.
  return ret.Subtotal === null ? null : sum([ret.Subtotal, ret.SalesTaxTotal ?? (0 as Cents)])
}

/**
 * Who stands under the numbers we mean to use. Only an answer that is complete says that a number
 * is free: one that shows less than there is proves no absence.
 */
export function learnFromFoundSales(
  purpose: Extract<Purpose, { kind: 'find-sales' }>,
  { response, disposition }: Judged,
): Lesson[] {
  const { documentKind, sought } = purpose
  const isComplete =
    disposition.kind === 'done' ||
    disposition.kind === 'done-with-warning' ||
    disposition.kind === 'nothing-found' ||
    disposition.kind === 'partly-found'
  if (!isComplete) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const rets = response.rets.flatMap((ret) =>
    ret.kind === 'SalesReceiptRet' || ret.kind === 'InvoiceRet' ? [ret] : [],
  )
  return sought.map((sale): Lesson => {
    const numbered = rets.filter((ret) => isSameNumber(ret.RefNumber, sale.refNumber))
    const ours = numbered.find((ret) => readMarker(ret.Memo ?? '')?.subject === sale.subject)
    const other = numbered[0]
    if (ours !== undefined && isOfStore(ours, purpose)) {
      return { kind: 'sale-found', link: foundLink(ours, sale) }
    }
    if (other === undefined) {
      return { kind: 'sale-absent', subject: sale.subject, documentKind }
    }
    return {
      kind: 'sale-somebody-elses',
      subject: sale.subject,
      documentKind,
      txnID: other.TxnID,
      totalCents: saleTotal(other),
    }
  })
}

function isOfStore(ret: SaleRet, { storeID }: { readonly storeID: string }): boolean {
  return readMarker(ret.Memo ?? '')?.storeID === storeID
}

/** What was last sent is not known: the first comparison takes the document as it stands. */
function foundLink(ret: SaleRet, sale: SoughtSale): Link {
  return linkTo(ret, { ...sale, fingerprint: '' })
}

function linkTo(
  ret: SaleRet,
  sale: { readonly subject: string; readonly refNumber: string; readonly fingerprint: string },
): Link {
  return {
    subject: sale.subject,
    role: 'sale',
    kind: ret.kind === 'InvoiceRet' ? 'Invoice' : 'SalesReceipt',
    quickBooksID: ret.TxnID,
    label: ret.RefNumber ?? sale.refNumber,
    editSequence: ret.EditSequence ?? '',
    sent: sale.fingerprint,
    totalCents: saleTotal(ret),
  }
}

/** QuickBooks matches RefNumbers without regard to case. */
function isSameNumber(found: string | null, sought: string): boolean {
  return found?.trim().toLowerCase() === sought.toLowerCase()
}
