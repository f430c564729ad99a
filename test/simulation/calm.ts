/** The calm ending: nothing goes wrong any more, and everything has to come to rest. */
import { deleteTxn, setClosingDate, takeFromDeposit } from '../../worker/practice/person.ts'
import { carry } from './delivery.ts'
import { tellShop } from './disasters.ts'
import { hearReply, holdsSet } from './office.ts'
import type { Connector } from './office.ts'
import { advance, step, switchOff } from './office-steps.ts'
import type { Scene } from './scene.ts'
import { packParcel, placeOrder, pushOrder } from './shop.ts'

/** So many updates must be enough: each is an hour or two after the one before it. */
const UPDATES_MAX = 16
/** What is held is looked at again every quarter of an hour: two in a row come sooner than that. */
const PAUSES_MS: Readonly<Record<number, number>> = {
  0: 5 * 60_000,
  [UPDATES_MAX - 2]: 2 * 60_000,
  [UPDATES_MAX - 1]: 2 * 60_000,
}
/** Calls and answers of one update; one that takes more would never end. */
const STEPS_MAX = 600
const ENDLESS = 'endless'
const POSTS_MAX = 50
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

export type Ending =
  /** An update had nothing to do, and did nothing. */
  | { readonly kind: 'at-rest' }
  /** Up to the last update something was to be done, or done without need. */
  | { readonly kind: 'restless'; readonly last: string }

export async function calm(scene: Scene): Promise<Ending> {
  const { random, trace, bridge } = scene
  trace.say(() => '— from here on nothing goes wrong —')
  scene.isCalm = true
  while (bridge.lateWrites() > 0) {
    await bridge.landLateWrite()
  }
  for (const parcel of scene.parcels.splice(0)) {
    if (random.chance(0.5)) {
      await carry(scene, parcel)
    }
  }
  await letGo(scene)
  tellShop(scene)
  if (scene.backups.company === 'restored') {
    // Only a session can notice it, and without work there is none.
    placeOrder(scene.shop, random, scene.profile.shapes)
  }
  const ending = await settleDown(scene)
  return ending.kind === 'at-rest' && (await askAPerson(scene)) ? settleDown(scene) : ending
}

/** Computers that are in the middle of something go on, or are switched off, sooner or later. */
async function letGo(scene: Scene): Promise<void> {
  const { random, office } = scene
  const [first, second] = office.connectors
  const sleeper = office.connectors.find(holdsSet)
  if (scene.profile.delaysExecution && sleeper !== undefined && random.chance(0.7)) {
    await overtake(scene, sleeper === first ? second : first)
  }
  for (const connector of office.connectors) {
    if (holdsSet(connector)) {
      await hearReply(office, connector)
    }
  }
  if (random.chance(0.5)) {
    await advance(scene, random.int(1, 4) * MINUTE_MS)
  }
  // A late answer that is lost as well leaves a double that nobody sees: SPEC.md says so.
  const finishChance = scene.profile.delaysExecution ? 1 : 0.6
  for (const connector of office.connectors) {
    await (random.chance(finishChance) ? finish(scene, connector) : switchOff(scene, connector))
  }
}

/** The other computer runs a whole update while this one sleeps on its set. */
async function overtake(scene: Scene, other: Connector | undefined): Promise<void> {
  if (other === undefined) {
    return
  }
  scene.clock.nowMs += 10 * MINUTE_MS
  scene.trace.say(() => `${other.name} overtakes the computer that sleeps`)
  await finish(scene, other)
  await step(scene, other)
  await finish(scene, other)
}

/** Whether it came to an end by itself. */
async function finish(scene: Scene, connector: Connector): Promise<boolean> {
  for (let at = 0; at < STEPS_MAX && connector.state.kind !== 'off'; at += 1) {
    await step(scene, connector)
  }
  const isFinished = connector.state.kind === 'off'
  if (!isFinished) {
    scene.trace.say(() => `${connector.name} would go on for ever`)
    await switchOff(scene, connector)
  }
  return isFinished
}

/** Until an update finds nothing to do, which must then be true. */
async function settleDown(scene: Scene): Promise<Ending> {
  const { random } = scene
  let last = ''
  await deliverAll(scene)
  for (let update = 0; update < UPDATES_MAX; update += 1) {
    const pauseMs = random.pick([2 * MINUTE_MS, 2 * HOUR_MS])
    await advance(scene, PAUSES_MS[update] ?? pauseMs)
    const before = await footprint(scene)
    const outcome = await runUpdate(scene)
    if (outcome === ENDLESS) {
      return { kind: 'restless', last: outcome }
    }
    await verifyRestoredBooks(scene)
    if (outcome !== 'nothing-to-do') {
      await deliverAll(scene)
    }
    const after = await footprint(scene)
    // The first update after a computer died ends its session, and logs it.
    if (outcome === 'nothing-to-do' && before === after && (await isAtRest(scene))) {
      return { kind: 'at-rest' }
    }
    last = `${outcome}: ${before}, then ${after}`
  }
  return { kind: 'restless', last }
}

/** What an update that does nothing leaves as it was. */
async function footprint({ bridge, ledger }: Scene): Promise<string> {
  const [row] = await bridge.rows(
    'SELECT (SELECT count(*) FROM journal) AS entries, (SELECT count(*) FROM outcomes) AS outcomes',
  )
  return `${ledger.made.size} documents, ${String(row?.entries)} log entries, ${String(row?.outcomes)} outcomes`
}

export async function runUpdate(scene: Scene): Promise<string> {
  const [connector] = scene.office.connectors
  if (connector === undefined) {
    throw new Error('an office without a computer')
  }
  await step(scene, connector)
  const isFinished = await finish(scene, connector)
  return isFinished ? (connector.reports.at(-1)?.outcome ?? ENDLESS) : ENDLESS
}

async function isAtRest({ bridge, shop }: Scene): Promise<boolean> {
  const waiting = await bridge.rows("SELECT id FROM jobs WHERE state IN ('queued', 'sent')")
  return waiting.length === 0 && shop.outbox.size === 0
}

/** Until the outbox is empty and every outcome is heard. */
export async function deliverAll(scene: Scene): Promise<void> {
  const { shop } = scene
  for (let post = 0; post < POSTS_MAX; post += 1) {
    await carry(scene, packParcel(shop))
    if (shop.outbox.size === 0 && !shop.hasMore) {
      return
    }
  }
}

/** Someone puts right what was left open; false when nobody had to. */
async function askAPerson(scene: Scene): Promise<boolean> {
  // Whoever reads that a document looks like the order's own does not send a second one.
  const held = await scene.bridge.rows(
    "SELECT subject FROM jobs WHERE state = 'blocked' AND problem ->> '$.code' <> 'near-match'",
  )
  if (held.length === 0 || scene.random.chance(0.5)) {
    return false
  }
  const { shop, office, trace } = scene
  trace.say(
    () =>
      'a person opens the books, makes entries active, takes money back, and sends held orders again',
  )
  setClosingDate(office.company, null)
  for (const entry of office.company.books.entries) {
    entry.isActive = true
  }
  takeMoneyBack(scene)
  for (const { subject } of held) {
    const order = shop.orders.get(Number(String(subject).slice('order:'.length)))
    if (order !== undefined && !order.isDeleted) {
      pushOrder(shop, order)
    }
  }
  return true
}

/** Deposits are undone, and payments that a person received are deleted. */
function takeMoneyBack({ ledger: { company, made } }: Scene): void {
  for (const { TxnID, kind } of company.books.txns) {
    takeFromDeposit(company, TxnID)
    if (kind === 'ReceivePayment' && made.get(TxnID)?.subject === null) {
      deleteTxn(company, TxnID)
    }
  }
}

/** The owner wants to go on with the older company file. */
async function verifyRestoredBooks({ bridge, trace }: Scene): Promise<void> {
  const [store] = await bridge.rows("SELECT notice ->> '$.code' AS code FROM stores")
  if (store?.code === 'company-file-restored') {
    trace.say(() => 'the owner has the books verified')
    await bridge.verifyBooks()
  }
}
