/** One step of one Web Connector at a time, and the clock between them. */
import { makeCall } from './calls.ts'
import { endWait, hearReply, holdsSet, startUpdate } from './office.ts'
import type { Connector } from './office.ts'
import type { Scene } from './scene.ts'

const HEARS_AT_ONCE = 0.7
const BUSY_REST_SECONDS_MAX = 90
/** Most of a day: a clock set to the wrong half of it, or to the wrong zone. */
const SKEW_MS_MAX = 20 * 3_600_000
const STRANGER_SHARE = 0.4
const SLEEP_SHARE = 0.15
/** An update that would find nothing to do, started all the same. */
const IDLE_START_SHARE = 0.1
/** Calls before the session: server, client, authenticate, and their answers. */
const GREETING_STEPS = 6

/** Of the computer whose turn the seed says it is. */
export async function stepOffice(scene: Scene): Promise<void> {
  const { random, office, profile, asleep, clock } = scene
  const connector = random.pick(office.connectors)
  if ((asleep.get(connector) ?? 0) > clock.nowMs) {
    return
  }
  if (isOff(connector)) {
    return greet(scene, connector)
  }
  if (fallsAsleep(scene, connector)) {
    asleep.set(connector, clock.nowMs + random.int(50, 1200) * 1000)
    return
  }
  await step(scene, connector)
  if (isOff(connector) && connector.reports.at(-1)?.outcome === 'postponed') {
    // `busy`: it comes again at its next run.
    asleep.set(connector, clock.nowMs + random.int(1, BUSY_REST_SECONDS_MAX) * 1000)
    return
  }
  const isPrompt = !profile.delaysExecution && random.chance(HEARS_AT_ONCE)
  if (connector.state.kind === 'answered' && isPrompt) {
    await step(scene, connector)
  }
}

function isOff({ state }: Connector): boolean {
  return state.kind === 'off'
}

/** Up to the first call that carries a ticket; nothing of interest lies in between. */
async function greet(scene: Scene, connector: Connector): Promise<void> {
  const isWorthIt = await hasOpenWork(scene)
  if (!isWorthIt && !scene.random.chance(IDLE_START_SHARE)) {
    return
  }
  await step(scene, connector)
  for (let at = 0; at < GREETING_STEPS && isGreeting(connector); at += 1) {
    await step(scene, connector)
  }
}

function isGreeting({ state }: Connector): boolean {
  return state.kind === 'calling' || state.kind === 'answered' ? !('ticket' in state.call) : false
}

async function hasOpenWork({ bridge }: Scene): Promise<boolean> {
  const [row] = await bridge.rows("SELECT 1 FROM jobs WHERE state IN ('queued', 'sent') LIMIT 1")
  return row !== undefined
}

function fallsAsleep({ random, profile, trace }: Scene, connector: Connector): boolean {
  const { state } = connector
  const hasAnswer = state.kind === 'calling' && state.call.kind === 'receiveResponseXML'
  const hasSet = holdsSet(connector) && profile.delaysExecution
  if (!((hasAnswer && profile.sleeps) || hasSet) || !random.chance(SLEEP_SHARE)) {
    return false
  }
  trace.say(() => `${connector.name} falls asleep, holding ${hasAnswer ? 'an answer' : 'a set'}`)
  return true
}

export async function step(scene: Scene, connector: Connector): Promise<void> {
  const { office } = scene
  switch (connector.state.kind) {
    case 'off':
      return start(scene, connector)
    case 'calling':
      return scene.bridge.isAnswering() ? undefined : makeCall(scene, connector)
    case 'answered':
      return hearReply(office, connector)
    case 'waiting':
      await advance(scene, Math.max(0, connector.state.untilMs - scene.clock.nowMs))
      return endWait(connector)
  }
}

function start(scene: Scene, connector: Connector): Promise<void> {
  const { office, random, isCalm, trace } = scene
  const { company, stranger } = office
  const opened = stranger !== null && !isCalm && random.chance(STRANGER_SHARE) ? stranger : company
  const what = opened === company ? '' : ' on another company file'
  trace.say(() => `${connector.name} starts an update${what}`)
  return startUpdate(office, connector, opened)
}

/** Whatever the computer was doing, it says nothing more to anybody. */
export async function switchOff({ office }: Scene, connector: Connector): Promise<void> {
  while (connector.state.kind !== 'off') {
    const { state } = connector
    if (state.kind === 'waiting') {
      await endWait(connector)
    } else {
      const { call, resume } = state
      connector.state = { kind: 'answered', call, reply: { kind: 'died' }, resume }
      await hearReply(office, connector)
    }
  }
}

/** A set that somebody holds is carried out before its lease can end, but for the named gap. */
export async function advance(scene: Scene, milliseconds: number): Promise<void> {
  const { profile, clock, bridge, office, random, trace } = scene
  for (const connector of office.connectors) {
    if (holdsSet(connector) && !profile.delaysExecution) {
      await hearReply(office, connector)
    }
  }
  clock.nowMs += milliseconds
  if (profile.skews && !scene.isCalm && random.chance(0.2)) {
    clock.officeSkewMs = random.int(-SKEW_MS_MAX, SKEW_MS_MAX)
    trace.say(() => `the office's clock is off by ${clock.officeSkewMs / 1000} s`)
  }
  const endMs = await bridge.leaseEndMs()
  if (endMs !== null && endMs <= clock.nowMs && random.chance(profile.alarmRate)) {
    trace.say(() => 'the lease is over, and the alarm rings')
    await bridge.ring()
  }
}

export function drawDelayMs({ random, profile }: Scene): number {
  const kind = random.next()
  if (kind < 0.7) {
    return random.int(1_000, 15_000)
  }
  if (kind < 0.9) {
    return random.int(50_000, 200_000)
  }
  return profile.jumps ? random.int(600_000, 40_000_000) : random.int(300_000, 1_200_000)
}
