/** What stands beside a line or an order, as text for the books. */
import type { LineItem, LineMeta, Order } from '../woo/order.ts'
import type { ItemChoices } from './item-identity.ts'
import { withoutMarkup } from './plain-text.ts'

type MetaText = { readonly key: string; readonly value: string }

/** `Size: M`, unless the variation's name ends in it already; by choice only what the owner named. */
export function shownMeta(
  { name, parentName, metaData }: LineItem,
  choices: ItemChoices,
): string[] {
  const { lineMeta } = choices.lines
  const isVariationName = parentName !== '' && name.startsWith(parentName)
  const named = isVariationName ? withoutMarkup(name.slice(parentName.length)) : ''
  const texts =
    lineMeta === null
      ? metaData.flatMap(({ shown }) => shown ?? [])
      : metaData.filter(({ key }) => lineMeta.includes(key)).flatMap(chosenMeta)
  return texts
    .map(({ key, value }) => ({
      key: withoutMarkup(key).trim(),
      value: withoutMarkup(value).trim(),
    }))
    .filter(({ value }) => value !== '' && !named.includes(value))
    .map(({ key, value }) => `${key}: ${value}`)
}

/** As the shop shows it; what it hides, by its key. */
function chosenMeta({ key, value, shown }: LineMeta): MetaText[] {
  return shown === null ? plainTexts(key, value) : [shown]
}

/** The order's own meta data that the owner chose, a line each, in the order of the choice. */
export function orderMetaLines({ metaData }: Order, keys: readonly string[]): string[] {
  return keys.flatMap((chosen) =>
    metaData
      .filter(({ key }) => key === chosen)
      .flatMap(({ key, value }) => plainTexts(key, value))
      .map(({ key, value }) => ({ key, value: withoutMarkup(value).trim() }))
      .filter(({ value }) => value !== '')
      .map(({ key, value }) => `${key}: ${value}`),
  )
}

/** A list or an object of some plugin's has no words that a bookkeeper could read. */
function plainTexts(key: string, value: unknown): MetaText[] {
  const isText = typeof value === 'string' || typeof value === 'number'
  return isText ? [{ key: key.replace(/^_+/, ''), value: String(value) }] : []
}
