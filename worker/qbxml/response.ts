/**
 * QuickBooks' answer to a message set. Never validated: real answers stray from Intuit's schema.
 * Either the whole document parses, or nothing of it is believed; one response that cannot be
 * read leaves the others readable.
 */
import { withoutIllegalCharacters } from '../xml/characters.ts'
import { child, parseXml } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { decodeAccountRet } from './account.ts'
import type { AccountRet } from './account.ts'
import { decodeARRefundCreditCardRet } from './ar-refund-credit-card.ts'
import type { ARRefundCreditCardRet } from './ar-refund-credit-card.ts'
import { decodeCheckRet } from './check.ts'
import type { CheckRet } from './check.ts'
import { decodeClassRet } from './class.ts'
import type { ClassRet } from './class.ts'
import { decodeCompanyRet } from './company.ts'
import type { CompanyRet } from './company.ts'
import { decodeCreditMemoRet } from './credit-memo.ts'
import type { CreditMemoRet } from './credit-memo.ts'
import { decodeCurrencyRet } from './currency.ts'
import type { CurrencyRet } from './currency.ts'
import { decodeCustomerMsgRet } from './customer-msg.ts'
import type { CustomerMsgRet } from './customer-msg.ts'
import { decodeCustomerTypeRet } from './customer-type.ts'
import type { CustomerTypeRet } from './customer-type.ts'
import { decodeCustomerRet } from './customer.ts'
import type { CustomerRet } from './customer.ts'
import { decodeDepositRet } from './deposit.ts'
import type { DepositRet } from './deposit.ts'
import { decodeDataExtDefRet, decodeDataExtRet } from './data-ext.ts'
import type { DataExtDefRet, DataExtRet } from './data-ext.ts'
import { decodeEstimateRet } from './estimate.ts'
import type { EstimateRet } from './estimate.ts'
import { decodeHostRet } from './host.ts'
import type { HostRet } from './host.ts'
import { decodeInventorySiteRet } from './inventory-site.ts'
import type { InventorySiteRet } from './inventory-site.ts'
import { decodeInvoiceRet } from './invoice.ts'
import type { InvoiceRet } from './invoice.ts'
import { decodeItemRet } from './item.ts'
import type { ItemRet } from './item.ts'
import { decodeListDeletedRet } from './list-deleted.ts'
import type { ListDeletedRet } from './list-deleted.ts'
import { decodePaymentMethodRet } from './payment-method.ts'
import type { PaymentMethodRet } from './payment-method.ts'
import { decodePreferencesRet } from './preferences.ts'
import type { PreferencesRet } from './preferences.ts'
import { decodePriceLevelRet } from './price-level.ts'
import type { PriceLevelRet } from './price-level.ts'
import { decodeReceivePaymentRet } from './receive-payment.ts'
import type { ReceivePaymentRet } from './receive-payment.ts'
import { readText } from './ret.ts'
import { decodeSalesOrderRet } from './sales-order.ts'
import type { SalesOrderRet } from './sales-order.ts'
import { decodeSalesReceiptRet } from './sales-receipt.ts'
import type { SalesReceiptRet } from './sales-receipt.ts'
import { decodeSalesRepRet } from './sales-rep.ts'
import type { SalesRepRet } from './sales-rep.ts'
import { decodeSalesTaxCodeRet } from './sales-tax-code.ts'
import type { SalesTaxCodeRet } from './sales-tax-code.ts'
import { decodeShipMethodRet } from './ship-method.ts'
import type { ShipMethodRet } from './ship-method.ts'
import { decodeTemplateRet } from './template.ts'
import type { TemplateRet } from './template.ts'
import { decodeDateDrivenTermsRet, decodeStandardTermsRet } from './terms.ts'
import type { DateDrivenTermsRet, StandardTermsRet } from './terms.ts'
import { decodeTxnDeletedRet } from './txn-deleted.ts'
import type { TxnDeletedRet } from './txn-deleted.ts'
import { decodeTxnDel, decodeTxnVoid } from './txn-removal.ts'
import type { TxnDel, TxnVoid } from './txn-removal.ts'
import { decodeVendorRet } from './vendor.ts'
import type { VendorRet } from './vendor.ts'

export type Ret =
  | ARRefundCreditCardRet
  | AccountRet
  | CheckRet
  | ClassRet
  | CompanyRet
  | CreditMemoRet
  | CurrencyRet
  | CustomerMsgRet
  | CustomerRet
  | CustomerTypeRet
  | DataExtDefRet
  | DataExtRet
  | DateDrivenTermsRet
  | DepositRet
  | EstimateRet
  | HostRet
  | InventorySiteRet
  | InvoiceRet
  | ItemRet
  | ListDeletedRet
  | PaymentMethodRet
  | PreferencesRet
  | PriceLevelRet
  | ReceivePaymentRet
  | SalesOrderRet
  | SalesReceiptRet
  | SalesRepRet
  | SalesTaxCodeRet
  | ShipMethodRet
  | StandardTermsRet
  | TemplateRet
  | TxnDel
  | TxnDeletedRet
  | TxnVoid
  | VendorRet

type RetKind = Exclude<Ret, TxnDel | TxnVoid>['kind']

const DECODE: Readonly<Record<RetKind, (ret: XmlElement) => Ret | null>> = {
  ARRefundCreditCardRet: decodeARRefundCreditCardRet,
  AccountRet: decodeAccountRet,
  CheckRet: decodeCheckRet,
  ClassRet: decodeClassRet,
  CompanyRet: decodeCompanyRet,
  CreditMemoRet: decodeCreditMemoRet,
  CurrencyRet: decodeCurrencyRet,
  CustomerMsgRet: decodeCustomerMsgRet,
  CustomerRet: decodeCustomerRet,
  CustomerTypeRet: decodeCustomerTypeRet,
  DataExtDefRet: decodeDataExtDefRet,
  DataExtRet: decodeDataExtRet,
  DateDrivenTermsRet: decodeDateDrivenTermsRet,
  DepositRet: decodeDepositRet,
  EstimateRet: decodeEstimateRet,
  HostRet: decodeHostRet,
  InventorySiteRet: decodeInventorySiteRet,
  InvoiceRet: decodeInvoiceRet,
  ItemDiscountRet: decodeItemRet,
  ItemFixedAssetRet: decodeItemRet,
  ItemGroupRet: decodeItemRet,
  ItemInventoryAssemblyRet: decodeItemRet,
  ItemInventoryRet: decodeItemRet,
  ItemNonInventoryRet: decodeItemRet,
  ItemOtherChargeRet: decodeItemRet,
  ItemPaymentRet: decodeItemRet,
  ItemSalesTaxGroupRet: decodeItemRet,
  ItemSalesTaxRet: decodeItemRet,
  ItemServiceRet: decodeItemRet,
  ItemSubtotalRet: decodeItemRet,
  ListDeletedRet: decodeListDeletedRet,
  PaymentMethodRet: decodePaymentMethodRet,
  PreferencesRet: decodePreferencesRet,
  PriceLevelRet: decodePriceLevelRet,
  ReceivePaymentRet: decodeReceivePaymentRet,
  SalesOrderRet: decodeSalesOrderRet,
  SalesReceiptRet: decodeSalesReceiptRet,
  SalesRepRet: decodeSalesRepRet,
  SalesTaxCodeRet: decodeSalesTaxCodeRet,
  ShipMethodRet: decodeShipMethodRet,
  StandardTermsRet: decodeStandardTermsRet,
  TemplateRet: decodeTemplateRet,
  TxnDeletedRet: decodeTxnDeletedRet,
  VendorRet: decodeVendorRet,
}

export type ErrorRecovery = {
  readonly ListID: string | null
  readonly TxnID: string | null
  readonly EditSequence: string | null
}

export type QbxmlResponse =
  | {
      readonly kind: 'response'
      /** `SalesReceiptAddRs`, or the name of a response we did not ask for. */
      readonly name: string
      readonly requestID: string | null
      readonly statusCode: number
      readonly statusSeverity: string
      readonly statusMessage: string
      readonly iteratorID: string | null
      readonly iteratorRemainingCount: number | null
      /** How many there are, where a query was asked for that. */
      readonly retCount: number | null
      readonly rets: readonly Ret[]
      /** What a remembered answer says instead of a Ret when QuickBooks does not run a set twice. */
      readonly errorRecovery: ErrorRecovery | null
    }
  /** Sent, executed or not: nobody knows. */
  | {
      readonly kind: 'unreadable'
      readonly name: string
      readonly requestID: string | null
      readonly reason: string
    }

export type MessageSetResponse =
  | {
      readonly kind: 'message-set'
      readonly messageSetID: string | null
      /** 600 and 9001 to 9005: how error recovery went. */
      readonly messageSetStatusCode: number | null
      readonly responses: readonly QbxmlResponse[]
    }
  | { readonly kind: 'unreadable'; readonly reason: string }

export function decodeMessageSetResponse(xml: string): MessageSetResponse {
  const root = parseXml(withoutIllegalCharacters(xml).trimStart())
  if ('kind' in root) {
    return { kind: 'unreadable', reason: root.reason }
  }
  const set = root.localName === 'QBXML' ? child(root, 'QBXMLMsgsRs') : null
  if (set === null) {
    return { kind: 'unreadable', reason: `<${root.name}> holds no QBXMLMsgsRs` }
  }
  return {
    kind: 'message-set',
    messageSetID: set.attributes.newMessageSetID ?? null,
    messageSetStatusCode: wholeNumber(set.attributes.messageSetStatusCode),
    responses: set.children.map(decodeResponse),
  }
}

export type HostCompanyPreferences =
  | {
      readonly kind: 'host-company-preferences'
      readonly host: HostRet | null
      readonly company: CompanyRet | null
      readonly preferences: PreferencesRet | null
    }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** `strHCPResponse`, which the Web Connector sends with the first `sendRequestXML` of a session. */
export function decodeHostCompanyPreferences(strHCPResponse: string): HostCompanyPreferences {
  const set = decodeMessageSetResponse(strHCPResponse)
  if (set.kind === 'unreadable') {
    return set
  }
  const rets = set.responses.flatMap((response) =>
    response.kind === 'response' ? response.rets : [],
  )
  return {
    kind: 'host-company-preferences',
    host: rets.find((ret) => ret.kind === 'HostRet') ?? null,
    company: rets.find((ret) => ret.kind === 'CompanyRet') ?? null,
    preferences: rets.find((ret) => ret.kind === 'PreferencesRet') ?? null,
  }
}

function decodeResponse(element: XmlElement): QbxmlResponse {
  const { attributes, localName: name } = element
  const requestID = attributes.requestID ?? null
  const statusCode = wholeNumber(attributes.statusCode)
  if (statusCode === null) {
    return { kind: 'unreadable', name, requestID, reason: 'no statusCode' }
  }
  const known = element.children.filter((inner) => isRetKind(inner.localName))
  const bare = decodeBare(element)
  const rets: Ret[] = bare === null ? [] : [bare]
  for (const inner of known) {
    const ret = isRetKind(inner.localName) ? DECODE[inner.localName](inner) : null
    if (ret === null) {
      return {
        kind: 'unreadable',
        name,
        requestID,
        reason: `a ${inner.localName} without identity`,
      }
    }
    rets.push(ret)
  }
  return {
    kind: 'response',
    name,
    requestID,
    statusCode,
    statusSeverity: attributes.statusSeverity ?? '',
    statusMessage: attributes.statusMessage ?? '',
    iteratorID: attributes.iteratorID ?? null,
    iteratorRemainingCount: wholeNumber(attributes.iteratorRemainingCount),
    retCount: wholeNumber(attributes.retCount),
    rets,
    errorRecovery: readErrorRecovery(child(element, 'ErrorRecovery')),
  }
}

/** What stands in the response itself, with no object around it. */
function decodeBare(response: XmlElement): TxnDel | TxnVoid | null {
  switch (response.localName) {
    case 'TxnDelRs':
      return decodeTxnDel(response)
    case 'TxnVoidRs':
      return decodeTxnVoid(response)
    default:
      return null
  }
}

function readErrorRecovery(recovery: XmlElement | null): ErrorRecovery | null {
  return (
    recovery && {
      ListID: readText(recovery, 'ListID'),
      TxnID: readText(recovery, 'TxnID'),
      EditSequence: readText(recovery, 'EditSequence'),
    }
  )
}

function isRetKind(name: string): name is RetKind {
  return Object.hasOwn(DECODE, name)
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
