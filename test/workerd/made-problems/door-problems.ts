/**
 * What is not taken at the shop's door: nothing is held for it, so that the shop itself shows the
 * sentence, and what puts it right is done there.
 */
import { expect, test } from 'vitest'
import type { ProblemCode } from '../../../worker/books/problems.ts'
import { ORDER } from '../held-orders.ts'
import { orderChange, send } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { isPostedOnce, openScene } from './scene.ts'
import type { Opening, Scene } from './scene.ts'

export type DoorProblem = {
  readonly code: ProblemCode
  readonly how: string
  readonly opening?: Opening
  readonly order: WooOrder
  readonly verdict: 'refused' | 'ignored'
  /** What its sentence has to name. */
  readonly names: readonly string[]
  /** The shop's own button that sends an order, or a correction of the order there. */
  readonly remedy: 'pushed-in-shop' | 'corrected-in-shop'
}

export const DOOR_PROBLEMS: readonly DoorProblem[] = [
  {
    code: 'unreadable-field',
    how: 'where a plugin wrote an amount with a comma',
    order: { ...ORDER, total: '32,58' },
    verdict: 'refused',
    names: ['Order 215', '32,58', 'WooCommerce › Orders › 215'],
    remedy: 'corrected-in-shop',
  },
  {
    code: 'snapshot-too-large',
    how: 'where a plugin stored its log in the order',
    order: { ...ORDER, meta_data: [{ id: 1, key: '_log', value: 'x'.repeat(900_000) }] },
    verdict: 'refused',
    names: ['Order 215', 'WooCommerce › Orders › 215'],
    remedy: 'corrected-in-shop',
  },
  {
    code: 'status-not-sent',
    how: 'where only completed orders go to the books',
    opening: { settings: { orderStatuses: ['completed'] } },
    order: ORDER,
    verdict: 'ignored',
    names: ['Order 215', 'processing', 'WooCommerce › Orders › 215'],
    remedy: 'pushed-in-shop',
  },
  {
    code: 'before-start-date',
    how: 'where it is older than the connection',
    order: {
      ...ORDER,
      date_created: '2019-11-23T04:04:47',
      date_created_gmt: '2019-11-23T12:04:47',
    },
    verdict: 'ignored',
    names: ['Order 215', 'WooCommerce › Orders › 215'],
    remedy: 'pushed-in-shop',
  },
  {
    code: 'before-first-order',
    how: 'where the books begin with a later order',
    opening: { settings: { firstOrderID: 5000 } },
    order: ORDER,
    verdict: 'ignored',
    names: ['Order 215', '5000', 'WooCommerce › Orders › 215'],
    remedy: 'pushed-in-shop',
  },
]

const WAYS: Readonly<Record<DoorProblem['remedy'], string>> = {
  'pushed-in-shop': 'goes out when a person sends it in the shop',
  'corrected-in-shop': 'goes out once it is corrected in the shop',
}

export function playAtDoor(made: readonly DoorProblem[]): void {
  for (const one of made) {
    test(`${one.code}, ${one.how}, ${WAYS[one.remedy]}`, () => play(one))
  }
}

async function play({ code, opening = {}, order, verdict, names, remedy }: DoorProblem) {
  const scene = await openScene(opening)
  const { verdicts } = await send(scene.shop, [orderChange(order, 1)])
  expect(verdicts).toMatchObject([{ verdict, problem: { code } }])
  const { summary = '', remedy: todo = '' } = verdicts[0]?.problem ?? {}
  for (const name of names) {
    expect(`${summary} ${todo}`).toContain(name)
  }
  if (verdict === 'refused') {
    await isOnOrderPage(scene, [summary, todo])
  }
  const again = {
    'pushed-in-shop': orderChange(order, 2, 'pushed'),
    'corrected-in-shop': orderChange(ORDER, 2),
  }
  await send(scene.shop, [again[remedy]])
  await isPostedOnce(scene)
}

/** Tillbridge's own page of the order, which nobody else would look at. */
async function isOnOrderPage(scene: Scene, sentences: readonly string[]): Promise<void> {
  const page = await scene.page(`/orders/${ORDER.id}`)
  for (const sentence of sentences) {
    expect(page).toContain(sentence.replaceAll('"', '&quot;'))
  }
}
