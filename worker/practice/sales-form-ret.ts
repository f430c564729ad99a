/** A sales form as QuickBooks returns it. */
import { cents } from '../money/cents.ts'
import { amountLeaf, branch, leaf, leaves } from './answer.ts'
import type { Part, Ret } from './answer.ts'
import { textField } from './books.ts'
import type { Applied, CompanyFile, SalesForm, TxnLine } from './books.ts'
import { currencyParts } from './currency.ts'
import { daysLater } from './clock.ts'
import { addressBlock, addressParts } from './customer.ts'
import { entryByID } from './entries.ts'
import { refPart, refParts } from './reference.ts'
import { appliedTotal, balanceOf, creditRemaining, totalOf, txnByID, txnHeadParts } from './txns.ts'

export function salesFormRet(
  company: CompanyFile,
  txn: SalesForm,
  { withLines, withLinked }: { readonly withLines: boolean; readonly withLinked: boolean },
): Ret {
  const linked = withLinked ? txn.applied.flatMap((part) => linkedParts(company, part)) : []
  const lines = withLines ? txn.lines.flatMap((line) => lineParts(company, txn.kind, line)) : []
  const parts = [...headParts(company, txn), ...BODY[txn.kind](company, txn), ...linked, ...lines]
  const store = leaves(txn.fields, ['SOChannel', 'StoreName', 'StoreType'])
  return { name: `${txn.kind}Ret`, parts: [...parts, ...store] }
}

function headParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...txnHeadParts(company, txn),
    ...refParts(company, txn.refs, ['CustomerRef', 'ClassRef', 'ARAccountRef', 'TemplateRef']),
    ...leaf('TxnDate', txn.txnDate),
    ...leaf('RefNumber', txn.refNumber),
    ...addressParts('BillAddress', txn.fields.BillAddress),
    ...addressBlock('BillAddressBlock', txn.fields.BillAddress),
    ...addressParts('ShipAddress', txn.fields.ShipAddress),
    ...addressBlock('ShipAddressBlock', txn.fields.ShipAddress),
  ]
}

type Render = (company: CompanyFile, txn: SalesForm) => Part[]

const BODY: Readonly<Record<SalesForm['kind'], Render>> = {
  CreditMemo: (company, txn) => [
    ...pendingParts(txn),
    ...termsParts(company, txn),
    ...shippingParts(company, txn),
    ...taxParts(company, txn),
    ...amountLeaf('TotalAmount', totalOf(txn)),
    ...amountLeaf('CreditRemaining', creditRemaining(txn)),
    ...currencyParts(company, txn),
    ...leaf('Memo', txn.fields.Memo),
    ...closingParts(company, txn),
  ],
  Estimate: (company, txn) => [
    ...leaf('IsActive', txn.fields.IsActive ?? true),
    ...termsParts(company, txn),
    ...taxParts(company, txn),
    ...amountLeaf('TotalAmount', totalOf(txn)),
    ...currencyParts(company, txn),
    ...leaf('Memo', txn.fields.Memo),
    ...closingParts(company, txn),
  ],
  Invoice: (company, txn) => [
    ...pendingParts(txn),
    ...leaf('IsFinanceCharge', txn.fields.IsFinanceCharge ?? false),
    ...termsParts(company, txn),
    ...shippingParts(company, txn),
    ...taxParts(company, txn),
    ...amountLeaf('AppliedAmount', cents(0 - appliedTotal(txn.applied))),
    ...amountLeaf('BalanceRemaining', balanceOf(txn)),
    ...currencyParts(company, txn),
    ...leaf('Memo', txn.fields.Memo),
    ...leaf('IsPaid', balanceOf(txn) === 0),
    ...closingParts(company, txn),
  ],
  SalesOrder: (company, txn) => [
    ...termsParts(company, txn),
    ...shippingParts(company, txn),
    ...taxParts(company, txn),
    ...amountLeaf('TotalAmount', totalOf(txn)),
    ...currencyParts(company, txn),
    ...leaf('IsManuallyClosed', txn.fields.IsManuallyClosed ?? false),
    // Nothing in these books is made of a sales order yet.
    ...leaf('IsFullyInvoiced', false),
    ...leaf('Memo', txn.fields.Memo),
    ...closingParts(company, txn),
  ],
  SalesReceipt: (company, txn) => [
    ...pendingParts(txn),
    ...leaf('CheckNumber', txn.fields.CheckNumber),
    ...refPart(company, 'PaymentMethodRef', txn.refs.PaymentMethodRef),
    ...leaf('DueDate', txn.fields.DueDate ?? txn.txnDate),
    ...refPart(company, 'SalesRepRef', txn.refs.SalesRepRef),
    ...shippingParts(company, txn),
    ...leaf('FOB', txn.fields.FOB),
    ...taxParts(company, txn),
    ...amountLeaf('TotalAmount', totalOf(txn)),
    ...currencyParts(company, txn),
    ...leaf('Memo', txn.fields.Memo),
    ...closingParts(company, txn),
  ],
}

function pendingParts({ fields }: SalesForm): Part[] {
  return leaf('IsPending', fields.IsPending ?? false)
}

function termsParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...leaf('PONumber', txn.fields.PONumber),
    ...refPart(company, 'TermsRef', txn.refs.TermsRef),
    ...leaf('DueDate', dueDate(company, txn)),
    ...refPart(company, 'SalesRepRef', txn.refs.SalesRepRef),
    ...leaf('FOB', txn.fields.FOB),
  ]
}

/** Where nothing was written, so many days after the form's as its terms say. */
export function dueDate(company: CompanyFile, { fields, refs, txnDate }: SalesForm): string {
  const days = entryByID(company, refs.TermsRef ?? null)?.fields.StdDueDays
  const ofTerms = typeof days === 'number' ? daysLater(txnDate, days) : txnDate
  return textField(fields, 'DueDate') ?? ofTerms
}

function shippingParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...leaf('ShipDate', txn.fields.ShipDate ?? txn.txnDate),
    ...refPart(company, 'ShipMethodRef', txn.refs.ShipMethodRef),
  ]
}

function taxParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...amountLeaf('Subtotal', txn.subtotalCents),
    ...refPart(company, 'ItemSalesTaxRef', txn.refs.ItemSalesTaxRef),
    ...leaf('SalesTaxPercentage', txn.salesTaxPercentage === '' ? null : txn.salesTaxPercentage),
    ...amountLeaf('SalesTaxTotal', txn.salesTaxCents),
  ]
}

/** An estimate is not printed by itself. */
function closingParts(company: CompanyFile, txn: SalesForm): Part[] {
  const { kind, fields, refs } = txn
  return [
    ...refPart(company, 'CustomerMsgRef', refs.CustomerMsgRef),
    ...(kind === 'Estimate' ? [] : leaf('IsToBePrinted', fields.IsToBePrinted ?? false)),
    ...leaf('IsToBeEmailed', fields.IsToBeEmailed ?? false),
    ...leaf('IsTaxIncluded', company.settings.edition === 'US' ? null : false),
    ...refParts(company, refs, ['CustomerSalesTaxCodeRef', 'DepositToAccountRef']),
    ...leaves(fields, ['Other', 'ExternalGUID']),
  ]
}

/** Below zero where it lowers what the customer owes, as a payment does and a refund does not. */
export function linkedParts(company: CompanyFile, { TxnID, amountCents }: Applied): Part[] {
  const linked = txnByID(company, TxnID)
  if (linked === null) {
    return []
  }
  const lowers = linked.kind === 'ReceivePayment' || linked.kind === 'CreditMemo'
  return branch('LinkedTxn', [
    ...leaf('TxnID', TxnID),
    ...leaf('TxnType', linked.kind),
    ...leaf('TxnDate', linked.txnDate),
    ...leaf('RefNumber', linked.refNumber),
    ...leaf('LinkType', 'AMTTYPE'),
    ...amountLeaf('Amount', lowers ? cents(0 - amountCents) : amountCents),
  ])
}

function lineParts(company: CompanyFile, kind: SalesForm['kind'], line: TxnLine): Part[] {
  return branch(`${kind}LineRet`, [
    ...leaf('TxnLineID', line.TxnLineID),
    ...refPart(company, 'ItemRef', line.refs.ItemRef),
    ...leaves(line.fields, ['Desc', 'Quantity', 'UnitOfMeasure']),
    ...leaves(line.fields, line.fields.RatePercent === undefined ? ['Rate'] : ['RatePercent']),
    ...refPart(company, 'ClassRef', line.refs.ClassRef),
    ...amountLeaf('Amount', line.amountCents),
    ...leaf('ServiceDate', line.fields.ServiceDate),
    ...refPart(company, 'SalesTaxCodeRef', line.refs.SalesTaxCodeRef),
    ...(kind === 'SalesOrder' ? orderedParts(line) : []),
    ...leaves(line.fields, ['MarkupRate', 'MarkupRatePercent', 'Other1', 'Other2']),
  ])
}

function orderedParts({ fields, refs }: TxnLine): Part[] {
  return [
    ...leaf('Invoiced', refs.ItemRef === undefined ? undefined : '0'),
    ...leaf('IsManuallyClosed', fields.IsManuallyClosed ?? false),
  ]
}
