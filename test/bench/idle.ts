/** An update with nothing due: what authenticate costs beside a Worker that asks D1 one question. */
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { callOf } from './office.ts'
import { quantile } from './quantile.ts'
import type { Shop } from './shop.ts'

const ROUNDS = 300
const ROUNDS_UNCOUNTED = 30

export async function idleFigures(shop: Shop, emptyOrigin: string): Promise<readonly Figure[]> {
  const idle: number[] = []
  const empty: number[] = []
  const call = callOf(shop, (milliseconds) => idle.push(milliseconds))
  const { userName, password } = shop
  for (let round = 0; round < ROUNDS_UNCOUNTED + ROUNDS; round += 1) {
    empty.push(await emptyMs(emptyOrigin))
    const reply = await call({ kind: 'authenticate', userName, password })
    if (reply.kind !== 'reply' || !Array.isArray(reply.result) || reply.result[1] !== 'none') {
      throw new Error(`something is due: ${JSON.stringify(reply)}`)
    }
  }
  const counted = { idle: idle.slice(ROUNDS_UNCOUNTED), empty: empty.slice(ROUNDS_UNCOUNTED) }
  const p50 = quantile(counted.idle, 0.5)
  const emptyP50 = quantile(counted.empty, 0.5)
  return [
    {
      name: 'idle call p50, in empty Workers',
      value: p50 / emptyP50,
      unit: '×',
      atMost: 3,
      digits: 2,
      note: `${p50.toFixed(2)} ms beside ${emptyP50.toFixed(2)} ms`,
    },
    comparison({ name: 'idle call p99', value: quantile(counted.idle, 0.99), unit: 'ms' }),
    comparison({ name: 'empty Worker p99', value: quantile(counted.empty, 0.99), unit: 'ms' }),
  ]
}

/** One round trip to the empty Worker and its one D1 query. */
export async function emptyMs(origin: string): Promise<number> {
  const startedMs = performance.now()
  await (await fetch(origin)).text()
  return performance.now() - startedMs
}
