/** Real wc/v3 payloads, as `test/corpus/woo` keeps them. */
import { readdirSync, readFileSync } from 'node:fs'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Order } from '../../worker/woo/order.ts'

const CORPUS = new URL('../corpus/woo/', import.meta.url)

export type Json = Record<string, unknown>

/** Such as `corpusJSON('orders/coupon-percent.json')`. */
export function corpusJSON(path: string): Json {
  return JSON.parse(readFileSync(new URL(path, CORPUS), 'utf8'))
}

/** Such as `corpusOrder('coupon-percent')`. */
export function corpusOrder(name: string): Order {
  return readOrder(corpusJSON(`orders/${name}.json`))
}

export function readOrder(snapshot: unknown): Order {
  const order = decodeOrder(snapshot)
  if (isFieldProblem(order)) {
    throw new Error(`${order.field}: expected ${order.expected}, got ${order.got}`)
  }
  return order
}

export function corpusPaths(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, CORPUS))
    .toSorted()
    .map((name) => `${folder}/${name}`)
}

/** Those of WooCommerce 11, 9.9.5 and 8.2.2. */
export function corpusOrderPaths(): string[] {
  return ['orders', 'older/8.2.2/orders', 'older/9.9.5/orders'].flatMap(corpusPaths)
}
