/** The settings as the operator sees and changes them, on a real database with one mapped store. */
import { beforeEach, describe, expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { LINE_MAPPING } from '../../worker/books/line-mapping.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { CommandContext, CommandResult } from '../../worker/cli/command.ts'
import { settingsGet } from '../../worker/cli/settings-get.ts'
import { settingsHistory } from '../../worker/cli/settings-history.ts'
import { settingsSet } from '../../worker/cli/settings-set.ts'
import { settingsUndo } from '../../worker/cli/settings-undo.ts'
import { storeDefaults } from '../../worker/cli/store-defaults.ts'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { insertStore } from '../../worker/stores/store.ts'
import { readSettings } from '../../worker/stores/settings.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE, STORE } from './plain-store.ts'

/** 2026-11-23T04:04:40Z. */
const NOW_MS = Date.parse('2026-11-23T04:04:40Z')

let db: Database

beforeEach(async () => {
  db = openDatabase(emptyDatabase())
  await writeTogether(db, [insertStore(db, PLAIN_STORE)])
})

type Command = (context: CommandContext) => Promise<CommandResult>

function run(command: Command, ...positionals: readonly string[]): Promise<CommandResult> {
  const context = { db, place: 'local', nowMs: NOW_MS, options: {} } as const
  return command({ ...context, positionals: [STORE, ...positionals] })
}

function text(command: Command, ...positionals: readonly string[]): Promise<string> {
  return run(command, ...positionals).then((result) => result.text)
}

/** What, why and how, each a line. */
function refusal(command: Command, ...positionals: readonly string[]): Promise<string> {
  return run(command, ...positionals).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

async function settings() {
  return (await readSettings(db, STORE)).settings
}

describe('settings set', () => {
  test('says what changed, and the change stands', async () => {
    expect(await text(settingsSet, 'refNumberPrefix', 'W-')).toBe(
      [
        'refNumberPrefix: "" → "W-"',
        'Saved as version 1. Held orders that waited for a setting are tried again at the next update.',
      ].join('\n'),
    )
    expect(await settings()).toEqual({ ...DEFAULT_SETTINGS, refNumberPrefix: 'W-' })
  })

  test.each([
    ['refNumberPrefix', '2026', '2026'],
    ['refNumberPrefix', 'true', 'true'],
    ['refNumberPrefix', '"W-"', 'W-'],
    ['refNumberPrefix', '', ''],
  ])('%s is a text, whatever %j looks like', async (key, value, stands) => {
    await run(settingsSet, 'refNumberPrefix', 'before')
    await run(settingsSet, key, value)
    expect((await settings()).refNumberPrefix).toBe(stands)
  })

  test('anything else is JSON', async () => {
    await run(settingsSet, 'createLists', 'false')
    await run(settingsSet, 'kinds', '["order"]')
    await run(settingsSet, 'mapping.gateways.stripe', '{"paymentMethodName":"Visa"}')
    await run(settingsSet, 'mapping.gateways.stripe.depositAccountName', 'Bank:Stripe')
    await run(settingsSet, 'mapping.gateways.stripe.paymentMethodName', 'null')
    expect(await settings()).toEqual({
      ...DEFAULT_SETTINGS,
      createLists: false,
      kinds: ['order'],
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        gateways: { stripe: { ...PLAIN_GATEWAY, depositAccountName: 'Bank:Stripe' } },
      },
    })
  })

  test('to what stands is no change', async () => {
    expect(await text(settingsSet, 'createLists', 'true')).toBe(
      'Nothing to change; createLists stands as it was.',
    )
  })

  test('a key that nobody knows is refused with the nearest', async () => {
    expect(await refusal(settingsSet, 'mapping.gatways.stripe', '{}')).toBe(
      [
        '“mapping.gatways.stripe” was not changed.',
        'There is no setting “mapping.gatways”; the nearest is “mapping.gateways”.',
        'List them all: bun run tillbridge settings get k3f9x2',
      ].join('\n'),
    )
  })

  test.each([
    ['createLists', 'maybe', 'createLists: expected true or false, got "maybe".'],
    ['kinds', '["order", "product"]', 'kinds.1: expected "order" or "customer", got "product".'],
    ['kinds', 'order', 'kinds: expected a list such as ["order", "customer"], got "order".'],
  ])('%s = %j is refused with what was expected', async (key, value, sentence) => {
    expect((await refusal(settingsSet, key, value)).split('\n')).toEqual([
      `“${key}” was not changed.`,
      sentence,
      'Give the command again with what was expected; lists and objects are written as JSON.',
    ])
    expect(await settings()).toEqual(DEFAULT_SETTINGS)
  })

  test('a value that is missing is not taken for none', async () => {
    expect(await refusal(settingsSet, 'refNumberPrefix')).toStartWith('VALUE is missing.')
  })
})

describe('settings get', () => {
  test('lists each value with its key, whether it is the default, and what it means', async () => {
    await run(settingsSet, 'mapping.gateways.stripe.paymentMethodName', 'Visa')
    const lines = (await text(settingsGet, 'mapping'))
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(lines.map((cells) => cells.slice(0, 3))).toEqual([
      ['setting', 'value', 'default'],
      ['mapping.taxRates', '{}', 'yes'],
      ['mapping.zeroRateItem', 'null', 'yes'],
      ['mapping.taxCodes', '{}', 'yes'],
      ['mapping.gateways.stripe.paymentMethodName', '"Visa"', expect.stringMatching(/^How the/)],
      ...Object.entries(PLAIN_GATEWAY)
        .slice(1)
        .map(([name, value]) => [`mapping.gateways.stripe.${name}`, JSON.stringify(value)]),
      ...Object.keys(LINE_MAPPING).map((name) => [`mapping.${name}`, '{}', 'yes']),
      ...Object.keys(DEFAULT_SETTINGS.mapping.accounts).map((name) => [
        `mapping.accounts.${name}`,
        'null',
        'yes',
      ]),
    ])
  })

  test('one alone, and as JSON its value', async () => {
    const { json, text: shown } = await run(settingsGet, 'orderStatuses')
    expect(json).toEqual(['processing', 'completed', 'on-hold'])
    expect(shown).toContain('drafts and trash never do.')
    expect(shown.split('\n')).toHaveLength(2)
  })

  test('all of them as JSON are the settings themselves', async () => {
    expect((await run(settingsGet)).json).toEqual(DEFAULT_SETTINGS)
  })

  test('what is not mapped is refused', async () => {
    expect(await refusal(settingsGet, 'mapping.gateways.cod')).toBe(
      [
        '“mapping.gateways.cod” is not set.',
        'There is no setting “mapping.gateways.cod”; the nearest is “mapping.gateways”.',
        'List what there is: bun run tillbridge settings get k3f9x2',
      ].join('\n'),
    )
  })
})

describe('settings history', () => {
  test('nobody changed anything', async () => {
    expect(await text(settingsHistory)).toBe('Nobody changed a setting yet.')
  })

  test('lists who changed what and when, newest first', async () => {
    await run(settingsSet, 'refNumberPrefix', 'W-')
    await run(settingsSet, 'mapping.gateways.cod', '{}')
    expect(await text(settingsHistory)).toBe(
      [
        'version  when                  who       what changed',
        `2        2026-11-23T04:04:40Z  operator  mapping.gateways.cod: – → ${JSON.stringify(PLAIN_GATEWAY)}`,
        '1        2026-11-23T04:04:40Z  operator  refNumberPrefix: "" → "W-"',
      ].join('\n'),
    )
  })

  test('a page ends with what its oldest version changed of the one before', async () => {
    await run(settingsSet, 'refNumberPrefix', 'A-')
    await run(settingsSet, 'refNumberPrefix', 'B-')
    const context = { db, place: 'local', nowMs: NOW_MS, positionals: [STORE] } as const
    const page = await settingsHistory({ ...context, options: { limit: '1' } })
    expect(page.json).toEqual([
      {
        version: 2,
        atMs: NOW_MS,
        who: 'operator',
        changes: [{ key: 'refNumberPrefix', before: 'A-', after: 'B-' }],
      },
    ])
  })

  test('accepting the suggested mapping is in it too', async () => {
    await run(storeDefaults)
    expect(await text(settingsHistory)).toContain('operator  mapping.zeroRateItem: null → {')
  })
})

describe('settings undo', () => {
  beforeEach(async () => {
    await run(settingsSet, 'refNumberPrefix', 'A-')
    await run(settingsSet, 'refNumberPrefix', 'B-')
    await run(settingsSet, 'createLists', 'false')
  })

  test('takes the newest change back, as a version of its own', async () => {
    expect(await text(settingsUndo)).toBe(
      [
        'The settings are those of version 2 again:',
        'createLists: false → true',
        'Saved as version 4. Held orders that waited for a setting are tried again at the next update.',
      ].join('\n'),
    )
    expect(await text(settingsHistory)).toStartWith(
      [
        'version  when                  who       what changed',
        '4        2026-11-23T04:04:40Z  operator  createLists: false → true',
        '3        2026-11-23T04:04:40Z  operator  createLists: true → false',
      ].join('\n'),
    )
  })

  test('brings back the version that was asked for', async () => {
    await run(settingsUndo, '1')
    expect(await settings()).toEqual({ ...DEFAULT_SETTINGS, refNumberPrefix: 'A-' })
  })

  test('version 0 is the defaults', async () => {
    await run(settingsUndo, '0')
    expect(await settings()).toEqual(DEFAULT_SETTINGS)
  })

  test('the version that stands is no change', async () => {
    expect(await text(settingsUndo, '3')).toBe(
      'Nothing to change; the settings stand as in version 3.',
    )
  })

  test.each(['9', '-1', '1.5', 'first'])(
    'version %s is refused: there is none',
    async (version) => {
      expect(await refusal(settingsUndo, version)).toBe(
        [
          `There is no version “${version}” of the settings.`,
          'They go from 0, which are the defaults, to 3.',
          'See what each changed: bun run tillbridge settings history k3f9x2',
        ].join('\n'),
      )
    },
  )
})

test('where nobody changed anything there is nothing to undo', async () => {
  expect(await refusal(settingsUndo)).toStartWith('There is nothing to undo.')
})
