/** The part of a run in which things go wrong: one random step after another. */
import { makeCall, wordsOf } from './calls.ts'
import { endWait, hearReply, holdsSet, startUpdate } from './office.ts'
import type { Connector } from './office.ts'
import { doDeed } from './person.ts'
import type { Scene } from './scene.ts'
import { deleteOrder, editOrder, hearAnswer, packParcel, placeOrder, pushOrder } from './shop.ts'
import type { Parcel } from './shop.ts'
import type { Asking } from './worker-in-memory.ts'

const PARCELS_MAX = 2
const PUSH_SHARE = 0.15
const DELETE_SHARE = 0.1

export async function storm(scene: Scene): Promise<void> {
  const { profile, random, shop } = scene
  scene.meanwhile = (asking) => meanwhile(scene, asking)
  const later = random.int(0, Math.min(3, profile.orders - 1))
  for (let order = later; order < profile.orders; order += 1) {
    placeOrder(shop, random, profile.shapes)
  }
  for (let taken = 0; taken < profile.steps; taken += 1) {
    await takeStep(scene)
  }
}

type Step = { readonly weight: number; readonly act: () => Promise<void> | void }

async function takeStep(scene: Scene): Promise<void> {
  const { profile, bridge, strays, parcels, shop } = scene
  const steps: readonly Step[] = [
    { weight: 1, act: () => stepOffice(scene) },
    {
      weight: shop.outbox.size > 0 && parcels.length < PARCELS_MAX ? 0.15 : 0.01,
      act: () => pack(scene),
    },
    { weight: parcels.length > 0 ? 0.3 : 0, act: () => carryOne(scene) },
    { weight: profile.editRate, act: () => changeShop(scene) },
    { weight: profile.deedRate, act: () => deed(scene) },
    { weight: 0.12, act: () => advance(scene, drawDelayMs(scene)) },
    { weight: bridge.lateWrites() > 0 ? 0.1 : 0, act: () => landLateWrite(scene) },
    { weight: strays.length > 0 ? 0.03 : 0, act: () => repeatStray(scene) },
    { weight: profile.wipesMemory ? 0.03 : 0, act: () => wipeMemory(scene) },
  ]
  const total = steps.reduce((sum, { weight }) => sum + weight, 0)
  let at = scene.random.next() * total
  for (const { weight, act } of steps) {
    at -= weight
    if (at < 0) {
      return act()
    }
  }
}

async function stepOffice(scene: Scene): Promise<void> {
  const { random, office, profile } = scene
  const connector = random.pick(office.connectors)
  if ((scene.asleep.get(connector) ?? 0) > scene.clock.nowMs) {
    return
  }
  const { state } = connector
  const hasAnswer = state.kind === 'calling' && state.call.kind === 'receiveResponseXML'
  if (hasAnswer && profile.sleeps && random.chance(0.1)) {
    const seconds = random.int(50, 1200)
    scene.trace.say(() => `${connector.name} falls asleep holding an answer, for ${seconds} s`)
    scene.asleep.set(connector, scene.clock.nowMs + seconds * 1000)
    return
  }
  await step(scene, connector)
}

/** One step of one Web Connector. */
export async function step(scene: Scene, connector: Connector): Promise<void> {
  const { office } = scene
  switch (connector.state.kind) {
    case 'off':
      scene.trace.say(() => `${connector.name} starts an update`)
      return startUpdate(office, connector)
    case 'calling':
      return scene.bridge.isAnswering() ? undefined : makeCall(scene, connector)
    case 'answered':
      return hearReply(office, connector)
    case 'waiting':
      await advance(scene, Math.max(0, connector.state.untilMs - scene.clock.nowMs))
      return endWait(connector)
  }
}

function pack(scene: Scene): void {
  const parcel = packParcel(scene.shop)
  scene.trace.say(
    () =>
      `the shop packs ${[...parcel.sent].map(([subject, at]) => `${subject}@${at}`).join(', ')}`,
  )
  scene.parcels.push(parcel)
}

async function carryOne(scene: Scene): Promise<void> {
  const at = scene.random.int(0, scene.parcels.length - 1)
  const [parcel] = scene.parcels.splice(at, 1)
  if (parcel !== undefined) {
    await carry(scene, parcel)
  }
}

/** A POST; the plugin keeps every row that no verdict came back for. */
export async function carry(scene: Scene, parcel: Parcel): Promise<boolean> {
  const { random, profile, bridge, shop, trace } = scene
  const isFaulty = !scene.isCalm && random.chance(profile.postFaultRate)
  const fault = isFaulty ? random.pick(['lost', 'answer-lost', 'twice'] as const) : null
  trace.say(
    () =>
      `the shop posts ${[...parcel.sent.keys()].join(', ')}${fault === null ? '' : `  [${fault}]`}`,
  )
  if (fault === 'lost') {
    return false
  }
  const posted = await bridge.post(parcel.envelope)
  if (posted.kind === 'failed') {
    trace.say(() => `the shop hears: ${posted.reason}`)
    return false
  }
  if (fault === 'answer-lost') {
    return false
  }
  const heard = fault === 'twice' ? await bridge.post(parcel.envelope) : posted
  if (heard.kind === 'answer') {
    const { verdicts, outcomes } = heard.answer
    trace.say(
      () =>
        `the shop hears: ${verdicts.map(({ subject, verdict }) => `${subject} ${verdict}`).join(', ')}; ${outcomes.map(({ id, subject, state }) => `${id} ${subject} ${state}`).join(', ')}`,
    )
    hearAnswer(shop, parcel, heard.answer)
  }
  return heard.kind === 'answer'
}

function changeShop(scene: Scene): void {
  const { random, profile, shop, trace } = scene
  const open = [...shop.orders.values()].filter(({ isDeleted }) => !isDeleted)
  const isNew = shop.orders.size < profile.orders || open.length === 0
  if (isNew) {
    const { id } = placeOrder(shop, random, profile.shapes)
    trace.say(() => `the shop has a new order ${id}`)
    return
  }
  const order = random.pick(open)
  if (random.chance(PUSH_SHARE)) {
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

function drawDelayMs({ random, profile }: Scene): number {
  const kind = random.next()
  if (kind < 0.5) {
    return random.int(1_000, 20_000)
  }
  if (kind < 0.85) {
    return random.int(50_000, 200_000)
  }
  return profile.jumps ? random.int(600_000, 40_000_000) : random.int(300_000, 1_200_000)
}

/** A set that somebody holds is carried out before its lease can end, but for the named gap. */
export async function advance(scene: Scene, milliseconds: number): Promise<void> {
  const { profile, clock, bridge, office, random } = scene
  for (const connector of office.connectors) {
    if (holdsSet(connector) && (scene.isCalm || !profile.delaysExecution)) {
      await hearReply(office, connector)
    }
  }
  clock.nowMs += milliseconds
  if (profile.skews && !scene.isCalm && random.chance(0.2)) {
    clock.officeSkewMs = random.int(-7_200_000, 7_200_000)
    scene.trace.say(() => `the office's clock is off by ${clock.officeSkewMs / 1000} s`)
  }
  const endMs = await bridge.leaseEndMs()
  if (endMs !== null && endMs <= clock.nowMs && random.chance(profile.alarmRate)) {
    scene.trace.say(() => 'the lease is over, and the alarm rings')
    await bridge.ring()
  }
}

async function landLateWrite(scene: Scene): Promise<void> {
  scene.trace.say(() => 'the write of an evicted object lands')
  await scene.bridge.landLateWrite()
}

async function repeatStray({ bridge, strays, random, trace }: Scene): Promise<void> {
  const [call] = strays.splice(random.int(0, strays.length - 1), 1)
  if (call !== undefined && !bridge.isAnswering()) {
    trace.say(() => `a call arrives once more: ${wordsOf(call)}`)
    await bridge.call(call)
  }
}

function wipeMemory({ ledger, trace }: Scene): void {
  trace.say(() => 'QuickBooks forgets its message sets')
  ledger.company.books.rememberedSet = null
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
