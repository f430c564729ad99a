/** The part of a run in which things go wrong: one random step after another. */
import { carryOne, pack } from './delivery.ts'
import {
  forgetSets,
  landLateWrite,
  repeatStray,
  restoreCompany,
  restoreWorker,
} from './disasters.ts'
import { FORM_CHOICES } from './owner.ts'
import { advance, drawDelayMs, stepOffice } from './office-steps.ts'
import { doDeed } from './person.ts'
import type { Scene } from './scene.ts'
import {
  deleteOrder,
  editCustomer,
  editOrder,
  FIRST_ORDER_ID,
  placeOrder,
  pushOrder,
} from './shop.ts'
import type { Asking } from './weather.ts'

const PARCELS_MAX = 2
/** Runs that begin with the first orders delivered. */
const READY_SHARE = 0.8
const PUSH_SHARE = 0.15
const DELETE_SHARE = 0.1
const CUSTOMER_SHARE = 0.1

export async function storm(scene: Scene): Promise<void> {
  const { profile, random, shop } = scene
  scene.meanwhile = (asking) => meanwhile(scene, asking)
  if (profile.forms !== FORM_CHOICES[0]) {
    await chooseForms(scene, profile.forms)
  }
  const later = random.int(0, Math.min(2, profile.orders - 1))
  for (let order = later; order < profile.orders; order += 1) {
    placeOrder(shop, random, profile.shapes)
  }
  if (random.chance(READY_SHARE)) {
    pack(scene)
    await carryOne(scene)
  }
  for (let taken = 0; taken < profile.steps; taken += 1) {
    await takeStep(scene)
  }
}

type Step = { readonly weight: number; readonly act: () => Promise<void> | void }

async function takeStep(scene: Scene): Promise<void> {
  const { profile, bridge, strays, parcels, random, shop } = scene
  const hasNews = shop.outbox.size > 0 && parcels.length < PARCELS_MAX
  const steps: readonly Step[] = [
    { weight: 1, act: () => stepOffice(scene) },
    { weight: hasNews ? 0.15 : 0.01, act: () => pack(scene) },
    { weight: parcels.length > 0 ? 0.3 : 0, act: () => carryOne(scene) },
    { weight: profile.editRate, act: () => changeShop(scene) },
    { weight: profile.deedRate, act: () => deed(scene) },
    { weight: profile.choiceRate, act: () => chooseForms(scene, random.pick(FORM_CHOICES)) },
    { weight: 0.06, act: () => advance(scene, drawDelayMs(scene)) },
    { weight: bridge.lateWrites() > 0 ? 0.1 : 0, act: () => landLateWrite(scene) },
    { weight: strays.length > 0 ? 0.04 : 0, act: () => repeatStray(scene) },
    { weight: profile.wipesMemory ? 0.03 : 0, act: () => forgetSets(scene) },
    { weight: profile.restoresCompany ? 0.04 : 0, act: () => restoreCompany(scene) },
    { weight: profile.restoresWorker ? 0.06 : 0, act: () => restoreWorker(scene) },
  ]
  const total = steps.reduce((sum, { weight }) => sum + weight, 0)
  let at = random.next() * total
  for (const { weight, act } of steps) {
    at -= weight
    if (at < 0) {
      return act()
    }
  }
}

async function chooseForms(
  { bridge, trace }: Scene,
  choice: (typeof FORM_CHOICES)[number],
): Promise<void> {
  trace.say(() => `the owner chooses ${JSON.stringify(choice)}`)
  await bridge.choose(choice)
}

function changeShop(scene: Scene): void {
  const { random, profile, shop, trace } = scene
  const open = [...shop.orders.values()].filter(({ isDeleted }) => !isDeleted)
  const isNew = shop.nextID < FIRST_ORDER_ID + profile.orders || open.length === 0
  if (isNew) {
    const { id } = placeOrder(shop, random, profile.shapes)
    trace.say(() => `the shop has a new order ${id}`)
    return
  }
  const order = random.pick(open)
  if (random.chance(CUSTOMER_SHARE)) {
    const id = editCustomer(shop, random)
    trace.say(() => `customer ${id} has another phone`)
  } else if (random.chance(PUSH_SHARE)) {
    trace.say(() => `the owner sends order ${order.id} again`)
    pushOrder(shop, order)
  } else if (random.chance(DELETE_SHARE)) {
    trace.say(() => `order ${order.id} is deleted`)
    deleteOrder(shop, order)
  } else if (profile.edits.length > 0) {
    const edit = random.pick(profile.edits)
    trace.say(() => `order ${order.id}: ${edit}`)
    editOrder(shop, order, edit)
  }
}

function deed(scene: Scene): void {
  const { random, profile, ledger, trace } = scene
  if (profile.deeds.length > 0) {
    const done = doDeed(ledger, random, random.pick(profile.deeds))
    trace.say(() => `a person in QuickBooks: ${done ?? 'finds nothing to do'}`)
  }
}

/** What happens between two operations of a call or a POST. */
async function meanwhile(scene: Scene, asking: Asking): Promise<void> {
  if (asking === 'post') {
    return stepOffice(scene)
  }
  changeShop(scene)
  pack(scene)
  await carryOne(scene)
  deed(scene)
}
