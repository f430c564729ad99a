/** Every request we can write, by Intuit's name. A new object is a file and a row here. */
import { ACCOUNT_ADD_RQ, ACCOUNT_QUERY_RQ } from './account.ts'
import {
  AR_REFUND_CREDIT_CARD_ADD_RQ,
  AR_REFUND_CREDIT_CARD_QUERY_RQ,
} from './ar-refund-credit-card.ts'
import { CHECK_ADD_RQ, CHECK_QUERY_RQ } from './check.ts'
import { CLASS_ADD_RQ, CLASS_QUERY_RQ } from './class.ts'
import { COMPANY_QUERY_RQ } from './company.ts'
import { CREDIT_MEMO_ADD_RQ, CREDIT_MEMO_MOD_RQ, CREDIT_MEMO_QUERY_RQ } from './credit-memo.ts'
import { CURRENCY_QUERY_RQ } from './currency.ts'
import { CUSTOMER_MSG_QUERY_RQ } from './customer-msg.ts'
import {
  DATA_EXT_ADD_RQ,
  DATA_EXT_DEF_QUERY_RQ,
  DATA_EXT_DEL_RQ,
  DATA_EXT_MOD_RQ,
} from './data-ext.ts'
import { CUSTOMER_TYPE_QUERY_RQ } from './customer-type.ts'
import { CUSTOMER_ADD_RQ, CUSTOMER_MOD_RQ, CUSTOMER_QUERY_RQ } from './customer.ts'
import { DEPOSIT_ADD_RQ, DEPOSIT_QUERY_RQ } from './deposit.ts'
import { ESTIMATE_ADD_RQ, ESTIMATE_MOD_RQ, ESTIMATE_QUERY_RQ } from './estimate.ts'
import { HOST_QUERY_RQ } from './host.ts'
import { INVENTORY_SITE_QUERY_RQ } from './inventory-site.ts'
import { INVOICE_ADD_RQ, INVOICE_MOD_RQ, INVOICE_QUERY_RQ } from './invoice.ts'
import { ITEM_DISCOUNT_ADD_RQ } from './item-discount.ts'
import { ITEM_INVENTORY_ADD_RQ } from './item-inventory.ts'
import { ITEM_NON_INVENTORY_ADD_RQ } from './item-non-inventory.ts'
import { ITEM_OTHER_CHARGE_ADD_RQ } from './item-other-charge.ts'
import { ITEM_SALES_TAX_GROUP_ADD_RQ } from './item-sales-tax-group.ts'
import { ITEM_SALES_TAX_ADD_RQ } from './item-sales-tax.ts'
import { ITEM_SERVICE_ADD_RQ } from './item-service.ts'
import { ITEM_QUERY_RQ, ITEM_TYPE_QUERY_RQ } from './item.ts'
import { LIST_DELETED_QUERY_RQ } from './list-deleted.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { PAYMENT_METHOD_ADD_RQ, PAYMENT_METHOD_QUERY_RQ } from './payment-method.ts'
import { PREFERENCES_QUERY_RQ } from './preferences.ts'
import { PRICE_LEVEL_QUERY_RQ } from './price-level.ts'
import { RECEIVE_PAYMENT_ADD_RQ, RECEIVE_PAYMENT_QUERY_RQ } from './receive-payment.ts'
import { SALES_REP_QUERY_RQ } from './sales-rep.ts'
import { SALES_ORDER_ADD_RQ, SALES_ORDER_MOD_RQ, SALES_ORDER_QUERY_RQ } from './sales-order.ts'
import {
  SALES_RECEIPT_ADD_RQ,
  SALES_RECEIPT_MOD_RQ,
  SALES_RECEIPT_QUERY_RQ,
} from './sales-receipt.ts'
import { SALES_TAX_CODE_QUERY_RQ } from './sales-tax-code.ts'
import type { Content } from './shape.ts'
import { SHIP_METHOD_ADD_RQ, SHIP_METHOD_QUERY_RQ } from './ship-method.ts'
import { TEMPLATE_QUERY_RQ } from './template.ts'
import {
  DATE_DRIVEN_TERMS_QUERY_RQ,
  STANDARD_TERMS_ADD_RQ,
  STANDARD_TERMS_QUERY_RQ,
  TERMS_QUERY_RQ,
} from './terms.ts'
import { TXN_DELETED_QUERY_RQ } from './txn-deleted.ts'
import { TXN_DEL_RQ, TXN_VOID_RQ } from './txn-removal.ts'
import { VENDOR_ADD_RQ, VENDOR_QUERY_RQ } from './vendor.ts'

export const REQUESTS = {
  ARRefundCreditCardAddRq: AR_REFUND_CREDIT_CARD_ADD_RQ,
  ARRefundCreditCardQueryRq: AR_REFUND_CREDIT_CARD_QUERY_RQ,
  AccountAddRq: ACCOUNT_ADD_RQ,
  AccountQueryRq: ACCOUNT_QUERY_RQ,
  CheckAddRq: CHECK_ADD_RQ,
  CheckQueryRq: CHECK_QUERY_RQ,
  ClassAddRq: CLASS_ADD_RQ,
  ClassQueryRq: CLASS_QUERY_RQ,
  CompanyQueryRq: COMPANY_QUERY_RQ,
  CreditMemoAddRq: CREDIT_MEMO_ADD_RQ,
  CreditMemoModRq: CREDIT_MEMO_MOD_RQ,
  CreditMemoQueryRq: CREDIT_MEMO_QUERY_RQ,
  CurrencyQueryRq: CURRENCY_QUERY_RQ,
  CustomerAddRq: CUSTOMER_ADD_RQ,
  CustomerModRq: CUSTOMER_MOD_RQ,
  CustomerMsgQueryRq: CUSTOMER_MSG_QUERY_RQ,
  CustomerQueryRq: CUSTOMER_QUERY_RQ,
  CustomerTypeQueryRq: CUSTOMER_TYPE_QUERY_RQ,
  DataExtAddRq: DATA_EXT_ADD_RQ,
  DataExtDefQueryRq: DATA_EXT_DEF_QUERY_RQ,
  DataExtDelRq: DATA_EXT_DEL_RQ,
  DataExtModRq: DATA_EXT_MOD_RQ,
  DateDrivenTermsQueryRq: DATE_DRIVEN_TERMS_QUERY_RQ,
  DepositAddRq: DEPOSIT_ADD_RQ,
  DepositQueryRq: DEPOSIT_QUERY_RQ,
  /** Customers, vendors, employees and other names, which share one capacity. */
  EntityQueryRq: PLAIN_LIST_QUERY_RQ,
  EstimateAddRq: ESTIMATE_ADD_RQ,
  EstimateModRq: ESTIMATE_MOD_RQ,
  EstimateQueryRq: ESTIMATE_QUERY_RQ,
  HostQueryRq: HOST_QUERY_RQ,
  InventorySiteQueryRq: INVENTORY_SITE_QUERY_RQ,
  InvoiceAddRq: INVOICE_ADD_RQ,
  InvoiceModRq: INVOICE_MOD_RQ,
  InvoiceQueryRq: INVOICE_QUERY_RQ,
  ItemDiscountAddRq: ITEM_DISCOUNT_ADD_RQ,
  ItemDiscountQueryRq: ITEM_TYPE_QUERY_RQ,
  ItemInventoryAddRq: ITEM_INVENTORY_ADD_RQ,
  ItemInventoryQueryRq: ITEM_TYPE_QUERY_RQ,
  ItemNonInventoryAddRq: ITEM_NON_INVENTORY_ADD_RQ,
  ItemNonInventoryQueryRq: ITEM_TYPE_QUERY_RQ,
  ItemOtherChargeAddRq: ITEM_OTHER_CHARGE_ADD_RQ,
  ItemOtherChargeQueryRq: ITEM_TYPE_QUERY_RQ,
  ItemQueryRq: ITEM_QUERY_RQ,
  ItemSalesTaxAddRq: ITEM_SALES_TAX_ADD_RQ,
  ItemSalesTaxGroupAddRq: ITEM_SALES_TAX_GROUP_ADD_RQ,
  ItemSalesTaxGroupQueryRq: ITEM_QUERY_RQ,
  ItemSalesTaxQueryRq: ITEM_TYPE_QUERY_RQ,
  ItemServiceAddRq: ITEM_SERVICE_ADD_RQ,
  ItemServiceQueryRq: ITEM_TYPE_QUERY_RQ,
  ListDeletedQueryRq: LIST_DELETED_QUERY_RQ,
  PaymentMethodAddRq: PAYMENT_METHOD_ADD_RQ,
  PaymentMethodQueryRq: PAYMENT_METHOD_QUERY_RQ,
  PreferencesQueryRq: PREFERENCES_QUERY_RQ,
  PriceLevelQueryRq: PRICE_LEVEL_QUERY_RQ,
  ReceivePaymentAddRq: RECEIVE_PAYMENT_ADD_RQ,
  ReceivePaymentQueryRq: RECEIVE_PAYMENT_QUERY_RQ,
  SalesOrderAddRq: SALES_ORDER_ADD_RQ,
  SalesOrderModRq: SALES_ORDER_MOD_RQ,
  SalesOrderQueryRq: SALES_ORDER_QUERY_RQ,
  SalesReceiptAddRq: SALES_RECEIPT_ADD_RQ,
  SalesReceiptModRq: SALES_RECEIPT_MOD_RQ,
  SalesReceiptQueryRq: SALES_RECEIPT_QUERY_RQ,
  SalesRepQueryRq: SALES_REP_QUERY_RQ,
  SalesTaxCodeQueryRq: SALES_TAX_CODE_QUERY_RQ,
  ShipMethodAddRq: SHIP_METHOD_ADD_RQ,
  ShipMethodQueryRq: SHIP_METHOD_QUERY_RQ,
  StandardTermsAddRq: STANDARD_TERMS_ADD_RQ,
  StandardTermsQueryRq: STANDARD_TERMS_QUERY_RQ,
  TemplateQueryRq: TEMPLATE_QUERY_RQ,
  TermsQueryRq: TERMS_QUERY_RQ,
  TxnDelRq: TXN_DEL_RQ,
  TxnDeletedQueryRq: TXN_DELETED_QUERY_RQ,
  TxnVoidRq: TXN_VOID_RQ,
  VendorAddRq: VENDOR_ADD_RQ,
  VendorQueryRq: VENDOR_QUERY_RQ,
} as const

/** The others answer in one piece; the attribute itself is a parse error there (0x80040400). */
export const QUERIES_WITH_ITERATOR = [
  'ARRefundCreditCardQueryRq',
  'CheckQueryRq',
  'CreditMemoQueryRq',
  'CustomerQueryRq',
  'DepositQueryRq',
  'EntityQueryRq',
  'EstimateQueryRq',
  'InvoiceQueryRq',
  'ItemDiscountQueryRq',
  'ItemInventoryQueryRq',
  'ItemNonInventoryQueryRq',
  'ItemOtherChargeQueryRq',
  'ItemQueryRq',
  'ItemSalesTaxGroupQueryRq',
  'ItemSalesTaxQueryRq',
  'ItemServiceQueryRq',
  'ReceivePaymentQueryRq',
  'SalesOrderQueryRq',
  'SalesReceiptQueryRq',
  'VendorQueryRq',
] as const satisfies readonly RequestName[]

export type RequestName = keyof typeof REQUESTS

/** That can answer with how many there are alone; as far as we ask for it. */
export const QUERIES_WITH_COUNT = ['EntityQueryRq'] as const satisfies readonly RequestName[]

/** Pages of a query. An iterator dies with the Web Connector's session. */
export type RequestAttributes = {
  /** `retCount` and nothing else. */
  readonly metaData?: 'MetaDataOnly' | undefined
  readonly iterator?: 'Start' | 'Continue' | 'Stop' | undefined
  readonly iteratorID?: string | undefined
}

export type RequestContent<N extends RequestName> = Content<(typeof REQUESTS)[N]>

export type QbxmlRequest = {
  readonly [N in RequestName]: {
    readonly name: N
    readonly content: RequestContent<N>
    readonly attributes?: RequestAttributes | undefined
  }
}[RequestName]
