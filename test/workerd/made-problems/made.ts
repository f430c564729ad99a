/**
 * A problem as it comes about in a shop or in QuickBooks, as the owner reads it, and as a button puts
 * it right. Nothing is written into the database: what holds an order here was found by a session.
 */
import { expect, test } from 'vitest'
import type { ProblemCode } from '../../../worker/books/problems.ts'
import { repairWords } from '../../../worker/books/repair-words.ts'
import { repairNamed } from '../../../worker/books/repairs.ts'
import { isPostedOnce, noticesNow, openScene, problemsNow } from './scene.ts'
import type { Opening, Scene } from './scene.ts'

/** The button, by `repairName`; `name` and `instead` are what its form asks for. */
export type Pressed = {
  readonly repair: string
  readonly name?: string
  readonly instead?: string
}

export type MadeProblem = {
  readonly code: ProblemCode
  /** How it comes about: the rest of a sentence that begins with its code. */
  readonly how: string
  readonly opening?: Opening
  /** Ends with the problem in the owner's list. */
  readonly make: (scene: Scene) => Promise<void>
  /** What its sentence has to name, e.g. the account: what an owner looks for. */
  readonly names: readonly string[]
  /** Null: only a person can, and no button pretends otherwise. */
  readonly press: Pressed | null
  /** What the remedy asks a person to do elsewhere before the button is pressed. */
  readonly before?: (scene: Scene) => Promise<void> | void
  /**
   * Runs the next update and proves that the books are right; the sale stands once by default.
   * `page` is what the press was answered with, where it led to no other.
   */
  readonly isRight?: (scene: Scene, page: string) => Promise<void>
}

export function playAll(made: readonly MadeProblem[]): void {
  for (const one of made) {
    const way = one.press === null ? 'has no button' : `is put right by ${one.press.repair}`
    test(`${one.code}, ${one.how}, ${way}`, () => play(one))
  }
}

async function play(made: MadeProblem): Promise<void> {
  const { code, press, before, isRight = (scene: Scene) => isPostedOnce(scene) } = made
  const scene = await openScene(made.opening ?? {})
  await made.make(scene)
  await isShown(scene, made)
  await before?.(scene)
  if (press === null) {
    await made.isRight?.(scene, '')
    return
  }
  const { repair, ...asked } = press
  const { status, sentence, page } = await scene.press({ code, repair, ...asked })
  // A press that found nothing held would prove nothing. A secret is shown in the answer itself.
  expect([status, sentence]).toEqual([
    page.includes('class="secret"') ? 200 : 303,
    expect.not.stringMatching(/Nothing was done|No entry was held/),
  ])
  await isRight(scene, page)
}

/** Its sentence, its remedy and its button are on the page, as text. */
async function isShown(scene: Scene, { code, names, press }: MadeProblem): Promise<void> {
  const now = await problemsNow(scene)
  const found = now.find((problem) => problem.code === code)
  if (found === undefined) {
    throw new Error(`${code} did not come about, but: ${JSON.stringify(now)}`)
  }
  const [notice] = await noticesNow(scene)
  if (notice !== undefined) {
    expect(await scene.page('/')).toContain(escaped(notice.summary))
  }
  const page = await scene.page(`/problems?cause=${code}`)
  for (const part of [found.summary, found.remedy, ...names]) {
    expect(page).toContain(escaped(part))
  }
  for (const name of names) {
    expect(`${found.summary} ${found.remedy}`).toContain(name)
  }
  if (press !== null) {
    const repair = repairNamed(code, press.repair)
    if (repair === null) {
      throw new Error(`${code} has no button ${press.repair}`)
    }
    expect(page).toContain(escaped(repairWords(repair).label))
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
