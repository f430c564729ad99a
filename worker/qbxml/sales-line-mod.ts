/**
 * Lines of a sales form that is changed. If any line is given, those not mentioned are deleted, and
 * the order given is the new order: `TxnLineID` alone keeps a line as it is, `-1` adds one.
 */
import {
  INVENTORY_SITE,
  ITEM_AND_QUANTITY,
  PRICE_RULE,
  RATE_TO_AMOUNT,
  SERIAL_OR_LOT,
} from './sales-line.ts'
import {
  amount,
  bool,
  date,
  group,
  id,
  oneOfOrNone,
  percent,
  price,
  quantity,
  ref,
  text,
  txnID,
} from './shape.ts'

/** The TxnLineID of a line to be added. */
export const NEW_LINE = '-1'

const UP_TO_UNIT = [...ITEM_AND_QUANTITY, ref('OverrideUOMSetRef?', 31, '7.0')] as const
const OTHERS = [text('Other1?', 29, '6.0'), text('Other2?', 29, '6.0')] as const
const FROM_SERVICE_DATE = [
  date('ServiceDate?'),
  ref('SalesTaxCodeRef?', 3),
  ref('OverrideItemAccountRef?', 159),
  ...OTHERS,
] as const

const SALE_LINE_MOD = [
  ...UP_TO_UNIT,
  ...RATE_TO_AMOUNT,
  PRICE_RULE,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  ...FROM_SERVICE_DATE,
] as const

const GROUP_MOD = [
  ref('ItemGroupRef?', 31),
  quantity('Quantity?'),
  text('UnitOfMeasure?', 31, '7.0'),
  ref('OverrideUOMSetRef?', 31, '7.0'),
] as const

export const INVOICE_LINE_MOD = [id('TxnLineID'), ...SALE_LINE_MOD] as const
export const INVOICE_LINE_GROUP_MOD = [
  id('TxnLineID'),
  ...GROUP_MOD,
  group('InvoiceLineMod*', INVOICE_LINE_MOD),
] as const

export const SALES_RECEIPT_LINE_MOD = [txnID('TxnLineID'), ...SALE_LINE_MOD] as const
export const SALES_RECEIPT_LINE_GROUP_MOD = [
  txnID('TxnLineID'),
  ...GROUP_MOD,
  group('SalesReceiptLineMod*', SALES_RECEIPT_LINE_MOD),
] as const

export const CREDIT_MEMO_LINE_MOD = [
  id('TxnLineID'),
  ...UP_TO_UNIT,
  ...RATE_TO_AMOUNT,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  ...FROM_SERVICE_DATE,
] as const
export const CREDIT_MEMO_LINE_GROUP_MOD = [
  id('TxnLineID'),
  ...GROUP_MOD,
  group('CreditMemoLineMod*', CREDIT_MEMO_LINE_MOD),
] as const

export const SALES_ORDER_LINE_MOD = [
  id('TxnLineID'),
  ...UP_TO_UNIT,
  ...RATE_TO_AMOUNT,
  PRICE_RULE,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  ref('SalesTaxCodeRef?', 3),
  bool('IsManuallyClosed?'),
  ...OTHERS,
] as const
export const SALES_ORDER_LINE_GROUP_MOD = [
  id('TxnLineID'),
  ...GROUP_MOD,
  group('SalesOrderLineMod*', SALES_ORDER_LINE_MOD),
] as const

export const ESTIMATE_LINE_MOD = [
  id('TxnLineID'),
  ...UP_TO_UNIT,
  oneOfOrNone([[price('Rate')], [percent('RatePercent')]]),
  ref('ClassRef?', 159),
  amount('Amount?'),
  PRICE_RULE,
  ...INVENTORY_SITE,
  ref('SalesTaxCodeRef?', 3),
  oneOfOrNone([
    [price('MarkupRate')],
    [percent('MarkupRatePercent')],
    [ref('PriceLevelRef', 31, '7.0')],
  ]),
  ...OTHERS,
] as const
export const ESTIMATE_LINE_GROUP_MOD = [
  id('TxnLineID'),
  ...GROUP_MOD,
  group('EstimateLineMod*', ESTIMATE_LINE_MOD),
] as const
