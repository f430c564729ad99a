/** One request, carried out. */
import type { QbxmlRequest, RequestName } from '../qbxml/requests.ts'
import { refusal, withOnly } from './answer.ts'
import type { Answer } from './answer.ts'
import type { CompanyFile, ListKind, TxnKind } from './books.ts'
import { addCardRefund } from './card-refund.ts'
import { addCheck } from './check.ts'
import { addDataExt, changeDataExt, deleteDataExt, queryDataExtDefs } from './custom-field.ts'
import { addCustomer, addVendor, changeCustomer, customerRet, vendorRet } from './customer.ts'
import { queryDeletedEntries } from './deleted-entries.ts'
import { addDeposit } from './deposit.ts'
import {
  addFormEntry,
  currencyRet,
  inventorySiteRet,
  nameRet,
  pathRet,
  priceLevelRet,
  salesRepRet,
  templateRet,
  termsRet,
} from './form-lists.ts'
import { countNames } from './name-count.ts'
import { answerCompany, answerHost, answerPreferences } from './host.ts'
import { addItem, itemRet } from './item.ts'
import type { ItemType } from './item.ts'
import { queryList } from './list-query.ts'
import type { ListQuery } from './list-query.ts'
import { addPayment } from './payment.ts'
import { changeSalesForm } from './sales-form-mod.ts'
import { addSalesForm } from './sales-form.ts'
import {
  accountRet,
  addAccount,
  addPaymentMethod,
  paymentMethodRet,
  salesTaxCodeRet,
} from './small-lists.ts'
import { queryDeletedTxns, queryTxns } from './txn-query.ts'
import { answerTxnDel, answerTxnVoid } from './txn-removal.ts'
import type { Macros } from './txns.ts'

type Named<N extends RequestName> = Extract<QbxmlRequest, { readonly name: N }>
type Carry<R> = (company: CompanyFile, request: R, macros: Macros) => Answer

const CARRY_OUT: { readonly [N in RequestName]: Carry<Named<N>> } = {
  ARRefundCreditCardAddRq: (company, { content }, macros) =>
    addCardRefund(company, { content: content.ARRefundCreditCardAdd, macros }),
  ARRefundCreditCardQueryRq: txnQuery('ARRefundCreditCard'),
  AccountAddRq: (company, { content }) => addAccount(company, content),
  AccountQueryRq: listQuery('Account', accountRet),
  CheckAddRq: (company, { content }, macros) =>
    addCheck(company, { content: content.CheckAdd, macros }),
  CheckQueryRq: txnQuery('Check'),
  ClassAddRq: withFeature('isUsingClasses', (company, { content }) =>
    addFormEntry(company, { type: 'Class', content: content.ClassAdd }),
  ),
  ClassQueryRq: withFeature('isUsingClasses', listQuery('Class', pathRet)),
  CompanyQueryRq: (company, { content }) => answerCompany(company, content),
  CreditMemoAddRq: (company, { content }, macros) =>
    addSalesForm(company, { kind: 'CreditMemo', content: content.CreditMemoAdd, macros }),
  CreditMemoModRq: (company, { content }, macros) =>
    changeSalesForm(company, { kind: 'CreditMemo', content: content.CreditMemoMod, macros }),
  CreditMemoQueryRq: txnQuery('CreditMemo'),
  CurrencyQueryRq: withFeature('isMultiCurrencyOn', listQuery('Currency', currencyRet)),
  CustomerAddRq: (company, { content }) => addCustomer(company, content),
  CustomerModRq: (company, { content }) => changeCustomer(company, content),
  CustomerMsgQueryRq: listQuery('CustomerMsg', nameRet),
  CustomerQueryRq: listQuery('Customer', customerRet),
  CustomerTypeQueryRq: listQuery('CustomerType', pathRet),
  DataExtAddRq: (company, { content }, macros) =>
    addDataExt(company, { content: content.DataExtAdd, macros }),
  DataExtDefQueryRq: (company, { content }) => queryDataExtDefs(company, content),
  DataExtDelRq: (company, { content }) => deleteDataExt(company, content.DataExtDel),
  DataExtModRq: (company, { content }) => changeDataExt(company, content.DataExtMod),
  DateDrivenTermsQueryRq: listQuery('Terms', termsRet, 'DateDrivenTerms'),
  DepositAddRq: (company, { content }, macros) =>
    addDeposit(company, { content: content.DepositAdd, macros }),
  DepositQueryRq: txnQuery('Deposit'),
  EntityQueryRq: countNames,
  EstimateAddRq: withFeature('isUsingEstimates', (company, { content }, macros) =>
    addSalesForm(company, { kind: 'Estimate', content: content.EstimateAdd, macros }),
  ),
  EstimateModRq: withFeature('isUsingEstimates', (company, { content }, macros) =>
    changeSalesForm(company, { kind: 'Estimate', content: content.EstimateMod, macros }),
  ),
  EstimateQueryRq: withFeature('isUsingEstimates', txnQuery('Estimate')),
  HostQueryRq: (company, { content }) => answerHost(company, content),
  InventorySiteQueryRq: withFeature(
    'hasInventorySites',
    listQuery('InventorySite', inventorySiteRet),
  ),
  InvoiceAddRq: (company, { content }, macros) =>
    addSalesForm(company, { kind: 'Invoice', content: content.InvoiceAdd, macros }),
  InvoiceModRq: (company, { content }, macros) =>
    changeSalesForm(company, { kind: 'Invoice', content: content.InvoiceMod, macros }),
  InvoiceQueryRq: txnQuery('Invoice'),
  ItemDiscountAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemDiscount', content: content.ItemDiscountAdd }),
  ItemDiscountQueryRq: itemQuery('ItemDiscount'),
  ItemInventoryAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemInventory', content: content.ItemInventoryAdd }),
  ItemInventoryQueryRq: itemQuery('ItemInventory'),
  ItemNonInventoryAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemNonInventory', content: content.ItemNonInventoryAdd }),
  ItemNonInventoryQueryRq: itemQuery('ItemNonInventory'),
  ItemOtherChargeAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemOtherCharge', content: content.ItemOtherChargeAdd }),
  ItemOtherChargeQueryRq: itemQuery('ItemOtherCharge'),
  ItemQueryRq: listQuery('Item', itemRet),
  ItemSalesTaxAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemSalesTax', content: content.ItemSalesTaxAdd }),
  ItemSalesTaxGroupAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemSalesTaxGroup', content: content.ItemSalesTaxGroupAdd }),
  ItemSalesTaxGroupQueryRq: itemQuery('ItemSalesTaxGroup'),
  ItemSalesTaxQueryRq: itemQuery('ItemSalesTax'),
  ItemServiceAddRq: (company, { content }) =>
    addItem(company, { type: 'ItemService', content: content.ItemServiceAdd }),
  ItemServiceQueryRq: itemQuery('ItemService'),
  ListDeletedQueryRq: (company, { content }) => queryDeletedEntries(company, content),
  PaymentMethodAddRq: (company, { content }) => addPaymentMethod(company, content),
  PaymentMethodQueryRq: listQuery('PaymentMethod', paymentMethodRet),
  PreferencesQueryRq: (company, { content }) => answerPreferences(company, content),
  PriceLevelQueryRq: withFeature('isUsingPriceLevels', listQuery('PriceLevel', priceLevelRet)),
  ReceivePaymentAddRq: (company, { content }, macros) =>
    addPayment(company, { content: content.ReceivePaymentAdd, macros }),
  ReceivePaymentQueryRq: txnQuery('ReceivePayment'),
  SalesOrderAddRq: withFeature('hasSalesOrders', (company, { content }, macros) =>
    addSalesForm(company, { kind: 'SalesOrder', content: content.SalesOrderAdd, macros }),
  ),
  SalesOrderModRq: withFeature('hasSalesOrders', (company, { content }, macros) =>
    changeSalesForm(company, { kind: 'SalesOrder', content: content.SalesOrderMod, macros }),
  ),
  SalesOrderQueryRq: withFeature('hasSalesOrders', txnQuery('SalesOrder')),
  SalesReceiptAddRq: (company, { content }, macros) =>
    addSalesForm(company, { kind: 'SalesReceipt', content: content.SalesReceiptAdd, macros }),
  SalesReceiptModRq: (company, { content }, macros) =>
    changeSalesForm(company, { kind: 'SalesReceipt', content: content.SalesReceiptMod, macros }),
  SalesReceiptQueryRq: txnQuery('SalesReceipt'),
  SalesRepQueryRq: listQuery('SalesRep', salesRepRet),
  SalesTaxCodeQueryRq: listQuery('SalesTaxCode', salesTaxCodeRet),
  ShipMethodAddRq: (company, { content }) =>
    addFormEntry(company, { type: 'ShipMethod', content: content.ShipMethodAdd }),
  ShipMethodQueryRq: listQuery('ShipMethod', nameRet),
  StandardTermsAddRq: (company, { content }) =>
    addFormEntry(company, { type: 'StandardTerms', content: content.StandardTermsAdd }),
  StandardTermsQueryRq: listQuery('Terms', termsRet, 'StandardTerms'),
  TemplateQueryRq: listQuery('Template', templateRet),
  TermsQueryRq: listQuery('Terms', termsRet),
  TxnDelRq: (company, { content }) => answerTxnDel(company, content),
  TxnDeletedQueryRq: (company, { content }) => queryDeletedTxns(company, content),
  TxnVoidRq: (company, { content }) => answerTxnVoid(company, content),
  VendorAddRq: (company, { content }) => addVendor(company, content),
  VendorQueryRq: listQuery('Vendor', vendorRet),
}

export function answerRequest(company: CompanyFile, request: QbxmlRequest, macros: Macros): Answer {
  // The table is typed row by row; a row is always given the request it is named for.
  const carryOut = CARRY_OUT[request.name] as Carry<QbxmlRequest>
  const answer = carryOut(company, request, macros)
  if (!/(Add|Mod)Rq$/.test(request.name)) {
    return answer
  }
  const { IncludeRetElement: names } = request.content as {
    readonly IncludeRetElement?: readonly string[]
  }
  return { ...answer, rets: answer.rets.map((ret) => withOnly(ret, names)) }
}

function listQuery(
  kind: ListKind,
  render: ListQuery['render'],
  type: string | null = null,
): Carry<QbxmlRequest> {
  return (company, request) => queryList(company, { request, kind, type, render })
}

function txnQuery(kind: TxnKind): Carry<QbxmlRequest> {
  return (company, request) => queryTxns(company, { kind, request })
}

function itemQuery(type: ItemType): Carry<QbxmlRequest> {
  return listQuery('Item', itemRet, type)
}

type Feature =
  | 'hasInventorySites'
  | 'hasSalesOrders'
  | 'isMultiCurrencyOn'
  | 'isUsingClasses'
  | 'isUsingEstimates'
  | 'isUsingPriceLevels'

/** QuickBooks does not answer for what the edition or the preferences do without. */
function withFeature<R extends QbxmlRequest>(feature: Feature, carryOut: Carry<R>): Carry<R> {
  const said = 'This feature is not enabled or not available in this version of QuickBooks.'
  return (company, request, macros) =>
    company.settings[feature] ? carryOut(company, request, macros) : refusal(3250, said)
}
