/** A refund: the credit memo, and behind it in the same set what settles it. */
import type { RefundDocument } from '../../books/document.ts'
import { plainFingerprint } from '../../books/fingerprint.ts'
import { isProblem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { DOCUMENT_RET_ELEMENTS } from '../document-queries.ts'
import type { Context } from './customer.ts'
import { openDay } from './open-day.ts'
import { creditedGoods } from './refunded-goods.ts'
import { formNeeds, referencesOf, SALE_NEEDS } from './sale-needs.ts'
import type { SaleNeeds } from './sale-needs.ts'
import { customerTaxCode, isTaxIncluded, linesOf, reference, taxItemOf } from './sale-request.ts'
import { refundMemo, settlementNeeds, settlementWanted } from './settlement.ts'
import { withTaxThatCanBe } from './tax-group.ts'
import type { Making, Wanted } from './wanted.ts'

/** Nothing where nothing is credited; the problem where it cannot be said what is. */
export function refundWanted(
  refund: RefundDocument,
  context: Context,
): readonly Wanted[] | Problem {
  const lines = creditedGoods(refund, context)
  if (isProblem(lines)) {
    return lines
  }
  // A refund of tax alone has no lines of goods.
  if (lines.length === 0 && refund.totalCents === 0) {
    return []
  }
  const day = openDay(refund.txnDate, context)
  const document = { ...withTaxThatCanBe({ ...refund, lines }, context), txnDate: day.txnDate }
  const { refundID, refNumber, totalCents } = document
  const needs: SaleNeeds = {
    ...formNeeds({ ...document, kind: 'CreditMemo' }, context),
    ...settlementNeeds(document, context),
  }
  const common = {
    refNumber,
    isNumbered: true,
    ...day,
    totalCents,
    // A refund never changes in the shop: it is made, and at most deleted.
    fingerprint: plainFingerprint(String(totalCents)),
    waitsFor: null,
    needs: SALE_NEEDS.flatMap((part) => needs[part]),
  }
  const credit: Wanted = {
    ...common,
    role: `refund:${refundID}`,
    documentKind: 'CreditMemo',
    losses: document.losses,
    customFields: [],
    appliedTo: null,
    request: (making) => creditMemo(document, { making, needs, context }),
  }
  const settlement = settlementWanted(document, { common, needs })
  return settlement === null ? [credit] : [credit, settlement]
}

function creditMemo(
  document: RefundDocument,
  {
    making,
    needs,
    context,
  }: { readonly making: Making; readonly needs: SaleNeeds; readonly context: Context },
): QbxmlRequest {
  const references = referencesOf(needs)
  const { salesTax, company } = context.known
  return {
    name: 'CreditMemoAddRq',
    content: {
      CreditMemoAdd: {
        defMacro: making.macro,
        CustomerRef: { ListID: references.customerListID },
        ClassRef: reference(references.head.class),
        SalesRepRef: reference(references.head.salesRep),
        ARAccountRef: reference(references.receivablesAccountListID),
        TxnDate: document.txnDate,
        RefNumber: document.refNumber,
        ItemSalesTaxRef: taxItemOf(document, references),
        IsTaxIncluded: isTaxIncluded(company.edition),
        CustomerSalesTaxCodeRef: customerTaxCode(document, salesTax),
        ExchangeRate: document.currency?.exchangeRate ?? undefined,
        Memo: refundMemo(document, making.marked),
        Lines: linesOf(document, { references, salesTax }).map((line) => ({
          CreditMemoLineAdd: line,
        })),
      },
      IncludeRetElement: DOCUMENT_RET_ELEMENTS.CreditMemo,
    },
  }
}
