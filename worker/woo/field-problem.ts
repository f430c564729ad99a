/** What of a payload could not be read. The names are the wire's own: `line_items[2].total`. */
import * as v from 'valibot'

export type FieldProblem = {
  readonly kind: 'field-problem'
  /** `line_items[2].total`; empty when the payload as a whole is something else. */
  readonly field: string
  readonly expected: string
  readonly got: string
}

/** Enough to recognise a value by, too little to leak an address into a log. */
const QUOTED_LENGTH_MAX = 40
const CODE_LENGTH_MAX = 80

export function isFieldProblem(decoded: object): decoded is FieldProblem {
  return 'kind' in decoded && decoded.kind === 'field-problem'
}

/** `line_items[2].total: expected a decimal such as "19.90", got "19,90"`. */
export function fieldSentence({ field, expected, got }: FieldProblem): string {
  return `${field === '' ? 'This change' : field}: expected ${expected}, got ${got}`
}

/** The payload by its schema, or the first field that is not as the schema says. */
export function decodeFields<TSchema extends v.GenericSchema>(
  schema: TSchema,
  payload: unknown,
  expected: string,
): v.InferOutput<TSchema> | FieldProblem {
  if (!isReadableObject(payload)) {
    return { kind: 'field-problem', field: '', expected, got: shown(payload) }
  }
  const decoded = v.safeParse(schema, payload, { abortEarly: true })
  if (decoded.success) {
    return decoded.output
  }
  const [issue] = decoded.issues
  return {
    kind: 'field-problem',
    field: fieldPath(issue.path ?? []),
    // Each schema's message is what it expects; a missing key valibot words by itself.
    expected: isMissingKey(issue) ? 'a value' : issue.message,
    got: shown(issue.input),
  }
}

function isReadableObject(payload: unknown): boolean {
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload)
  return isObject && !isWooError(payload)
}

/** A value as an error message shows it: `"19,90"`, `3`, `a list`, `nothing`. */
export function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing'
  }
  if (typeof value === 'string') {
    const [short = ''] = value.split('\n')
    const isWhole = value.length <= QUOTED_LENGTH_MAX && short === value
    return isWhole ? `"${value}"` : `"${short.slice(0, QUOTED_LENGTH_MAX)}…"`
  }
  if (Array.isArray(value)) {
    return 'a list'
  }
  if (typeof value === 'object' && value !== null) {
    return isWooError(value)
      ? `WooCommerce’s error ${shown(value.message)} (${value.code.slice(0, CODE_LENGTH_MAX)})`
      : 'an object'
  }
  return JSON.stringify(value) ?? typeof value
}

/** WooCommerce delivers `{ code, message, data }` in the place of what it could not read. */
function isWooError(value: object): value is { readonly code: string; readonly message: string } {
  const isError = 'code' in value && 'message' in value && !('id' in value)
  return isError && typeof value.code === 'string' && typeof value.message === 'string'
}

function isMissingKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.input === undefined && issue.type === 'object'
}

type PathStep = { readonly key: unknown }

function fieldPath(path: readonly PathStep[]): string {
  return path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
