/** How a person gives a setting its value, from the setting's own schema: no form is made by hand. */
import type { Setting, Shape } from './settings-schema.ts'

export type SettingInput =
  | { readonly kind: 'yes-no'; readonly isOptional: boolean }
  | {
      readonly kind: 'choice'
      readonly options: readonly string[]
      readonly isOptional: boolean
    }
  | { readonly kind: 'text'; readonly isOptional: boolean }
  | { readonly kind: 'number'; readonly isOptional: boolean }
  /** One a line; of some lists only these may be in it. */
  | { readonly kind: 'list'; readonly options: readonly string[] }
  /** Rules and objects, as JSON. */
  | { readonly kind: 'json' }

type Simple = Shape & { readonly options?: readonly string[] }

export function inputOf({ schema }: Setting): SettingInput {
  const shape: Simple = schema
  return shape.type === 'nullable' && shape.wrapped !== undefined
    ? simpleInput(shape.wrapped, true)
    : simpleInput(shape, false)
}

function simpleInput(shape: Simple, isOptional: boolean): SettingInput {
  switch (shape.type) {
    case 'boolean':
      return { kind: 'yes-no', isOptional }
    case 'picklist':
      return { kind: 'choice', options: shape.options ?? [], isOptional }
    case 'string':
      return { kind: 'text', isOptional }
    case 'number':
      return { kind: 'number', isOptional }
    case 'array':
      // A list that may be null as well as empty cannot be told by its lines.
      return isOptional ? { kind: 'json' } : listInput(shape.item)
    default:
      return { kind: 'json' }
  }
}

function listInput(item: Simple | undefined): SettingInput {
  if (item?.type === 'picklist') {
    return { kind: 'list', options: item.options ?? [] }
  }
  return item?.type === 'string' ? { kind: 'list', options: [] } : { kind: 'json' }
}

/** What stands in the field for a value. */
export function typedText(input: SettingInput, value: unknown): string {
  switch (input.kind) {
    case 'yes-no':
      return flagText(value)
    case 'choice':
    case 'text':
    case 'number':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    case 'list':
      return Array.isArray(value) ? value.join('\n') : ''
    case 'json':
      return JSON.stringify(value, null, 2)
  }
}

/**
 * The value that was typed, for the schema to judge: what is no number or no JSON stays the text
 * that it is, so that it is told what was expected.
 */
export function typedValue(input: SettingInput, typed: string): unknown {
  // Browsers send the lines of a field with both.
  const text = typed.replaceAll('\r\n', '\n')
  switch (input.kind) {
    case 'yes-no':
      return flagOr(text)
    case 'choice':
      return input.isOptional ? emptyOr(text) : text
    case 'text':
      return input.isOptional ? emptyOr(text) : text
    case 'number':
      return /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : emptyOr(text.trim())
    case 'list':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
    case 'json':
      return jsonOr(text)
  }
}

function emptyOr(text: string): string | null {
  return text === '' ? null : text
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function flagText(value: unknown): string {
  if (typeof value !== 'boolean') {
    return ''
  }
  return value ? 'yes' : 'no'
}

function flagOr(text: string): boolean | string | null {
  if (text === 'yes' || text === 'no') {
    return text === 'yes'
  }
  return emptyOr(text)
}
