/** Real wc/v3 payloads by shop: those of one WooCommerce share their IDs with no other of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ShopChange } from './shop-in-memory.ts'

export type Payload = {
  /** Such as `orders/coupon-percent` or `older/8.2.2/orders/variations`. */
  readonly name: string
  readonly order: WooOrder
  readonly refunds: readonly WooRefund[]
}

export type WooOrder = {
  readonly id: number
  readonly number: string
  readonly status: string
  readonly currency: string
  readonly total: string
  readonly total_tax: string
  readonly date_paid: string | null
  readonly refunds: readonly { readonly id: number }[]
}

export type WooRefund = { readonly id: number; readonly amount: string }

/** Orders under `orders/`, their refunds under `refunds/`. */
export type PayloadShop = { readonly name: string; readonly payloads: readonly Payload[] }

const CORPUS = resolve(import.meta.dir, '../corpus/woo')

/** The corpus, or another folder in its shape. */
export function payloadShops(folder: string = CORPUS): readonly PayloadShop[] {
  const older = join(folder, 'older')
  const versions = existsSync(older) ? readdirSync(older).toSorted() : []
  return ['', ...versions.map((version) => `older/${version}/`)]
    .map((prefix) => ({ name: prefix, payloads: payloadsIn(folder, prefix) }))
    .filter(({ payloads }) => payloads.length > 0)
}

export function changeOf(
  { order, refunds }: Payload,
  event: ShopChange['event'] = 'changed',
): ShopChange {
  return { subject: `order:${order.id}`, snapshot: order, refunds, event }
}

function payloadsIn(folder: string, prefix: string): readonly Payload[] {
  const refunds = jsonIn(join(folder, prefix, 'refunds')).map(({ json }) => json as WooRefund)
  return jsonIn(join(folder, prefix, 'orders')).map(({ name, json }) => {
    const order = json as WooOrder
    const isItsOwn = ({ id }: WooRefund) => order.refunds.some((listed) => listed.id === id)
    return { name: `${prefix}orders/${name}`, order, refunds: refunds.filter(isItsOwn) }
  })
}

function jsonIn(folder: string): readonly { readonly name: string; readonly json: unknown }[] {
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : []
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      json: JSON.parse(readFileSync(join(folder, file), 'utf8')),
    }))
}
