/** The shop's POSTs on their way to the Worker. */
import { hearAnswer, packParcel } from './shop.ts'
import type { Parcel } from './shop.ts'
import type { Scene } from './scene.ts'

export function pack(scene: Scene): void {
  const parcel = packParcel(scene.shop)
  scene.trace.say(() => {
    const rows = [...parcel.sent].map(([subject, generation]) => `${subject}@${generation}`)
    return `the shop packs ${rows.join(', ')}`
  })
  scene.parcels.push(parcel)
}

export async function carryOne(scene: Scene): Promise<void> {
  const at = scene.random.int(0, scene.parcels.length - 1)
  const [parcel] = scene.parcels.splice(at, 1)
  if (parcel !== undefined) {
    await carry(scene, parcel)
  }
}

/** A POST; the plugin keeps every row that no verdict came back for. Whether it was answered. */
export async function carry(scene: Scene, parcel: Parcel): Promise<boolean> {
  const { random, profile, bridge, shop, trace } = scene
  const isFaulty = !scene.isCalm && random.chance(profile.postFaultRate)
  const fault = isFaulty ? random.pick(['lost', 'answer-lost', 'twice'] as const) : null
  trace.say(() => `the shop posts ${[...parcel.sent.keys()].join(', ')}  ${fault ?? ''}`)
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
  if (heard.kind === 'failed') {
    return false
  }
  const { verdicts, outcomes } = heard.answer
  trace.say(() => {
    const said = verdicts.map(({ subject, verdict }) => `${subject} ${verdict}`)
    const news = outcomes.map(({ id, subject, state }) => `${id} ${subject} ${state}`)
    return `the shop hears: ${[...said, ...news].join(', ')}`
  })
  hearAnswer(shop, parcel, heard.answer)
  return true
}
