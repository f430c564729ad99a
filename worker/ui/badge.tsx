/** Where an entry stands, told by a word and a shape. */
export type Standing = 'held' | 'waits' | 'out' | 'done' | 'gone'

const WORDS: Readonly<Record<Standing, readonly [shape: string, word: string]>> = {
  held: ['▲', 'Needs you'],
  waits: ['○', 'Waits'],
  out: ['◐', 'On its way'],
  done: ['●', 'In QuickBooks'],
  gone: ['–', 'Not sent'],
}

export function Badge({
  standing,
  word = WORDS[standing][1],
}: {
  readonly standing: Standing
  readonly word?: string
}) {
  return (
    <span class={`badge ${standing}`}>
      <span aria-hidden="true">{WORDS[standing][0]}</span>
      {word}
    </span>
  )
}
