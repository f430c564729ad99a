/** The field of one setting, made from what its schema takes. */
import type { SettingInput } from '../books/setting-input.ts'

const LIST_ROWS = 6
const JSON_ROWS = 14

export type FieldShown = {
  readonly input: SettingInput
  readonly typed: string
  /** What is wrong with it. */
  readonly problem: string | null
}

export function SettingField({ input, typed, problem }: FieldShown) {
  const said = {
    id: 'value',
    name: 'value',
    'aria-describedby': problem === null ? 'meaning' : 'problem meaning',
    'aria-invalid': problem === null ? undefined : ('true' as const),
  }
  switch (input.kind) {
    case 'yes-no':
      return <Options said={said} typed={typed} options={optional(input, ['yes', 'no'])} />
    case 'choice':
      return <Options said={said} typed={typed} options={optional(input, input.options)} />
    case 'number':
      return <input {...said} type="text" inputmode="numeric" value={typed} />
    case 'text':
      // A text field would join lines.
      return typed.includes('\n') ? (
        <Area said={said} typed={typed} rows={LIST_ROWS} />
      ) : (
        <input {...said} type="text" class="wide" value={typed} />
      )
    case 'list':
      return <Area said={said} typed={typed} rows={LIST_ROWS} />
    case 'json':
      return <Area said={said} typed={typed} rows={JSON_ROWS} />
  }
}

function optional(
  { isOptional }: { readonly isOptional: boolean },
  options: readonly string[],
): readonly string[] {
  return isOptional ? ['', ...options] : options
}

type Said = Readonly<Record<string, string | undefined>>

function Options({
  said,
  typed,
  options,
}: {
  readonly said: Said
  readonly typed: string
  readonly options: readonly string[]
}) {
  return (
    <select {...said}>
      {options.map((option) => (
        <option value={option} selected={option === typed}>
          {option === '' ? 'no choice' : option}
        </option>
      ))}
    </select>
  )
}

function Area({
  said,
  typed,
  rows,
}: {
  readonly said: Said
  readonly typed: string
  readonly rows: number
}) {
  return (
    <textarea {...said} rows={rows} spellcheck={false}>
      {/* HTML drops one line break behind the tag. */}
      {`\n${typed}`}
    </textarea>
  )
}

/** How to fill it in. */
export function fieldHint(input: SettingInput): string {
  switch (input.kind) {
    case 'yes-no':
    case 'choice':
      return ''
    case 'text':
      return input.isOptional ? 'Empty is no choice.' : ''
    case 'number':
      return input.isOptional ? 'A whole number; empty is no choice.' : 'A whole number.'
    case 'list':
      return input.options.length === 0
        ? 'One a line.'
        : `One a line, of: ${input.options.join(', ')}.`
    case 'json':
      return 'Written as JSON; see the example.'
  }
}
