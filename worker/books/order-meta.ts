import type { Order } from '../woo/order.ts'

/** What a plugin keeps on the order under a key, as text; null for what is neither text nor number. */
export function metaText({ metaData }: Pick<Order, 'metaData'>, key: string): string | null {
  const value = metaValue({ metaData }, key)
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null
}

/** The last one, where a plugin left more than one. */
export function metaValue({ metaData }: Pick<Order, 'metaData'>, key: string): unknown {
  return metaData.findLast((meta) => meta.key === key)?.value
}
