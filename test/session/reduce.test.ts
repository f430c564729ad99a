import { describe, expect, test } from 'bun:test'
import { reduce, TRANSITIONS } from '../../worker/session/reduce.ts'
import type { PhaseOrGone, SessionEvent, Transition } from '../../worker/session/reduce.ts'

const SPEC = await Bun.file(new URL('../../worker/session/SPEC.md', import.meta.url)).text()
const EVENTS = Object.keys(TRANSITIONS) as SessionEvent[]
const WALK_LENGTH = 5

type Row = readonly [event: string, state: string, cell: string]

describe('the table on the page is the table in the code', () => {
  const rows = tableOf(SPEC)

  test.each(rows)('%s in %s: %s', (event, state, cell) => {
    expect(cellOf(TRANSITIONS[event as SessionEvent][state as PhaseOrGone])).toBe(cell)
  })

  test('neither has a state or an event that the other lacks', () => {
    const inCode = EVENTS.flatMap((event) =>
      Object.keys(TRANSITIONS[event]).map((state) => `${event} in ${state}`),
    )
    expect(rows.map(([event, state]) => `${event} in ${state}`).toSorted()).toEqual(
      inCode.toSorted(),
    )
  })

  test('every act is explained on the page', () => {
    const acts = new Set(
      EVENTS.flatMap((event) => Object.values(TRANSITIONS[event]).map(({ act }) => act)),
    )
    acts.delete('nothing')
    expect([...acts].filter((act) => !SPEC.includes(`**${act}**`))).toEqual([])
  })
})

describe('whatever a Web Connector calls, in whatever order', () => {
  const walks = [...walksFrom('opened', WALK_LENGTH)]

  function stepsFrom(given: PhaseOrGone) {
    return walks.filter(({ phase }) => phase === given)
  }

  test('every sequence of up to five calls is walked', () => {
    // 11 + 11² + 11³ + 11⁴ + 11⁵ steps, each reached by one sequence.
    expect(walks).toHaveLength(11 + 121 + 1331 + 14_641 + 161_051)
  })

  test('a set that is out is doubted before another is composed', () => {
    expect(
      walks.filter(({ isOut, step }) => isOut && step.act === 'compose' && !step.doubtFirst),
    ).toEqual([])
  })

  test('a set that is out is never left behind without being settled, bisected or doubted', () => {
    const left = walks.filter(
      ({ isOut, step }) => isOut && step.next !== 'out' && !isConcluded(step),
    )
    expect(left).toEqual([])
  })

  test('only a set that is out is settled, bisected or doubted', () => {
    expect(walks.filter(({ isOut, step }) => !isOut && isConcluded(step))).toEqual([])
  })

  test('nothing is composed or settled once a session failed or is gone', () => {
    const over = walks.filter(({ phase }) => phase === 'failed' || phase === 'gone')
    expect(over.filter(({ step }) => ['compose', 'settle', 'bisect'].includes(step.act))).toEqual(
      [],
    )
    expect(over.filter(({ step }) => step.doubtFirst)).toEqual([])
  })

  test('what is gone stays gone, and what failed only closes', () => {
    expect(new Set(stepsFrom('gone').map(({ step }) => step.next))).toEqual(new Set(['gone']))
    expect(new Set(stepsFrom('failed').map(({ step }) => step.next))).toEqual(
      new Set(['failed', 'gone']),
    )
  })
})

/** The cells of the table whose corner is empty, row by row. */
function tableOf(page: string): Row[] {
  const section = page.split(/^## /m).find((one) => one.startsWith('State × event')) ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  const [head = [], , ...body] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return body.flatMap(([event = '', ...cells]) =>
    cells.map((cell, at) => [event, head[at + 1] ?? '', cell] as const),
  )
}

function cellOf({ doubtFirst, act, next }: Transition): string {
  return `${doubtFirst ? 'doubt, ' : ''}${act} → ${next}`
}

function isConcluded({ doubtFirst, act }: Transition): boolean {
  return doubtFirst || act === 'settle' || act === 'bisect' || act === 'doubt'
}

type Step = { readonly phase: PhaseOrGone; readonly isOut: boolean; readonly step: Transition }

/** Whether a set is out is kept beside the phase, so that the phase is not taken at its word. */
function* walksFrom(phase: PhaseOrGone, length: number, isOut = false): Generator<Step> {
  if (length === 0) {
    return
  }
  for (const event of EVENTS) {
    const step = reduce(phase, event)
    yield { phase, isOut, step }
    const isOutAfter = step.act === 'compose' || (isOut && !isConcluded(step))
    yield* walksFrom(step.next, length - 1, isOutAfter)
  }
}
