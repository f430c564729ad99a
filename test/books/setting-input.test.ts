/** Every setting's field says and takes every value that the setting can have. */
import { describe, expect, test } from 'bun:test'
import { changeSetting } from '../../worker/books/parse-settings.ts'
import { SETTING_EXAMPLES } from '../../worker/books/setting-examples.ts'
import { inputOf, typedText, typedValue } from '../../worker/books/setting-input.ts'
import { keyText, valueAt } from '../../worker/books/setting-key.ts'
import { namedSettings } from '../../worker/books/settings-schema.ts'
import { DEFAULT_SETTINGS, SETTINGS } from '../../worker/books/settings.ts'

const ALL = namedSettings(SETTINGS).map(({ path, setting }) => ({
  key: keyText(path),
  input: inputOf(setting),
  standard: valueAt(DEFAULT_SETTINGS, path),
}))

describe('what stands in a field and is sent back unchanged changes nothing', () => {
  test.each(ALL)('$key', ({ input, standard }) => {
    const sent = typedText(input, standard).replaceAll('\n', '\r\n')
    expect(typedValue(input, sent)).toEqual(standard)
  })
})

test('what is given as JSON has an example that the setting takes, and nothing else has', () => {
  const asJSON = ALL.filter(({ input }) => input.kind === 'json').map(({ key }) => key)
  expect(Object.keys(SETTING_EXAMPLES).toSorted()).toEqual(asJSON.toSorted())
  for (const [key, value] of Object.entries(SETTING_EXAMPLES)) {
    expect(changeSetting(DEFAULT_SETTINGS, { key, value })).toMatchObject({ kind: 'settings' })
  }
})

test.each([
  [{ kind: 'yes-no', isOptional: false }, 'yes', true],
  [{ kind: 'yes-no', isOptional: true }, '', null],
  [{ kind: 'number', isOptional: true }, ' 30 ', 30],
  [{ kind: 'number', isOptional: true }, '', null],
  [{ kind: 'number', isOptional: true }, 'thirty', 'thirty'],
  [{ kind: 'text', isOptional: true }, '', null],
  [{ kind: 'text', isOptional: false }, '', ''],
  [{ kind: 'list', options: [] }, ' one \r\n\r\ntwo', ['one', 'two']],
  [{ kind: 'json' }, '{"a": 1}', { a: 1 }],
  [{ kind: 'json' }, '{"a": ', '{"a": '],
] as const)('%j: “%s” is %j', (input, typed, value) => {
  expect(typedValue(input, typed)).toEqual(value)
})
