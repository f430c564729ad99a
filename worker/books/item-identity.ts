/** Which QuickBooks item a line of an order is. */
import type { LineItem } from '../woo/order.ts'
import type { ItemIdentity } from './document.ts'
import { mapped } from './mapped.ts'
import { plainText, withoutMarkup } from './plain-text.ts'
import type { Settings } from './settings.ts'

const ITEM_NAME_LENGTH_MAX = 31
const DESCRIPTION_LENGTH_MAX = 4095

export type ItemChoices = Pick<Settings, 'lines' | 'mapping' | 'unmappedItems' | 'fallbackItem'>

export const SHIPPING_ITEM: ItemIdentity = {
  subject: 'item:shipping',
  name: 'Shipping',
  chosenFullName: null,
  standInFullName: null,
  description: 'Shipping',
  createAs: 'ItemOtherCharge',
  role: 'shipping',
}

export const FEE_ITEM: ItemIdentity = {
  subject: 'item:fee',
  name: 'Fee',
  chosenFullName: null,
  standInFullName: null,
  description: 'Fee',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** What a buyer gives on top: to pass on, or to keep. */
export const TIP_ITEM: ItemIdentity = {
  subject: 'item:tip',
  name: 'Tip',
  chosenFullName: null,
  standInFullName: null,
  description: 'Tip',
  createAs: 'ItemOtherCharge',
  role: 'tip',
}

/** Sold it is owed, redeemed it is money that came earlier: never earned, never a discount. */
export const GIFT_CARD_ITEM: ItemIdentity = {
  subject: 'item:gift-card',
  name: 'Gift card',
  chosenFullName: null,
  standInFullName: null,
  description: 'Gift card',
  createAs: 'ItemOtherCharge',
  role: 'gift-card',
}

export const STORE_CREDIT_ITEM: ItemIdentity = {
  subject: 'item:store-credit',
  name: 'Store credit',
  chosenFullName: null,
  standInFullName: null,
  description: 'Store credit',
  createAs: 'ItemOtherCharge',
  role: 'gift-card',
}

/** What a coupon takes off, where it stands in a line of its own. */
export const DISCOUNT_ITEM: ItemIdentity = {
  subject: 'item:discount',
  name: 'Discount',
  chosenFullName: null,
  standInFullName: null,
  description: 'Discount',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** By how much an order's total is apart from its parts, where its owner lets it go out so. */
export const DIFFERENCE_ITEM: ItemIdentity = {
  subject: 'item:difference',
  name: 'Difference',
  chosenFullName: null,
  standInFullName: null,
  description: 'Difference to the shop’s total',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** For money given back without goods. */
export const REFUND_ITEM: ItemIdentity = {
  subject: 'item:refund',
  name: 'Refund',
  chosenFullName: null,
  standInFullName: null,
  description: 'Refunded without goods',
  createAs: 'ItemOtherCharge',
  role: 'fee',
}

/** For goods that were refunded and did not come back on the shelf: it counts no stock. */
export const NO_RETURN_ITEM: ItemIdentity = {
  subject: 'item:refund-without-return',
  name: 'Refund without return',
  chosenFullName: null,
  standInFullName: null,
  description: 'Refunded, and not put back in stock',
  createAs: 'ItemNonInventory',
  role: 'fee',
}

/** For what is sold without a product: a deleted one, or a line typed in by hand. */
export const SALE_ITEM: ItemIdentity = {
  subject: 'item:sale',
  name: 'WooCommerce sale',
  chosenFullName: null,
  standInFullName: null,
  description: 'Sold without a product in the shop',
  createAs: 'ItemNonInventory',
  role: 'product',
}

/** What stands in for a product that QuickBooks lacks: a choice itself, and searched as one. */
export function standInFor(identity: ItemIdentity, fullName: string): ItemIdentity {
  return { ...identity, subject: 'item:fallback', chosenFullName: fullName, standInFullName: null }
}

/** The owner's choice for one of these items as a whole, such as `item:shipping`. */
export function chosenItem(item: ItemIdentity, { mapping }: ItemChoices): ItemIdentity {
  const chosenFullName = mapped(mapping.items, item.subject)
  return chosenFullName === null ? item : { ...item, chosenFullName }
}

/** `variation:31`, `product:20`, or `item:sale` of a product that is gone. */
export function soldSubject({ productId, variationId }: LineItem): string {
  if (productId === 0 && variationId === 0) {
    return SALE_ITEM.subject
  }
  return variationId > 0 ? `variation:${variationId}` : `product:${productId}`
}

export function productItem(line: LineItem, choices: ItemChoices): ItemIdentity {
  const chosenFullName = chosenForProduct(line, choices)
  const standInFullName = choices.unmappedItems === 'fallback' ? choices.fallbackItem : null
  const subject = soldSubject(line)
  if (subject === SALE_ITEM.subject) {
    return chosenItem({ ...SALE_ITEM, chosenFullName, standInFullName }, choices)
  }
  const isShared = sharesParentsItem(line, choices)
  const words = isShared && line.parentName !== '' ? line.parentName : line.name
  return {
    subject: isShared ? `product:${line.productId}` : subject,
    name: productItemName(line, choices),
    chosenFullName,
    standInFullName,
    description: plainText(withoutMarkup(words)).text.slice(0, DESCRIPTION_LENGTH_MAX),
    createAs: 'ItemNonInventory',
    role: 'product',
  }
}

/** The nearest choice counts: for the variation, for its product, for the SKU. */
function chosenForProduct(line: LineItem, { mapping }: ItemChoices): string | null {
  const keys = [soldSubject(line), `product:${line.productId}`, line.sku]
  return keys.map((key) => mapped(mapping.items, key)).find((chosen) => chosen !== null) ?? null
}

function sharesParentsItem({ productId, variationId }: LineItem, { lines }: ItemChoices): boolean {
  return lines.variations === 'parent' && variationId > 0 && productId > 0
}

function productItemName(line: LineItem, choices: ItemChoices): string {
  const isShared = sharesParentsItem(line, choices)
  const id = isShared || line.variationId === 0 ? line.productId : line.variationId
  const candidates: Readonly<Record<ItemChoices['lines']['itemNames'], readonly string[]>> = {
    sku: [itemSku(line, choices)],
    'shop-id': [],
    name: [shopName(line, isShared), itemSku(line, choices)],
  }
  return candidates[choices.lines.itemNames].find(isItemName) ?? `W-${id}`
}

/** The SKU in QuickBooks; empty where a variation's does not tell its product's. */
function itemSku(line: LineItem, choices: ItemChoices): string {
  const { skuSuffix, variationSeparator } = choices.lines
  const sku = sharesParentsItem(line, choices)
    ? skuOfParent(line.sku, variationSeparator)
    : line.sku
  return sku === '' ? '' : `${sku}${skuSuffix}`
}

function skuOfParent(sku: string, separator: string): string {
  const at = separator === '' ? -1 : sku.lastIndexOf(separator)
  return at === -1 ? '' : sku.slice(0, at)
}

function shopName({ name, parentName }: LineItem, isShared: boolean): string {
  return withoutMarkup(isShared && parentName !== '' ? parentName : name).trim()
}

/** Whether a SKU or a name can be an item's as it is: cut or respelled it would be another's. */
export function isItemName(name: string): boolean {
  const fits = name.length >= 1 && name.length <= ITEM_NAME_LENGTH_MAX && !name.includes(':')
  return fits && plainText(name).text === name
}
