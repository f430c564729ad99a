/** What a plugin keeps with an order, under a key that the owner chose. */
import type { Order } from '../woo/order.ts'

/** Empty where there is no such key, and where its value is no text. */
export function metaText({ metaData }: Pick<Order, 'metaData'>, key: string | null): string {
  const value = metaData.find((meta) => meta.key === key)?.value
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}
