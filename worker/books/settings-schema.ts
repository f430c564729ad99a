/** What a table of settings makes: one schema, its type, and what a store has that chose nothing. */
import * as v from 'valibot'
import { fields, isPlainObject } from './setting-values.ts'

export type Setting<TSchema extends v.GenericSchema = v.GenericSchema> = {
  readonly schema: TSchema
  /** Also what a store has that was saved before the setting existed: what was done until then. */
  readonly default: v.InferOutput<TSchema>
  /** One sentence in an owner's words. */
  readonly meaning: string
}

/** Settings by name; those that belong together stand in a table of their own. */
export type SettingsTable = { readonly [name: string]: Setting | SettingsTable }

export type ValuesOf<TTable> = {
  readonly [TName in keyof TTable]: TTable[TName] extends {
    readonly schema: infer TSchema extends v.GenericSchema
    readonly meaning: string
  }
    ? v.InferOutput<TSchema>
    : ValuesOf<TTable[TName]>
}

/** A row of a table, its default checked against its schema's type. */
export function setting<const TSchema extends v.GenericSchema>(
  row: Setting<TSchema>,
): Setting<TSchema> {
  return row
}

export function isSetting(node: Setting | SettingsTable): node is Setting {
  return typeof node.meaning === 'string'
}

export type NamedSetting = { readonly path: readonly string[]; readonly setting: Setting }

/** Every setting of a table, at any depth, in the table's order. */
export function namedSettings(table: SettingsTable): readonly NamedSetting[] {
  return Object.entries(table).flatMap(([name, node]) =>
    isSetting(node)
      ? [{ path: [name], setting: node }]
      : namedSettings(node).map(({ path, setting: row }) => ({
          path: [name, ...path],
          setting: row,
        })),
  )
}

/** Every key may be missing and has its default; none may be unknown. */
export function schemaOf<const TTable extends SettingsTable>(
  table: TTable,
): v.GenericSchema<unknown, ValuesOf<TTable>> {
  const entries = Object.entries(table).map(([name, node]) => [
    name,
    isSetting(node) ? v.optional(node.schema, node.default) : v.optional(schemaOf(node), {}),
  ])
  const schema: v.GenericSchema = fields(Object.fromEntries(entries) as v.ObjectEntries)
  return schema as v.GenericSchema<unknown, ValuesOf<TTable>>
}

/** What of a valibot schema tells how its values are put together. */
export type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly entries?: Readonly<Record<string, Shape>>
  readonly value?: Shape
  readonly item?: Shape
  readonly wrapped?: Shape
  readonly default?: unknown
  readonly message?: unknown
}

/**
 * A value that was right when it was saved, with the defaults of what did not exist then and without
 * what no longer exists. Nothing is validated: this is read on every call.
 */
export function completed(shape: Shape, saved: unknown): unknown {
  const { type, wrapped, entries, value, item } = partsOf(shape)
  if (wrapped !== undefined) {
    if (type === 'optional' && saved === undefined) {
      return completedDefault(shape, wrapped)
    }
    return saved === null ? null : completed(wrapped, saved)
  }
  if (Array.isArray(saved)) {
    return item === undefined ? saved : saved.map((one) => completed(item, one))
  }
  if (!isPlainObject(saved)) {
    return saved
  }
  if (entries !== undefined) {
    return Object.fromEntries(
      Object.entries(entries).map(([name, field]) => [name, completed(field, saved[name])]),
    )
  }
  return type === 'record' && value !== undefined
    ? Object.fromEntries(
        Object.entries(saved).map(([key, entry]) => [key, completed(value, entry)]),
      )
    : saved
}

/** The same each time, and most of what a store has. */
const defaults = new WeakMap<Shape, unknown>()

function completedDefault(shape: Shape, wrapped: Shape): unknown {
  if (!defaults.has(shape)) {
    defaults.set(shape, shape.default === null ? null : completed(wrapped, shape.default))
  }
  return defaults.get(shape)
}

/** The schema in a pipe that says which fields or entries there are, or the schema itself. */
export function partsOf(shape: Shape): Shape {
  return shape.pipe?.find(isMadeOfParts) ?? shape
}

function isMadeOfParts({ type }: Shape): boolean {
  return type === 'strict_object' || type === 'record'
}
