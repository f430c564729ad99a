/** A storm, a calm ending, and the checks: what of a seed does not depend on where the engine runs. */
import { calm } from './calm.ts'
import type { Ending } from './calm.ts'
import { violationsOf } from './checks.ts'
import type { Violation } from './checks.ts'
import type { Scene } from './scene.ts'
import { storm } from './storm.ts'

export async function play(scene: Scene): Promise<readonly Violation[]> {
  try {
    await storm(scene)
    const ending = await calm(scene)
    return [...endingViolations(ending), ...(await violationsOf(scene))]
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
