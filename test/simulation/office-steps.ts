/** One step of one Web Connector at a time, and the clock between them. */
import { makeCall } from './calls.ts'
import { endWait, hearReply, holdsSet, startUpdate } from './office.ts'
import type { Connector } from './office.ts'
import type { Scene } from './scene.ts'

const HEARS_AT_ONCE = 0.7

/** Of the computer whose turn the seed says it is. */
export async function stepOffice(scene: Scene): Promise<void> {
  const { random, office, profile, asleep, clock } = scene
  const connector = random.pick(office.connectors)
  if ((asleep.get(connector) ?? 0) > clock.nowMs) {
    return
  }
  const { state } = connector
  const hasAnswer = state.kind === 'calling' && state.call.kind === 'receiveResponseXML'
  const maySleep = (hasAnswer && profile.sleeps) || (holdsSet(connector) && profile.delaysExecution)
  if (maySleep && random.chance(0.15)) {
    const seconds = random.int(50, 1200)
    scene.trace.say(
      () =>
        `${connector.name} falls asleep, holding ${hasAnswer ? 'an answer' : 'a set'}, for ${seconds} s`,
    )
    asleep.set(connector, clock.nowMs + seconds * 1000)
    return
  }
  await step(scene, connector)
  if (
    connector.state.kind === 'answered' &&
    !profile.delaysExecution &&
    random.chance(HEARS_AT_ONCE)
  ) {
    await step(scene, connector)
  }
}

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
    if (holdsSet(connector) && (scene.isCalm || !profile.delaysExecution)) {
      await hearReply(office, connector)
    }
  }
  clock.nowMs += milliseconds
  if (profile.skews && !scene.isCalm && random.chance(0.2)) {
    clock.officeSkewMs = random.int(-7_200_000, 7_200_000)
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
  if (kind < 0.6) {
    return random.int(1_000, 15_000)
  }
  if (kind < 0.85) {
    return random.int(50_000, 200_000)
  }
  return profile.jumps ? random.int(600_000, 40_000_000) : random.int(300_000, 1_200_000)
}
