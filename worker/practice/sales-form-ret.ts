/** A sales receipt or invoice as QuickBooks returns it. */
import { cents } from '../money/cents.ts'
import { amountLeaf, branch, leaf, leaves } from './answer.ts'
import type { Part, Ret } from './answer.ts'
import type { Applied, CompanyFile, SalesForm, TxnLine } from './books.ts'
import { addressBlock, addressParts } from './customer.ts'
import { localTime } from './entries.ts'
import { refPart, refParts } from './reference.ts'
import { appliedTotal, balanceOf, totalOf, txnByID } from './txns.ts'

export function salesFormRet(
  company: CompanyFile,
  txn: SalesForm,
  { withLines, withLinked }: { readonly withLines: boolean; readonly withLinked: boolean },
): Ret {
  const linked = withLinked ? txn.payments.flatMap((part) => linkedParts(company, part)) : []
  const lines = withLines ? txn.lines.flatMap((line) => lineParts(company, txn.kind, line)) : []
  const parts = [...headParts(company, txn), ...BODY[txn.kind](company, txn), ...linked, ...lines]
  return { name: `${txn.kind}Ret`, parts }
}

function headParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...leaf('TxnID', txn.TxnID),
    ...leaf('TimeCreated', localTime(company, txn.timeCreatedMs)),
    ...leaf('TimeModified', localTime(company, txn.timeModifiedMs)),
    ...leaf('EditSequence', txn.editSequence),
    ...leaf('TxnNumber', txn.txnNumber),
    ...refParts(company, txn.refs, ['CustomerRef', 'ClassRef', 'ARAccountRef', 'TemplateRef']),
    ...leaf('TxnDate', txn.txnDate),
    ...leaf('RefNumber', txn.refNumber),
    ...addressParts('BillAddress', txn.fields.BillAddress),
    ...addressBlock('BillAddressBlock', txn.fields.BillAddress),
    ...addressParts('ShipAddress', txn.fields.ShipAddress),
    ...addressBlock('ShipAddressBlock', txn.fields.ShipAddress),
    ...leaf('IsPending', txn.fields.IsPending ?? false),
  ]
}

const BODY: Readonly<Record<SalesForm['kind'], (company: CompanyFile, txn: SalesForm) => Part[]>> =
  {
    SalesReceipt: (company, txn) => [
      ...leaf('CheckNumber', txn.fields.CheckNumber),
      ...refPart(company, 'PaymentMethodRef', txn.refs.PaymentMethodRef),
      ...leaf('DueDate', txn.fields.DueDate ?? txn.txnDate),
      ...refPart(company, 'SalesRepRef', txn.refs.SalesRepRef),
      ...leaf('ShipDate', txn.fields.ShipDate ?? txn.txnDate),
      ...refPart(company, 'ShipMethodRef', txn.refs.ShipMethodRef),
      ...leaf('FOB', txn.fields.FOB),
      ...taxParts(company, txn),
      ...amountLeaf('TotalAmount', totalOf(txn)),
      ...leaf('Memo', txn.fields.Memo),
      ...closingParts(company, txn),
      ...refPart(company, 'DepositToAccountRef', txn.refs.DepositToAccountRef),
      ...leaves(txn.fields, ['Other', 'ExternalGUID']),
    ],
    Invoice: (company, txn) => [
      ...leaf('IsFinanceCharge', txn.fields.IsFinanceCharge ?? false),
      ...leaf('PONumber', txn.fields.PONumber),
      ...refPart(company, 'TermsRef', txn.refs.TermsRef),
      ...leaf('DueDate', txn.fields.DueDate ?? txn.txnDate),
      ...refPart(company, 'SalesRepRef', txn.refs.SalesRepRef),
      ...leaf('FOB', txn.fields.FOB),
      ...leaf('ShipDate', txn.fields.ShipDate ?? txn.txnDate),
      ...refPart(company, 'ShipMethodRef', txn.refs.ShipMethodRef),
      ...taxParts(company, txn),
      ...amountLeaf('AppliedAmount', cents(0 - appliedTotal(txn.payments))),
      ...amountLeaf('BalanceRemaining', balanceOf(txn)),
      ...leaf('Memo', txn.fields.Memo),
      ...leaf('IsPaid', balanceOf(txn) === 0),
      ...closingParts(company, txn),
      ...leaves(txn.fields, ['Other', 'ExternalGUID']),
    ],
  }

function taxParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...amountLeaf('Subtotal', txn.subtotalCents),
    ...refPart(company, 'ItemSalesTaxRef', txn.refs.ItemSalesTaxRef),
    ...leaf('SalesTaxPercentage', txn.salesTaxPercentage),
    ...amountLeaf('SalesTaxTotal', txn.salesTaxCents),
  ]
}

function closingParts(company: CompanyFile, txn: SalesForm): Part[] {
  return [
    ...refPart(company, 'CustomerMsgRef', txn.refs.CustomerMsgRef),
    ...leaf('IsToBePrinted', txn.fields.IsToBePrinted ?? false),
    ...leaf('IsToBeEmailed', txn.fields.IsToBeEmailed ?? false),
    ...refPart(company, 'CustomerSalesTaxCodeRef', txn.refs.CustomerSalesTaxCodeRef),
  ]
}

function linkedParts(company: CompanyFile, { TxnID, amountCents }: Applied): Part[] {
  const payment = txnByID(company, TxnID)
  if (payment === null) {
    return []
  }
  return branch('LinkedTxn', [
    ...leaf('TxnID', TxnID),
    ...leaf('TxnType', payment.kind),
    ...leaf('TxnDate', payment.txnDate),
    ...leaf('RefNumber', payment.refNumber),
    ...leaf('LinkType', 'AMTTYPE'),
    ...amountLeaf('Amount', cents(0 - amountCents)),
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
    ...leaves(line.fields, ['Other1', 'Other2']),
  ])
}
