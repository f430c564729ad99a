/** A storm, a calm ending, and the checks: what of a seed does not depend on where the engine runs. */
import { calm } from './calm.ts'
import type { Ending } from './calm.ts'
import { violationsOf } from './checks.ts'
import type { Violation } from './checks.ts'
import { mirrorViolations } from './mirrored.ts'
import type { Scene } from './scene.ts'
import { storm } from './storm.ts'

/** It takes some updates more. */
const MIRROR_CHANCE = 0.25

export async function play(scene: Scene): Promise<readonly Violation[]> {
  try {
    await storm(scene)
    const ending = await calm(scene)
    const violations = [...endingViolations(ending), ...(await violationsOf(scene))]
    const isLookedAt = scene.random.chance(MIRROR_CHANCE)
    return isLookedAt ? [...violations, ...(await mirrorViolations(scene))] : violations
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return [{ rule: 'crashed', what }]
  }
}

function endingViolations(ending: Ending): readonly Violation[] {
  return ending.kind === 'at-rest'
    ? []
    : [{ rule: 'stuck', what: `does not come to rest, ${ending.last}` }]
}
