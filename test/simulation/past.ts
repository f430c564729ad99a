/** A quiet day before the run: one order of each shape went out, and nothing was left to do. */
import type { Books } from '../../worker/practice/books.ts'
import { deliverAll, runUpdate } from './calm.ts'
import { SHAPE_NAMES } from './orders.ts'
import type { Scene } from './scene.ts'
import { FIRST_PAST_ID, placeOrder } from './shop.ts'
import type { Shop } from './shop.ts'

export type Past = {
  readonly shop: Shop
  readonly books: Books
}

export async function livePast(scene: Scene): Promise<void> {
  const { shop } = scene
  const { nextID } = shop
  scene.isCalm = true
  shop.nextID = FIRST_PAST_ID
  for (const shape of SHAPE_NAMES) {
    placeOrder(shop, scene.random, [shape])
  }
  shop.nextID = nextID
  await deliverAll(scene)
  await runUpdate(scene)
  await deliverAll(scene)
  scene.isCalm = false
}
