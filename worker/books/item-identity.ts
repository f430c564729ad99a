/** Which QuickBooks item a line of an order is. */
import type { LineItem } from '../woo/order.ts'
import type { ItemIdentity } from './document.ts'
import { plainText, withoutMarkup } from './plain-text.ts'

const ITEM_NAME_LENGTH_MAX = 31
const DESCRIPTION_LENGTH_MAX = 4095

export const SHIPPING_ITEM: ItemIdentity = {
  subject: 'item:shipping',
  name: 'Shipping',
  description: 'Shipping',
  createAs: 'ItemOtherCharge',
  role: 'shipping',
}

export const FEE_ITEM: ItemIdentity = {
  subject: 'item:fee',
  name: 'Fee',
  description: 'Fee',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** What a coupon takes off, where it stands in a line of its own. */
export const DISCOUNT_ITEM: ItemIdentity = {
  subject: 'item:discount',
  name: 'Discount',
  description: 'Discount',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** For money given back without goods. */
export const REFUND_ITEM: ItemIdentity = {
  subject: 'item:refund',
  name: 'Refund',
  description: 'Refunded without goods',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** For what is sold without a product: a deleted one, or a line typed in by hand. */
export const SALE_ITEM: ItemIdentity = {
  subject: 'item:sale',
  name: 'WooCommerce sale',
  description: 'Sold without a product in the shop',
  createAs: 'ItemNonInventory',
  role: 'product',
}

export function productItem(line: LineItem): ItemIdentity {
  const { productId, variationId } = line
  if (productId === 0 && variationId === 0) {
    return SALE_ITEM
  }
  const id = variationId > 0 ? variationId : productId
  return {
    subject: variationId > 0 ? `variation:${id}` : `product:${id}`,
    name: isItemName(line.sku) ? line.sku : `W-${id}`,
    description: plainText(withoutMarkup(line.name)).text.slice(0, DESCRIPTION_LENGTH_MAX),
    createAs: 'ItemNonInventory',
    role: 'product',
  }
}

/** Whether a SKU can be a name as it is: a cut or respelled one would be another product's. */
export function isItemName(sku: string): boolean {
  const fits = sku.length >= 1 && sku.length <= ITEM_NAME_LENGTH_MAX && !sku.includes(':')
  return fits && plainText(sku).text === sku
}
