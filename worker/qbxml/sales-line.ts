/** A line of a sales form. Send `Amount`, not `Rate`: QuickBooks rounds Quantity × Rate itself. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { readText, readAmount, readRef } from './ret.ts'
import type { RefRet } from './ret.ts'
import {
  amount,
  bool,
  date,
  group,
  guid,
  id,
  oneOfOrNone,
  oneWordOf,
  only,
  percent,
  price,
  prose,
  quantity,
  ref,
  text,
} from './shape.ts'

export const DATA_EXT_FIELDS = [
  guid('OwnerID'),
  text('DataExtName', 31),
  prose('DataExtValue'),
] as const

const DATA_EXT = group('DataExt*', DATA_EXT_FIELDS, '5.0')

export const INVENTORY_SITE = [
  ref('InventorySiteRef?', 31, '10.0'),
  ref('InventorySiteLocationRef?', 31, '12.0'),
] as const

export const SERIAL_OR_LOT = oneOfOrNone(
  [[text('SerialNumber?', 4095)], [text('LotNumber?', 40)]],
  '11.0',
)

export const ITEM_AND_QUANTITY = [
  ref('ItemRef?'),
  prose('Desc?', 4095),
  quantity('Quantity?'),
  text('UnitOfMeasure?', 31, '7.0'),
] as const

export const RATE_TO_AMOUNT = [
  oneOfOrNone([[price('Rate')], [percent('RatePercent')], [ref('PriceLevelRef', 31, '4.0')]]),
  ref('ClassRef?', 159),
  amount('Amount?'),
] as const

export const PRICE_RULE = oneWordOf('OptionForPriceRuleConflict?', ['Zero', 'BasePrice'], '13.0')

export const SALES_LINE_UP_TO_OTHER = [
  ...ITEM_AND_QUANTITY,
  ...RATE_TO_AMOUNT,
  PRICE_RULE,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  date('ServiceDate?'),
  ref('SalesTaxCodeRef?', 3),
  ref('OverrideItemAccountRef?', 159, '2.0'),
  text('Other1?', 29, '6.0'),
  text('Other2?', 29, '6.0'),
] as const

/** A sales receipt's line may also carry `CreditCardTxnInfo`, which we never send. */
export const SALES_RECEIPT_LINE_ADD = [...SALES_LINE_UP_TO_OTHER, DATA_EXT] as const

export const INVOICE_LINE_ADD = [
  ...SALES_LINE_UP_TO_OTHER,
  group('LinkToTxn?', [id('TxnID'), id('TxnLineID')], '6.0'),
  DATA_EXT,
] as const

/** No price rule decides what comes back. It may also carry `CreditCardTxnInfo`. */
export const CREDIT_MEMO_LINE_ADD = [
  ...ITEM_AND_QUANTITY,
  ...RATE_TO_AMOUNT,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  date('ServiceDate?'),
  ref('SalesTaxCodeRef?', 3),
  ref('OverrideItemAccountRef?', 159, '2.0'),
  text('Other1?', 29, '6.0'),
  text('Other2?', 29, '6.0'),
  DATA_EXT,
] as const

export const SALES_ORDER_LINE_ADD = [
  ...ITEM_AND_QUANTITY,
  ...RATE_TO_AMOUNT,
  PRICE_RULE,
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  ref('SalesTaxCodeRef?', 3),
  bool('IsManuallyClosed?'),
  text('Other1?', 29, '6.0'),
  text('Other2?', 29, '6.0'),
  DATA_EXT,
] as const

export const ESTIMATE_LINE_ADD = [
  ...ITEM_AND_QUANTITY,
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
  ref('OverrideItemAccountRef?', 159, '2.0'),
  text('Other1?', 29, '6.0'),
  text('Other2?', 29, '6.0'),
  DATA_EXT,
] as const

export const SALES_LINE_GROUP_ADD = [
  ref('ItemGroupRef', 31),
  quantity('Quantity?'),
  text('UnitOfMeasure?', 31, '7.0'),
  ref('InventorySiteRef?', 31, '10.0'),
  ref('InventorySiteLocationRef?', 31, '12.0'),
  DATA_EXT,
] as const

/** Whether the amounts of a form's lines are gross. */
export const IS_TAX_INCLUDED = only(['CA', 'UK'], bool('IsTaxIncluded?', '6.0'))

/** A line as QuickBooks holds it; there only when the query asked with `IncludeLineItems`. */
export type SalesLineRet = {
  readonly TxnLineID: string | null
  readonly ItemRef: RefRet | null
  readonly Desc: string | null
  readonly Quantity: string | null
  readonly Rate: string | null
  readonly RatePercent: string | null
  readonly Amount: Cents | null
  readonly SalesTaxCodeRef: RefRet | null
}

export function readSalesLines(ret: XmlElement, name: string): readonly SalesLineRet[] {
  return childrenNamed(ret, name).map((line) => ({
    TxnLineID: readText(line, 'TxnLineID'),
    ItemRef: readRef(line, 'ItemRef'),
    Desc: readText(line, 'Desc'),
    Quantity: readText(line, 'Quantity'),
    Rate: readText(line, 'Rate'),
    RatePercent: readText(line, 'RatePercent'),
    Amount: readAmount(line, 'Amount'),
    SalesTaxCodeRef: readRef(line, 'SalesTaxCodeRef'),
  }))
}
